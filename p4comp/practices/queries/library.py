"""The public list: what is asked for, what fits, what there is to choose from. A fixed number of queries whatever the list's length."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select

from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.decisions.queries import in_force
from p4comp.institutions.models import Kind, Region
from p4comp.practices.models import Adoption, PracticeCard
from p4comp.practices.queries.searching import holds
from p4comp.practices.rules import AdoptionState, tokens
from p4comp.practices.rules.searching import MOST_WORDS

CENTRAL = "pusat"
WON, HEARD = "pemenang", "finalis"


@dataclass(frozen=True)
class Asked:
    """What a reader asks for; anything that is no choice finds nothing."""

    cari: str = ""
    tema: str = ""
    jenis: str = ""
    provinsi: str = ""
    edisi: str = ""
    penghargaan: str = ""

    @property
    def kept(self) -> dict[str, str]:
        """What was asked for, for the links to further pages."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def is_narrowed(self) -> bool:
        """Whether more than words was asked for."""
        return bool(self.kept.keys() - {"cari"})


@dataclass(frozen=True)
class Choices:
    """Kinds, provinces and editions that occur in the library."""

    kinds: tuple[Kind, ...] = ()
    provinces: tuple[tuple[str, str], ...] = ()
    editions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Labels:
    """What stands beside cards: the purposes of the lists in force their entries are on, and how many applied them."""

    winners: frozenset[str]
    finalists: frozenset[str]
    adopted: dict[str, int]

    def award(self, card: PracticeCard) -> str:
        """`pemenang`, `finalis`, or nothing once a correction took the entry off the lists."""
        return WON if card.entry_id in self.winners else HEARD if card.entry_id in self.finalists else ""


def found(asked: Asked, at: datetime) -> Select[PracticeCard]:
    """The cards that fit, the newest first; words that hold no letter find nothing."""
    query = select(PracticeCard).order_by(PracticeCard.published_at.desc(), PracticeCard.code)
    if asked.cari:
        words = tokens(asked.cari, most=MOST_WORDS)
        query = query.where(holds(words)) if words else query.where(PracticeCard.code == "")
    if asked.tema:
        query = query.where(or_(PracticeCard.theme == asked.tema, PracticeCard.theme_two == asked.tema))
    if asked.jenis:
        query = query.where(PracticeCard.kind == Kind(asked.jenis) if asked.jenis in set(Kind) else PracticeCard.code == "")
    if asked.provinsi:
        query = query.where(PracticeCard.province == ("" if asked.provinsi == CENTRAL else asked.provinsi))
    if asked.edisi:
        query = query.where(PracticeCard.edition_id.in_(select(Edition.id).where(Edition.slug == asked.edisi)))
    return _awarded(query, asked.penghargaan, at) if asked.penghargaan else query


def _awarded(query: Select[PracticeCard], award: str, at: datetime) -> Select[PracticeCard]:
    won = PracticeCard.entry_id.in_(_listed(Purpose.WINNERS, at))
    if award == WON:
        return query.where(won)
    if award == HEARD:
        return query.where(PracticeCard.entry_id.in_(_listed(Purpose.FINALISTS, at)), ~won)
    return query.where(PracticeCard.code == "")


def _listed(purpose: Purpose, at: datetime) -> Select[str]:
    listed = select(DecisionLine.subject_id).join(Decision, Decision.id == DecisionLine.decision_id)
    return listed.where(Decision.purpose == purpose, in_force(at))


def labels(cards: Sequence[PracticeCard], at: datetime) -> Labels:
    """Awards and adoptions of these cards; two queries."""
    entries, practices = [one.entry_id for one in cards], [one.practice_id for one in cards]
    listed = select(DecisionLine.subject_id, Decision.purpose).join(Decision, Decision.id == DecisionLine.decision_id)
    rows = db.session().execute(listed.where(DecisionLine.subject_id.in_(entries), in_force(at))).all()
    counted = select(Adoption.practice_id, func.count()).where(Adoption.practice_id.in_(practices))
    counted = counted.where(Adoption.state == AdoptionState.CONFIRMED).group_by(Adoption.practice_id)
    adopted = {row[0]: row[1] for row in db.session().execute(counted)}
    of = {purpose: frozenset(key for key, found in rows if found is purpose) for purpose in Purpose}
    return Labels(of[Purpose.WINNERS], of[Purpose.FINALISTS], adopted)


def choices() -> Choices:
    """What occurs; one query."""
    query = select(PracticeCard.kind, PracticeCard.province, Region.name, Edition.slug, Edition.name, Edition.number).distinct()
    query = query.join(Edition, Edition.id == PracticeCard.edition_id).outerjoin(Region, Region.code == PracticeCard.province)
    rows = db.session().execute(query).all()
    kinds = tuple(one for one in Kind if one in {row[0] for row in rows})
    provinces = tuple(sorted({(row[1], row[2] or row[1]) for row in rows if row[1]}, key=lambda one: one[1]))
    editions = tuple((slug, name) for _number, slug, name in sorted({(row[5], row[3], row[4]) for row in rows}, reverse=True))
    return Choices(kinds, provinces, editions)


def newest(most: int) -> list[PracticeCard]:
    """The cards published first or anew last."""
    return db.everything(select(PracticeCard).order_by(PracticeCard.published_at.desc(), PracticeCard.code).limit(most))


def has_any() -> bool:
    """Whether there is anything in the library."""
    return db.first(select(PracticeCard.practice_id).limit(1)) is not None
