"""Substitutes: who appoints them, and that a person and their substitute are one hand."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.models import Deputy
from p4comp.core.access import YES, Actor, Verdict, no

ACTS_FOR, STOOD_IN_BY = "acts_for", "stood_in_by"
UNVOUCHED = "unvouched"


def same_hand(actor: Actor, person_id: str) -> bool:
    """Whether the actor is this person, acts for them or is stood in by them: the two never make a two-person act.

    Whoever nobody has vouched for yet counts as everybody's hand.
    """
    if not person_id:
        return False
    return actor.id == person_id or actor.has(UNVOUCHED) or actor.has(ACTS_FOR, person_id) or actor.has(STOOD_IN_BY, person_id)


def may_be_second(actor: Actor) -> bool:
    """Whether somebody of the secretariat may end what others began: to-do lists count for nobody else."""
    return actor.has("secretariat") and not actor.has(UNVOUCHED)


def is_second(actor: Actor, person_id: str, told: str) -> Verdict:
    """Whether the actor may do the second half of what this person began; `told` says why the same hand may not.

    Whoever one person alone has made a colleague of is nobody's second until another has vouched for them.
    """
    if actor.has(UNVOUCHED):
        return no(
            _(
                "Peran Anda di sekretariat menunggu penegasan petugas lain. Sesudah ditegaskan, Anda dapat menjadi orang kedua. Lihat Persetujuan."
            )
        )
    if same_hand(actor, person_id):
        return no(_("%(told)s Petugas sekretariat lain yang menjawab.", told=told))
    return YES


def may_end_deputy(actor: Actor, deputy: Deputy, at: datetime) -> Verdict:
    """The secretariat ends what is not over."""
    if not actor.has("secretariat"):
        return no(_("Halaman ini hanya untuk sekretariat."))
    return YES if at < deputy.ends_at else no(_("Masa pelaksana harian ini sudah berakhir."))
