"""Printing many: each once, whatever happens to the worker."""

import io
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from p4comp.certificates import actions
from p4comp.certificates.models import Certificate, CertificateFile, PrintItem, PrintRun
from p4comp.certificates.queries import runs
from p4comp.certificates.rules import Sealing
from p4comp.certificates.rules.runs import ItemState, RunState
from p4comp.certificates.tasks import drawing, printing
from p4comp.core import db, jobs
from p4comp.core.audit import AuditRecord
from p4comp.core.db import session
from p4comp.core.errors import Refused
from tests import factories
from tests.certificates.conftest import AFTER
from tests.certificates.test_actions import SIGNING

MANY = 9


@pytest.fixture
def many(cast):
    """A decision with certificates for nine entries, their run begun."""
    entries = [factories.entry(cast.edition, state="verified") for _ in range(MANY)]
    decision = factories.decision(cast.edition, entries, purpose="winners", announced_at=factories.opening("penganugerahan"))
    actions.issue_all(decision, by=None, at=AFTER)
    db.commit()
    return decision


@pytest.fixture
def drawn(monkeypatch):
    """Which certificates were drawn, in their order; drawing itself is quick."""
    calls = []

    def draw(certificate, _weight):
        calls.append(certificate.id)
        return f"%PDF-1.7 {certificate.id} {certificate.number}".encode()

    monkeypatch.setattr(drawing, "pdf_of", draw)
    return calls


def run_of(decision):
    session().expire_all()
    return db.first(select(PrintRun).where(PrintRun.decision_id == decision.id).order_by(PrintRun.asked_at.desc()))


def states(run):
    return sorted(one.state for one in runs.items(run))


class Staff:
    """The secretariat, as far as a query asks."""

    id, institutions, is_signed_in, name = "sekretaris12", frozenset(), True, "Sekretaris"

    def has(self, role, scope=""):
        return role == "secretariat"


def test_a_run_prints_every_certificate_once_and_is_done(many, drawn, work):
    work()
    run = run_of(many)
    assert (run.state, states(run)) == (RunState.DONE, [ItemState.DONE] * MANY)
    assert len(drawn) == len(set(drawn)) == MANY
    assert db.count(select(CertificateFile).where(CertificateFile.is_current)) == MANY


def test_a_worker_killed_in_the_middle_loses_nothing_and_nothing_is_done_twice(many, monkeypatch, drawn):
    run_id, draw = run_of(many).id, drawing.pdf_of

    def killed(certificate, weight):
        if len(drawn) == 4:
            raise SystemExit
        return draw(certificate, weight)

    with monkeypatch.context() as patch:
        patch.setattr(drawing, "pdf_of", killed)
        job_id = run_of(many).job_id
        session().rollback()
        with pytest.raises(SystemExit):
            jobs.run(job_id)
    db.rollback()
    assert states(run_of(many)) == sorted([ItemState.DONE] * 4 + [ItemState.DRAWING] + [ItemState.WAITING] * 4)
    long_ago = timedelta(minutes=10)
    with db.transactions(writing=True):
        for job in db.everything(select(jobs.Job).where(jobs.Job.state == jobs.JobState.RUNNING)):
            job.heartbeat_at -= long_ago
        claimed = select(PrintItem).where(PrintItem.state == ItemState.DRAWING)
        db.first(claimed).claimed_at -= long_ago
        db.commit()
    jobs.run_waiting()
    assert states(session().get(PrintRun, run_id)) == [ItemState.DONE] * MANY
    assert run_of(many).state is RunState.DONE
    assert len(drawn) == len(set(drawn)) == MANY


def test_two_workers_share_a_run_and_draw_nothing_twice(many, monkeypatch, drawn):
    run_id, draw, nested = run_of(many).id, drawing.pdf_of, []

    def two(certificate, weight):
        if not nested:
            nested.append(True)
            printing.work_on(run_id)
        return draw(certificate, weight)

    monkeypatch.setattr(drawing, "pdf_of", two)
    with db.transactions(writing=True):
        printing.work_on(run_id)
        db.commit()
    assert len(drawn) == len(set(drawn)) == MANY
    assert states(run_of(many)) == [ItemState.DONE] * MANY


