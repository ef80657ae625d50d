"""What must be true of editions: timetable and ledger, scoring plan, sheet arithmetic, provenance."""

from p4comp.competition.rules.plan import differences, entry_terms, plan_of, rulings_changed
from p4comp.competition.rules.rulings import ruling_on
from p4comp.competition.rules.sheet import weighted_total
from p4comp.competition.rules.sources import STATUSES, Sources
from p4comp.competition.rules.timetable import Calendar, Moved, StageNow, registration_began, stage_at
from p4comp.competition.rules.traits import Traits, digits_of, traits_of

__all__ = [
    "STATUSES",
    "Calendar",
    "Moved",
    "Sources",
    "StageNow",
    "Traits",
    "differences",
    "digits_of",
    "entry_terms",
    "plan_of",
    "registration_began",
    "ruling_on",
    "rulings_changed",
    "stage_at",
    "traits_of",
    "weighted_total",
]
