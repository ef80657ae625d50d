"""p4comp/judging/actions/proposing.py, conflicts.py; queries/sharing.py"""

from collections import Counter

import pytest
from sqlalchemy import select

from p4comp.accounts import actions as accounts
from p4comp.accounts.identity import someone
from p4comp.competition.queries import spec_of
from p4comp.core import db
from p4comp.core.errors import Invalid, Refused
from p4comp.core.mail import Mail
from p4comp.judging import actions, queries
from p4comp.judging.models import Assignment, Calibration, Evaluator
from p4comp.judging.queries.sharing import rooms
from p4comp.judging.rules.affinity import fit, present, room
from tests import factories
from tests.judging.scene import DURING, people, verbs


def with_terms(**terms):
    """An edition with terms of reading."""
    return factories.edition(pembacaan=terms)


def readings(*states):
    query = select(Assignment)
    return db.everything(query.where(Assignment.state.in_(states)) if states else query)


def test_nothing_is_given_before_the_approval_and_the_diff_says_what_will_be(edition, by):
    entry = factories.entry(edition, state="verified")
    first, second = people(edition, 2)
    proposal = actions.propose(edition, by=by, at=DURING)
    assert readings() == []
    found = proposal.found
    assert sorted(found["added"]) == sorted([[entry.id, first.id], [entry.id, second.id]])
    assert (found["taken"], found["demand"], found["capacity"], found["apart"]) == ([], 2, None, {})
    assert found["loads"] == {first.id: [0, 1, None], second.id: [0, 1, None]}
    actions.approve(proposal, by=by, at=DURING)
    assert len(readings("assigned")) == 2
    assert verbs() == ["assignments.made"]


def test_a_proposal_gone_stale_is_refused(edition, by):
    factories.entry(edition, state="verified")
    people(edition, 2)
    proposal = actions.propose(edition, by=by, at=DURING)
    factories.tie(db.first(select(Evaluator)), factories.institution("lembaga"))
    assert actions.approve(proposal, by=by, at=DURING).made == 2
    again = actions.propose(edition, by=by, at=DURING)
    factories.entry(edition, state="verified")
    with pytest.raises(Refused, match="sudah berubah"):
        actions.approve(again, by=by, at=DURING)


def test_a_newer_proposal_takes_the_place_of_an_older_one(edition, by):
    factories.entry(edition, state="verified")
    people(edition, 2)
    old, new = (actions.propose(edition, by=by, at=DURING) for _ in range(2))
    assert (old.state, new.state, old.seed == new.seed) == ("dropped", "ready", False)


def test_readings_begun_stay_when_the_rest_is_shared_out_anew(edition, by):
    entries = [factories.entry(edition, state="verified") for _ in range(4)]
    busy, other, third = people(edition, 3)
    for entry in entries:
        factories.assignment(entry, busy, state="open" if entry is entries[0] else "assigned")
    busy.most = 1
    actions.approve(actions.propose(edition, moves_waiting=True, by=by, at=DURING), by=by, at=DURING)
    assert {one.entry_id: one.state for one in readings() if one.evaluator_id == busy.id} == {
        entries[0].id: "open",
        **dict.fromkeys((entry.id for entry in entries[1:]), "withdrawn"),
    }
    assert dict.fromkeys(Counter(one.entry_id for one in readings("assigned") if one.evaluator_id in {other.id, third.id}), 1)
    assert Counter(one.entry_id for one in readings("assigned", "open")) == {entry.id: 2 for entry in entries}


def test_filling_moves_nothing_that_was_given(edition, by):
    entry = factories.entry(edition, state="verified")
    one = people(edition, 3)[0]
    given = factories.assignment(entry, one)
    one.most = 0
    actions.assign_all(edition, by=by, at=DURING)
    assert (given.state, len(readings("assigned"))) == ("assigned", 2)


def test_pins_are_heeded_and_a_forbidden_reading_that_has_not_begun_goes(edition, by):
    entry = factories.entry(edition, state="verified")
    kept, never, other = people(edition, 3)
    kept.most = 9
    factories.pin(kept, entry)
    factories.pin(never, entry, "forbid")
    given = factories.assignment(entry, never)
    actions.assign_all(edition, by=by, at=DURING)
    assert given.state == "withdrawn"
    assert {one.evaluator_id for one in readings("assigned")} == {kept.id, other.id}


