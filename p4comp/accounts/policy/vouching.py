"""Who takes colleagues into the secretariat, and who vouches for them."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.models import OpenIdProvider, Vouching
from p4comp.accounts.policy.deputies import UNVOUCHED, is_second
from p4comp.accounts.policy.people import may_run_secretariat
from p4comp.accounts.rules.vouching import VOUCH_MOVES
from p4comp.core.access import YES, Actor, Verdict, no


def may_take_in(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat makes secretaries and substitutes, but nobody for whom no second person has vouched yet: one would make many."""
    if not (runs := may_run_secretariat(actor, subject, at)):
        return runs
    if actor.has(UNVOUCHED):
        return no(_("Peran Anda di sekretariat menunggu penegasan petugas lain. Sesudah ditegaskan, Anda dapat menunjuk petugas."))
    return YES


def may_see_vouching(actor: Actor, found: Vouching, at: datetime) -> Verdict:
    """Whoever finds it may look at it: the secretariat."""
    return may_run_secretariat(actor, found, at)


def may_vouch(actor: Actor, found: Vouching, at: datetime) -> Verdict:
    """Another of the secretariat than who made the colleague, and never the colleague, vouches or refuses, once."""
    if not (runs := may_run_secretariat(actor, found, at)):
        return runs
    if not VOUCH_MOVES.allows(found.state, "confirm"):
        return no(_("Penegasan ini sudah dijawab."))
    if actor.id == found.person_id:
        return no(_("Ini peran Anda sendiri. Petugas sekretariat lain yang menegaskannya."))
    return is_second(actor, found.made_by, _("Anda atau yang Anda wakili yang menunjuknya."))


def may_confirm_provider(actor: Actor, provider: OpenIdProvider, at: datetime) -> Verdict:
    """Another of the secretariat than who set an account service confirms it as it is, once."""
    if not (runs := may_run_secretariat(actor, provider, at)):
        return runs
    if provider.is_confirmed:
        return no(_("Layanan akun ini sudah disahkan."))
    return is_second(actor, provider.set_by, _("Anda atau yang Anda wakili yang mengaturnya."))
