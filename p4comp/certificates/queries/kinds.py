"""Who is still to be given what once the result is known: proof of participation, thanks, letters for team members."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager

from p4comp.accounts.models import Membership, Person
from p4comp.certificates.models import Certificate, CertificateKind, TeamConsent
from p4comp.certificates.rules import State
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
class Due:
    """What an edition has still to give; `decisions` are the known results by category, complete if `is_published`."""

    edition: Edition
    spec: EditionSpec
    decisions: dict[str, Decision]
    entries: list[Entry]
    evaluators: list[Person]
    jurors: list[Person]
    consents: list[TeamConsent]
    issued: dict[CertificateKind, int]

    @property
    def is_published(self) -> bool:
        """Whether the winners of every category are known to everybody."""
        return {category.code for category in self.spec.categories} <= set(self.decisions)

    def waiting(self, kind: CertificateKind) -> int:
        """How many of a kind that stands on no list can be issued now."""
        people = {one.id for one in (*self.evaluators, *self.jurors)}
        counts = {
            CertificateKind.PARTICIPANT: len(self.entries),
            CertificateKind.THANKS: len(people),
            CertificateKind.TEAM: len(self.consents),
        }
        return counts[kind]


def due(actor: Actor, slug: str, **_others: object) -> Due | None:
    """What is still to be given, for the secretariat; a fixed number of queries."""
    edition = competition.by_slug(slug) if actor.has("secretariat") else None
    return due_of(edition, clock.arrived()) if edition else None


def due_of(edition: Edition, at: datetime) -> Due:
    """The same for an edition at a moment."""
    won = select(Decision).where(Decision.edition_id == edition.id, Decision.purpose == Purpose.WINNERS, in_force(at))
    decisions = {one.category: one for one in db.everything(won)}
    given = (
        session()
        .execute(
            select(Certificate.kind, Certificate.entry_id, Certificate.person_id).where(
                Certificate.edition_id == edition.id, Certificate.state != State.REPLACED
            )
        )
        .all()
    )
    held = {(kind, entry_id, person_id) for kind, entry_id, person_id in given}
    thanked = {person_id for kind, _entry, person_id in held if kind is CertificateKind.THANKS}
    consents = db.everything(_agreed(edition))
    return Due(
        edition=edition,
        spec=competition.spec_of(edition),
        decisions=decisions,
        entries=[
            one
            for one in db.everything(_assessed(edition))
            if (CertificateKind.PARTICIPANT, one.id, None) not in held and one.category in decisions
        ],
        evaluators=[one for one in _people(edition, Evaluator) if one.id not in thanked],
        jurors=[one for one in _people(edition, Juror) if one.id not in thanked],
        consents=[
            one for one in consents if (CertificateKind.TEAM, one.entry_id, one.person_id) not in held and one.entry.category in decisions
        ],
        issued={kind: sum(one[0] is kind for one in held) for kind in CertificateKind},
    )


def _assessed(edition: Edition) -> Select[Entry]:
    return (
        select(Entry).where(Entry.edition_id == edition.id, Entry.state == EntryState.VERIFIED).order_by(Entry.institution_name, Entry.id)
    )


def _agreed(edition: Edition) -> Select[TeamConsent]:
    query = select(TeamConsent).join(TeamConsent.entry).where(Entry.edition_id == edition.id, TeamConsent.agreed_at.is_not(None))
    return query.options(contains_eager(TeamConsent.entry)).order_by(TeamConsent.agreed_at, TeamConsent.id)


def _people(edition: Edition, model: type[Evaluator] | type[Juror]) -> list[Person]:
    query = select(Person).join(model, model.person_id == Person.id).where(model.edition_id == edition.id, model.is_active)
    return db.everything(query.order_by(Person.name))


@dataclass(frozen=True)
class Membered:
    """An assessed entry of the person's institution, and the person's consent to a letter, if it was ever given."""

    entry: Entry
    consent: TeamConsent | None
    is_issued: bool

    @property
    def has_agreed(self) -> bool:
        """Whether the consent stands."""
        return self.consent is not None and self.consent.agreed_at is not None


def teams(actor: Actor) -> list[Membered]:
    """The assessed entries whose team the person may belong to, the newest edition first."""
    query = select(Entry, TeamConsent, Certificate.id).outerjoin(
        TeamConsent, and_(TeamConsent.entry_id == Entry.id, TeamConsent.person_id == actor.id)
    )
    known = select(Decision.id).where(Decision.announced_at <= clock.arrived())
    own = (Certificate.entry_id == Entry.id, Certificate.person_id == actor.id, Certificate.decision_id.in_(known))
    letter = and_(*own, Certificate.state != State.REPLACED)
    member = select(Membership.institution_id).where(Membership.person_id == actor.id, Membership.institution_id.is_not(None))
    mine = or_(Entry.institution_id.in_(member), TeamConsent.agreed_at.is_not(None))
    query = query.outerjoin(Certificate, letter).where(mine, Entry.state == EntryState.VERIFIED)
    query = (
        query.join(Entry.edition).options(contains_eager(Entry.edition).defer(Edition.document)).order_by(Edition.number.desc(), Entry.id)
    )
    return [Membered(entry, consent, bool(made)) for entry, consent, made in session().execute(query)]


def team(actor: Actor, entry_id: str) -> Membered | None:
    """One of them."""
    return next((one for one in teams(actor) if one.entry.id == entry_id), None)
