"""p4comp/judging/actions/"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Invitation
from p4comp.core import audit, db
from p4comp.core.audit import AuditRecord
from p4comp.core.autosave import Clash, Saved
from p4comp.core.errors import Invalid, Refused, RuleBroken
from p4comp.core.mail import Mail
from p4comp.decisions.models import Plenary
from p4comp.judging import actions, queries
from p4comp.judging.actions import Filled
from p4comp.judging.models import Assignment, Evaluator, Finding
from p4comp.judging.rules.moves import SheetState
from tests import factories

DURING = factories.during("evaluasi_dokumen")
AFTER = factories.closing("evaluasi_dokumen")
LEVELS = {"A1": 4, "A2": 3, "B1": 5}


@pytest.fixture
def edition(app):
    return factories.edition()


@pytest.fixture
def by(app):
    return someone(factories.secretariat())


@pytest.fixture
def desk(edition):
    """An evaluator's open desk, and who they are."""
    return _desk(edition, "open")


def _desk(edition, state="assigned", entry=None, **values):
    who = factories.person("Evaluator")
    reading = factories.assignment(
        entry or factories.entry(edition, state="verified"), factories.evaluator(edition, who), state=state, **values
    )
    db.commit()
    return queries.desk(someone(who), reading.id), someone(who)


def _people(edition, number):
    return [factories.evaluator(edition, employer=factories.institution("ptn")) for _ in range(number)]


def verbs():
    db.commit()
    return [record.verb for record in db.everything(select(AuditRecord).order_by(AuditRecord.number))]


# Appointing


def test_an_evaluator_is_found_or_made_appointed_and_invited(edition, by):
    employer = factories.institution("ptn")
    found = actions.add_evaluator(
        edition, name="Dr. Ani", email="Ani@Uji.example", employer=employer, decree_number="KEP/1", by=by, at=DURING
    )
    db.session().flush()
    assert (found.person.email, found.person.name, found.employer_id, found.decree_number) == (
        "ani@uji.example",
        "Dr. Ani",
        employer.id,
        "KEP/1",
    )
    assert db.first(select(Invitation.role).where(Invitation.email == "ani@uji.example")) == "evaluator"
    assert someone(found.person).has("evaluator", edition.id)


def test_nobody_is_appointed_twice_in_an_edition(edition, by):
    one = factories.evaluator(edition)
    with pytest.raises(Invalid) as refusal:
        actions.add_evaluator(edition, name="Lagi", email=db.first(select(Evaluator)).person.email, by=by, at=DURING)
    assert (refusal.value.field, one.is_active) == ("email", True)


def test_a_dismissed_evaluator_loses_open_sheets_and_keeps_locked_ones(edition, by):
    one = factories.evaluator(edition)
    states = {
        state: factories.assignment(factories.entry(edition, state="verified"), one, state=state)
        for state in ("assigned", "open", "locked")
    }
    actions.dismiss(one, reason="Sakit.", by=by, at=DURING)
    assert [states[key].state for key in ("assigned", "open", "locked")] == ["withdrawn", "withdrawn", "locked"]
    assert not someone(one.person).has("evaluator")


# Assigning


def test_every_verified_entry_gets_k_readers_and_nobody_a_conflict(edition, by):
    home = factories.region("63")
    regency, ministry = factories.institution("pemkab", region=home), factories.institution("kementerian")
    entries = [factories.entry(edition, one, state="verified") for one in (regency, ministry)]
    entries += [factories.entry(edition, state="verified") for _ in range(6)]
    factories.entry(edition, state="submitted")
    neighbour = factories.evaluator(edition, employer=factories.institution("pemprov", region=home))
    official = factories.evaluator(edition, employer=factories.institution("unit", parent=ministry))
    member = factories.evaluator(edition)
    factories.member(member.person, regency)
    _people(edition, 3)
    outcome = actions.assign_all(edition, by=by, at=DURING)
    pairs = {tuple(row) for row in db.session().execute(select(Assignment.entry_id, Assignment.evaluator_id))}
    assert (outcome.made, outcome.shortages) == (16, [])
    assert Counter(entry for entry, _one in pairs) == {entry.id: 2 for entry in entries}
    assert pairs.isdisjoint({(entries[0].id, neighbour.id), (entries[0].id, member.id), (entries[1].id, official.id)})
    loads = Counter(one for _entry, one in pairs)
    assert max(loads.values()) - min(loads.values()) <= 1


