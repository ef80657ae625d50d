"""What tests of judging's actions share: moments, levels, an evaluator with a desk."""

from sqlalchemy import delete, select

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.decisions.models import Decision, DecisionLine
from p4comp.judging import queries
from tests import factories

DURING = factories.during("evaluasi_dokumen")
AFTER = factories.closing("evaluasi_dokumen")
LEVELS = {"A1": 4, "A2": 3, "B1": 5}


def desk_of(edition, state="assigned", entry=None, **values):
    """An evaluator's desk, and who they are."""
    who = factories.person("Evaluator")
    entry = entry or factories.entry(edition, state="verified")
    reading = factories.assignment(entry, factories.evaluator(edition, who), state=state, **values)
    db.commit()
    return queries.desk(someone(who), reading.id), someone(who)


def people(edition, number):
    """Evaluators who are bound to no entrant."""
    return [factories.evaluator(edition, employer=factories.institution("ptn")) for _ in range(number)]


def verbs():
    """What the audit log says was done, in order."""
    db.commit()
    return [record.verb for record in db.everything(select(AuditRecord).order_by(AuditRecord.number))]


def undecided():
    """Take the cast's list of finalists away: the category is still being evaluated."""
    for table in (DecisionLine, Decision):
        db.session().execute(delete(table))
    db.commit()
