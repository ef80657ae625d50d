"""p4comp/judging/actions/sheets.py"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import audit, db
from p4comp.core.autosave import Clash, Saved
from p4comp.core.errors import Invalid, Refused
from p4comp.core.mail import Mail
from p4comp.entries.models import Evidence
from p4comp.judging import actions, queries
from p4comp.judging.actions import Filled
from p4comp.judging.models import Assignment, Finding
from tests import factories
from tests.judging.scene import AFTER, DURING, LEVELS, desk_of, verbs


def test_no_conflict_opens_the_sheet(edition):
    desk, who = desk_of(edition)
    actions.declare(desk, by=who, at=DURING)
    assert (desk.assignment.state, desk.assignment.declared_at, verbs()) == ("open", DURING, ["sheet.opened"])


def test_a_conflict_closes_the_dossier_and_asks_for_a_replacement(edition):
    secretary = factories.secretariat()
    desk, who = desk_of(edition)
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
    desk, who = desk_of(edition, "open", levels=LEVELS)
    actions.lock(desk, by=who, at=DURING)
    assert (desk.assignment.state, desk.assignment.total, desk.assignment.locked_at) == ("locked", 78.0, DURING)
    with pytest.raises(Refused):
        actions.lock(desk, by=who, at=DURING)
    with pytest.raises(Refused):
        actions.save(desk, "A1.level", "0", seen=0, by=who, at=DURING)
    assert verbs() == ["sheet.locked"]


def test_a_sheet_with_gaps_is_not_locked(edition):
    desk, who = desk_of(edition, "open", levels={"A1": 4, "A2": None, "B1": None})
    with pytest.raises(Invalid, match="A2, B1"):
        actions.lock(desk, by=who, at=DURING)
    assert (desk.assignment.state, desk.assignment.locked_at) == ("open", None)


def _filled(edition, number):
    desks = [desk_of(edition) for _ in range(number)]
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


def test_in_bulk_remarks_verdicts_and_the_time_it_took_are_kept(edition):
    first, second = _filled(edition, 2)
    entry = db.session().get(Assignment, first.assignment_id).entry
    proof = db.first(select(Evidence).where(Evidence.entry_id == entry.id))
    more = {"remarks": {"B1": "Cek tanggal."}, "verdicts": {proof.id: "sebagian"}, "minutes": 30.0}
    actions.record_sheets(edition, [replace(first, **more)])
    found = queries.findings(first.assignment_id)
    assert {code: (one.remark, one.remark_version) for code, one in found.items()} == {
        "A1": ("", 0),
        "A2": ("", 0),
        "B1": ("Cek tanggal.", 1),
    }
    assert [one.saved_at for one in found.values()] == [DURING - timedelta(minutes=left) for left in (20, 10, 0)]
    assert db.session().get(Assignment, first.assignment_id).declared_at == DURING - timedelta(minutes=30)
    assert {key: (one.verdict, one.verdict_version) for key, one in queries.verdicts(first.assignment_id).items()} == {
        proof.id: ("sebagian", 1)
    }
    for wrong in ({proof.id: "sebagian"}, {"tidakada": "sebagian"}):
        with pytest.raises(Invalid):
            actions.record_sheets(edition, [replace(second, verdicts=wrong)])


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
