"""A run of many certificates whose worker process is killed in the middle, as by a power cut, and another that goes on."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select, update

from p4comp.certificates import actions
from p4comp.certificates.models import Certificate, CertificateFile, PrintItem, PrintRun
from p4comp.certificates.queries import runs
from p4comp.certificates.rules.runs import ItemState, RunState
from p4comp.config import ROOT
from p4comp.core import db
from p4comp.core.db import session
from p4comp.core.jobs import Job, JobState
from p4comp.core.storage import store
from tests import factories

LONGEST = "Unit Pelaksana Teknis Daerah \"Pusat Layanan, 'Satu Pintu'\" Dinas Pemberdayaan Perempuan & Pelindungan Anak Kabupaten "
LONGEST = (LONGEST * 2)[:179] + "X"
PATIENCE = 600
LONG_AGO = timedelta(minutes=10)
AFTER = factories.during("penganugerahan")


@dataclass
class Seen:
    """What was to be seen: how many were printed at the kill, the items then, the files then and at the end, and every progress told."""

    seconds: float = 0
    at_kill: dict[str, int] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    told: list[int] = field(default_factory=list)


def many(count):
    """A run over so many certificates, the first with a name of 180 signs, quotes and a comma; the run's id."""
    edition = factories.edition()
    names = [LONGEST] + [f"Pemerintah Kabupaten Simulasi {number}" for number in range(2, count + 1)]
    homes = [factories.institution("pemkab", name=name) for name in names]
    entries = [factories.entry(edition, home, state="verified", levels=None, evidence=False) for home in homes]
    decision = factories.decision(edition, entries, purpose="winners", announced_at=factories.opening("penganugerahan"))
    actions.issue_all(decision, by=None, at=AFTER)
    db.commit()
    return db.first(select(PrintRun.id))


def kill_in_the_middle(app, settings, run_id, count):
    """Let one worker process begin, kill it in the middle, let another end the run; what was to be seen."""
    seen, began = Seen(), time.monotonic()
    first = worker(settings)
    wait(seen, run_id, first, lambda: seen.told[-1] >= count // 3)
    first.send_signal(signal.SIGKILL)
    first.wait()
    seen.before, seen.at_kill = files(), states(run_id)
    seen.told.append(progress(run_id).done)
    hand_over(app, run_id)
    second = worker(settings)
    try:
        wait(seen, run_id, second, lambda: progress(run_id).run.state is RunState.DONE)
    finally:
        second.terminate()
        second.wait()
    seen.after, seen.seconds = files(), time.monotonic() - began
    return seen


def worker(settings):
    """A worker as `p4comp serve` starts it."""
    environ = {**os.environ, "P4COMP_INSTANCE": str(settings.instance), "DATABASE_URL": "" if settings.is_sqlite else settings.database_url}
    words = [sys.executable, "-m", "p4comp.cli", "worker"]
    return subprocess.Popen(words, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait(seen, run_id, process, is_enough):
    """Look at the progress until it is enough."""
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit and process.poll() is None:
        seen.told.append(progress(run_id).done)
        if is_enough():
            return
        time.sleep(0.05)
    raise AssertionError(f"the worker ended or took too long: {seen.told[-1:]}")


def hand_over(app, run_id):
    """Minutes pass, and the sweep finds the job whose worker is gone."""
    job = fresh(Job, fresh(PrintRun, run_id).job_id)
    assert job.state is JobState.RUNNING
    session().execute(update(Job).where(Job.id == job.id).values(heartbeat_at=job.heartbeat_at - LONG_AGO))
    for item in db.everything(select(PrintItem).where(PrintItem.state == ItemState.DRAWING)):
        item.claimed_at -= LONG_AGO
    db.commit()
    app.extensions["enqueue"]([(job.id, job.task)])


def fresh(model, key):
    """A row as it is now."""
    session().rollback()
    session().expire_all()
    return session().get(model, key)


class Staff:
    """The secretariat, as far as a query asks."""

    id, institutions, is_signed_in, name = "sekretaris12", frozenset(), True, "Sekretaris"

    def has(self, role, scope=""):
        return role == "secretariat"


def progress(run_id):
    """What the page tells of a run; nothing is held while the worker works."""
    session().rollback()
    with db.transactions(writing=False):
        found = runs.run(Staff(), run_id)
        session().expunge_all()
        session().rollback()
    return found


def states(run_id):
    """How many items are in which state."""
    return Counter(one.state.value for one in runs.items(fresh(PrintRun, run_id)))


def files():
    """The file of each certificate that has one; each is kept whole, and is the only one ever made for it."""
    made = db.everything(select(CertificateFile))
    assert all(one.is_current and store().path(one.sha256).exists() for one in made)
    assert len({one.certificate_id for one in made}) == len(made)
    printed = {one.id: one.pdf_sha256 for one in db.everything(select(Certificate)) if one.pdf_sha256}
    assert printed == {one.certificate_id: one.sha256 for one in made}
    return printed
