"""What the start pages show."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flask import request, url_for
from flask_babel import gettext as _
from sqlalchemy import Row, Select, select
from sqlalchemy.orm import selectinload

from p4comp.accounts.models import Person
from p4comp.accounts.policy import is_staff
from p4comp.competition import counts
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.own_sheets import own_sheets
from p4comp.competition.rules import Calendar, StageNow
from p4comp.competition.rules.wording import ShownStage, stages
from p4comp.competition.showcase import Group, Showcase
from p4comp.competition.spec import EditionSpec, Stage, Window
from p4comp.core import audit, clock, db, web
from p4comp.core.access import Actor
from p4comp.core.audit import AuditHead, AuditRecord
from p4comp.core.jobs import Job, JobState
from p4comp.core.paging import Page, page
from p4comp.core.web import Stat
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Purpose
from p4comp.entries.models import Entry, State
from p4comp.home import rules
from p4comp.home.models import AuditBundle, DayHead, HeadLetter, Witness
from p4comp.home.policy import LogReader
from p4comp.institutions import queries as institutions
from p4comp.institutions.queries import relation
from p4comp.institutions.rules.archive import CATEGORY_NAMES
from p4comp.institutions.rules.conflicts import Relation


@dataclass(frozen=True)
class Season:
    """The edition that is run, at a moment."""

    edition: Edition
    calendar: Calendar
    at: datetime

    @property
    def spec(self) -> EditionSpec:
        """What its file states."""
        return self.calendar.spec

    @property
    def stage(self) -> StageNow:
        """Where it stands."""
        return self.calendar.stage_at(self.at)

    def said(self, winners: Showcase | None) -> str:
        """Where it stands, as the public reads it: winners announced ahead of their day are not still to come."""
        is_told = winners is not None and winners.edition == self.edition.slug
        opens = self.calendar.window(Stage.AWARD).opens
        return str(_("Hasil sudah diumumkan")) if is_told and opens is not None and opens > self.at else self.stage.label

    @property
    def stages(self) -> list[ShownStage]:
        """Its timetable as a line with "now"."""
        return stages(self.calendar, self.at)

    @property
    def registration(self) -> Window:
        """When institutions can enter."""
        return self.calendar.window(Stage.REGISTRATION)

    @property
    def is_open(self) -> bool:
        """Whether institutions can enter now."""
        return self.registration.holds(self.at)


def season(at: datetime) -> Season | None:
    """The edition that is run; one query."""
    found = competition.current_calendar()
    return Season(found[0], found[1], at) if found else None


@dataclass(frozen=True)
class Assessed:
    """What is assessed in the editions of this portal, and was; as long as there is none it may come to dossiers."""

    dossiers: bool = True
    figures: bool = False
    persons: bool = False


def assessed() -> Assessed:
    """By the categories of all editions."""
    found = [one for edition in competition.editions() for one in competition.spec_of(edition).categories]
    if not found:
        return Assessed()
    by_figures = [one for one in found if one.scoring is not None]
    return Assessed(len(by_figures) < len(found), bool(by_figures), any(one.is_personal for one in found))


def numbers(found: Season) -> list[Stat]:
    """The edition in numbers, as far as the public may read them."""
    names = tuple(rules.may_count(found.calendar, found.at))
    counted = counts.per_category(found.edition.id, [one.code for one in found.spec.categories], found.at, names)
    return rules.public_numbers(found.calendar, {name: sum(row[name] for row in counted.values()) for name in names})


def last_winners(actor: Actor, at: datetime) -> Showcase | None:
    """The winners announced last: of an edition of this portal, or else of the archive."""
    announced: list[Showcase] = web.contributed("showcase", actor, at)
    return announced[0] if announced else _from_archive(at)


def _from_archive(at: datetime) -> Showcase | None:
    shelves = [shelf for shelf in institutions.shelves(at) if shelf.stage == "pemenang" and shelf.known]
    if not shelves:
        return None
    newest = [shelf for shelf in shelves if shelf.slug == shelves[0].slug]
    honours = [one for one in institutions.honours([newest[0].slug]) if one.stage == "pemenang"]
    honours.sort(key=lambda one: (list(CATEGORY_NAMES).index(one.category) if one.category in CATEGORY_NAMES else 99, one.institution_name))
    groups = tuple(
        Group(CATEGORY_NAMES.get(category, category), tuple(one.institution_name for one in rows))
        for category, rows in groupby(honours, key=lambda one: one.category)
    )
    known, total = sum(shelf.known for shelf in newest), sum(shelf.total or shelf.known for shelf in newest)
    note = _("Disusun menurut abjad, bukan peringkat.")
    if known < total:
        note += " " + _("Diketahui %(known)s dari %(total)s pemenang.", known=known, total=total)
    return Showcase(_("Pemenang edisi %(year)s", year=newest[0].year), url_for("institutions.archive"), note, groups)


@dataclass(frozen=True)
class LogPage:
    """A page of the audit log, the newest first, with the names of those who acted and the chain's end."""

    page: Page[AuditRecord]
    names: dict[str, str]
    head: AuditHead | None
    words: str


