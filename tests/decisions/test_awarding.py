"""The plenary gives winners their awards, within the places, with vote and reason; the computed proposal stands beside."""

import pytest

from p4comp.accounts.identity import someone
from p4comp.core.errors import Invalid, Refused
from p4comp.decisions import actions, rules
from p4comp.decisions.actions import Facts
from p4comp.decisions.models import PlenaryState
from p4comp.decisions.rules import Given, Method, Outcome, Ruling, Seat
from p4comp.results import actions as results
from tests import factories
from tests.results.season import contested
from tests.results.test_actions import JUNE

REASON = "Paparannya paling meyakinkan."


@pytest.fixture
def season(app):
    return contested(giving=True)


@pytest.fixture
def plenary(season):
    return proposed(season)


def secretary():
    return someone(factories.secretariat())


def proposed(season):
    found = results.propose_winners(season.edition, "UMUM", by=secretary(), at=JUNE)
    for number in range(5):
        actions.seat(found, Seat(id=f"a{number}", name=f"Anggota {number}", came="09.00", left="15.00"), by=secretary(), at=JUNE)
    return found


def given(subject_id, award, *, votes=(4, 1, 0), reason=REASON, outcome=Outcome.KEEP):
    ruling = Ruling(subject_id, "Instansi", outcome, Method.VOTE, "10.00", "10.20", reason=reason, votes=votes)
    return Given(award, ruling)


def give(plenary, *pairs, **values):
    for subject_id, award in pairs:
        actions.give_award(plenary, given(subject_id, award, **values), by=secretary(), at=JUNE)


def ids(plenary):
    return [line["subject_id"] for line in plenary.proposal["list"]]


def ways(page):
    """Where the awards are given, winner by winner, as the table lists them."""
    return [one.get("href") for one in page.select("#penghargaan a[href*='/penghargaan/']")]


def settle(plenary):
    for row in plenary.proposal["close"]:
        actions.rule(
            plenary, Ruling(row["subject_id"], row["name"], Outcome.KEEP, Method.CONSENSUS, "09.10", "09.30"), by=secretary(), at=JUNE
        )
    facts = Facts(held_on=JUNE.date(), attendance=plenary.attendance)
    actions.record_facts(plenary, facts, by=secretary(), at=JUNE)


def decide(plenary):
    for _number in range(2):
        found = actions.confirm(plenary, by=secretary(), at=JUNE, seen=plenary.seen)
    return found


def test_the_list_begins_without_awards_and_with_a_computed_proposal(plenary):
    assert [line["award"] for line in plenary.proposal["list"]] == ["", ""]
    assert {one["award"] for one in plenary.proposal["giving"]["proposed"].values()} == {"APP", "AKD"}
    assert plenary.proposal["giving"]["places"] == {"APP": 1, "AKD": 1}


def test_an_award_is_kept_with_its_vote_and_reason_and_reaches_the_snapshot(plenary):
    first, second = ids(plenary)
    give(plenary, (first, "AKD"), (second, "APP"), outcome=Outcome.CHANGE)
    settle(plenary)
    decision = decide(plenary)
    assert [(line.subject_id, line.award) for line in decision.lines] == [(first, "AKD"), (second, "APP")]
    kept = decision.snapshot["plenary"]["meeting"]["awards"][first]
    assert (kept["award"], kept["votes"], kept["reason"], kept["outcome"]) == ("AKD", [4, 1, 0], REASON, "change")
    assert rules.faults(decision.snapshot, decision.sha256, lines_of(decision)) == []
    assert [row["award"] for row in decision.snapshot["ranking"][:2]] == [
        rules.proposed_award(plenary.proposal, one) for one in (first, second)
    ]


def lines_of(decision):
    return [
        {"subject_id": one.subject_id, "name": one.subject_name, "place": one.place, "award": one.award, "score": one.score}
        for one in decision.lines
    ]


def test_without_all_awards_nobody_confirms(plenary):
    first, second = ids(plenary)
    give(plenary, (first, "APP"))
    settle(plenary)
    with pytest.raises(Refused, match="Bagikan dahulu penghargaan"):
        decide(plenary)
    give(plenary, (second, "AKD"))
    assert decide(plenary).code


def test_no_more_winners_than_places(plenary):
    first, second = ids(plenary)
    give(plenary, (first, "APP"))
    with pytest.raises(Invalid, match="Semua 1 tempat") as refused:
        give(plenary, (second, "APP"))
    assert refused.value.field == "award"
    give(plenary, (first, ""), (second, "APP"), (first, "AKD"))
    assert [line["award"] for line in plenary.proposal["list"]] == ["AKD", "APP"]
    assert list(rules.given(plenary.meeting)) == [second, first]


