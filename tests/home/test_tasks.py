"""The auditor's bundle is made by the queue: for one person, for a day, in flat memory."""

import hashlib
import io
import tracemalloc
import zipfile
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select, update

from p4comp.accounts.identity import someone
from p4comp.core import audit, clock, db, jobs, storage
from p4comp.core.audit import AuditRecord
from p4comp.core.errors import Refused
from p4comp.core.jobs import Job
from p4comp.core.storage import StoredFile
from p4comp.home import actions, tasks
from p4comp.home.commands import bundle as command
from p4comp.home.models import AuditBundle
from tests import factories

AT = factories.during("pleno_finalis")


@pytest.mark.sqlite
def test_memory_stays_flat(app):
    for number in range(3000):
        audit.record("entry.tested", None, by=None, at=AT, text="x" * 1000, step=number)
    db.commit()
    db.session().expunge_all()
    with io.BytesIO() as file:
        tasks.write(file, AT)
        tracemalloc.start()
        tasks.write(io.BytesIO(), AT)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 12_000_000


def asked_by(person):
    found = actions.ask_bundle(by=someone(person), at=AT)
    db.commit()
    return found.id


def test_whoever_asks_gets_it_from_the_queue_and_every_step_is_recorded(app, browse, work):
    auditor = factories.auditor()
    browser = browse(auditor)
    page = browser.post("/catatan-audit/bundel")
    assert "Sedang dibuat" in browser.get("/catatan-audit/bundel").text
    work()
    page = browser.get("/catatan-audit/bundel")
    answer = page.form("Unduh")
    body = browser.post(answer.action, status=200).response
    with zipfile.ZipFile(io.BytesIO(body.data)) as archive:
        assert "periksa.py" in archive.namelist()
    assert body.headers["Content-Disposition"].startswith("attachment; filename=bundel-auditor-")
    verbs = db.everything(select(AuditRecord.verb).order_by(AuditRecord.number))
    assert verbs == ["bundle.asked", "bundle.made", "bundle.downloaded"]


def test_nobody_else_finds_it(app, browse, work):
    bundle = asked_by(factories.auditor())
    work()
    browse(factories.secretariat()).post(f"/catatan-audit/bundel/{bundle}/unduh", status=404)


def test_a_second_one_waits_for_the_first(app, work):
    auditor = factories.auditor()
    asked_by(auditor)
    with pytest.raises(Refused, match="masih dibuat"):
        asked_by(auditor)
    db.rollback()
    work()
    asked_by(auditor)


def test_progress_is_seen_and_nobody_waits_for_the_work(app, monkeypatch):
    monkeypatch.setattr("p4comp.core.bundle.TOLD_EVERY", 2)
    for number in range(4):
        audit.record("entry.tested", None, by=None, at=AT, step=number)
    db.commit()
    bundle = asked_by(factories.auditor())
    told = []
    monkeypatch.setattr(jobs, "progress", lambda job, done, total: told.append((done, total)))
    job_id = db.session().get(AuditBundle, bundle).job_id
    db.commit()
    jobs.run(job_id)
    assert told[0] == (0, 10)
    assert told == sorted(told)
    assert told[-1] == (10, 10)
    assert {one.state for one in db.everything(select(Job))} == {"done"}


def test_after_a_day_it_is_gone_and_its_file_goes_with_the_leftovers(app, work):
    bundle = asked_by(factories.auditor())
    work()
    row = db.session().get(AuditBundle, bundle)
    path = storage.store().path(row.sha256)
    assert path.exists()
    jobs.tidy()
    assert path.exists()
    row = db.session().get(AuditBundle, bundle)
    row.asked_at = clock.real() - timedelta(hours=25)
    db.commit()
    jobs.tidy()
    assert (db.everything(select(AuditBundle)), path.exists()) == ([], True)
    db.session().execute(update(StoredFile).values(stored_at=clock.real() - timedelta(hours=49)))
    db.commit()
    jobs.tidy()
    assert (db.everything(select(AuditBundle)), path.exists()) == ([], False)
    assert db.everything(select(StoredFile.sha256)) == []


def test_the_command_writes_it_once(season, tmp_path):
    path = tmp_path / "b.zip"
    told = CliRunner().invoke(command, [str(path)], catch_exceptions=False).output
    assert hashlib.sha256(path.read_bytes()).hexdigest() in told
    with pytest.raises(Refused, match="sudah ada"):
        CliRunner().invoke(command, [str(path)], catch_exceptions=False)
