"""Making a decision known, and typing in the minister's decree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid, Refused
from p4comp.decisions import policy, queries
from p4comp.decisions.actions.confirming import set_moment
from p4comp.decisions.models import Decision


def announce(decisions: Sequence[Decision], moment: datetime, *, by: Actor, at: datetime, ahead_of: date | None = None) -> None:
    """Let the decisions be known from `moment` on; until a minute before it may still be moved, never afterwards.

    `ahead_of`: the day of the timetable that this knowingly comes before.
    """
    if moment < at:
        raise Invalid(_("Pilih saat pengumuman yang belum lewat."), "moment")
    known = [decision.code for decision in decisions if decision.is_known(at)]
    if known:
        raise Refused(_("Daftar %(codes)s sudah diumumkan, jadi saatnya tidak dapat dipindahkan.", codes=", ".join(known)))
    if any(queries.is_settled(decision, at) for decision in decisions):
        raise Refused(_("Pengumuman berlaku kurang dari satu menit lagi, jadi waktunya tidak dapat dipindahkan."))
    replaced = [decision.code for decision in decisions if decision.replacement is not None]
    if replaced:
        raise Refused(_("Daftar %(codes)s sudah dikoreksi. Umumkan keputusan yang menggantikannya.", codes=", ".join(replaced)))
    set_moment(list(decisions), moment, by=by, at=at, ahead_of=ahead_of)


@dataclass(frozen=True)
class Decree:
    """The decree as it was signed: its number, day and signatory, typed in; why, where it was typed in before."""

    number: str
    on: date
    signatory: str
    reason: str = ""


def record_decree(decision: Decision, decree: Decree, *, by: Actor, at: datetime) -> None:
    """From here on the list is a “penetapan”; before, it waits for the decree."""
    demand(policy.may_record_decree(by, decision, at))
    before = decision.decree_number
    if before and not decree.reason.strip():
        raise Invalid(_("Isi alasan mengubah keputusan yang sudah dicatat."), "reason")
    decision.decree_number, decision.decree_on, decision.decree_signatory = decree.number.strip(), decree.on, decree.signatory.strip()
    audit.record("decision.decreed", decision, by=by, at=at, **_said(decision, decree, before))


def _said(decision: Decision, decree: Decree, before: str) -> dict[str, object]:
    said = {"code": decision.code, "number": decision.decree_number, "on": decree.on, "before": before}
    return said | ({"reason": decree.reason.strip()} if before else {})
