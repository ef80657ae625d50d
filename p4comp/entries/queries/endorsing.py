"""Requests for a parent's recommendation: who asks, who may answer, what the secretariat may take alone."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, false, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import Membership, Person
from p4comp.competition.queries import spec_of
from p4comp.competition.rules.days import working_days_later
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, held, session
from p4comp.entries.models import Endorsement, Entry, Evidence, LetterStanding
from p4comp.entries.policy import Case, EndorsementCase, FileOf, UploadAlone
from p4comp.entries.queries.sight import case
from p4comp.entries.rules.endorsing import RULE, EndorsementState
from p4comp.institutions.models import Institution
from p4comp.institutions.queries.tree import authority, branch, chains
from p4comp.institutions.rules import tree


def needs_endorsement(entry: Entry) -> bool:
    """Whether the entry's category asks for the parent's recommendation."""
    category = spec_of(entry.edition).category(entry.category)
    return category is not None and any(rule.code == RULE for rule in category.rules)


def endorsement_of(entry: Entry) -> Endorsement | None:
    """The newest request of an entry."""
    query = select(Endorsement).where(Endorsement.entry_id == entry.id)
    return first(query.order_by(Endorsement.asked_at.desc(), Endorsement.id).limit(1))


def is_endorsed(entry: Entry) -> bool:
    """Whether a parent has given its recommendation in the portal."""
    found = endorsement_of(entry) if needs_endorsement(entry) else None
    return found is not None and found.state is EndorsementState.GIVEN


def above(institution_id: str) -> tuple[str, ...]:
    """Those above a unit whose local admins may answer for it, the nearest first; one query."""
    return authority(institution_id)[1:]


def admins_above(institution_id: str) -> list[Person]:
    """The local admins of the nearest institution above a unit that has any; two queries."""
    return admins_above_all([institution_id])[institution_id]


def admins_above_all(institution_ids: Collection[str]) -> dict[str, list[Person]]:
    """The same for many units; two queries."""
    lines = {one: tree.authority(line)[1:] for one, line in chains(institution_ids).items()}
    places = {one for line in lines.values() for one in line}
    query = select(Membership).options(joinedload(Membership.person)).join(Membership.person)
    rows = everything(query.where(Membership.institution_id.in_(places), Membership.administers, Person.is_active).order_by(Person.name))
    held_by: dict[str, list[Person]] = defaultdict(list)
    for row in rows:
        held_by[row.institution_id or ""].append(row.person)
    return {one: next((held_by[up] for up in lines.get(one, ()) if held_by[up]), []) for one in institution_ids}


def _led(actor: Actor) -> list[str]:
    return [one for one in actor.institutions if actor.has("local_admin", one)]


def below(actor: Actor) -> tuple[Select[str], list[str]]:
    """The units a local admin stands above, as a query, and those of the own institutions that are none of them."""
    own = _led(actor)
    chain = chains(own) if len(own) > 1 else {}
    tops = [one for one in own if not any(actor.has("local_admin", up) for up in tree.authority(chain.get(one, ()))[1:])]
    return branch(own), tops


def endorsements(actor: Actor, edition_id: str) -> Select[Endorsement]:
    """The requests a local admin may answer in an edition, those that wait first."""
    query = select(Endorsement).join(Endorsement.entry).options(joinedload(Endorsement.entry).joinedload(Entry.institution))
    if not _led(actor):
        return query.where(false())
    units, tops = below(actor)
    query = query.where(Entry.edition_id == edition_id, Entry.institution_id.in_(units), Entry.institution_id.not_in(tops))
    query = query.where(Endorsement.state != EndorsementState.TAKEN_BACK)
    return query.order_by(Endorsement.state != EndorsementState.WAITING, Endorsement.asked_at, Endorsement.id)


def waiting_endorsements(actor: Actor, edition_id: str) -> list[Endorsement]:
    """Those of them that wait, by one query or two."""
    return everything(endorsements(actor, edition_id).where(Endorsement.state == EndorsementState.WAITING)) if _led(actor) else []


def endorsement(actor: Actor, endorsement_id: str) -> EndorsementCase | None:
    """A request, for those who may answer it; to everybody else it does not exist."""
    institution = joinedload(Endorsement.entry).joinedload(Entry.institution)
    query = select(Endorsement).options(joinedload(Endorsement.entry).joinedload(Entry.edition), institution.joinedload(Institution.parent))
    query = query.options(institution.joinedload(Institution.region))
    found = first(held(query, Endorsement).where(Endorsement.id == endorsement_id, Endorsement.state != EndorsementState.TAKEN_BACK))
    chain = above(found.entry.institution_id) if found else ()
    return EndorsementCase(found, chain) if found and any(actor.has("local_admin", one) for one in chain) else None


def endorsement_file(actor: Actor, endorsement_id: str, evidence_id: str) -> FileOf | None:
    """A piece of evidence of the dossier that a parent is asked to recommend."""
    found = endorsement(actor, endorsement_id)
    if found is None:
        return None
    query = select(Evidence).options(joinedload(Evidence.file)).where(Evidence.id == evidence_id, Evidence.removed_at.is_(None))
    file = first(query.where(Evidence.entry_id == found.endorsement.entry_id))
    entry = found.endorsement.entry
    return FileOf(Case(entry, spec_of(entry.edition).timetable[0]), file) if file else None


def cases_of(actor: Actor, ids: Collection[str]) -> list[EndorsementCase]:
    """Those of these requests that the person may answer, in three queries."""
    query = select(Endorsement).options(joinedload(Endorsement.entry).joinedload(Entry.edition)).where(Endorsement.id.in_(list(ids)))
    found = everything(held(query, Endorsement).order_by(Endorsement.asked_at, Endorsement.id))
    chain = chains({one.entry.institution_id for one in found})
    cases = [EndorsementCase(one, tree.authority(chain.get(one.entry.institution_id, ()))[1:]) for one in found]
    return [one for one in cases if any(actor.has("local_admin", up) for up in one.above)]


@dataclass(frozen=True)
class Support:
    """What stands behind a unit's entry: the parent's word, an uploaded letter, or both."""

    is_needed: bool
    endorsement: Endorsement | None
    standing: LetterStanding | None
    admins: int = 0

    @property
    def is_confirmed(self) -> bool:
        """Whether the parent has given its word in the portal."""
        return self.endorsement is not None and self.endorsement.state is EndorsementState.GIVEN


def support_of(entry: Entry) -> Support:
    """What stands behind an entry, by two queries where its category asks for it."""
    if not needs_endorsement(entry):
        return Support(False, None, None)
    return Support(True, endorsement_of(entry), session().get(LetterStanding, entry.id))


def upload_alone(found: Case, support: Support) -> UploadAlone:
    """The uploaded letter of an entry as the secretariat may take it: counted from when it was there."""
    entry, standing = found.entry, support.standing
    since = standing.put_at if standing else (entry.first_submitted_at or entry.began_at)
    waits_until = working_days_later(since, spec_of(entry.edition).hand_in.parent_days, entry.edition.zone)
    is_accepted = standing is not None and standing.accepted_at is not None
    return UploadAlone(found, entry.recommendation_sha256 is not None, support.is_confirmed, is_accepted, waits_until)


def letter_alone(actor: Actor, entry_id: str) -> UploadAlone | None:
    """The uploaded letter of a visible entry."""
    found = case(actor, entry_id)
    support = support_of(found.entry) if found else None
    return upload_alone(found, support) if found and support and support.is_needed else None


def without_answer(before: datetime) -> list[Endorsement]:
    """The requests that have waited since before a moment."""
    query = select(Endorsement).options(joinedload(Endorsement.entry)).where(Endorsement.state == EndorsementState.WAITING)
    return everything(query.where(Endorsement.asked_at <= before).order_by(Endorsement.asked_at))
