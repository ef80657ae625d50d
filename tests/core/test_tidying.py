"""What is outdated is thrown away; what is not stays."""

from datetime import timedelta

from sqlalchemy import select

from p4comp.accounts.models import RefusedSignIn, SignIn
from p4comp.core import clock, db, jobs, staging
from p4comp.core.db import session
from p4comp.core.staging import StagedFile
from tests import factories


def test_staged_files_are_forgotten_after_a_day(app):
    old = staging.stage(factories.stored(b"old"), "lama.pdf", purpose="test")
    fresh = staging.stage(factories.stored(b"fresh"), "baru.pdf", purpose="test")
    old.staged_at = clock.real() - timedelta(hours=25)
    db.commit()
    fresh_id = fresh.id
    jobs.tidy()
    assert db.everything(select(StagedFile.id)) == [fresh_id]


def test_ended_sign_ins_and_refusals_are_forgotten_in_time(app):
    person = factories.person()
    for number, days in enumerate((1, 89, 92)):
        end = clock.real() - timedelta(days=days)
        session().add(SignIn(token_hash=str(number), person_id=person.id, began_at=end, seen_at=end, ends_at=end, agent=""))
        session().add(RefusedSignIn(key=f"mail:{number}", count=1, last_at=end))
    db.commit()
    jobs.tidy()
    assert sorted(db.everything(select(SignIn.token_hash))) == ["0", "1"]
    assert db.everything(select(RefusedSignIn.key)) == ["mail:0"]
