"""Records that an institution applies another's practice: noted, confirmed, withdrawn, disputed, removed."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from p4comp.core import audit, clock
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.institutions.models import Institution
from p4comp.practices import policy, rules
from p4comp.practices.actions.telling import tell
from p4comp.practices.models import Adoption
from p4comp.practices.policy import Adopted, Adopting
from p4comp.practices.rules import ADOPTION_MOVES, AdoptionState


@dataclass(frozen=True)
class Noted:
    """What an institution says of a practice that it applies."""

    what: str
    since_on: date
    result: str
    is_shown: bool


def adopt(adopting: Adopting, institution: Institution, noted: Noted, *, by: Actor, at: datetime) -> Adoption:
    """Note it, or note it anew; it counts once the approver has confirmed it."""
    demand(policy.may_adopt(by, adopting, at))
    if institution.id not in {one.id for one in adopting.institutions}:
        raise Invalid(_("Pilih instansi Anda."), "institution")
    _check(noted, at)
    adoption = next((one for one in adopting.known if one.institution_id == institution.id), None)
    if adoption is None:
        adoption = Adoption(practice_id=adopting.practice.id, institution_id=institution.id, state=AdoptionState.NOTED)
        session().add(adoption)
    elif adoption.state is AdoptionState.REMOVED:
        raise Invalid(_("Catatan instansi ini sudah dikeluarkan sekretariat: %(reason)s", reason=adoption.reason), "institution")
    adoption.state = ADOPTION_MOVES.after(adoption.state, "note")
    adoption.institution_name, adoption.what, adoption.since_on = institution.name, noted.what.strip(), noted.since_on
    adoption.result, adoption.is_shown = noted.result.strip(), noted.is_shown
    adoption.noted_at, adoption.noted_by, adoption.confirmed_at, adoption.confirmed_by = at, by.id, None, ""
    session().flush()
    audit.record("practice_adoption.noted", adoption, by=by, at=at, practice=adopting.practice.code)
    tell("adoption_to_confirm", institution.id, at=at, practice=adopting.practice, adoption=adoption, approvers=True)
    return adoption


def _check(noted: Noted, at: datetime) -> None:
    for field in ("what", "result"):
        rules.check_text(getattr(noted, field), field)
    if noted.since_on > clock.local(at).date():
        raise Invalid(_("Isi tanggal mulai yang sudah lewat; yang masih rencana belum dicatat."), "since_on")


def confirm_adoption(adopted: Adopted, *, by: Actor, at: datetime) -> None:
    """The approver stands in for it; the practice's institution is told."""
    demand(policy.may_confirm(by, adopted, at))
    adoption = adopted.adoption
    adoption.state = ADOPTION_MOVES.after(adoption.state, "confirm")
    adoption.confirmed_at, adoption.confirmed_by = at, by.id
    audit.record("practice_adoption.confirmed", adoption, by=by, at=at, practice=adoption.practice.code)
    tell("adopted", adopted.source_id, at=at, practice=adoption.practice, adoption=adoption)


def give_up(adopted: Adopted, *, by: Actor, at: datetime) -> None:
    """The institution takes its record back."""
    demand(policy.may_give_up(by, adopted, at))
    adopted.adoption.state = ADOPTION_MOVES.after(adopted.adoption.state, "withdraw")
    audit.record("practice_adoption.withdrawn", adopted.adoption, by=by, at=at)


def object_to(adopted: Adopted, words: str, *, by: Actor, at: datetime) -> None:
    """The practice's institution says why a record is not true; the secretariat decides."""
    demand(policy.may_object(by, adopted, at))
    if not words.strip():
        raise Invalid(_("Tulis mengapa catatan ini tidak benar."), "words")
    adopted.adoption.objection, adopted.adoption.objected_at = words.strip(), at
    audit.record("practice_adoption.disputed", adopted.adoption, by=by, at=at)


def settle(adopted: Adopted, reason: str, *, by: Actor, at: datetime) -> None:
    """Let the record stand against the objection."""
    demand(policy.may_settle(by, adopted, at))
    _close(adopted.adoption, reason, by, at)
    audit.record("practice_adoption.kept", adopted.adoption, by=by, at=at, reason=reason.strip())


def remove_adoption(adopted: Adopted, reason: str, *, by: Actor, at: datetime) -> None:
    """Take a record out, with the reason; its institution is told."""
    demand(policy.may_remove_adoption(by, adopted, at))
    adoption = adopted.adoption
    adoption.state = ADOPTION_MOVES.after(adoption.state, "remove")
    _close(adoption, reason, by, at)
    audit.record("practice_adoption.removed", adoption, by=by, at=at, reason=reason.strip())
    tell("adoption_removed", adoption.institution_id, at=at, practice=adoption.practice, adoption=adoption)


def _close(adoption: Adoption, reason: str, by: Actor, at: datetime) -> None:
    adoption.settled_at, adoption.settled_by, adoption.reason = at, by.id, reason.strip()