def log_page() -> LogPage:
    """The records whose verb, in our words or as recorded, or whose subject is what was asked for; four queries."""
    words = request.args.get("cari", "").strip()[:80]
    query = select(AuditRecord).order_by(AuditRecord.number.desc())
    if words:
        called = AuditRecord.verb.in_(audit.verbs_called(words))
        query = query.where(AuditRecord.verb.startswith(words, autoescape=True) | called | (AuditRecord.subject_id == words))
    found = page(query)
    ids = {record.person_id for record in found.rows if record.person_id}
    people = db.everything(select(Person).where(Person.id.in_(ids))) if ids else []
    return LogPage(found, {person.id: person.name for person in people}, audit.head(), words)


@dataclass(frozen=True)
class Asked:
    """A bundle with how far its work is; `still_scores` and `bond` say so of whoever asked for it."""

    bundle: AuditBundle
    job: Job | None
    still_scores: bool
    bond: Relation | None = None

    @property
    def state(self) -> str:
        """`ready`, `failed`, or `coming` while it waits or is written."""
        if self.bundle.sha256:
            return "ready"
        return "failed" if self.job is None or self.job.state in (JobState.FAILED, JobState.DONE) else "coming"


def log_reader(actor: Actor) -> LogReader:
    """Whoever asks for the log, with what decides whether they may read it."""
    return LogReader(bool(own_sheets(actor)), _bond(actor))


def _bond(actor: Actor) -> Relation | None:
    """What binds somebody inside to an entrant of the edition that is run, whose category's winners are not announced."""
    edition = competition.current() if actor.institutions and is_staff(actor) else None
    if edition is None:
        return None
    known = [one.category for one in decisions.announced(edition.id, Purpose.WINNERS, clock.arrived())]
    entrants = select(Entry.institution_id).where(
        Entry.edition_id == edition.id, Entry.state == State.VERIFIED, Entry.category.not_in(known)
    )
    return relation(actor, set(db.session().execute(entrants).scalars()))


def _asked(reader: LogReader, row: Row[AuditBundle, Job | None]) -> Asked:
    return Asked(row[0], row[1], reader.still_scores, reader.bond)


def _own_bundles(actor: Actor) -> Select[AuditBundle, Job]:
    query = select(AuditBundle, Job).outerjoin(Job, Job.id == AuditBundle.job_id).order_by(AuditBundle.asked_at.desc())
    return query.where(AuditBundle.person_id == actor.id, AuditBundle.asked_at > clock.real() - rules.BUNDLE_KEPT)


def bundles(actor: Actor) -> list[Asked]:
    """The person's own bundles that are not outdated, the newest first."""
    reader = log_reader(actor)
    return [_asked(reader, row) for row in db.session().execute(_own_bundles(actor))]


def bundle(actor: Actor, bundle_id: str) -> Asked | None:
    """A bundle that is ready, for whoever asked for it; nobody else finds it."""
    row = db.session().execute(_own_bundles(actor).where(AuditBundle.id == bundle_id)).first()
    return _asked(log_reader(actor), row) if row and row[0].sha256 else None


def witnesses() -> list[Witness]:
    """Those who are mailed the day's head."""
    return db.everything(select(Witness).where(Witness.removed_at.is_(None)).order_by(Witness.institution, Witness.name))


def witness(actor: Actor, witness_id: str) -> Witness | None:
    """A witness that was not removed, for those who may name them."""
    if not is_staff(actor):
        return None
    return db.first(select(Witness).where(Witness.id == witness_id, Witness.removed_at.is_(None)))


def heads() -> Page[DayHead]:
    """The heads that were sent, the newest first, with whom they were sent to; four queries."""
    query = select(DayHead).order_by(DayHead.day.desc())
    return page(query.options(selectinload(DayHead.letters).joinedload(HeadLetter.witness)), size=30)
