"""When the owners of an unfinished dossier are reminded."""

from datetime import datetime, timedelta

KINDS = {"7d": timedelta(days=7), "3d": timedelta(days=3), "1d": timedelta(days=1), "3h": timedelta(hours=3)}
LONGEST = max(KINDS.values())


def reminder_due(began_at: datetime, closes: datetime, at: datetime) -> str:
    """The reminder whose time has come: the nearest to the deadline; none for a dossier begun after its moment, or once it is late."""
    if at >= closes:
        return ""
    reached = [kind for kind, before in KINDS.items() if closes - before <= at]
    return reached[-1] if reached and began_at <= closes - KINDS[reached[-1]] else ""
