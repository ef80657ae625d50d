"""Moments and looks at the database that the tests of entries share."""

from datetime import timedelta

from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Person
from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.core.mail import Mail
from p4comp.entries.models import Answer, Entry
from tests import factories

DURING = factories.during("pendaftaran")
CLOSES = factories.closing("pendaftaran")
SECOND = timedelta(seconds=1)


def by(entry):
    """The member of the entry's institution, as an actor."""
    return someone(db.session().get(Person, entry.contact_id))


def verbs():
    """What the log holds, in order."""
    db.session().commit()
    return list(db.session().execute(select(AuditRecord.verb).order_by(AuditRecord.number)).scalars())


def mails():
    """Which mails wait for whom."""
    db.session().flush()
    return [(one.template.rpartition("/")[2], one.to) for one in db.everything(select(Mail).order_by(Mail.written_at, Mail.id))]


def kept(entry_id, code="A1"):
    """The answer as it is kept now."""
    db.session().expire_all()
    return db.session().get(Answer, (entry_id, code))


def state(entry_id):
    """The state of an entry as it is kept now."""
    db.session().expire_all()
    return db.session().get(Entry, entry_id).state
