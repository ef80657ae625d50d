"""The audit log shows what was changed, cut or rewritten."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select, update

from p4comp.core import audit, db
from p4comp.core.audit import START, AuditHead, AuditRecord, Fault
from p4comp.core.db import session

MOMENT = datetime(2022, 4, 14, 16, 58, 59, tzinfo=UTC)


def note(*verbs, **details):
    for verb in verbs:
        audit.record(verb, None, by=None, at=MOMENT, **details)
    db.commit()


def faults():
    found = list(audit.faults())
    db.rollback()
    return found


def test_an_empty_log_is_whole(app):
    assert audit.head() is None
    assert faults() == []


def test_records_are_chained_in_the_order_of_the_work(app, person):
    audit.record("a.done", person, by=None, at=MOMENT, code="KP-1")
    audit.record("b.done", person, by=person, at=MOMENT)
    db.commit()
    first, second = db.everything(select(AuditRecord).order_by(AuditRecord.number))
    assert (first.number, first.verb, first.subject_kind, first.subject_id, first.person_id) == (1, "a.done", "person", person.id, "")
    assert first.details == {"code": "KP-1"}
    assert (second.before, second.person_id) == (first.hash, person.id)
    assert (first.before, first.at) == (START, MOMENT)
    assert (audit.head().count, audit.head().hash) == (2, second.hash)
    assert faults() == []


def test_the_chain_goes_on_over_transactions(app):
    note("a.done")
    note("b.done", "c.done")
    assert audit.head().count == 3
    assert faults() == []


def test_work_that_is_rolled_back_leaves_no_record(app):
    audit.record("a.done", None, by=None, at=MOMENT)
    db.rollback()
    note("b.done")
    assert [one.verb for one in db.everything(select(AuditRecord))] == ["b.done"]


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "x.done"},
        {"details": {"code": "KP-2"}},
        {"person_id": "someone"},
        {"subject_id": "else"},
        {"at": datetime(2022, 4, 15, tzinfo=UTC)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_record_shows(app, change):
    note("a.done", "b.done", "c.done", code="KP-1")
    session().execute(update(AuditRecord).where(AuditRecord.number == 2).values(**change))
    db.commit()
    assert faults() == [Fault(2, "diubah")]


def test_a_record_changed_together_with_its_hash_breaks_the_next_one(app):
    note("a.done", "b.done", "c.done")
    changed = session().get(AuditRecord, 2)
    changed.verb = "x.done"
    changed.hash = audit.digest(changed)
    db.commit()
    assert faults() == [Fault(3, "tidak tersambung pada catatan sebelumnya")]


def test_a_record_taken_out_of_the_middle_shows(app):
    note("a.done", "b.done", "c.done")
    session().execute(delete(AuditRecord).where(AuditRecord.number == 2))
    db.commit()
    assert faults()[0] == Fault(2, "tidak ada")


def test_a_cut_tail_shows(app):
    note("a.done", "b.done", "c.done")
    session().execute(delete(AuditRecord).where(AuditRecord.number == 3))
    db.commit()
    assert faults() == [Fault(2, "ujung rantai menghitung 3 catatan")]


def test_a_log_emptied_with_its_head_kept_shows(app):
    note("a.done")
    session().execute(delete(AuditRecord))
    db.commit()
    assert faults() == [Fault(0, "ujung rantai menghitung 1 catatan")]


def test_a_head_taken_away_shows(app):
    note("a.done")
    session().execute(delete(AuditHead))
    db.commit()
    assert faults() == [Fault(1, "ujung rantai tidak ada")]


def test_a_log_rewritten_without_the_instances_key_shows(app, monkeypatch):
    monkeypatch.setitem(app.extensions, "audit_key", b"k" * 32)
    note("a.done", "b.done")
    monkeypatch.undo()
    assert faults() == [Fault(2, "segel ujung rantai tidak cocok dengan kunci instalasi ini")]


def test_writers_at_the_same_time_do_not_fork_the_chain(app):
    db.commit()
    barrier, errors = threading.Barrier(4), []

    def write(name):
        try:
            with app.app_context():
                barrier.wait()
                for _ in range(8):
                    note(f"{name}.done")
        except Exception as error:
            errors.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert errors == []
    assert audit.head().count == 32
    assert faults() == []
