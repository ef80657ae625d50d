"""Who sets another e-mail address for somebody else's account."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.models import AddressChange
from p4comp.accounts.policy.deputies import is_second
from p4comp.accounts.policy.people import may_run_secretariat
from p4comp.accounts.rules.address_changes import ADDRESS_MOVES
from p4comp.core.access import Actor, Verdict, no


def may_see_address_change(actor: Actor, found: AddressChange, at: datetime) -> Verdict:
    """Whoever finds it may look at it: the secretariat."""
    return may_run_secretariat(actor, found, at)


def may_answer_address_change(actor: Actor, found: AddressChange, at: datetime) -> Verdict:
    """Another of the secretariat than who asked, once; never the account's own person."""
    if not (runs := may_run_secretariat(actor, found, at)):
        return runs
    if not ADDRESS_MOVES.allows(found.state, "confirm"):
        return no(_("Perubahan ini sudah dijawab."))
    if actor.id == found.person_id:
        return no(_("Ini akun Anda sendiri. Petugas sekretariat lain yang memutuskan."))
    return is_second(actor, found.asked_by, _("Anda atau yang Anda wakili yang mengusulkannya."))
