"""Making a decision known, and typing in the minister's decree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from p4comp.core import audit
from p4comp.core.access import Actor
from p4comp.core.errors import Invalid, Refused
from p4comp.decisions.actions.confirming import set_moment
from p4comp.decisions.models import Decision


def announce(decisions: Sequence[Decision], moment: datetime, *, by: Actor, at: datetime) -> None:
    """Let the decisions be known from `moment` on; until it is there it may still be moved, never afterwards."""
    if moment < at:
        raise Invalid(_("Pilih saat pengumuman yang belum lewat."), "moment")
    known = [decision.code for decision in decisions if decision.is_known(at)]
    if known:
        raise Refused(_("Daftar %(codes)s sudah diumumkan, jadi saatnya tidak dapat dipindahkan.", codes=", ".join(known)))
    replaced = [decision.code for decision in decisions if decision.replacement is not None]
    if replaced:
        raise Refused(_("Daftar %(codes)s sudah dikoreksi. Umumkan keputusan yang menggantikannya.", codes=", ".join(replaced)))
    set_moment(list(decisions), moment, by=by, at=at)


@dataclass(frozen=True)
class Decree:
    """The minister's decree as it was signed: its number, day and signatory, typed in."""

    number: str
    on: date
    signatory: str


def record_decree(decision: Decision, decree: Decree, *, by: Actor, at: datetime) -> None:
    """From here on the list is a “penetapan”; before, it waits for the minister."""
    before = decision.decree_number
    decision.decree_number, decision.decree_on, decision.decree_signatory = decree.number.strip(), decree.on, decree.signatory.strip()
    audit.record("decision.decreed", decision, by=by, at=at, code=decision.code, number=decision.decree_number, on=decree.on, before=before)