def test_a_pin_needs_a_reason_and_never_keeps_a_conflicted_evaluator(edition, by):
    home = factories.institution("pemkab", region=factories.region())
    entry = factories.entry(edition, home, state="verified")
    bound = factories.evaluator(edition, employer=home)
    keep = actions.assigning.PinKind.KEEP
    with pytest.raises(Invalid, match="bekerja pada instansi ini"):
        actions.pin(entry, bound, keep, reason="Ahli.", by=by, at=DURING)
    with pytest.raises(Invalid, match="alasan"):
        actions.pin(entry, bound, keep, reason=" ", by=by, at=DURING)


def test_an_evaluator_reads_only_the_categories_they_chose(edition, by):
    entries = {code: factories.entry(edition, state="verified", category=code) for code in ("UMUM", "UPP")}
    first, second, _third = people(edition, 3)
    first.categories, second.categories = ["UPP"], ["UMUM"]
    actions.assign_all(edition, by=by, at=DURING)
    pairs = {(one.entry_id, one.evaluator_id) for one in readings()}
    assert (entries["UMUM"].id, first.id) not in pairs
    assert (entries["UPP"].id, second.id) not in pairs
    with pytest.raises(Invalid, match="tidak menilai kategori"):
        actions.assign(factories.entry(edition, state="verified"), first, by=by, at=DURING)


def test_by_hand_nobody_gets_more_than_they_take(edition, by):
    one = people(edition, 1)[0]
    one.most = 1
    actions.assign(factories.entry(edition, state="verified"), one, by=by, at=DURING)
    with pytest.raises(Invalid, match="sebanyak yang disanggupinya"):
        actions.assign(factories.entry(edition, state="verified"), one, by=by, at=DURING)


def test_who_is_away_for_half_the_window_takes_half_as_many(edition, by):
    one = people(edition, 1)[0]
    one.most, one.away = 10, [["2022-04-15", "2022-04-27"]]
    assert rooms(edition, [one])[one.id] == 5
    one.away = [["2022-04-01", "2022-06-01"]]
    one.most = None
    assert rooms(edition, [one])[one.id] == 0


def test_loads_of_the_edition_bind(by):
    edition = with_terms(beban_paling_sedikit=1, beban_paling_banyak=2)
    for _ in range(3):
        factories.entry(edition, state="verified")
    people(edition, 2)
    proposal = actions.propose(edition, by=by, at=DURING)
    assert Counter(one for _entry, one in proposal.found["added"]).most_common()[0][1] == 2
    assert (len(proposal.found["shortages"]), proposal.found["capacity"], proposal.found["demand"]) == (2, 4, 6)
    assert {ground for *_rest, ground in proposal.found["shortages"]} == {"capacity"}


def test_calibration_dossiers_are_read_by_all_who_may_and_link_them(by):
    edition = with_terms(kalibrasi=1)
    home = factories.institution("pemkab", region=factories.region())
    entries = [factories.entry(edition, home, state="verified")] + [factories.entry(edition, state="verified") for _ in range(5)]
    crowd = [*people(edition, 5), factories.evaluator(edition, employer=home)]
    actions.assign_all(edition, by=by, at=DURING)
    (shared,) = db.everything(select(Calibration.entry_id))
    assert shared != entries[0].id
    assert {one.evaluator_id for one in readings() if one.entry_id == shared} == {one.id for one in crowd}
    assert Counter(one.entry_id for one in readings()) == {entry.id: 6 if entry.id == shared else 2 for entry in entries}
    assert queries.checks(edition).apart == {}
    late = people(edition, 1)[0]
    actions.assign_all(edition, by=by, at=DURING)
    assert {one.entry_id for one in readings() if one.evaluator_id == late.id} == {shared}


def test_evaluators_who_share_no_dossier_stand_apart(edition, by):
    pairs = [people(edition, 2), people(edition, 2)]
    for two in pairs:
        entry = factories.entry(edition, state="verified")
        for one in two:
            factories.assignment(entry, one)
    apart = queries.checks(edition).apart
    assert list(apart) == ["UMUM"]
    assert len(apart["UMUM"]) == 2


# A conflict in the middle


@pytest.mark.parametrize("state", ["assigned", "open"])
def test_a_sheet_that_a_conflict_overtakes_is_set_aside_with_a_trail_and_replaced(edition, by, state):
    home = factories.institution("lembaga")
    entry, one = factories.entry(edition, home, state="verified"), people(edition, 1)[0]
    sheet = factories.assignment(entry, one, state=state)
    lot = queries.profile(someone(one.person))
    actions.add_tie(lot, home, actions.profiles.TieKind.AVOIDED, by=someone(one.person), at=DURING)
    assert (sheet.state, sheet.reason) == ("set_aside", "menyatakan tidak dapat menilai instansi ini")
    assert verbs() == ["evaluator.tied", "sheet.set_aside"]
    assert queries.desk_results(edition.id, "UMUM") == {}
    assert queries.short_entries(edition.id, 2, given_up_only=True)[0][0] == entry.id
    people(edition, 2)
    assert actions.assign_all(edition, by=by, at=DURING).made == 2


