"""What a province asks, as it holds for a month."""

from decimal import Decimal

from p4comp.core.months import Month
from p4comp.monitoring.models import MonitoringTerms
from p4comp.monitoring.policy import Area
from p4comp.monitoring.rules.targets import ASKED, Targets


def terms_for(found: Area, month: Month) -> MonitoringTerms | None:
    """The terms that hold in a month: the latest that had begun; of months before all of them the first."""
    begun = [one for one in found.terms if one.from_month <= str(month)]
    return begun[-1] if begun else found.terms[0] if found.terms else None


def targets_for(found: Area, month: Month) -> Targets:
    """What is asked in a month."""
    terms = terms_for(found, month)
    return targets_of(terms) if terms else Targets()


def targets_of(terms: MonitoringTerms) -> Targets:
    """What terms ask."""
    return Targets(**{name: _exact(getattr(terms, name)) for name in ASKED})


def said(terms: MonitoringTerms | None) -> dict[str, object]:
    """What terms say, by name; all of it empty where there are none."""
    return {name: getattr(terms, name, None) for name in (*ASKED, "due_day", "basis")}


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
