"""Substitutes: who appoints them, and that a person and their substitute are one hand."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.models import Deputy
from p4comp.core.access import YES, Actor, Verdict, no

ACTS_FOR, STOOD_IN_BY = "acts_for", "stood_in_by"


def same_hand(actor: Actor, person_id: str) -> bool:
    """Whether the actor is this person, acts for them or is stood in by them: the two never make a two-person act."""
    return bool(person_id) and (actor.id == person_id or actor.has(ACTS_FOR, person_id) or actor.has(STOOD_IN_BY, person_id))


def may_end_deputy(actor: Actor, deputy: Deputy, at: datetime) -> Verdict:
    """The secretariat ends what is not over."""
    if not actor.has("secretariat"):
        return no(_("Halaman ini hanya untuk sekretariat."))
    return YES if at < deputy.ends_at else no(_("Masa pelaksana harian ini sudah berakhir."))