def test_whoever_joins_an_institution_loses_its_dossier_at_once(edition, by):
    home = factories.institution("lembaga")
    entry, one = factories.entry(edition, home, state="verified"), people(edition, 1)[0]
    sheet = factories.assignment(entry, one, state="open")
    accounts.join(one.person, "member", home, by=by, at=DURING)
    assert sheet.state == "set_aside"


def test_a_sheet_that_counted_for_a_decided_list_stays_as_it_was(edition, by):
    home = factories.institution("lembaga")
    entry, one = factories.entry(edition, home, state="verified"), people(edition, 1)[0]
    sheet = factories.assignment(entry, one, state="locked")
    factories.decision(edition, [entry])
    accounts.join(one.person, "member", home, by=by, at=factories.during("wawancara"))
    assert sheet.state == "locked"
    assert queries.desk(someone(one.person), sheet.id) is None


def test_letters_never_name_the_dossier_that_was_taken_away(edition, by):
    factories.secretariat()
    home = factories.institution("lembaga", name="Badan Rahasia")
    one = people(edition, 1)[0]
    factories.assignment(factories.entry(edition, home, state="verified"), one, state="open")
    factories.tie(one, home)
    actions.recheck(edition, by=by, at=DURING)
    letters = db.everything(select(Mail))
    assert {letter.template for letter in letters} == {"judging/mail/set_aside.txt"}
    assert not any("Badan Rahasia" in letter.body + letter.subject for letter in letters)


def test_a_former_employer_stays_a_tie_when_the_employer_changes(edition, by):
    old, new = factories.institution("lembaga"), factories.institution("lembaga")
    one = factories.evaluator(edition, employer=old)
    lot = queries.profile(someone(one.person))
    actions.fill_profile(lot, actions.Profile(employer=new), by=someone(one.person), at=DURING)
    (tie,) = queries.ties_of(one)
    assert (tie.institution_id, tie.ended_on is not None, one.employer_id) == (old.id, True, new.id)
    found = queries.bonds([one], None, spec_of(edition), DURING.date())
    assert [found.bar(one.id, key) for key in (old.id, new.id)] == ["left", "same"]


# How well pairs fit, how much somebody takes


@pytest.mark.parametrize(
    ("kinds", "themes", "is_light", "found"),
    [
        ([], [], False, 65),
        (["pemkab"], ["A", "B"], False, 100),
        (["pemkot"], [], False, 45),
        (["pemkab"], ["A"], True, 58),
        ([], [], True, 35),
    ],
)
def test_fitting_counts_kinds_and_aspects_and_minds_light_bonds(kinds, themes, is_light, found):
    assert fit("pemkab", {"A": 60.0, "B": 40.0}, kinds, themes, is_light=is_light) == found


@pytest.mark.parametrize(
    ("own", "most", "share", "found"),
    [(None, 0, 1.0, None), (None, 0, 0.0, 0), (10, 0, 0.5, 5), (None, 9, 0.5, 4), (10, 8, 1.0, 8), (3, 8, 1.0, 3)],
)
def test_the_smaller_bound_counts_for_the_days_there(own, most, share, found):
    assert room(own, most, share) == found


def test_days_away_outside_the_window_and_overlapping_ones_count_once():
    first, last = DURING.date().replace(day=1), DURING.date().replace(day=10)
    assert present(first, last, [["2022-03-20", "2022-04-02"], ["2022-04-02", "2022-04-05"]]) == 0.5


def test_no_shortlist_is_proposed_from_a_sheet_that_a_conflict_has_overtaken(edition, by):
    home = factories.institution("lembaga")
    one, other = people(edition, 2)
    entry = factories.entry(edition, home, state="verified")
    for reader in (one, other):
        factories.assignment(entry, reader, state="locked")
    factories.tie(one, home)
    with pytest.raises(Refused, match="1 lembar dinilai evaluator yang kini berbenturan kepentingan"):
        actions.propose_shortlist(edition, "UMUM", by=by, at=factories.during("pleno_finalis"))
