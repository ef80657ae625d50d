"""Designs of certificates as they can be asked for; for the secretariat only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from p4comp.accounts.models import Person
from p4comp.accounts.queries import hand_of
from p4comp.certificates.models import CertificateKind, Design, DesignPicture, DesignVersion
from p4comp.certificates.rules.designs import DesignState
from p4comp.certificates.rules.designs.choosing import Key
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.spec import EditionSpec
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.decisions.queries import in_force as decided_in_force
from p4comp.entries.models import Entry


@dataclass(frozen=True)
class Drawings:
    """An edition's designs with their versions, and its pictures."""

    edition: Edition
    spec: EditionSpec
    designs: list[Design]
    pictures: list[DesignPicture]


@dataclass(frozen=True)
class Draft:
    """A version with what surrounds it: the edition, its pictures, and who did what by id."""

    version: DesignVersion
    spec: EditionSpec
    pictures: list[DesignPicture]
    people: dict[str, str]

    @property
    def design(self) -> Design:
        """The design it is a version of."""
        return self.version.design


def drawings(actor: Actor, slug: str) -> Drawings | None:
    """The designs of an edition."""
    edition = competition.by_slug(slug) if actor.has("secretariat") else None
    if edition is None:
        return None
    designs = db.everything(select(Design).where(Design.edition_id == edition.id).options(selectinload(Design.versions)))
    order = list(CertificateKind)
    designs.sort(key=lambda one: (order.index(one.kind), one.category, one.award))
    return Drawings(edition, competition.spec_of(edition), designs, pictures(edition.id))


def pictures(edition_id: str) -> list[DesignPicture]:
    """The pictures of an edition, by name, with their files."""
    query = select(DesignPicture).where(DesignPicture.edition_id == edition_id).options(joinedload(DesignPicture.file))
    return db.everything(query.order_by(DesignPicture.name))


def picture(actor: Actor, picture_id: str) -> DesignPicture | None:
    """A picture of the secretariat's."""
    query = select(DesignPicture).where(DesignPicture.id == picture_id).options(joinedload(DesignPicture.file))
    return db.first(query) if actor.has("secretariat") else None


def draft(actor: Actor, version_id: str, **_others: object) -> Draft | None:
    """A version with what its page shows; other parts of its address are the view's."""
    if not actor.has("secretariat"):
        return None
    query = db.held(select(DesignVersion), DesignVersion).where(DesignVersion.id == version_id)
    found = db.first(query.options(joinedload(DesignVersion.design).joinedload(Design.edition)))
    if found is None:
        return None
    hands = {found.made_by, found.asked_by, found.decided_by} - {""}
    names = session().execute(select(Person.id, Person.name).where(Person.id.in_(hands)))
    people = {row.id: row.name for row in names}
    return Draft(found, competition.spec_of(found.design.edition), pictures(found.design.edition_id), people)


def in_force(edition_id: str) -> dict[Key, str]:
    """The versions in force by kind, category and award; one query."""
    query = select(Design.kind, Design.category, Design.award, DesignVersion.id).join(DesignVersion.design)
    rows = session().execute(query.where(Design.edition_id == edition_id, DesignVersion.state == DesignState.IN_FORCE))
    return {(kind.value, category, award): version_id for kind, category, award, version_id in rows}


def names_to_look_with(edition_id: str, category: str, at: datetime) -> list[str]:
    """Names of the finalists everybody knows of; of all that entered as long as none are known. A winner is never told by it."""
    lines = select(DecisionLine.subject_name).join(DecisionLine.decision)
    lines = lines.where(Decision.edition_id == edition_id, Decision.purpose == Purpose.FINALISTS, decided_in_force(at))
    known = db.everything(lines.where(Decision.category == category) if category else lines)
    entered = select(Entry.institution_name).where(Entry.edition_id == edition_id, Entry.first_submitted_at.is_not(None))
    return known or db.everything(entered.where(Entry.category == category) if category else entered)


def asked() -> Select[DesignVersion]:
    """The versions that wait for a second person."""
    query = select(DesignVersion).where(DesignVersion.state == DesignState.ASKED).order_by(DesignVersion.asked_at)
    return query.options(joinedload(DesignVersion.design).joinedload(Design.edition))


def count_asked() -> Select[int]:
    """How many versions wait for a second person."""
    return select(func.count(DesignVersion.id)).where(DesignVersion.state == DesignState.ASKED)


def to_decide(person_id: str) -> Select[int]:
    """How many versions wait for this person as the second: neither they nor one hand with them made or asked."""
    others = (one.not_in(hand_of(person_id)) for one in (DesignVersion.made_by, DesignVersion.asked_by))
    return count_asked().where(*others)


def is_overtaken(version: DesignVersion) -> bool:
    """Whether a newer version of the design waits to be drawn: only the newest is, however many were saved meanwhile."""
    newer = (DesignVersion.design_id == version.design_id, DesignVersion.number > version.number, DesignVersion.tried_at.is_(None))
    return db.first(select(DesignVersion.id).where(*newer).limit(1)) is not None


def next_number(design_id: str) -> int:
    """The number of the design's next version."""
    query = select(func.coalesce(func.max(DesignVersion.number), 0)).where(DesignVersion.design_id == design_id)
    return session().execute(query).scalar_one() + 1
