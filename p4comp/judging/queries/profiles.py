"""Profiles of evaluators: their own, or any for the secretariat."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from p4comp.accounts.models import Person
from p4comp.accounts.policy import is_staff
from p4comp.competition import queries as competition
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.judging.models import Evaluator, Tie
from p4comp.judging.policy import Lot, Tied
from p4comp.judging.queries.office import office_of


def profile(actor: Actor, evaluator_id: str = "", **_more: str) -> Lot | None:
    """An evaluator of the edition that is run: the own profile, or any for the secretariat and auditors."""
    edition = competition.current()
    if edition is None:
        return None
    query = select(Evaluator).where(Evaluator.edition_id == edition.id)
    query = query.options(joinedload(Evaluator.person), joinedload(Evaluator.employer))
    if not evaluator_id:
        query = query.where(Evaluator.person_id == actor.id)
    elif is_staff(actor):
        query = query.where(Evaluator.id == evaluator_id)
    else:
        query = query.where(Evaluator.id == evaluator_id, Evaluator.person_id == actor.id)
    found = db.first(db.held(query, Evaluator))
    return Lot(found, office_of(edition)) if found else None


def ties_of(one: Evaluator) -> list[Tie]:
    """What an evaluator stated of other institutions; one query."""
    return db.everything(select(Tie).where(Tie.evaluator_id == one.id).options(joinedload(Tie.institution)).order_by(Tie.added_at, Tie.id))


def tied(actor: Actor, evaluator_id: str, tie_id: str) -> Tied | None:
    """One of these ties, for whoever finds the profile."""
    lot = profile(actor, evaluator_id)
    query = select(Tie).where(Tie.id == tie_id, Tie.evaluator_id == evaluator_id).options(joinedload(Tie.institution))
    found = db.first(query) if lot else None
    return Tied(found, lot) if lot and found else None


def away(actor: Actor, evaluator_id: str, number: int) -> Lot | None:
    """A profile that has such a period away."""
    found = profile(actor, evaluator_id)
    return found if found and number < len(found.evaluator.away) else None


def unaccepted(edition_id: str) -> list[Evaluator]:
    """Evaluators who have not accepted the code of conduct; one query."""
    query = select(Evaluator).where(Evaluator.edition_id == edition_id, Evaluator.is_active, Evaluator.conduct_at.is_(None))
    return db.everything(query.options(joinedload(Evaluator.person)).order_by(Evaluator.id))


def namesakes(edition_id: str, name: str) -> int:
    """How many evaluators bear this name; one query."""
    query = (
        select(func.count()).select_from(Evaluator).join(Evaluator.person).where(Evaluator.edition_id == edition_id, Evaluator.is_active)
    )
    return db.session().execute(query.where(func.lower(Person.name) == " ".join(name.split()).lower())).scalar_one()


def accepted_count(edition_id: str) -> tuple[int, int]:
    """How many evaluators there are, and how many of them have accepted the code of conduct; one query."""
    counts = (func.count(), func.count(Evaluator.conduct_at))
    found = db.session().execute(select(*counts).where(Evaluator.edition_id == edition_id, Evaluator.is_active)).one()
    return found[0], found[1]
