"""Letters that leave later."""

from datetime import timedelta

from sqlalchemy import select

from p4comp.core import db
from p4comp.core.mail import Mail
from p4comp.judging import tasks
from tests import factories


def letters():
    return sorted(db.everything(select(Mail.to).where(Mail.template == tasks.LETTER)))


def test_finalists_are_told_once_and_not_before_their_moment(app, at):
    moment = factories.during("pleno_finalis")
    edition = factories.edition()
    entries = [factories.entry(edition, state="verified", contact=factories.person(email=f"{name}@uji.example")) for name in "ab"]
    decision = factories.decision(edition, entries, announced_at=moment)
    db.commit()
    at(moment - timedelta(seconds=1))
    tasks.tell_finalists(decision.id)
    assert letters() == []
    at(moment)
    tasks.tell_finalists(decision.id)
    db.commit()
    tasks.tell_finalists(decision.id)
    assert letters() == ["a@uji.example", "b@uji.example"]