def test_giving_out_again_only_fills_what_is_missing(edition, by):
    factories.entry(edition, state="verified")
    _people(edition, 3)
    assert actions.assign_all(edition, by=by, at=DURING).made == 2
    assert actions.assign_all(edition, by=by, at=DURING).made == 0
    recused = db.first(select(Assignment))
    recused.state = SheetState.RECUSED
    db.session().flush()
    assert actions.assign_all(edition, by=by, at=DURING).made == 1
    assert len({one.evaluator_id for one in db.everything(select(Assignment))}) == 3


def test_who_cannot_be_placed_is_said_with_the_reason(edition, by):
    regency = factories.institution("pemkab", region=factories.region("63"))
    entry = factories.entry(edition, regency, state="verified")
    factories.evaluator(edition, employer=regency)
    _people(edition, 1)
    outcome = actions.assign_all(edition, by=by, at=DURING)
    assert (outcome.made, [(one.entry_id, one.missing, one.barred) for one in outcome.shortages]) == (1, [(entry.id, 1, 1)])


def test_each_evaluator_gets_one_mail_and_the_log_one_record(edition, by):
    for _ in range(4):
        factories.entry(edition, state="verified")
    _people(edition, 2)
    actions.assign_all(edition, by=by, at=DURING)
    mails = db.everything(select(Mail).where(Mail.template == "judging/mail/assigned.txt"))
    assert sorted(mail.subject for mail in mails) == [f"Anda ditugasi menilai 4 berkas – {edition.name}"] * 2
    assert verbs() == ["assignments.made"]


def test_by_hand_the_same_checks_hold(edition, by):
    entry = factories.entry(edition, factories.institution("pemkab", region=factories.region("63")), state="verified")
    neighbour = factories.evaluator(edition, employer=factories.institution("pemkot", region=factories.region("63")))
    first, second, third = _people(edition, 3)
    with pytest.raises(Invalid) as refusal:
        actions.assign(entry, neighbour, by=by, at=DURING)
    assert refusal.value.message == "Evaluator ini bekerja pada pemerintah daerah di provinsi yang sama. Pilih evaluator lain."
    actions.assign(entry, first, by=by, at=DURING)
    with pytest.raises(Invalid, match="sudah pernah"):
        actions.assign(entry, first, by=by, at=DURING)
    actions.assign(entry, second, by=by, at=DURING)
    with pytest.raises(Invalid, match="sebanyak"):
        actions.assign(entry, third, by=by, at=DURING)


def test_a_replaced_reader_loses_sight_and_a_locked_sheet_is_not_replaced(edition, by):
    entry = factories.entry(edition, state="verified")
    desk, who = _desk(edition, "open", entry)
    other = _people(edition, 1)[0]
    made = actions.replace(desk.assignment, other, reason="Sakit.", by=by, at=DURING)
    assert (desk.assignment.state, desk.assignment.reason, made.evaluator_id) == ("withdrawn", "Sakit.", other.id)
    assert queries.desk(who, desk.assignment.id) is None
    done, _who = _desk(edition, "locked", factories.entry(edition, state="verified"))
    with pytest.raises(RuleBroken):
        actions.replace(done.assignment, other, reason="Sakit.", by=by, at=DURING)


# Sheets


def test_no_conflict_opens_the_sheet(edition):
    desk, who = _desk(edition)
    actions.declare(desk, by=who, at=DURING)
    assert (desk.assignment.state, desk.assignment.declared_at, verbs()) == ("open", DURING, ["sheet.opened"])


def test_a_conflict_closes_the_dossier_and_asks_for_a_replacement(edition):
    secretary = factories.secretariat()
    desk, who = _desk(edition)
    actions.declare(desk, conflict="Adik saya bekerja di sana.", by=who, at=DURING)
    assert (desk.assignment.state, desk.assignment.reason) == ("recused", "Adik saya bekerja di sana.")
    assert queries.desk(who, desk.assignment.id) is None
    mail = db.first(select(Mail).where(Mail.template == "judging/mail/recused.txt"))
    assert (mail.to, "Adik saya" in mail.body) == (secretary.email, False)


