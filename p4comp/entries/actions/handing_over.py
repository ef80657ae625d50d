"""Own answers and evidence handed over to another space: sealed behind a code in the one, fetched once and kept as a copy in the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Person
from p4comp.core import audit, canonical, clock, jobs, spaces, storage, vault
from p4comp.core.access import Actor, demand
from p4comp.core.db import everything, first, new_id, session
from p4comp.core.errors import Refused
from p4comp.core.media_types import EVIDENCE, detect
from p4comp.core.storage import Received
from p4comp.entries import queries
from p4comp.entries.actions.handing_in import case_of
from p4comp.entries.models import Entry, Handover, Parcel, ParcelFile
from p4comp.entries.policy import may_hand_over, may_receive, writes_for
from p4comp.entries.queries import Dossier
from p4comp.entries.queries.carrying import asked_in, former_of, is_full
from p4comp.entries.rules.carrying.parcels import CODE_LETTERS, KEPT_FOR, TROUBLE_WORDS, VALID_FOR, Trouble, code_of, content_of
from p4comp.institutions.models import Institution

PURPOSE = "handover"


def hand_over(entry: Entry, to_space: str, *, by: Actor, at: datetime) -> str:
    """Set the dossier as it stands aside for another space; the code that fetches it, once, within half an hour. An earlier code ends."""
    demand(may_hand_over(by, case_of(entry, at), at))
    for former in everything(select(Handover).where(Handover.entry_id == entry.id, Handover.fetched_at.is_(None))):
        _close(former)
    secret, content = new_id(CODE_LETTERS), _content(queries.dossier(entry))
    given = Handover(
        entry_id=entry.id,
        to_space=to_space,
        code_mark=vault.mark(secret, PURPOSE),
        content=content,
        sha256=canonical.sha256(content),
        given_at=at,
        given_by=by.id,
        expires_at=clock.real() + VALID_FOR,
    )
    session().add(given)
    audit.record("entry.handed_over", entry, by=by, at=at, to=to_space, handover=given.id, sha256=given.sha256)
    return code_of(spaces.slug(), secret)


def _close(handover: Handover) -> None:
    handover.content, handover.expires_at = {}, min(handover.expires_at, clock.real())


def _content(dossier: Dossier) -> dict[str, Any]:
    entry = dossier.entry
    facts = {
        "edition": {"slug": entry.edition.slug, "name": entry.edition.name, "year": dossier.spec.year_label},
        "category": {"code": entry.category, "name": dossier.category.name},
        "institution": {"code": entry.institution.code, "name": entry.institution_name},
    }
    known = [one.code for one in dossier.instrument.indicators]
    answers = [
        {"indicator": code, "level": one.level, "narrative": one.narrative}
        for code in known
        if (one := dossier.answers.get(code)) is not None
    ]
    evidence = [
        {"indicator": code, "sha256": one.sha256, "name": one.name, "size": one.file.size, "dated_at": one.dated_at.isoformat()}
        for code in known
        for one in dossier.evidence.get(code, ())
        if one.hidden_at is None and one.file.is_open
    ]
    return content_of(facts, asked_in(dossier.instrument), answers, evidence)


@dataclass(frozen=True)
class Asker:
    """Who asks for what was handed over, and where: the address of their account, the codes of the institutions they fill in for, the space."""

    email: str
    institution_codes: frozenset[str]
    space: str


@dataclass(frozen=True)
class Goods:
    """What a code leads to, as plain values: the content, and where its files lie in the store of the space it comes from."""

    handover_id: str
    origin: str
    content: Mapping[str, Any]
    sha256: str
    files: Mapping[str, Path]


def look(secret: str, asker: Asker) -> Goods | Trouble:
    """What a code leads to, asked in the space it was made in; nothing is spent by looking."""
    given = _given(secret)
    if given is None:
        return Trouble.UNKNOWN
    if trouble := _trouble(given, asker):
        return trouble
    if canonical.sha256(given.content) != given.sha256:
        return Trouble.DAMAGED
    return Goods(given.id, spaces.house().wordmark, given.content, given.sha256, _files(given))


def _given(secret: str) -> Handover | None:
    return first(select(Handover).where(Handover.code_mark == vault.mark(secret, PURPOSE)))


def _trouble(given: Handover, asker: Asker) -> Trouble | None:
    giver = session().get(Person, given.given_by)
    if given.to_space != asker.space:
        return Trouble.ELSEWHERE
    if giver is None or giver.email.casefold() != asker.email.casefold():
        return Trouble.SOMEBODY_ELSE
    if given.fetched_at is not None:
        return Trouble.FETCHED
    if clock.real() >= given.expires_at or not given.content:
        return Trouble.EXPIRED
    if given.content["institution"]["code"] not in asker.institution_codes:
        return Trouble.OTHER_INSTITUTION
    keeps_duty = giver.is_active and writes_for(someone(giver), given.entry.institution_id)
    return None if keeps_duty else Trouble.NO_DUTY


def _files(given: Handover) -> dict[str, Path]:
    """Its files that are still in the dossier and open to everybody who may read it."""
    wanted = {one["sha256"] for one in given.content["evidence"]}
    there = queries.evidence_of(given.entry)
    barred = {one.sha256 for one in there if one.hidden_at is not None or not one.file.is_open}
    return {one.sha256: storage.store().path(one.sha256) for one in there if one.sha256 in wanted - barred}


def spend(secret: str, asker: Asker, *, at: datetime) -> Trouble | None:
    """Let a code be used up, asked in the space it was made in; afterwards only its mark is left."""
    given = first(select(Handover).where(Handover.code_mark == vault.mark(secret, PURPOSE)).with_for_update())
    if given is None:
        return Trouble.UNKNOWN
    if trouble := _trouble(given, asker):
        return trouble
    giver = someone(session().get_one(Person, given.given_by))
    _close(given)
    given.fetched_at = clock.real()
    audit.record("entry.fetched", given.entry, by=giver, at=at, to=given.to_space, handover=given.id, sha256=given.sha256)
    return None


@dataclass(frozen=True)
class Fetched:
    """What came, its files received into this space's own store and not yet kept."""

    goods: Goods
    received: Mapping[str, Received]


