"""Panels and their jurors."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.institutions.models import Institution
from p4comp.interviews.models import Juror, Panel


def panels(edition_id: str) -> list[Panel]:
    """The panels of an edition by name."""
    return db.everything(select(Panel).where(Panel.edition_id == edition_id).order_by(Panel.name))


def panel(edition_id: str, panel_id: str) -> Panel | None:
    """A panel of this edition."""
    return db.first(select(Panel).where(Panel.edition_id == edition_id, Panel.id == panel_id))


def jurors(edition_id: str) -> list[Juror]:
    """The active jurors of an edition by panel and name, with person and employer."""
    query = select(Juror).join(Juror.panel).join(Juror.person).where(Juror.edition_id == edition_id, Juror.is_active)
    options = (joinedload(Juror.person), joinedload(Juror.panel), joinedload(Juror.employer).joinedload(Institution.parent))
    return db.everything(query.options(*options).order_by(Panel.name, Juror.id))


def jurors_of(actor: Actor) -> list[str]:
    """Ids of the juror rows of a person; empty for everybody else, without a query."""
    if not actor.has("juror"):
        return []
    return db.everything(select(Juror.id).where(Juror.person_id == actor.id, Juror.is_active))


def editions_of(person_id: str) -> Iterable[tuple[str, str]]:
    """The role of a juror in each edition that has them: what accounts ask at sign-in."""
    return [
        ("juror", edition_id) for edition_id in db.everything(select(Juror.edition_id).where(Juror.person_id == person_id, Juror.is_active))
    ]
