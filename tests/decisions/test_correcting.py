"""p4comp/decisions/actions/correcting.py, and what rules and queries say of corrections"""

import itertools
from copy import deepcopy
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from p4comp.accounts.identity import someone
from p4comp.core import canonical, db
from p4comp.core.audit import AuditRecord
from p4comp.core.errors import Invalid, Refused
from p4comp.decisions import actions, policy, queries, rules
from p4comp.decisions.actions import Facts, Source
from p4comp.decisions.commands import decisions as command
from p4comp.decisions.models import Decision, Plenary, Purpose
from p4comp.decisions.rules import Amendment, What
from p4comp.institutions.models import Institution
from tests import factories

AT = factories.during("pleno_finalis")
SOON = AT + timedelta(hours=3)
HELD = Facts(held_on=date(2022, 5, 10), attendance="Ketua")
REASON = "Lembar evaluator salah dibaca."


@pytest.fixture
def edition(app):
    return factories.edition()


@pytest.fixture
def people(app):
    return [someone(factories.secretariat(f"Sekretaris {number}")) for number in (1, 2, 3)]


@pytest.fixture
def entries(edition):
    parent = factories.institution("kementerian")
    own = factories.institution("upp", parent=parent)
    rest = [factories.entry(edition, state="verified", category="UPP", evidence=False) for _ in range(3)]
    return [factories.entry(edition, own, state="verified", category="UPP", evidence=False), *rest]


@pytest.fixture
def decision(edition, entries, people):
    """Four ranked, the first two on the list."""
    inputs = {"decimals": 2, "tie_breaks": [], "seed": "uji", "aspects": []}
    inputs["entries"] = [
        {"id": one.id, "name": one.institution_name, "institution_id": one.institution_id, "totals": [score], "aspects": {"A": [score]}}
        for score, one in zip((90.0, 89.0, 88.0, 87.0), entries, strict=True)
    ]
    ranking = rules.ranking_again("finalists", inputs)
    keys = ("subject_id", "name", "institution_id", "place", "score")
    lines = [{key: row[key] for key in keys} | {"award": ""} for row in ranking[:2]]
    proposal = {"list": lines, "ranking": ranking, "inputs": inputs, "plan_sha256": edition.plan_sha256}
    return decide(actions.propose(edition, Purpose.FINALISTS, "UPP", proposal, by=people[0], at=AT), people)


def decide(plenary, people, at=AT):
    db.session().flush()
    actions.record_facts(plenary, HELD, by=people[0], at=at)
    actions.confirm(plenary, by=people[0], at=at, seen=plenary.seen)
    found = actions.confirm(plenary, by=people[1], at=at, seen=plenary.seen)
    db.session().flush()
    return found


def correct(decision, people, *amendments, source=Source.HAND, at=SOON):
    found = actions.correct(decision, reason=REASON, source=source, by=people[0], at=at)
    for one in amendments:
        actions.amend(found, one, reason="Salah baris.", by=people[0], at=at)
    return found


def without_first(decision):
    return Amendment(What.OUT, decision.lines[0].subject_id)


def verify(decision):
    return CliRunner().invoke(command, ["verify", decision.code])


def test_a_correction_is_a_new_decision_that_names_the_old_one_and_leaves_it_as_it_was(decision, people, entries):
    kept = (decision.sha256, deepcopy(decision.snapshot), [one.subject_id for one in decision.lines], decision.announced_at)
    new = decide(correct(decision, people, without_first(decision), Amendment(What.IN, entries[2].id)), people, SOON)
    db.session().expire_all()
    assert (decision.sha256, decision.snapshot, [one.subject_id for one in decision.lines], decision.announced_at) == kept
    assert (new.replaces_id, new.code, new.reason, decision.replacement) == (decision.id, "HP-2022-0002", REASON, new)
    assert new.snapshot["replaces"] == {"code": decision.code, "sha256": decision.sha256, "reason": REASON}
    assert new.sha256 == canonical.sha256(new.snapshot)
    assert [(one.subject_id, one.place) for one in new.lines] == [(entries[1].id, 1), (entries[2].id, 2)]
    found = {
        one["subject_id"]: (one["before"] and one["before"]["place"], one["after"] and one["after"]["place"])
        for one in new.snapshot["differences"]
    }
    assert found == {entries[0].id: (1, None), entries[1].id: (2, 1), entries[2].id: (None, 2)}
    reasons = {one["subject_id"]: one["reason"] for one in new.snapshot["differences"]}
    along = f"Bergeser karena perubahan {entries[0].institution_name}: Salah baris."
    assert reasons == {entries[0].id: "Salah baris.", entries[1].id: along, entries[2].id: "Salah baris."}
    assert new.snapshot["plenary"]["confirmed_by"] == [people[0].id, people[1].id]


