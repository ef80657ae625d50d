"""What can be asked of monitoring."""

from p4comp.monitoring.queries.comparing import UnitFigures, unit_figures
from p4comp.monitoring.queries.figures import (
    Standing,
    alike,
    former,
    kept,
    late,
    late_names,
    months_of,
    standings,
    stated_of,
    together,
    totals,
    values_of,
)
from p4comp.monitoring.queries.files import Compared, compared, sent, waiting_file
from p4comp.monitoring.queries.following import flag, flagged_in, flags_of, notes, step, steps
from p4comp.monitoring.queries.national import ProvinceRow, open_rows, provinces, published, published_until, publishing
from p4comp.monitoring.queries.places import GROUPS, area, areas, host_code, named, own_code, unit, units
from p4comp.monitoring.queries.terms import said, targets_for, targets_of, terms_for
from p4comp.monitoring.queries.waiting import concerned, late_units, open_flags, to_state

__all__ = [
    "GROUPS",
    "Compared",
    "ProvinceRow",
    "Standing",
    "UnitFigures",
    "alike",
    "area",
    "areas",
    "compared",
    "concerned",
    "flag",
    "flagged_in",
    "flags_of",
    "former",
    "host_code",
    "kept",
    "late",
    "late_names",
    "late_units",
    "months_of",
    "named",
    "notes",
    "open_flags",
    "open_rows",
    "own_code",
    "provinces",
    "published",
    "published_until",
    "publishing",
    "said",
    "sent",
    "standings",
    "stated_of",
    "step",
    "steps",
    "targets_for",
    "targets_of",
    "terms_for",
    "to_state",
    "together",
    "totals",
    "unit",
    "unit_figures",
    "units",
    "values_of",
    "waiting_file",
]
