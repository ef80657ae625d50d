"""Panels and their jurors."""

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import joinedload

from p4comp.core import db
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


def editions_of(person_id: str) -> Select[str, str]:
    """The role of a juror in each edition that has them: what accounts ask at every request."""
    return select(literal("juror"), Juror.edition_id).where(Juror.person_id == person_id, Juror.is_active)
