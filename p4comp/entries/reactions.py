"""What entries do when a deadline is moved, when an uploaded file is whole, when a scanner finds a virus."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select, update
from werkzeug.exceptions import NotFound

from p4comp.accounts import signals as account_signals
from p4comp.accounts.models import Person
from p4comp.accounts.rules import Duty
from p4comp.competition.models import Edition, Extension
from p4comp.competition.signals import extended
from p4comp.competition.spec import Stage
from p4comp.core import jobs, leftovers, resumable, scanning
from p4comp.core.access import Actor, demand
from p4comp.core.db import first, session
from p4comp.core.errors import Invalid
from p4comp.core.resumable import Upload
from p4comp.core.storage import StoredFile
from p4comp.core.uploads import Accepted
from p4comp.decisions.models import Objection
from p4comp.decisions.rules import ObjectionKind, ObjectionState
from p4comp.decisions.signals import objection_answered
from p4comp.entries import actions, policy, queries
from p4comp.entries.models import Entry, Evidence, FigureColumns, HonourClaim, Parcel, Submission
from p4comp.entries.policy import FileOf
from p4comp.entries.queries import AspectCase
from p4comp.entries.queries.merging import against_merging
from p4comp.institutions import actions as registry
from p4comp.institutions import signals as institution_signals
from p4comp.institutions.models import Institution


@extended.connect
def tell_those_who_still_write(edition: Edition, extension: Extension, at: datetime, **_more: Any) -> None:
    """A later end of registration is told to everybody whose dossier is not handed in, by the queue; an unknown entry is refused."""
    wanted = select(Entry.id).where(Entry.edition_id == edition.id, Entry.id == extension.entry_id)
    if extension.entry_id and first(wanted) is None:
        raise Invalid(_("Kepesertaan ini tidak ada pada edisi ini; periksa kembali pilihannya."), "entry_id")
    if extension.stage == Stage.REGISTRATION:
        jobs.later("entries.tell_moved", extension.id)


@scanning.found_infected.connect
def expel_infected(file: StoredFile, at: datetime, **_more: Any) -> None:
    """A file with a virus leaves every dossier; the institutions are told."""
    for evidence, entry in queries.with_content(file.sha256):
        actions.expel(entry, evidence, virus=file.scan_note, at=at)


leftovers.also_named(select(Submission.snapshot["letter", "sha256"].as_string()))
leftovers.also_named(select(Submission.snapshot["sign_off", "sha256"].as_string()))


def _of_indicator(actor: Actor, target: str) -> AspectCase:
    entry_id, _slash, code = target.partition("/")
    found = queries.indicator(actor, entry_id, code)
    if found is None:
        raise NotFound
    return found


def _begin_evidence(actor: Actor, target: str, length: int, at: datetime) -> None:
    found = _of_indicator(actor, target)
    demand(policy.may_edit_part(actor, found, at))
    actions.demand_bytes(found.case.entry, length)


def _add_evidence(upload: Upload, accepted: Accepted, by: Actor, at: datetime) -> None:
    found = _of_indicator(by, upload.target)
    demand(policy.may_finish_upload(by, found.case, upload.began_at, at))
    actions.add_evidence(found.case.entry, found.indicator, accepted, by=by, at=at)


def _of_piece(actor: Actor, target: str) -> tuple[FileOf, Evidence]:
    entry_id, _slash, evidence_id = target.partition("/")
    found = queries.evidence(actor, entry_id, evidence_id)
    if found is None or found.evidence is None:
        raise NotFound
    return found, found.evidence


def _begin_version(actor: Actor, target: str, length: int, at: datetime) -> None:
    found, _evidence = _of_piece(actor, target)
    demand(policy.may_edit_part(actor, found, at))
    actions.demand_bytes(found.case.entry, length)


def _add_version(upload: Upload, accepted: Accepted, by: Actor, at: datetime) -> None:
    found, evidence = _of_piece(by, upload.target)
    demand(policy.may_finish_upload(by, found.case, upload.began_at, at))
    actions.replace_evidence(found.case.entry, evidence, accepted, by=by, at=at)


def _begin_masked(actor: Actor, target: str, length: int, at: datetime) -> None:
    demand(policy.may_mask(actor, _of_piece(actor, target)[0], at))


def _add_masked(upload: Upload, accepted: Accepted, by: Actor, at: datetime) -> None:
    found, evidence = _of_piece(by, upload.target)
    demand(policy.may_mask(by, found, at))
    actions.mask_evidence(found.case.entry, evidence, accepted, by=by, at=at)


resumable.purpose("bukti", begin=_begin_evidence, complete=_add_evidence)
resumable.purpose("versi", begin=_begin_version, complete=_add_version)
resumable.purpose("samaran", begin=_begin_masked, complete=_add_masked)


registry.follows(Entry.institution_id, _l("Kepesertaan"))
registry.follows(HonourClaim.institution_id, _l("Klaim penghargaan"))
registry.follows(Parcel.institution_id, _l("Jawaban dari ruang lain"))
registry.follows(FigureColumns.institution_id, _l("Susunan kolom statistik yang diingat"))


@institution_signals.merge_asked.connect
def refuse_double_entries(kept: Institution, *, gone: Institution) -> list[str]:
    """Two entries in one edition, or two open claims for one, cannot become one: people decide which stays."""
    return list(against_merging(kept, gone))


@institution_signals.merged.connect
def keep_one_mapping(kept: Institution, *, gone: Institution, **_more: Any) -> None:
    """Of two remembered mappings of columns, that of the institution that stays is kept."""
    if session().get(FigureColumns, kept.id) is not None:
        session().execute(delete(FigureColumns).where(FigureColumns.institution_id == gone.id))


@account_signals.handed_over.connect
def pass_on_work(institution: Institution, *, giver: Person, taker: Person, by: Actor, at: datetime) -> None:
    """Whoever takes over somebody's work is the contact of the entries that somebody was, and has the parts that somebody had."""
    mine = update(Entry).where(Entry.institution_id == institution.id, Entry.contact_id == giver.id)
    session().execute(mine.values(contact_id=taker.id))
    actions.pass_parts(institution.id, giver, taker, by=by, at=at)


@account_signals.membership_ended.connect
def free_work(institution: Institution, *, person: Person, by: Actor, at: datetime, **_more: Any) -> None:
    """The parts of whoever leaves without handing over become nobody's, and the local admins are told."""
    actions.free_parts(institution, person, by=by, at=at)


@account_signals.duties_changed.connect
def free_work_of_readers(institution: Institution, *, person: Person, after: frozenset[Duty], by: Actor, at: datetime) -> None:
    """So do the parts of a member who from now on only reads."""
    if not after & {Duty.DRAFTER, Duty.APPROVER}:
        actions.free_parts(institution, person, by=by, at=at)


@objection_answered.connect
def reinstate_after_objection(objection: Objection, by: Actor, at: datetime, **_more: Any) -> None:
    """An accepted objection puts the refused entry back into the queue."""
    if objection.kind is ObjectionKind.ENTRY and objection.state is ObjectionState.ACCEPTED:
        actions.reinstate(session().get_one(Entry, objection.subject_id), by=by, at=at)
