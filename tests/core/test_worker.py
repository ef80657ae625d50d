"""A worker killed in the middle of a letter loses nothing: the letter leaves once, by the next worker."""

import os
import signal
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import update

from p4comp.config import ROOT, from_environment
from p4comp.core import clock, db, doctor, jobs, queues
from p4comp.core.db import session
from p4comp.core.jobs import Job, JobState
from p4comp.core.mail import Mail, MailState, MailTry
from p4comp.factory import create_app
from tests import conftest


@pytest.fixture
def portal(tmp_path):
    """A portal of its own with a true queue."""
    app = create_app(from_environment({"P4COMP_INSTANCE": str(tmp_path)}))
    with app.app_context():
        doctor.prepare()
        yield app
        db.rollback()
    queues.close(app)
    conftest.let_go(app)


@pytest.fixture
def silent_post_office():
    """Takes a connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        yield server


def write_a_letter():
    letter = Mail(to="siti@uji.example", subject="Uji", body="Uji\n", template="uji", written_at=clock.real())
    session().add(letter)
    ids = (jobs.later("mail.send", letter.id).id, letter.id)
    db.commit()
    return ids


def start_worker(instance, post_office):
    environ = {**os.environ, "P4COMP_INSTANCE": str(instance), "SMTP_URL": f"smtp://127.0.0.1:{post_office.getsockname()[1]}"}
    return subprocess.Popen(
        [sys.executable, "-m", "p4comp.cli", "worker"], cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def test_a_letter_begun_by_a_killed_worker_leaves_once(portal, tmp_path, silent_post_office):
    job_id, mail_id = write_a_letter()
    worker = start_worker(tmp_path, silent_post_office)
    with silent_post_office.accept()[0]:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    begun = session().get(Job, job_id)
    assert (begun.state, begun.attempts) == (JobState.RUNNING, 1)
    assert session().get(Mail, mail_id).state is MailState.SENDING
    long_ago = clock.real() - jobs.STALE_AFTER - timedelta(seconds=1)
    session().execute(update(Job).values(heartbeat_at=long_ago))
    session().execute(update(MailTry).values(began_at=long_ago))
    db.commit()
    assert jobs.run_waiting() == 1
    assert session().get(Job, job_id).state is JobState.DONE
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert jobs.run_waiting() == 1
        assert jobs.run_waiting() == 0
    assert session().get(Mail, mail_id).state is MailState.SENT
    assert len(list((tmp_path / "outbox").glob("*.eml"))) == 1
