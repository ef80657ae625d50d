"""What can be asked about editions."""

from p4comp.competition.policy import Overview
from p4comp.competition.queries.deadlines import Signed, concerns, general_ledger, signed_ledger
from p4comp.competition.queries.editions import (
    authority,
    by_slug,
    calendar,
    current,
    current_calendar,
    document_of,
    editions,
    for_staff,
    forget_current,
    is_frozen,
    is_stage,
    ledger,
    numbers,
    overview,
    plan_of,
    published,
    spec_of,
    traits,
)
from p4comp.competition.queries.instruments import PublishedInstrument, instrument
from p4comp.competition.queries.reports import CODES, report
from p4comp.competition.queries.rulings import NamedRuling, rulings

__all__ = [
    "CODES",
    "NamedRuling",
    "Overview",
    "PublishedInstrument",
    "Signed",
    "authority",
    "by_slug",
    "calendar",
    "concerns",
    "current",
    "current_calendar",
    "document_of",
    "editions",
    "for_staff",
    "forget_current",
    "general_ledger",
    "instrument",
    "is_frozen",
    "is_stage",
    "ledger",
    "numbers",
    "overview",
    "plan_of",
    "published",
    "report",
    "rulings",
    "signed_ledger",
    "spec_of",
    "traits",
]