@pytest.mark.parametrize(("values", "field"), [({"reason": ""}, "reason"), ({"votes": (0, 0, 0)}, "yes"), ({"votes": (4, 2, 0)}, "yes")])
def test_vote_and_reason_are_needed_and_believable(plenary, values, field):
    with pytest.raises(Invalid) as refused:
        give(plenary, (ids(plenary)[0], "APP"), **values)
    assert refused.value.field == field
    assert rules.given(plenary.meeting) == {}


def test_an_unknown_award_or_somebody_who_did_not_win_is_refused(season, plenary):
    for subject_id, award in ((ids(plenary)[0], "UPPT"), (season.entries[5].id, "APP")):
        with pytest.raises(Invalid):
            give(plenary, (subject_id, award))


def test_who_comes_in_instead_of_another_has_no_award_yet(season, plenary):
    first, second = ids(plenary)
    give(plenary, (first, "APP"), (second, "AKD"))
    actions.change(plenary, out=second, into=season.entries[2].id, reason="Pertimbangan rapat.", by=secretary(), at=JUNE)
    assert [(line["subject_id"], line["award"]) for line in plenary.proposal["list"]] == [(first, "APP"), (season.entries[2].id, "")]
    assert list(rules.given(plenary.meeting)) == [first]


def test_a_confirmed_list_s_awards_stay(plenary):
    give(plenary, *zip(ids(plenary), ("APP", "AKD"), strict=True))
    settle(plenary)
    actions.confirm(plenary, by=secretary(), at=JUNE, seen=plenary.seen)
    assert plenary.state is PlenaryState.CONFIRMED_ONCE
    with pytest.raises(Refused):
        give(plenary, (ids(plenary)[0], ""))


def test_where_the_rule_gives_awards_the_plenary_does_not(app):
    season = contested()
    plenary = proposed(season)
    assert {line["award"] for line in plenary.proposal["list"]} == {"APP", "AKD"}
    with pytest.raises(Refused, match="menurut perhitungan"):
        give(plenary, (ids(plenary)[0], "AKD"))


def test_a_correction_may_not_give_an_award_more_often_than_it_has_places(app):
    season = contested()
    plenary = proposed(season)
    settle(plenary)
    decision = decide(plenary)
    correction = actions.correct(decision, reason="Salah catat.", source=actions.Source.HAND, by=secretary(), at=JUNE)
    first = correction.proposal["list"][0]
    other = "AKD" if first["award"] == "APP" else "APP"
    one = rules.Amendment(rules.What.CHANGE, first["subject_id"], award=other)
    actions.amend(correction, one, reason="Salah catat.", by=secretary(), at=JUNE)
    actions.record_facts(correction, Facts(held_on=JUNE.date(), attendance="Ketua"), by=secretary(), at=JUNE)
    with pytest.raises(Refused, match="melebihi tempatnya"):
        decide(correction)


class TestPages:
    def test_the_secretariat_gives_an_award_by_the_page(self, plenary, browse, at, session):
        at(JUNE)
        session.commit()
        browser = browse(factories.secretariat())
        page = browser.get(f"/pleno/{plenary.id}")
        assert page.text.count("Belum diputuskan") == 2
        assert len(ways(page)) == 2
        form = browser.get(next(way for way in ways(page) if ids(plenary)[0] in way))
        wrong = form.submit("Simpan penghargaan", award="APP", method="vote", yes="4", began="10.00", ended="10.20", reason="", status=422)
        assert set(wrong.errors) == {"reason", ""}
        after = wrong.submit("Simpan penghargaan", reason=REASON).follow()
        assert "pemungutan suara (setuju 4, tidak setuju 0, abstain 0)" in after.text
        assert REASON in after.text
        second = browser.get(next(way for way in ways(after) if ids(plenary)[0] not in way))
        full = second.submit("Simpan penghargaan", award="APP", method="consensus", began="10.00", ended="10.20", reason=REASON, status=422)
        assert set(full.errors) == {"award", ""}

    def test_the_minutes_print_what_was_computed_what_was_given_and_why(self, plenary, app):
        from p4comp.decisions import tasks
        from tests.journeys.season import words_of

        give(plenary, *zip(ids(plenary), ("AKD", "APP"), strict=True))
        text = words_of(tasks.minutes(plenary))
        for part in ("Pembagian penghargaan", "Usulan perhitungan", "pemungutan suara (setuju 4, tidak setuju 1, abstain 0)", REASON):
            assert part in text
