"""Earlier dossiers that answers may be carried from: own entries, those of predecessors and successors, what came from other spaces."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import defer

from p4comp.competition.spec import EditionSpec, Instrument
from p4comp.core import canonical
from p4comp.core.access import Actor
from p4comp.core.db import count, everything, first, session
from p4comp.core.storage import Scan, StoredFile
from p4comp.entries.models import Entry, Evidence, Parcel, ParcelFile
from p4comp.entries.policy import Carriable, Case, writes_for
from p4comp.entries.queries.dossier import Dossier, claims_of, dossier, dossiers
from p4comp.entries.queries.figures import figures_of
from p4comp.entries.queries.sight import case, others_of
from p4comp.entries.rules import EDITABLE, Claim
from p4comp.entries.rules.carrying import Asked, Offer, OldFile, Source, pairs
from p4comp.entries.rules.carrying.parcels import MOST_KEPT, is_of_one_dossier
from p4comp.institutions.models import Institution
from p4comp.institutions.queries import followers_of, predecessors_of

ENTRY, PARCEL = "berkas", "kiriman"


def asked_in(instrument: Instrument) -> tuple[Asked, ...]:
    """What an instrument asks."""
    return tuple(Asked(one.code, one.name, one.question, one.rubric, one.evidence) for one in instrument.indicators)


def assessed_from(spec: EditionSpec) -> datetime:
    """The first moment of the time an edition assesses: the year its label names, which may be the one before it is held."""
    return datetime(min(spec.year_label, spec.held_in), 1, 1, tzinfo=ZoneInfo(spec.zone))


@dataclass(frozen=True)
class Sources:
    """What an entry may carry from: other entries, the newest first; parcels; names of kin by the registry in which the person has no duty."""

    case: Case
    entries: list[Entry]
    parcels: list[Parcel]
    out_of_reach: list[str]


def sources(actor: Actor, entry_id: str) -> Sources | None:
    """The earlier dossiers of a visible entry's institution."""
    found = case(actor, entry_id)
    if found is None:
        return None
    entry = found.entry
    kin = _kin(entry.institution)
    reached = [entry.institution_id, *(one.id for one in kin if writes_for(actor, one.id))]
    rows = everything(others_of(actor, entry).where(Entry.institution_id.in_(reached)).order_by(Entry.began_at.desc(), Entry.id))
    parcels = select(Parcel).options(defer(Parcel.content)).where(Parcel.institution_id == entry.institution_id)
    out_of_reach = [one.name for one in kin if one.id not in reached]
    return Sources(found, rows, everything(parcels.order_by(Parcel.came_at.desc(), Parcel.id)), out_of_reach)


def _kin(institution: Institution) -> list[Institution]:
    return [*predecessors_of(institution), *followers_of(institution)]


@dataclass(frozen=True)
class Carrying(Carriable):
    """Both dossiers side by side: the one that is filled in, and the earlier one. `mark` changes with what the earlier one holds."""

    dossier: Dossier
    mark: str
    entry: Entry | None = None
    parcel: Parcel | None = None

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What is asked here."""
        return asked_in(self.dossier.instrument)

    @property
    def pairing(self) -> dict[str, str]:
        """Which earlier indicator each of ours resembles."""
        return pairs(self.asked, self.source.asked)

    def offers(self, pairing: Mapping[str, str]) -> list[Offer]:
        """What may be carried to each indicator once they are paired so."""
        here, source = claims_of(self.dossier.answers), self.source
        limits = {one.code: one.word_limit for one in self.dossier.instrument.indicators}
        return [
            Offer(
                one,
                old,
                limits[one.code],
                here.get(one.code, Claim(None, "")),
                source.claims.get(old.code, Claim(None, "")) if old else Claim(None, ""),
                source.files.get(old.code, ()) if old else (),
                frozenset(file.sha256 for file in self.dossier.evidence.get(one.code, ())),
            )
            for one, old in ((one, source.indicator(pairing.get(one.code, ""))) for one in self.asked)
        ]


def carrying(actor: Actor, entry_id: str, kind: str, source_id: str) -> Carrying | None:
    """A visible entry beside an earlier dossier of its institution or its kin."""
    found = case(actor, entry_id)
    ways = {ENTRY: _beside_entry, PARCEL: _beside_parcel}
    return ways[kind](actor, found, source_id) if found and kind in ways else None


def _beside_parcel(_actor: Actor, found: Case, parcel_id: str) -> Carrying | None:
    parcel = first(select(Parcel).where(Parcel.id == parcel_id, Parcel.institution_id == found.entry.institution_id))
    if parcel is None:
        return None
    here = dossier(found.entry)
    source = of_parcel(parcel, assessed_from(here.spec), _sound_files(parcel))
    return Carrying(found, source, parcel.institution_id, here, parcel.sha256, parcel=parcel)


def _sound_files(parcel: Parcel) -> Collection[str]:
    """The hashes of a parcel's files in which no scanner here has found a virus since they came."""
    kept = select(StoredFile.sha256).join(ParcelFile, ParcelFile.sha256 == StoredFile.sha256).where(ParcelFile.parcel_id == parcel.id)
    return frozenset(everything(kept.where(StoredFile.scan != Scan.INFECTED)))