def test_a_field_is_saved_and_a_second_tab_is_told_of_it(desk):
    sheet, who = desk
    assert actions.save(sheet, "A1.level", "4", seen=0, by=who, at=DURING) == Saved(1)
    assert actions.save(sheet, "A1.level", "2", seen=0, by=who, at=DURING) == Clash(2, 4, 1)
    assert actions.save(sheet, "A1.level", "4", seen=0, by=who, at=DURING) == Saved(1)
    assert actions.save(sheet, "A1.level", "2", seen=1, by=who, at=DURING) == Saved(2)
    assert db.session().get(Finding, (sheet.assignment.id, "A1")).level == 2
    assert verbs() == []


def test_one_wrong_field_of_many_and_none_is_saved(desk):
    sheet, who = desk
    with pytest.raises(Invalid) as refusal:
        actions.save_all(sheet, {"A1.level": "4", "A2.level": "9"}, {}, by=who, at=DURING)
    assert (refusal.value.field, queries.findings(sheet.assignment.id)) == ("A2.level", {})


def test_many_fields_are_saved_and_clashes_are_named(desk):
    sheet, who = desk
    actions.save(sheet, "A1.level", "4", seen=0, by=who, at=DURING)
    texts = {"A1.level": "1", "A2.level": "3", "A2.note": "Baik.", "B1.note": ""}
    assert actions.save_all(sheet, texts, {}, by=who, at=DURING) == {"A1.level": Clash(1, 4, 1)}
    found = queries.findings(sheet.assignment.id)
    assert {code: (one.level, one.note) for code, one in found.items()} == {"A1": (4, ""), "A2": (3, "Baik.")}


@pytest.mark.parametrize("moment", [factories.opening("evaluasi_dokumen") - timedelta(seconds=1), AFTER])
def test_nothing_is_written_outside_the_window_to_the_second(desk, moment):
    sheet, who = desk
    for attempt in (
        lambda: actions.save(sheet, "A1.level", "4", seen=0, by=who, at=moment),
        lambda: actions.save_all(sheet, {"A1.level": "4"}, {}, by=who, at=moment),
        lambda: actions.lock(sheet, by=who, at=moment),
        lambda: actions.declare(sheet, conflict="Ada.", by=who, at=moment),
    ):
        with pytest.raises(Refused):
            attempt()
    assert actions.save(sheet, "A1.level", "4", seen=0, by=who, at=AFTER - timedelta(seconds=1)) == Saved(1)


def test_a_complete_sheet_is_locked_with_its_total_once(edition):
    desk, who = _desk(edition, "open", levels=LEVELS)
    actions.lock(desk, by=who, at=DURING)
    assert (desk.assignment.state, desk.assignment.total, desk.assignment.locked_at) == ("locked", 78.0, DURING)
    with pytest.raises(Refused):
        actions.lock(desk, by=who, at=DURING)
    with pytest.raises(Refused):
        actions.save(desk, "A1.level", "0", seen=0, by=who, at=DURING)
    assert verbs() == ["sheet.locked"]


def test_a_sheet_with_gaps_is_not_locked(edition):
    desk, who = _desk(edition, "open", levels={"A1": 4, "A2": None, "B1": None})
    with pytest.raises(Invalid, match="A2, B1"):
        actions.lock(desk, by=who, at=DURING)
    assert (desk.assignment.state, desk.assignment.locked_at) == ("open", None)


# Many at once


def _filled(edition, number):
    desks = [_desk(edition) for _ in range(number)]
    return [Filled(desk.assignment.id, LEVELS, who, DURING, {"A1": "Sesuai."}) for desk, who in desks]


