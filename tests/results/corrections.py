"""A season whose winners are announced and hold certificates, and corrections of its lists."""

from datetime import timedelta

from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.core.db import first
from p4comp.decisions.models import Decision
from p4comp.results import actions
from p4comp.results.policy import Correction
from tests import factories

AWARDED = factories.opening("penganugerahan")
MOMENT = AWARDED + timedelta(days=2)
REASON = "Lembar seorang juri salah dibaca."


def of(season, purpose, category="UMUM"):
    query = select(Decision).where(Decision.edition_id == season.edition.id, Decision.purpose == purpose, Decision.category == category)
    return first(query.order_by(Decision.decided_at.desc(), Decision.code.desc()).limit(1))


def corrected(season, names, awards=(), *, purpose="winners", **values):
    """A decided correction of UMUM with these entries in this order."""
    old = of(season, purpose)
    entries = [season.entries[name] for name in names]
    given = dict(zip((one.id for one in entries), awards, strict=False))
    return factories.decision(season.edition, entries, purpose=purpose, awards=given, replaces=old, reason=REASON, **values)


def announce(decision, moment, at):
    actions.announce_correction(Correction(decision.edition, decision), moment, by=someone(factories.secretariat()), at=at)
    db.commit()
