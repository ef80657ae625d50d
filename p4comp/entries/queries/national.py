"""How far a province's regencies and cities are in the edition that runs in the root: states only, as far as that edition lets provinces see."""

from dataclasses import dataclass

from flask import current_app

from p4comp.competition.queries import current, spec_of
from p4comp.core import spaces
from p4comp.core.access import Actor
from p4comp.entries.queries.board import RegionRow, regencies_in
from p4comp.institutions.models import Kind
from p4comp.institutions.queries import by_code


@dataclass(frozen=True)
class National:
    """What a province may know: the running edition's name, empty where none runs; its rows, None where the edition does not open them."""

    edition: str = ""
    rows: tuple[RegionRow, ...] | None = None


def national(_actor: Actor) -> National | None:
    """What the root lets the province of this space know; None in the root, and where the space is no province's."""
    space = spaces.current()
    found: National | None = current_app.extensions["national_states"](space) if space else None
    return found


def national_of(institution_code: str) -> National | None:
    """The same, asked in the root about the province with this code."""
    province = by_code(institution_code)
    if province is None or province.kind is not Kind.PROVINCE or not province.region_code:
        return None
    edition = current()
    if edition is None:
        return National()
    opened = spec_of(edition).hand_in.provinces_watch
    return National(spec_of(edition).name, tuple(regencies_in([province.region_code], edition.id)) if opened else None)


__all__ = ["National", "national", "national_of"]
