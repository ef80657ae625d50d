"""The operator's commands know spaces, and the installation's one worker works for all of them."""

import os
import subprocess
import sys
from email import message_from_string
from email.utils import parseaddr

import pytest
from sqlalchemy import select

from p4comp.config import ROOT, from_environment
from p4comp.core import clock, db, doctor, jobs, queues
from p4comp.core.jobs import Job, JobState
from p4comp.core.mail import Mail
from p4comp.hosting import create_site, provisioning
from p4comp.institutions.models import Honour
from tests import factories


@pytest.fixture(scope="module")
def instance(tmp_path_factory):
    """The folder of an installation with a province in its registry, and one space."""
    folder = tmp_path_factory.mktemp("hosted")
    site = create_site(from_environment({"P4COMP_INSTANCE": str(folder)}))
    with site.root.app_context():
        doctor.prepare()
        factories.institution("pemprov", name="Pemerintah Provinsi Bali", code="prov-51")
        db.commit()
    provisioning.add(site, "bali", "prov-51", {"surel": "portal@bali.example"})
    queues.close(site.root)
    site.close()
    return folder


def run(instance, *words, **environ):
    """What a command says, and how it ends."""
    settings = {**os.environ, "P4COMP_INSTANCE": str(instance), **environ}
    done = subprocess.run([sys.executable, "-m", "p4comp.cli", *words], cwd=ROOT, env=settings, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_any_command_runs_inside_a_space(instance):
    code, said = run(instance, "--space", "bali", "init", "--name", "Ni Made", "--email", "made@bali.example")
    assert (code, "/p/bali/undangan/" in said) == (0, True)
    assert "made@bali.example" in run(instance, "users", "list", P4COMP_SPACE="bali")[1]
    assert run(instance, "users", "list")[1] == "0 orang.\n"


def test_a_space_holds_no_honours_of_the_ministry(instance):
    run(instance, "--space", "bali", "init", "--name", "Ni Made", "--email", "made@bali.example")
    site = create_site(from_environment({"P4COMP_INSTANCE": str(instance)}), testing=True)
    with site.by_name("bali").app_context():
        assert db.everything(select(Honour)) == []
    site.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--space", "jawa", "users", "list"), "tidak ada ruang 'jawa'"),
        (("--space", "bali", "serve"), "jalankan tanpa --space"),
        (("--space", "bali", "space", "list"), "jalankan tanpa --space"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(instance, words, said):
    code, told = run(instance, *words)
    assert (code, said in told, "Traceback" in told) == (1, True, False)


def test_doctor_and_the_audit_look_at_every_open_space(instance):
    assert "[bali] Utuh:" in run(instance, "audit", "verify")[1]
    told = run(instance, "doctor")[1]
    assert ("fakta 1 ruang penyelenggara terbaca" in told, "[bali] catatan audit utuh" in told) == (True, True)


def test_the_worker_of_the_installation_does_what_a_space_asked_for(instance):
    site = create_site(from_environment({"P4COMP_INSTANCE": str(instance)}))
    huey, space = site.root.extensions["huey_prompt"], site.opened("bali")
    with space.app_context():
        letter = factories.keep(Mail(to="a@uji.example", subject="Uji", body="Uji\n", template="uji", written_at=clock.now()))
        job_id = jobs.later("mail.send", letter.id).id
        db.commit()
    tasks = [huey.dequeue() for _one in range(huey.pending_count())]
    mine = [one for one in tasks if one.args == (job_id, "bali")]
    huey.execute(mine[0])
    with space.app_context():
        assert (len(mine), db.session().get(Job, job_id).state) == (1, JobState.DONE)
    sent = [path.read_text("utf-8") for path in (instance / "penyelenggara" / "bali" / "outbox").glob("*.eml")]
    assert [parseaddr(message_from_string(one)["From"]) for one in sent if "To: a@uji.example" in one] == [
        ("Portal Penghargaan Bali", "portal@bali.example")
    ]
    assert not (instance / "outbox").exists()
    queues.close(site.root)
    site.close()


def test_one_broken_space_keeps_nobody_waiting(instance):
    site = create_site(from_environment({"P4COMP_INSTANCE": str(instance)}), testing=True)
    asked = []

    def act(slug):
        asked.append(slug)
        if not slug:
            raise OSError("basis data tidak ada")

    queues._everywhere(site.root, act)
    assert asked == ["", "bali"]
    site.close()
