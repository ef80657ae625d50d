"""Entering: an institution begins, states what its system is, and shows its parent's recommendation."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.competition.models import Edition
from p4comp.competition.queries import calendar, spec_of
from p4comp.competition.spec import Category, Stage
from p4comp.core import audit
from p4comp.core.access import Actor
from p4comp.core.clock import local
from p4comp.core.db import first, session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.storage import StoredFile
from p4comp.entries import queries
from p4comp.entries.actions.endorsing import note_letter
from p4comp.entries.models import Entry
from p4comp.entries.rules import MOVES, Applicant, State, Statement, failures
from p4comp.institutions.models import Institution
from p4comp.institutions.queries import name_on


@dataclass(frozen=True)
class Letter:
    """A parent's letter of recommendation: the stored file, what it is called, and its official number."""

    file: StoredFile
    name: str
    number: str


def begin(
    edition: Edition,
    institution: Institution,
    category: str,
    *,
    system_name: str,
    system_since_on: date | None,
    letter: Letter | None = None,
    by: Actor,
    at: datetime,
    applicant: Applicant | None = None,
) -> Entry:
    """Enter a category: only while registration is open, once an edition, and only if no rule speaks against it.

    `applicant` spares the queries about an institution when many enter at once.
    """
    wanted = spec_of(edition).category(category)
    if wanted is None:
        raise Refused(_("Kategori ini tidak ada pada edisi ini. Pilih kategori dari halaman kepesertaan."))
    if not calendar(edition).is_open(Stage.REGISTRATION, at, category=category):
        raise Refused(_("Pendaftaran tidak sedang dibuka, jadi kepesertaan tidak dapat dimulai."))
    statement = Statement(system_since_on)
    _must_be_eligible(edition, wanted, applicant or queries.applicant(institution), statement)
    entry = _fresh(edition, institution, category, by, at)
    entry.system_name, entry.system_since_on = system_name, _past(system_since_on, edition, at)
    if letter is not None:
        _set_letter(entry, letter)
    audit.record("entry.begun", entry, by=by, at=at, category=category, institution=institution.code)
    return entry


def _fresh(edition: Edition, institution: Institution, category: str, by: Actor, at: datetime) -> Entry:
    known = first(select(Entry).where(Entry.edition_id == edition.id, Entry.institution_id == institution.id, ~Entry.is_tabled))
    if known is not None and known.state is not State.WITHDRAWN:
        raise Refused(
            _("%(name)s sudah memiliki kepesertaan pada edisi ini. Buka kepesertaan itu dari halaman Kepesertaan.", name=institution.name)
        )
    name = name_on(institution, local(at, edition.zone).date())
    if known is not None:
        known.state = MOVES.after(known.state, "restart")
        known.category, known.contact_id, known.reason, known.institution_name = category, by.id, "", name
        return known
    entry = Entry(
        edition_id=edition.id,
        category=category,
        institution_id=institution.id,
        institution_name=name,
        state=State.DRAFT,
        recommendation_name="",
        recommendation_number="",
        reason="",
        began_at=at,
        contact_id=by.id,
    )
    entry.edition, entry.institution = edition, institution
    session().add(entry)
    return entry


def _must_be_eligible(edition: Edition, category: Category, applicant: Applicant, statement: Statement) -> None:
    failed = failures(queries.verdicts(edition, category, applicant, statement))
    if not failed:
        return
    field = "system_since_on" if [one.rule for one in failed] == ["system_in_use"] else ""
    raise Invalid(" ".join(one.reason for one in failed), field)


def _past(since: date | None, edition: Edition, at: datetime) -> date | None:
    if since is not None and since > local(at, edition.zone).date():
        raise Invalid(_("Tanggal itu belum terjadi. Isi tanggal sistem mulai dipakai."), "system_since_on")
    return since


def describe(entry: Entry, *, system_name: str, system_since_on: date, by: Actor, at: datetime) -> None:
    """Change what the entry states of its complaint system; the rules of its category are asked again."""
    edition = entry.edition
    since = _past(system_since_on, edition, at)
    category = spec_of(edition).category(entry.category)
    if category is not None:
        _must_be_eligible(edition, category, queries.applicant(entry.institution), Statement(since))
    entry.system_name, entry.system_since_on = system_name, since
    audit.record("entry.described", entry, by=by, at=at, system=system_name, since=str(since))


def put_letter(entry: Entry, letter: Letter, *, by: Actor, at: datetime) -> None:
    """Put a letter of recommendation in, in place of an earlier one; the log keeps the hash of both."""
    _set_letter(entry, letter)
    note_letter(entry, at=at)
    audit.record("entry.letter", entry, by=by, at=at, sha256=letter.file.sha256, number=letter.number)


def number_letter(entry: Entry, number: str, *, by: Actor, at: datetime) -> None:
    """Correct the official number of the letter that is there."""
    entry.recommendation_number = number.strip()
    audit.record("entry.letter", entry, by=by, at=at, sha256=entry.recommendation_sha256, number=entry.recommendation_number)


def _set_letter(entry: Entry, letter: Letter) -> None:
    entry.recommendation_sha256 = letter.file.sha256
    entry.recommendation_name, entry.recommendation_number = letter.name, letter.number.strip()