def take_in(fetched: Fetched, institution: Institution, *, by: Actor, at: datetime) -> Parcel:
    """Keep what came as this space's own copy, for the institution's people to carry from; where there is no room, in place of an older one."""
    demand(may_receive(by, None, at))
    if not writes_for(by, institution.id):
        raise Refused(_("Anda tidak mengisi berkas untuk instansi ini."))
    goods = fetched.goods
    if is_full(institution.id):
        former = former_of(institution.id, goods.origin, goods.content)
        if former is None:
            raise Refused(TROUBLE_WORDS[Trouble.FULL])
        _forget(former)
    types = {sha256: detect(one.path) for sha256, one in fetched.received.items()}
    kept = {sha256 for sha256, media_type in types.items() if media_type in EVIDENCE}
    content = {**goods.content, "evidence": [one for one in goods.content["evidence"] if one["sha256"] in kept]}
    parcel = Parcel(
        institution_id=institution.id,
        handover_id=goods.handover_id,
        origin=goods.origin,
        content=content,
        sha256=canonical.sha256(content),
        came_at=clock.real(),
        came_by=by.id,
    )
    session().add(parcel)
    session().flush()
    for sha256 in sorted(kept):
        storage.keep(fetched.received[sha256], types[sha256])
        session().add(ParcelFile(parcel_id=parcel.id, sha256=sha256))
    audit.record(
        "parcel.taken_in", parcel, by=by, at=at, origin=goods.origin, handover=goods.handover_id, sha256=goods.sha256, files=len(kept)
    )
    return parcel


@jobs.hourly
def forget_parcels() -> None:
    """Codes nobody used hold nothing any more once they have expired; parcels go after half a year, what was carried from them stays."""
    now = clock.real()
    for given in everything(select(Handover).where(Handover.expires_at < now, Handover.fetched_at.is_(None))):
        if given.content:
            _close(given)
    for parcel in everything(select(Parcel).where(Parcel.came_at < now - KEPT_FOR)):
        _forget(parcel)


def _forget(parcel: Parcel) -> None:
    for one in everything(select(ParcelFile).where(ParcelFile.parcel_id == parcel.id)):
        session().delete(one)
    session().flush()
    session().delete(parcel)
