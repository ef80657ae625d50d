"""Who may change the registry."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.core.access import YES, Actor, Verdict, no


def may_keep_registry(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """The secretariat."""
    return YES if actor.has("secretariat") else no(_("Registri instansi dikelola oleh sekretariat."))