def test_many_sheets_are_recorded_in_few_statements(edition, queries):
    sheets = _filled(edition, 5)
    db.commit()
    with queries() as taken:
        assert actions.record_sheets(edition, sheets) == 5
    statements = len(taken)
    found = db.everything(select(Assignment))
    assert {(one.state, one.total, one.declared_at, one.locked_at) for one in found} == {("locked", 78.0, DURING, DURING)}
    assert db.count(select(Finding)) == 15
    assert Counter(verbs()) == {"sheet.opened": 5, "sheet.locked": 5}
    assert list(audit.faults()) == []
    more = _filled(edition, 9)
    db.commit()
    with queries() as taken:
        actions.record_sheets(edition, more)
    assert len(taken) == statements


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"levels": LEVELS | {"A1": 6}}, Invalid),
        ({"levels": {"A1": 4}}, Invalid),
        ({"levels": LEVELS | {"Z9": 1}}, Invalid),
        ({"at": AFTER}, Refused),
        ({"assignment_id": "tidakada"}, Refused),
    ],
)
def test_in_bulk_the_same_checks_hold(edition, change, error):
    sheets = _filled(edition, 2)
    with pytest.raises(error):
        actions.record_sheets(edition, [sheets[0], replace(sheets[1], **change)])
    assert db.count(select(Finding)) == 0


def test_in_bulk_nobody_fills_anothers_sheet_or_one_they_are_bound_to(edition):
    first, second = _filled(edition, 2)
    with pytest.raises(Refused):
        actions.record_sheets(edition, [replace(first, by=second.by)])
    reading = db.session().get(Assignment, first.assignment_id)
    factories.member(reading.evaluator.person, reading.entry.institution)
    with pytest.raises(Refused):
        actions.record_sheets(edition, [first])


# The shortlist


def _judged(edition, scores, category="UMUM"):
    """Entries with two locked sheets each; a score is a pair of levels for all indicators."""
    people = _people(edition, 2)
    found = []
    for pair in scores:
        entry = factories.entry(edition, state="verified", category=category)
        for one, level in zip(people, pair, strict=True):
            factories.assignment(entry, one, state="locked", levels=level, total=level * 20.0)
        found.append(entry)
    return found


def test_the_best_by_quota_go_before_the_plenary_with_all_that_is_needed_to_rank_again(edition, by):
    low, high, middle = _judged(edition, [(1, 2), (5, 4), (3, 3)])
    plenary = actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER)
    db.session().flush()
    assert [(line["subject_id"], line["place"], line["score"]) for line in plenary.proposal["list"]] == [
        (high.id, 1, 90.0),
        (middle.id, 2, 60.0),
    ]
    assert [row["subject_id"] for row in plenary.proposal["ranking"]] == [high.id, middle.id, low.id]
    assert plenary.proposal["plan_sha256"] == edition.plan_sha256
    assert [one["totals"] for one in plenary.proposal["inputs"]["entries"] if one["id"] == high.id] == [[80.0, 100.0]]


def test_a_tie_is_broken_by_the_aspects_as_found_and_told(edition, by):
    people = _people(edition, 2)
    x, y = factories.entry(edition, state="verified"), factories.entry(edition, state="verified")
    for one in people:
        factories.assignment(x, one, state="locked", levels={"A1": 2, "A2": 2, "B1": 5}, total=52.0)
        factories.assignment(y, one, state="locked", levels={"A1": 5, "A2": 0, "B1": 0}, total=52.0)
    plenary = actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER)
    ties = {row["subject_id"]: row["tie"] for row in plenary.proposal["ranking"]}
    assert [row["subject_id"] for row in plenary.proposal["ranking"]] == [y.id, x.id]
    assert ties == {y.id: [{"step": "aspek_terberat", "values": [62.5]}], x.id: [{"step": "aspek_terberat", "values": [40.0]}]}


def test_nothing_is_proposed_while_evaluation_runs_or_a_sheet_is_open(edition, by):
    _judged(edition, [(1, 2)])
    with pytest.raises(Refused, match="berlangsung sampai"):
        actions.propose_shortlist(edition, "UMUM", by=by, at=DURING)
    entry = factories.entry(edition, state="verified")
    factories.assignment(entry, factories.evaluator(edition), state="open")
    with pytest.raises(Refused, match="1 berkas kekurangan pembaca, 1 lembar belum dikunci"):
        actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER)
    with pytest.raises(Refused, match="Belum ada berkas"):
        actions.propose_shortlist(edition, "UPP", by=by, at=AFTER)
    assert db.count(select(Plenary)) == 0
