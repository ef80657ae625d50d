"""Who is still to be given what once the result is known: one finder for each kind that stands on no list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from p4comp.accounts.models import Person
from p4comp.certificates.models import Certificate, CertificateKind, TeamConsent
from p4comp.certificates.queries import names
from p4comp.certificates.rules import State
from p4comp.certificates.rules.kinds import KINDS
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.spec import EditionSpec
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.decisions.models import Decision, Purpose
from p4comp.decisions.queries import in_force
from p4comp.entries.models import Entry
from p4comp.entries.rules import State as EntryState
from p4comp.interviews.models import Juror
from p4comp.judging.models import Evaluator


@dataclass(frozen=True)
class Ground:
    """What the finders look at: an edition and its known results by category."""

    edition: Edition
    spec: EditionSpec
    decisions: dict[str, Decision]


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be given a certificate: on which decision, the name to print, for what (a phrase a line), the entry or the person."""

    decision: Decision
    name: str
    text: str
    entry_id: str | None = None
    person_id: str | None = None


Finder = Callable[[Ground], Iterator[Candidate]]
FINDERS: dict[CertificateKind, Finder] = {}


def finds(kind: CertificateKind) -> Callable[[Finder], Finder]:
    """Declare who finds the holders of a kind."""

    def keep(finder: Finder) -> Finder:
        FINDERS[kind] = finder
        return finder

    return keep


@finds(CertificateKind.PARTICIPANT)
def _participants(ground: Ground) -> Iterator[Candidate]:
    """Every assessed entry of a decided category, by the name that was approved; a person only while the consent stands."""
    query = select(Entry).where(Entry.edition_id == ground.edition.id, Entry.state == EntryState.VERIFIED)
    entries = db.everything(query.order_by(Entry.category, Entry.institution_name, Entry.id))
    with_people = any(one.is_personal for one in ground.spec.categories)
    approved = names.printed([one.id for one in entries], with_people=with_people)
    text = KINDS[CertificateKind.PARTICIPANT].text(ground.spec.certificate)
    for one in entries:
        name = approved.get(one.id, one.institution_name)
        if one.category in ground.decisions and name is not None:
            yield Candidate(ground.decisions[one.category], name, text, entry_id=one.id)


@finds(CertificateKind.THANKS)
def _thanked(ground: Ground) -> Iterator[Candidate]:
    """Every evaluator and juror once, for all they did, on the decision that was announced last."""
    texts = ground.spec.certificate
    did: dict[Person, list[str]] = {}
    for model, text in ((Evaluator, texts.evaluator), (Juror, texts.juror)):
        query = select(Person).join(model, model.person_id == Person.id).where(model.edition_id == ground.edition.id, model.is_active)
        for person in db.everything(query.order_by(Person.name)):
            did.setdefault(person, []).append(text)
    if ground.decisions:
        last = max(ground.decisions.values(), key=lambda one: (one.announced_at or one.decided_at, one.code))
        for person in sorted(did, key=lambda one: one.name):
            yield Candidate(last, person.name, "\n".join(did[person]), person_id=person.id)


@finds(CertificateKind.TEAM)
def _team_members(ground: Ground) -> Iterator[Candidate]:
    """Every member of a team who agreed, by the name as typed, for an entry of a decided category."""
    query = select(TeamConsent).join(TeamConsent.entry).where(Entry.edition_id == ground.edition.id, TeamConsent.agreed_at.is_not(None))
    query = query.options(contains_eager(TeamConsent.entry)).order_by(Entry.category, TeamConsent.agreed_at, TeamConsent.id)
    text = KINDS[CertificateKind.TEAM].text(ground.spec.certificate)
    for one in db.everything(query):
        if one.entry.category in ground.decisions:
            words = f"{text}\n{one.entry.institution_name}"
            yield Candidate(ground.decisions[one.entry.category], one.name, words, entry_id=one.entry_id, person_id=one.person_id)


@dataclass(frozen=True)
class Due:
    """What an edition has still to give and has given, by kind; whoever could be given it is `waiting`, complete if `is_published`."""

    edition: Edition
    spec: EditionSpec
    decisions: dict[str, Decision]
    waiting: dict[CertificateKind, list[Candidate]]
    issued: dict[CertificateKind, int]

    @property
    def is_published(self) -> bool:
        """Whether the winners of every category are known to everybody."""
        return {category.code for category in self.spec.categories} <= set(self.decisions)


def due(actor: Actor, slug: str, **_others: object) -> Due | None:
    """What is still to be given, for the secretariat; a fixed number of queries."""
    edition = competition.by_slug(slug) if actor.has("secretariat") else None
    return due_of(edition, clock.arrived()) if edition else None


def due_of(edition: Edition, at: datetime) -> Due:
    """The same for an edition at a moment."""
    won = select(Decision).where(Decision.edition_id == edition.id, Decision.purpose == Purpose.WINNERS, in_force(at))
    ground = Ground(edition, competition.spec_of(edition), {one.category: one for one in db.everything(won)})
    given = select(Certificate.kind, Certificate.entry_id, Certificate.person_id)
    rows = session().execute(given.where(Certificate.edition_id == edition.id, Certificate.state != State.REPLACED))
    held = {(kind, entry_id, person_id) for kind, entry_id, person_id in rows}
    return Due(
        edition=edition,
        spec=ground.spec,
        decisions=ground.decisions,
        waiting={kind: [one for one in find(ground) if (kind, one.entry_id, one.person_id) not in held] for kind, find in FINDERS.items()},
        issued={kind: sum(one[0] is kind for one in held) for kind in CertificateKind},
    )
