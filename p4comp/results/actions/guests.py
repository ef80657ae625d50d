"""Inviting all finalists to the ceremony, their answers, the order of seats and of the reveal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.accounts.queries import members_of
from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.storage import StoredFile
from p4comp.results.models.guests import CeremonyInvitation, CeremonyPlan, GuestAnswer
from p4comp.results.policy import guests as policy
from p4comp.results.policy.guests import Gathering, Guest
from p4comp.results.rules import ceremony as rules
from p4comp.results.rules.answers import ANSWERS, NOBODY
from p4comp.results.rules.ordering import moved
from p4comp.results.rules.seating import PER_ROW

LETTER = "results/mail/ceremony_invited.txt"


@dataclass(frozen=True)
class Terms:
    """Where and when, until when one answers, and with how many people one may come."""

    starts_at: datetime
    place: str
    until: datetime
    most: int


def invite(found: Gathering, terms: Terms, *, by: Actor, at: datetime) -> bool:
    """Invite all finalists, or change where and when, which all are written again; whether anybody was written to."""
    demand(policy.may_invite(by, found, at))
    _check(found, terms, at)
    is_first = found.invitation is None
    held = found.invitation or CeremonyInvitation(edition=found.edition, opened_at=at, opened_by=by.id)
    is_other = is_first or (held.starts_at, held.place) != (terms.starts_at, terms.place)
    held.starts_at, held.place, held.until, held.most = terms.starts_at, terms.place, terms.until, terms.most
    if is_first:
        session().add(held)
        session().flush()
    facts = {"starts_at": terms.starts_at.isoformat(), "place": terms.place, "until": terms.until.isoformat(), "most": terms.most}
    audit.record("ceremony_invitation.sent" if is_first else "ceremony_invitation.changed", held, by=by, at=at, **facts)
    if is_other:
        _write(found.guests, held, at=at, is_changed=not is_first)
    return is_other


def _check(found: Gathering, terms: Terms, at: datetime) -> None:
    if terms.until <= at:
        raise Invalid(_("Pilih batas waktu yang belum lewat."), "until")
    if terms.starts_at <= terms.until:
        raise Invalid(_("Acara dimulai sesudah batas waktu menjawab. Periksa kedua waktu itu."), "starts_at")
    announced = max((one.answer.persons for one in found.guests if one.answer), default=0)
    if terms.most < announced:
        raise Invalid(_("Sudah ada finalis yang datang dengan %(n)s orang. Hubungi mereka dahulu.", n=announced), "most")


def remind_guests(found: Gathering, *, by: Actor, at: datetime) -> int:
    """Write again to those who have not answered; how many finalists those are."""
    demand(policy.may_remind_guests(by, found, at))
    held, waiting = found.invitation, found.silent
    assert held is not None
    held.reminded_at = at
    _write(waiting, held, at=at, is_changed=False)
    audit.record("ceremony_invitation.reminded", held, by=by, at=at, count=len(waiting))
    return len(waiting)


def _write(guests: Iterable[Guest], held: CeremonyInvitation, *, at: datetime, is_changed: bool) -> None:
    listed = list(guests)
    people = members_of(one.entry.institution_id for one in listed)
    for one in listed:
        for person in people.get(one.entry.institution_id, ()):
            mail.to_person(LETTER, person, at=at, guest=one, held=held, is_changed=is_changed)


def answer(
    guest: Guest, coming: Mapping[str, Any] | None, letter: StoredFile | None = None, letter_name: str = "", *, by: Actor, at: datetime
) -> GuestAnswer:
    """Say who comes, by the keys of `ANSWERS`, or (None) that nobody does; the letter of somebody in the head's place stays until another one comes."""
    demand(policy.may_answer_invitation(by, guest, at))
    assert guest.invitation is not None
    if coming and not 1 <= coming["persons"] <= guest.invitation.most:
        raise Invalid(_("Isi 1 sampai %(n)s orang.", n=guest.invitation.most), "persons")
    found = guest.answer or GuestAnswer(entry_id=guest.entry.id)
    found.attends, found.answered_at, found.answered_by = coming is not None, at, by.id
    _fill(found, coming or NOBODY, letter, letter_name)
    session().add(found)
    facts = {"attends": found.attends, "persons": found.persons, "is_head": found.is_head, "letter": found.letter_sha256 or ""}
    audit.record("ceremony_invitation.answered", guest.entry, by=by, at=at, **facts)
    return found


def _fill(found: GuestAnswer, coming: Mapping[str, Any], letter: StoredFile | None, letter_name: str) -> None:
    for one in ANSWERS:
        setattr(found, one.key, coming[one.key])
    if found.is_head:
        found.letter_sha256, found.letter_name, found.letter = None, "", None
    elif letter is not None:
        found.letter_sha256, found.letter_name, found.letter = letter.sha256, letter_name, letter


def move_seat(found: Gathering, entry_id: str, by_places: int, *, by: Actor, at: datetime) -> None:
    """Let a guest sit a place further to the front or to the back."""
    order = [one.entry.id for one in found.seated]
    if entry_id not in order:
        raise Refused(_("Instansi ini tidak ada lagi pada daftar tamu. Muat ulang halaman."))
    _plan(found, by, at).seats = moved(order, entry_id, by_places)
    audit.record("ceremony_plan.seated", found.edition, by=by, at=at, entry=entry_id, places=by_places)


def seat_by_protocol(found: Gathering, *, by: Actor, at: datetime) -> None:
    """Forget what was put otherwise."""
    _plan(found, by, at).seats = []
    audit.record("ceremony_plan.by_protocol", found.edition, by=by, at=at)


def set_row(found: Gathering, per_row: int, *, by: Actor, at: datetime) -> None:
    """Say how many seats a row has."""
    _plan(found, by, at).per_row = per_row
    audit.record("ceremony_plan.row_set", found.edition, by=by, at=at, per_row=per_row)


def move_act(found: Gathering, group: str, code: str, by_places: int, *, by: Actor, at: datetime) -> None:
    """Let a category (`group` is empty), or an award inside its category, be revealed earlier or later."""
    acts = found.plan.acts if found.plan else {}
    order = rules.order(found.spec.categories, acts).get(group, [])
    if code not in order:
        raise Refused(_("Bagian acara ini tidak ada. Muat ulang halaman."))
    _plan(found, by, at).acts = {**acts, group: moved(order, code, by_places)}
    audit.record("ceremony_plan.ordered", found.edition, by=by, at=at, group=group, code=code, places=by_places)


def _plan(found: Gathering, by: Actor, at: datetime) -> CeremonyPlan:
    demand(policy.may_arrange(by, found, at))
    kept = found.plan
    if kept is None:
        kept = CeremonyPlan(edition_id=found.edition.id, acts={}, seats=[], per_row=PER_ROW)
        session().add(kept)
    kept.changed_at, kept.changed_by = at, by.id
    return kept
