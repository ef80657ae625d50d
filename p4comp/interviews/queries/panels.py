"""Panels, their jurors, and who sits where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import contains_eager, joinedload

from p4comp.accounts.models import Person
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.institutions.models import Institution
from p4comp.interviews.models import Juror, Panel, PanelSeat
from p4comp.interviews.policy import Lineup, Seated
from p4comp.interviews.rules import benches


def panels(edition_id: str) -> list[Panel]:
    """The panels of an edition by name."""
    return db.everything(select(Panel).where(Panel.edition_id == edition_id).order_by(Panel.name))


def panel(edition_id: str, panel_id: str) -> Panel | None:
    """A panel of this edition."""
    return db.first(select(Panel).where(Panel.edition_id == edition_id, Panel.id == panel_id))


def jurors(edition_id: str) -> list[Juror]:
    """The active jurors of an edition by name, with person and employer."""
    query = select(Juror).join(Juror.person).where(Juror.edition_id == edition_id, Juror.is_active)
    options = (contains_eager(Juror.person), joinedload(Juror.employer).joinedload(Institution.parent))
    return db.everything(query.options(*options).order_by(Person.name, Juror.id))


def seats(edition_id: str) -> list[PanelSeat]:
    """The seats of an edition's active jurors: panels by name, the chair first, then by name; one query."""
    query = select(PanelSeat).join(PanelSeat.panel).join(PanelSeat.juror).join(Juror.person)
    whole = contains_eager(PanelSeat.juror)
    options = (
        contains_eager(PanelSeat.panel),
        whole.contains_eager(Juror.person),
        whole.joinedload(Juror.employer).joinedload(Institution.parent),
        whole.joinedload(Juror.employer).joinedload(Institution.region),
    )
    rows = query.where(Panel.edition_id == edition_id, Juror.is_active).options(*options)
    return db.everything(rows.order_by(Panel.name, PanelSeat.is_chair.desc(), Person.name, Juror.id))


def seated(edition_id: str) -> dict[str, list[Juror]]:
    """The active jurors of every panel that has any, the chair first, `{panel id: jurors}`; one query."""
    found: dict[str, list[Juror]] = {}
    for seat in seats(edition_id):
        found.setdefault(seat.panel_id, []).append(seat.juror)
    return found


def panels_with_jurors(edition_id: str) -> list[tuple[Panel, list[Juror]]]:
    """Every panel of an edition by name with its active jurors, the chair first; one query."""
    query = select(Panel, Juror).outerjoin(PanelSeat, PanelSeat.panel_id == Panel.id)
    query = query.outerjoin(Juror, (Juror.id == PanelSeat.juror_id) & Juror.is_active).outerjoin(Person, Person.id == Juror.person_id)
    employer = joinedload(Juror.employer)
    options = (contains_eager(Juror.person), employer.joinedload(Institution.parent), employer.joinedload(Institution.region))
    rows = db.session().execute(
        query.where(Panel.edition_id == edition_id)
        .options(*options)
        .order_by(Panel.name, Panel.id, PanelSeat.is_chair.desc(), Person.name, Juror.id)
    )
    found: dict[str, tuple[Panel, list[Juror]]] = {}
    for panel, juror in rows:
        found.setdefault(panel.id, (panel, []))[1].extend([juror] if juror else [])
    return list(found.values())


def everybody(found: Mapping[str, Iterable[Juror]]) -> list[Juror]:
    """Those who sit in any of these panels, each once."""
    return list({juror.id: juror for jurors in found.values() for juror in jurors}.values())


@dataclass(frozen=True)
class Row:
    """A panel on the secretariat's page: its seats, and what is amiss."""

    panel: Panel
    seats: list[PanelSeat]
    warnings: list[str]


def board(edition: Edition) -> list[Row]:
    """The panels with their jurors and what is amiss; two queries."""
    terms, taken = _terms(edition), seats(edition.id)
    return [_row(one, [seat for seat in taken if seat.panel_id == one.id], terms) for one in panels(edition.id)]


def _terms(edition: Edition) -> benches.Terms:
    spec = competition.spec_of(edition)
    return benches.Terms(spec.interview.jurors_per_panel, spec.hearings.planning.quorum)


def _row(panel: Panel, taken: list[PanelSeat], terms: benches.Terms) -> Row:
    return Row(panel, taken, benches.warnings(len(taken), any(seat.is_chair for seat in taken), terms))


def lineup(actor: Actor, panel_id: str) -> Lineup | None:
    """A panel of the edition that is run with its seats, for the secretariat."""
    edition = competition.current() if actor.has("secretariat") else None
    found = panel(edition.id, panel_id) if edition else None
    if edition is None or found is None:
        return None
    return Lineup(edition, found, tuple(seat for seat in seats(edition.id) if seat.panel_id == panel_id))


def seat(actor: Actor, panel_id: str, juror_id: str) -> Seated | None:
    """A juror's seat in a panel of the edition that is run, for the secretariat."""
    found = lineup(actor, panel_id)
    seat = next((one for one in found.seats if one.juror_id == juror_id), None) if found else None
    return Seated(found, seat) if found and seat else None


def warnings(lineup: Lineup) -> list[str]:
    """What is amiss with a panel."""
    return _row(lineup.panel, list(lineup.seats), _terms(lineup.edition)).warnings


def editions_of(person_id: str) -> Select[str, str]:
    """The role of a juror in each edition that has them: what accounts ask at every request."""
    return select(literal("juror"), Juror.edition_id).where(Juror.person_id == person_id, Juror.is_active)
