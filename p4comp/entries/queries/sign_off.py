"""An approver's word on a dossier: who may give it, who was asked, what changed since."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import Membership, Person, Role
from p4comp.core import canonical, clock
from p4comp.core.access import Actor, homes
from p4comp.core.db import everything, first
from p4comp.core.resumable import Upload, UploadState
from p4comp.entries.models import Entry, Evidence, SignOffRequest
from p4comp.entries.policy import Case
from p4comp.entries.queries.dossier import Dossier
from p4comp.entries.queries.figures import counts_of
from p4comp.entries.queries.sight import case
from p4comp.entries.rules import EDITABLE
from p4comp.entries.rules.figures import stated
from p4comp.entries.rules.sign_off import SignOffState

PURPOSES = ("bukti", "versi")


def approvers(institution_id: str) -> list[Person]:
    """Who may sign for an institution today, by name."""
    query = select(Person).join(Membership, Membership.person_id == Person.id)
    held = (Membership.role == Role.MEMBER, Membership.institution_id == institution_id, Membership.approves, Person.is_active)
    return everything(query.where(*held).order_by(Person.name, Person.id))


def sign_off_request(entry: Entry) -> SignOffRequest | None:
    """The newest request for an approver's word on an entry."""
    query = select(SignOffRequest).where(SignOffRequest.entry_id == entry.id)
    return first(query.order_by(SignOffRequest.asked_at.desc(), SignOffRequest.id).limit(1))


def to_sign(actor: Actor, edition_id: str) -> list[SignOffRequest]:
    """The requests that wait for a person's word in an edition, the oldest first."""
    query = _to_sign(homes(actor, "approver"), select(SignOffRequest)).options(joinedload(SignOffRequest.entry))
    return everything(query.where(Entry.edition_id == edition_id).order_by(SignOffRequest.asked_at))


def count_to_sign(institution_ids: Collection[str]) -> Select[int]:
    """How many requests wait for the word of these institutions' approvers, in whatever edition."""
    return _to_sign(institution_ids, select(func.count(SignOffRequest.id)))


def waiting_to_sign(entry_ids: Collection[str]) -> set[str]:
    """Which of some entries wait for an approver's word; no query for none."""
    query = select(SignOffRequest.entry_id).where(SignOffRequest.entry_id.in_(entry_ids))
    return set(everything(query.where(SignOffRequest.state == SignOffState.WAITING))) if entry_ids else set()


def _to_sign(institution_ids: Collection[str], query: Select[Any]) -> Select[Any]:
    query = query.join(SignOffRequest.entry).where(Entry.institution_id.in_(institution_ids), Entry.state.in_(EDITABLE))
    return query.where(SignOffRequest.state == SignOffState.WAITING)


def parts_of(found: Dossier) -> dict[str, str]:
    """A fingerprint of each part of a dossier, in its order: system, letter, figures, then level, narrative and evidence of each indicator."""
    entry = found.entry
    lines = sorted((row.scope.value, row.first_month, row.last_month, sorted(stated(counts_of(row)).items())) for row in found.figures.rows)
    parts: dict[str, Any] = {
        "system": [entry.system_name, str(entry.system_since_on)],
        "letter": [entry.recommendation_sha256, entry.recommendation_number],
        "figures": lines,
    }
    for one in found.instrument.indicators:
        answer = found.answers.get(one.code)
        parts[f"{one.code}.level"] = answer.level if answer else None
        parts[f"{one.code}.narrative"] = answer.narrative if answer else ""
        parts[f"{one.code}.evidence"] = sorted(file.sha256 for file in found.evidence.get(one.code, []))
    return {part: hashlib.sha256(canonical.text({"v": value}).encode()).hexdigest()[:16] for part, value in parts.items()}


def part_words(parts: Collection[str]) -> list[str]:
    """The parts as people call them: `A1 (penjelasan)`."""
    named: Mapping[str, Any] = {
        "system": _("sistem pengaduan"),
        "letter": _("surat rekomendasi"),
        "figures": _("angka pengaduan"),
        "level": _("tingkat"),
        "narrative": _("penjelasan"),
        "evidence": _("bukti"),
    }
    split = [part.rpartition(".") for part in parts]
    return [f"{code} ({named[field]})" if code else str(named[field]) for code, _dot, field in split]


def uploads_begun_before(entry: Entry, moment: datetime) -> datetime | None:
    """When the first upload of evidence for the entry began that was on its way at `moment`: not arrived yet, or arrived after it."""
    began = select(Upload.began_at).where(Upload.purpose.in_(PURPOSES), Upload.target.startswith(f"{entry.id}/", autoescape=True))
    began = began.where(Upload.began_at < moment)
    arrived = select(Evidence.id).where(Evidence.entry_id == entry.id, Evidence.added_at >= moment, ~Evidence.is_masked).exists()
    is_on_its_way = (Upload.state == UploadState.OPEN) & (Upload.expires_at > clock.real())
    return first(began.where(is_on_its_way | ((Upload.state == UploadState.DONE) & arrived)).order_by(Upload.began_at).limit(1))


def with_uploads(found: Case, at: datetime) -> Case:
    """The case as its hand-in sees it: within the grace it knows of an upload that began in time."""
    closes = found.closes
    if closes is None or not closes <= at < closes + found.grace:
        return found
    return Case(found.entry, found.window, found.relation, found.grace, uploads_begun_before(found.entry, closes))


def hand_in_case(actor: Actor, entry_id: str) -> Case | None:
    """A visible entry with all that decides whether it may be handed in now."""
    found = case(actor, entry_id)
    return with_uploads(found, clock.arrived()) if found else None
