"""Which letters for team members a person may agree to."""

from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import contains_eager

from p4comp.accounts.models import Membership
from p4comp.certificates.models import Certificate, TeamConsent
from p4comp.certificates.rules import State
from p4comp.competition.models import Edition
from p4comp.core import clock
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.decisions.models import Decision
from p4comp.entries.models import Entry
from p4comp.entries.rules import State as EntryState


@dataclass(frozen=True)
class Membered:
    """An assessed entry of the person's institution, and the person's consent to a letter, if it was ever given."""

    entry: Entry
    consent: TeamConsent | None
    is_issued: bool

    @property
    def has_agreed(self) -> bool:
        """Whether the consent stands."""
        return self.consent is not None and self.consent.agreed_at is not None


def teams(actor: Actor) -> list[Membered]:
    """The assessed entries whose team the person may belong to, the newest edition first."""
    query = select(Entry, TeamConsent, Certificate.id).outerjoin(
        TeamConsent, and_(TeamConsent.entry_id == Entry.id, TeamConsent.person_id == actor.id)
    )
    known = select(Decision.id).where(Decision.announced_at <= clock.arrived())
    own = (Certificate.entry_id == Entry.id, Certificate.person_id == actor.id, Certificate.decision_id.in_(known))
    letter = and_(*own, Certificate.state != State.REPLACED)
    member = select(Membership.institution_id).where(Membership.person_id == actor.id, Membership.institution_id.is_not(None))
    mine = or_(Entry.institution_id.in_(member), TeamConsent.agreed_at.is_not(None))
    query = query.outerjoin(Certificate, letter).where(mine, Entry.state == EntryState.VERIFIED)
    query = (
        query.join(Entry.edition).options(contains_eager(Entry.edition).defer(Edition.document)).order_by(Edition.number.desc(), Entry.id)
    )
    return [Membered(entry, consent, bool(made)) for entry, consent, made in session().execute(query)]


def team(actor: Actor, entry_id: str) -> Membered | None:
    """One of them."""
    return next((one for one in teams(actor) if one.entry.id == entry_id), None)