def _beside_entry(actor: Actor, found: Case, source_id: str) -> Carrying | None:
    own = found.entry.institution
    entry = first(others_of(actor, found.entry).where(Entry.id == source_id))
    if entry is None or (entry.institution_id != own.id and entry.institution_id not in {one.id for one in _kin(own)}):
        return None
    here, there = dossiers([found.entry, entry])
    source = of_entry(there, assessed_from(here.spec))
    return Carrying(found, source, entry.institution_id, here, _mark(source), entry=entry)


def of_entry(found: Dossier, since: datetime) -> Source:
    """A dossier as something to carry from; hidden files stay behind."""
    entry = found.entry
    files = {code: [_file(one, since) for one in each if one.hidden_at is None] for code, each in found.evidence.items()}
    label = f"{entry.edition.name}, {entry.institution_name}"[:200]
    return Source(f"{ENTRY}/{entry.id}", label, asked_in(found.instrument), claims_of(found.answers), files)


def _file(one: Evidence, since: datetime) -> OldFile:
    return OldFile(one.id, one.sha256, one.name, one.file.size, one.dated_at, one.dated_at < since)


def of_parcel(parcel: Parcel, since: datetime, sound: Collection[str]) -> Source:
    """A parcel likewise, with those of its files that are `sound`; they are known by their place in it."""
    content = parcel.content
    files: dict[str, list[OldFile]] = {}
    for place, one in enumerate(content["evidence"]):
        dated_at = datetime.fromisoformat(one["dated_at"])
        file = OldFile(str(place), one["sha256"], one["name"], one["size"], dated_at, dated_at < since)
        if file.sha256 in sound:
            files.setdefault(one["indicator"], []).append(file)
    asked = tuple(Asked(one["code"], one["name"], one["question"], tuple(one["rubric"]), one["evidence"]) for one in content["asked"])
    claims = {one["indicator"]: Claim(one["level"], one["narrative"]) for one in content["answers"]}
    return Source(f"{PARCEL}/{parcel.id}", f"{content['edition']['name']} ({parcel.origin})"[:200], asked, claims, files)


def _mark(source: Source) -> str:
    claims: dict[str, Any] = {code: [one.level, one.narrative] for code, one in source.claims.items()}
    return canonical.sha256({"claims": claims, "files": {code: [one.id for one in each] for code, each in source.files.items()}})


def open_entry_of(institution_id: str) -> Entry | None:
    """The entry of an institution that is being filled in, the newest."""
    query = select(Entry).where(Entry.institution_id == institution_id, Entry.state.in_(EDITABLE), ~Entry.is_tabled)
    return first(query.order_by(Entry.began_at.desc()).limit(1))


def figures_to_carry(found: Carrying) -> int:
    """How many lines of complaint figures the earlier entry has where this one, though its edition asks for them, has none."""
    if found.entry is None or found.dossier.spec.figures is None or found.dossier.figures.rows:
        return 0
    return len(figures_of(found.entry).rows)


def is_full(institution_id: str) -> bool:
    """Whether an institution keeps as many parcels as it may."""
    return count(select(Parcel.id).where(Parcel.institution_id == institution_id)) >= MOST_KEPT


def former_of(institution_id: str, origin: str, content: Mapping[str, Any]) -> Parcel | None:
    """The oldest parcel with the same dossier of the same space, whose place a newer one may take; what was carried from it stays."""
    query = select(Parcel).where(Parcel.institution_id == institution_id, Parcel.origin == origin).order_by(Parcel.came_at, Parcel.id)
    alike = (one for one in everything(query) if is_of_one_dossier(one.content, content))
    return next(alike, None)


def institutions_of(actor: Actor) -> dict[str, str]:
    """The ids of the institutions a person fills in for, by code."""
    own = [one for one in sorted(actor.institutions) if writes_for(actor, one)]
    rows = session().execute(select(Institution.code, Institution.id).where(Institution.id.in_(own)))
    return {row[0]: row[1] for row in rows}