def test_both_the_old_and_the_new_decision_are_proven_from_their_snapshots(decision, people):
    new = decide(correct(decision, people, without_first(decision)), people, SOON)
    db.commit()
    for one in (decision, new):
        assert verify(one).exit_code == 0
    assert f"Menggantikan {decision.code} (SHA-256 {decision.sha256}); 2 perbedaan sama." in verify(new).output
    assert f"Sudah digantikan keputusan {new.code}." in verify(decision).output


@pytest.mark.parametrize("what", ["differences", "old", "stated"])
def test_a_correction_that_was_tampered_with_fails_its_verification(decision, people, what):
    new = decide(correct(decision, people, without_first(decision)), people, SOON)
    target = decision if what == "old" else new
    snapshot = deepcopy(target.snapshot)
    if what == "differences":
        snapshot["differences"] = snapshot["differences"][:1]
    elif what == "stated":
        snapshot["replaces"]["sha256"] = "0" * 64
    else:
        snapshot["list"][0]["name"] = "Lain"
    target.snapshot, target.sha256 = snapshot, canonical.sha256(snapshot)
    db.commit()
    assert verify(new).exit_code == 1


def test_a_snapshot_of_an_algorithm_nobody_knows_is_told_so(decision):
    snapshot = deepcopy(decision.snapshot)
    snapshot["inputs"]["algorithm"] = "lain/9"
    decision.snapshot, decision.sha256 = snapshot, canonical.sha256(snapshot)
    db.commit()
    result = verify(decision)
    assert (result.exit_code, "tidak mengenal algoritma lain/9" in result.output) == (1, True)


def test_the_decision_says_by_which_release_and_algorithm_it_was_made(decision):
    assert decision.code_version.endswith(", mean-then-ladder/1")
    assert decision.code_version == decision.snapshot["code_version"]


def test_a_correction_without_a_reason_or_a_difference_is_nothing(decision, people):
    with pytest.raises(Invalid) as refusal:
        actions.correct(decision, reason="  ", source=Source.HAND, by=people[0], at=SOON)
    assert refusal.value.field == "reason"
    plenary = correct(decision, people)
    db.session().flush()
    with pytest.raises(Refused, match="masih sama"):
        decide(plenary, people, SOON)
    assert db.count(select(Decision)) == 1


def test_a_change_that_is_taken_back_is_no_difference(decision, people):
    first, second = (one.subject_id for one in decision.lines)
    plenary = correct(decision, people, Amendment(What.CHANGE, second, 1), Amendment(What.CHANGE, second, 2))
    assert plenary.differences == []
    assert [one["subject_id"] for one in plenary.proposal["changes"]] == [second, second]
    assert [one["subject_id"] for one in plenary.proposal["list"]] == [first, second]


def test_of_a_chain_each_is_replaced_once_and_only_the_newest_is_corrected(decision, people, entries):
    second = decide(correct(decision, people, without_first(decision)), people, SOON)
    with pytest.raises(Refused, match="sudah digantikan keputusan HP-2022-0002"):
        correct(decision, people)
    third = decide(correct(second, people, Amendment(What.IN, entries[3].id)), people, SOON)
    db.commit()
    assert [third.replaces_id, second.replaces_id, decision.replaces_id] == [second.id, decision.id, None]
    assert all(verify(one).exit_code == 0 for one in (decision, second, third))
    with pytest.raises(IntegrityError):
        factories.decision(decision.edition, [entries[0]], category="LAIN", replaces=decision)


def test_one_correction_at_a_time_until_it_is_withdrawn_with_a_reason(decision, people):
    plenary = correct(decision, people)
    db.session().flush()
    with pytest.raises(Refused, match="sudah diusulkan"):
        correct(decision, people)
    with pytest.raises(Invalid):
        actions.withdraw(plenary, reason=" ", by=people[1], at=SOON)
    actions.withdraw(plenary, reason="Tidak jadi.", by=people[1], at=SOON)
    db.session().flush()
    assert correct(decision, people).state == "proposed"
    assert plenary.state == "withdrawn"


def test_a_correction_stands_beside_the_first_list_and_blocks_no_standing(decision, people):
    plenary = correct(decision, people)
    db.session().flush()
    found = queries.standing(decision.edition_id, Purpose.FINALISTS, "UPP")
    assert (found.is_confirmed, found.decision_id) == (True, decision.id)
    assert queries.live(decision.edition_id, Purpose.FINALISTS, "UPP").id != plenary.id


BONDS = [None, "itself", "its parent", "its unit", "the province", "elsewhere"]