def test_a_paused_run_waits_and_goes_on_where_it_was(cast, many, monkeypatch, drawn, work):
    draw = drawing.pdf_of

    def pausing(certificate, weight):
        if len(drawn) == 2:
            with db.aside() as other:
                other.execute(update(PrintRun).values(state=RunState.PAUSED))
        return draw(certificate, weight)

    with monkeypatch.context() as patch:
        patch.setattr(drawing, "pdf_of", pausing)
        work()
    assert states(run_of(many)) == sorted([ItemState.DONE] * 3 + [ItemState.WAITING] * 6)
    assert run_of(many).state is RunState.PAUSED
    actions.resume_run(runs.run(Staff(), run_of(many).id), by=Staff(), at=AFTER)
    db.commit()
    work()
    assert (run_of(many).state, len(drawn), len(set(drawn))) == (RunState.DONE, MANY, MANY)


def test_a_cancelled_run_keeps_what_is_printed_and_the_rest_can_be_printed_later(many, drawn, work):
    actions.cancel_run(runs.run(Staff(), run_of(many).id), by=Staff(), at=AFTER)
    db.commit()
    work()
    assert drawn == []
    assert actions.print_missing(many, by=None, at=AFTER) == MANY
    db.commit()
    work()
    assert len(drawn) == MANY


def test_one_that_cannot_be_drawn_does_not_stop_the_others_and_is_tried_again_on_demand(many, monkeypatch, drawn, work):
    bad = runs.items(run_of(many))[3].certificate_id
    draw = drawing.pdf_of
    with monkeypatch.context() as patch:
        patch.setattr(drawing, "pdf_of", lambda one, weight: 1 / 0 if one.id == bad else draw(one, weight))
        work()
    run = run_of(many)
    assert [(one.certificate_id, one.error) for one in runs.failures(run)] == [(bad, "ZeroDivisionError: division by zero")]
    assert (run.state, len(drawn)) == (RunState.DONE, MANY - 1)
    actions.retry_run(runs.run(Staff(), run.id), by=Staff(), at=AFTER)
    db.commit()
    work()
    assert (drawn[-1], len(drawn), run_of(many).state) == (bad, MANY, RunState.DONE)


def test_what_is_printed_in_the_same_way_is_not_printed_again(many, drawn, work):
    work()
    with pytest.raises(Refused):
        actions.print_all(many, Sealing.FINAL, by=Staff(), at=AFTER)
    actions.print_all(many, Sealing.BEFORE_SIGNATURE, by=Staff(), at=AFTER)
    db.commit()
    work()
    assert len(drawn) == 2 * MANY
    assert {one.sealing for one in db.everything(select(Certificate))} == {Sealing.BEFORE_SIGNATURE}


def test_every_file_ever_given_out_stays_known_but_one_is_handed_out(many, cast, drawn, work):
    work()
    session().expire_all()
    one = db.first(select(Certificate))
    first = one.pdf_sha256
    actions.number(one, SIGNING, by=None, at=AFTER)
    assert one.pdf_sha256 is None
    db.commit()
    work()
    session().expire_all()
    handed_out = session().get(Certificate, one.id).pdf_sha256
    kept = db.everything(select(CertificateFile).where(CertificateFile.certificate_id == one.id).order_by(CertificateFile.made_at))
    assert {(file.sha256, file.is_current) for file in kept} == {(first, False), (handed_out, True)}


def test_the_secretariat_watches_pauses_resumes_and_cancels_on_a_page(browse, cast, many, drawn, work):
    browser = browse(cast.secretary)
    assert "Lihat pencetakan" in browser.get(f"/edisi/{cast.edition.slug}/piagam").main
    page = browser.get(f"/putaran-cetak/{run_of(many).id}")
    assert f"0 dari {MANY}" in page.main
    assert page.submit("Jeda").follow().flashes == ["Pencetakan dijeda."]
    work()
    assert drawn == []
    page = browser.get(f"/putaran-cetak/{run_of(many).id}")
    assert page.submit("Lanjutkan").follow().flashes == ["Pencetakan dilanjutkan."]
    work()
    assert f"{MANY} dari {MANY}" in browser.get(f"/putaran-cetak/{run_of(many).id}").main
    db.commit()
    verbs = db.everything(select(AuditRecord.verb).where(AuditRecord.verb.like("print_run.%")).order_by(AuditRecord.number))
    assert verbs == ["print_run.began", "print_run.pause", "print_run.resume"]


def test_the_zip_holds_every_printed_certificate(browse, cast, many, drawn, work):
    work()
    sent = browse(cast.secretary).get(f"/keputusan/{many.id}/piagam.zip")
    with zipfile.ZipFile(io.BytesIO(sent.body)) as whole:
        assert whole.testzip() is None
        assert sorted(whole.namelist()) == sorted(f"{one.file_name}.pdf" for one in db.everything(select(Certificate)))
