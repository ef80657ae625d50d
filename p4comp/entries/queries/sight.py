"""Who sees which entry."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, false, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.policy import is_staff
from p4comp.competition.queries import calendar, current_calendar
from p4comp.competition.spec import Stage
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, session
from p4comp.entries.models import Entry, Evidence, State, Submission
from p4comp.entries.policy import Case, FileOf
from p4comp.institutions.models import Institution
from p4comp.institutions.queries import relation


def visible_to(actor: Actor) -> Select[Entry]:
    """Members see the entries of their institutions, secretariat and auditors all, others none; one without a dossier has no page."""
    found = select(Entry).where(~Entry.is_tabled)
    if is_staff(actor):
        return found
    own = _own(actor)
    return found.where(Entry.institution_id.in_(own)) if own else found.where(false())


def _own(actor: Actor) -> list[str]:
    """Ids of the institutions whose entries the person works on."""
    return [institution for institution in actor.institutions if actor.has("member", institution)]


def _whole(query: Select[Entry]) -> Select[Entry]:
    institution = joinedload(Entry.institution)
    return query.options(joinedload(Entry.edition), institution.joinedload(Institution.parent), institution.joinedload(Institution.region))


def entry(actor: Actor, entry_id: str) -> Entry | None:
    """The entry, with its edition and institution, if the person may know of it."""
    return first(_whole(visible_to(actor).where(Entry.id == entry_id)))


def case(actor: Actor, entry_id: str, **_more: str) -> Case | None:
    """The entry with the window in which its institution may work on it."""
    found = entry(actor, entry_id)
    return _case(actor, found) if found else None


def _case(actor: Actor, found: Entry) -> Case:
    running = current_calendar()
    its = running[1] if running and running[0].id == found.edition_id else calendar(found.edition)
    bound = relation(actor, [found.institution_id]) if actor.has("secretariat") else None
    return Case(found, its.window(Stage.REGISTRATION, found.category, found.id), bound, its.spec.hand_in.grace)


def evidence(actor: Actor, entry_id: str, evidence_id: str) -> FileOf | None:
    """A piece of evidence of a visible entry; removed ones are known to nobody but the snapshot."""
    found = case(actor, entry_id)
    wanted = select(Evidence).options(joinedload(Evidence.file))
    wanted = wanted.where(Evidence.id == evidence_id, Evidence.entry_id == entry_id, Evidence.removed_at.is_(None))
    file = first(wanted) if found else None
    return FileOf(found, file) if found and file else None


def letter(actor: Actor, entry_id: str, **_more: str) -> FileOf | None:
    """The letter of recommendation of a visible entry that has one."""
    found = case(actor, entry_id)
    return FileOf(found) if found and found.entry.recommendation_sha256 else None


@dataclass(frozen=True)
class Place:
    """One of a person's institutions on their page: its entries, and whether it may still enter the running edition."""

    institution: Institution
    entries: list[Entry]
    may_enter: bool


def mine(actor: Actor, at: datetime) -> list[Place]:
    """The institutions a person works for, by name, with their entries of all editions, the newest first."""
    own = _own(actor)
    institutions = everything(select(Institution).where(Institution.id.in_(own)).order_by(Institution.name))
    entries = everything(_whole(visible_to(actor).where(Entry.institution_id.in_(own)).order_by(Entry.began_at.desc())))
    running = current_calendar()
    open_id = running[0].id if running and running[1].is_open(Stage.REGISTRATION, at) else ""
    return [_place(institution, entries, open_id) for institution in institutions]


def _place(institution: Institution, entries: list[Entry], edition_id: str) -> Place:
    own = [entry for entry in entries if entry.institution_id == institution.id]
    has_one = any(entry.edition_id == edition_id and entry.state is not State.WITHDRAWN for entry in own)
    return Place(institution, own, bool(edition_id) and not has_one)


def others_of(actor: Actor, entry: Entry) -> Select[Entry]:
    """The entries that a person sees beside `entry`, with their editions and institutions."""
    return _whole(visible_to(actor).where(Entry.id != entry.id))


def of_institution(edition_id: str, institution_id: str) -> Entry | None:
    """The entry of an institution in an edition; for actions and commands, without regard to sight."""
    return first(_whole(select(Entry).where(Entry.edition_id == edition_id, Entry.institution_id == institution_id, ~Entry.is_tabled)))


def verified(edition_id: str, category: str) -> list[Entry]:
    """The entries of a category that were verified, by name, with their institutions; for the judging of them."""
    query = select(Entry).where(Entry.edition_id == edition_id, Entry.category == category, Entry.state == State.VERIFIED, ~Entry.is_tabled)
    return everything(_whole(query.order_by(Entry.institution_name, Entry.id)))


def _hand_ins(entry: Entry) -> Select[Submission]:
    newest_first = (Submission.submitted_at.desc(), Submission.code.desc())
    return select(Submission).where(Submission.entry_id == entry.id).order_by(*newest_first)


def submissions(entry: Entry) -> list[Submission]:
    """All hand-ins of an entry, the newest first."""
    return everything(_hand_ins(entry))


def submission(entry: Entry) -> Submission | None:
    """The hand-in that counts: the newest."""
    return first(_hand_ins(entry).limit(1))


def last_hand_ins(entry_ids: Collection[str]) -> dict[str, tuple[str, datetime]]:
    """Code and moment of the hand-in that counts, by entry; one query, none where nothing is asked."""
    query = select(Submission.entry_id, Submission.code, Submission.submitted_at).where(Submission.entry_id.in_(list(entry_ids)))
    rows = session().execute(query.order_by(Submission.submitted_at, Submission.code)) if entry_ids else ()
    return {row[0]: (row[1], row[2]) for row in rows}


def handed_in_instead(actor: Actor, entry: Entry) -> Submission | None:
    """What a person sees of an entry that its people correct: the last hand-in; None for those people, and for every other entry."""
    if entry.state is not State.RETURNED or actor.has("member", entry.institution_id):
        return None
    found = submission(entry)
    return found if found is not None and "answers" in found.snapshot else None


def unfinished(actor: Actor, edition_id: str) -> list[Entry]:
    """The entries of a person's own institutions in an edition, by one query; for the to-do list."""
    own = _own(actor)
    query = select(Entry).where(Entry.edition_id == edition_id, Entry.institution_id.in_(own), ~Entry.is_tabled)
    return everything(query.order_by(Entry.institution_name))
