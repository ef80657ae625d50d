"""Tables of monitoring."""

from p4comp.monitoring.models.figures import FiguresFile, FormerFigures, MonthlyFigures
from p4comp.monitoring.models.following import FlagNote, MonitoringFlag, PlanStep
from p4comp.monitoring.models.terms import FiguresReminder, MonitoringTerms, Publication

__all__ = [
    "FiguresFile",
    "FiguresReminder",
    "FlagNote",
    "FormerFigures",
    "MonitoringFlag",
    "MonitoringTerms",
    "MonthlyFigures",
    "PlanStep",
    "Publication",
]
