"""What can be asked of public pages of institutions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from p4comp.channels import queries as channels
from p4comp.channels.models import Channel
from p4comp.channels.policy import Register
from p4comp.commitments import queries as commitments
from p4comp.commitments.models import Accord
from p4comp.competition import queries as competition
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.core.months import Span, month_of
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.entries.models import Entry
from p4comp.institutions import queries as registry
from p4comp.institutions.models import Honour, Institution
from p4comp.institutions.policy import governs
from p4comp.monitoring import queries as monitoring
from p4comp.monitoring.rules.monthly import Stated
from p4comp.practices.models import Practice, PracticeCard
from p4comp.profiles.models import Profile
from p4comp.profiles.policy import Setting


@dataclass(frozen=True)
class Published:
    """What is stated of an institution's complaints in the last twelve months that its province publishes."""

    span: Span
    stated: Stated


@dataclass(frozen=True)
class Shown:
    """All that anybody reads of an institution."""

    institution: Institution
    honours: list[Honour]
    outcomes: list[DecisionLine]
    practices: list[PracticeCard]
    channels: list[Channel]
    agreements: list[Accord]
    profile: Profile | None
    figures: Published | None = None

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing yet of all that it lets be shown."""
        return not any((self.honours, self.outcomes, self.practices, self.channels, self.agreements, self.figures))


def shown(code: str, at: datetime) -> Shown | None:
    """The public page of an institution; None unless it has honours of the archive or lets something be shown."""
    found = registry.by_code(code)
    if found is None:
        return None
    profile = db.session().get(Profile, found.id)
    honours = sorted(registry.archived([found.id]), key=lambda one: (-one.edition_number, one.category, one.stage, one.award))
    if not honours and not (profile and profile.shows_any):
        return None
    outcomes = _outcomes(found.id, {one.edition_slug for one in honours}, at)
    practices = _practices(found.id) if profile and profile.shows_practices else []
    tied = channels.shown(found.id) if profile and profile.shows_channels else []
    signed = commitments.signed_publicly(found.id) if profile and profile.shows_commitments else []
    figures = _figures(found) if profile and profile.shows_figures else None
    return Shown(found, honours, outcomes, practices, tied, signed, profile, figures)


def _outcomes(institution_id: str, archived: set[str], at: datetime) -> list[DecisionLine]:
    """What announced lists made of an institution once winners are known: its award, else that it is a finalist. Persons are left out."""
    others = aliased(Decision)
    is_over = select(others.id).where(
        others.edition_id == Decision.edition_id, others.purpose == Purpose.WINNERS, others.announced_at <= at
    )
    lines = select(DecisionLine).join(DecisionLine.decision).where(is_over.exists())
    lines = lines.join(Entry, Entry.id == DecisionLine.subject_id).where(decisions.in_force(at), Entry.institution_id == institution_id)
    query = lines.options(contains_eager(DecisionLine.decision).joinedload(Decision.edition))
    best: dict[str, DecisionLine] = {}
    for line in db.everything(query.order_by(Decision.purpose)):  # finalists come before winners
        category = competition.spec_of(line.decision.edition).category(line.decision.category)
        if line.decision.edition.slug not in archived and category is not None and not category.is_personal:
            best[line.subject_id] = line
    return sorted(best.values(), key=lambda one: (-one.decision.edition.number, one.decision.category))


def _figures(institution: Institution) -> Published | None:
    until = month_of(monitoring.published_until(institution.parent_id)) if institution.parent_id else None
    if until is None:
        return None
    span = Span(until.plus(-11), until)
    stated = monitoring.totals([institution.id], span).get(institution.id)
    return Published(span, stated) if stated else None


def _practices(institution_id: str) -> list[PracticeCard]:
    query = select(PracticeCard).join(Practice, Practice.id == PracticeCard.practice_id).where(Practice.institution_id == institution_id)
    return db.everything(query.order_by(PracticeCard.published_at.desc(), PracticeCard.code))


def open_channels() -> list[Channel]:
    """The channels that everybody reads: in use, each with consent, of institutions that show channels; one query."""
    willing = select(Profile.institution_id).where(Profile.shows_channels)
    return db.everything(channels.public().where(Channel.institution_id.in_(willing)))


def has_open_channels() -> bool:
    """Whether there is one."""
    willing = select(Profile.institution_id).where(Profile.shows_channels)
    return db.first(channels.public().where(Channel.institution_id.in_(willing)).limit(1)) is not None


def directory(text: str, at: datetime) -> Select[Institution]:
    """The institutions that have a public page, by name; found by any of their names."""
    slugs = sorted({shelf.slug for shelf in registry.shelves(at)})
    honoured = {one.institution_id for one in registry.honours(slugs) if one.institution_id}
    willing = select(Profile.institution_id).where(Profile.shows_any)
    query = select(Institution).options(joinedload(Institution.region))
    query = query.where(or_(Institution.id.in_(honoured), Institution.id.in_(willing)))
    return (query.where(registry.named(text)) if text else query).order_by(Institution.name, Institution.id)


def setting_of(register: Register) -> Setting:
    """What the institution of a register lets be shown, for whoever sees the register; one query."""
    return Setting(register.institution, register.authority, db.session().get(Profile, register.institution.id))


def setting(actor: Actor, code: str) -> Setting | None:
    """What an institution lets be shown, for its members and the local admins above it."""
    place = registry.place(code)
    if place is None or not (actor.has("member", place.institution.id) or governs(actor, place.authority)):
        return None
    query = db.held(select(Profile).where(Profile.institution_id == place.institution.id), Profile)
    return Setting(place.institution, place.authority, db.first(query))
