"""Members of a team agree to a letter in their name, or take that back."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.certificates import policy
from p4comp.certificates.models import TeamConsent
from p4comp.certificates.queries.teams import Membered
from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid

LONGEST_NAME = 120


def agree(membered: Membered, name: str, *, by: Actor, at: datetime) -> None:
    """A team member agrees to a letter, with the name as typed; typed again, it is changed."""
    demand(policy.may_agree(by, membered, at))
    tidied = " ".join(name.split())
    if not tidied:
        raise Invalid(_("Isi nama Anda dengan gelar, seperti ingin tercetak."), "name")
    if len(tidied) > LONGEST_NAME:
        raise Invalid(_("Persingkat nama: paling banyak 120 huruf."), "name")
    kept = membered.consent
    if kept is None:
        kept = TeamConsent(entry_id=membered.entry.id, person_id=by.id)
        session().add(kept)
    kept.name, kept.agreed_at = tidied, at
    audit.record("team_consent.given", kept, by=by, at=at, entry=membered.entry.id)


def withdraw(membered: Membered, *, by: Actor, at: datetime) -> None:
    """A team member takes the consent back; no letter is issued, and the name is forgotten."""
    demand(policy.may_agree(by, membered, at))
    if membered.consent is not None:
        membered.consent.agreed_at, membered.consent.name = None, ""
        audit.record("team_consent.withdrawn", membered.consent, by=by, at=at, entry=membered.entry.id)