@pytest.mark.parametrize(("role", "bond"), list(itertools.product(["secretariat", "auditor", "nobody"], BONDS)))
def test_who_may_correct_change_withdraw_and_confirm(decision, people, entries, role, bond):
    makers = {"secretariat": factories.secretariat, "auditor": factories.auditor, "nobody": factories.person}
    who = makers[role]("Orang")
    bound_to(who, bond, entries)
    actor, allowed = someone(who), role == "secretariat" and bond in (None, "elsewhere")
    assert bool(policy.may_correct(actor, queries.chain(decision, actor), SOON)) == allowed
    plenary = correct(decision, people, without_first(decision))
    db.session().flush()
    actions.record_facts(plenary, HELD, by=people[0], at=SOON)
    matter = queries.matter(plenary, actor)
    verdicts = [one(actor, matter, SOON) for one in (policy.may_change, policy.may_withdraw, policy.may_confirm, policy.may_record)]
    assert {bool(one) for one in verdicts} == {allowed}


def bound_to(who, bond, entries):
    own = db.session().get(Institution, entries[0].institution_id)
    regional = db.session().get(Institution, entries[1].institution_id)
    where = {
        "itself": lambda: own,
        "its parent": lambda: db.session().get(Institution, own.parent_id),
        "its unit": lambda: factories.institution("upp", parent=own),
        "the province": lambda: neighbour(regional),
        "elsewhere": lambda: factories.institution("kementerian"),
    }
    if bond:
        factories.member(who, where[bond]())


def neighbour(regional):
    """Another regional government of the same province; both are regional."""
    place = factories.region()
    regional.kind, regional.region_code = "pemkab", place.code
    db.session().flush()
    return factories.institution("pemkab", region=place)


MOMENTS = {"unset": None, "past": SOON - timedelta(hours=1), "future": SOON + timedelta(hours=5)}


@pytest.mark.parametrize("when", MOMENTS)
def test_what_becomes_of_the_moment_of_announcement(decision, people, when, at):
    at(SOON)
    decision.announced_at = MOMENTS[when]
    db.session().flush()
    new = decide(correct(decision, people, without_first(decision)), people, SOON)
    expected = {"unset": (None, None), "past": (MOMENTS["past"], None), "future": (None, MOMENTS["future"])}
    assert (decision.announced_at, new.announced_at) == expected[when]
    assert new.is_published_correction == (when == "past")
    with pytest.raises(Refused):
        actions.announce([decision], SOON + timedelta(hours=9), by=people[0], at=SOON)


@pytest.mark.parametrize(("when", "seen"), [("before", "old"), ("at", "new"), ("after", "new")])
def test_of_a_chain_exactly_one_counts_at_any_moment(decision, people, when, seen):
    decision.announced_at = AT
    new = decide(correct(decision, people, without_first(decision)), people, SOON)
    moment = SOON + timedelta(hours=1)
    actions.announce([new], moment, by=people[0], at=SOON)
    db.session().flush()
    at = moment + timedelta(seconds={"before": -1, "at": 0, "after": 1}[when])
    expected = {"old": decision, "new": new}[seen]
    assert queries.announced(decision.edition_id, Purpose.FINALISTS, at) == [expected]
    assert queries.counts(decision.edition_id, Purpose.FINALISTS, at=at, announced_only=True) == {"UPP": len(expected.lines)}
    assert queries.counts(decision.edition_id, Purpose.FINALISTS, at=at, announced_only=False) == {"UPP": 1}
    assert [decision.is_in_force(at), new.is_in_force(at)] == [seen == "old", seen == "new"]


def test_every_step_leaves_its_record(decision, people):
    decide(correct(decision, people, without_first(decision)), people, SOON)
    db.commit()
    verbs = db.everything(select(AuditRecord.verb).where(AuditRecord.at == SOON).order_by(AuditRecord.number))
    assert verbs == [
        "plenary.proposed",
        "decision.correcting",
        "plenary.changed",
        "plenary.facts",
        "plenary.confirmed",
        "decision.made",
    ]


def test_first_lists_are_not_amended_line_by_line_nor_withdrawn(edition, people, entries):
    plenary = factories.plenary(edition, entries, category="UPP")
    with pytest.raises(Refused):
        actions.amend(plenary, Amendment(What.OUT, entries[0].id), reason="Alasan.", by=people[0], at=AT)
    with pytest.raises(Refused):
        actions.withdraw(plenary, reason="Alasan.", by=people[0], at=AT)
    assert db.first(select(Plenary.state)) == "proposed"


def test_whoever_was_put_in_keeps_that_reason_when_somebody_else_leaves(decision, entries, people):
    new, gone = entries[3].id, decision.lines[1].subject_id
    open_one = actions.correct(decision, reason=REASON, source=Source.HAND, by=people[0], at=SOON)
    actions.amend(open_one, Amendment(What.IN, new, place=3), reason="Nilainya salah dicatat.", by=people[0], at=SOON)
    actions.amend(open_one, Amendment(What.OUT, gone), reason="Bukan haknya.", by=people[0], at=SOON)
    assert {one["subject_id"]: one["reason"] for one in open_one.differences} == {new: "Nilainya salah dicatat.", gone: "Bukan haknya."}
