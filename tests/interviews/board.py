"""What tests of the day share: its address, its hours, one more finalist."""

from sqlalchemy import select

from p4comp.core.db import first
from p4comp.interviews.models import Panel
from tests import factories
from tests.interviews.week import wib

EIGHT, NINE, LATER = wib(23, "08:30"), wib(23, "09:00"), wib(23, "09:35")
BOARD = "/hari-wawancara"


def another(cast, starts_at=LATER, **values):
    """One more finalist before the cast's panel, heard by the cast's juror."""
    row = factories.interview(factories.entry(cast.edition, state="verified"), first(select(Panel)), starts_at=starts_at, **values)
    factories.juror_sheet(row, cast.juror_sheet.juror, state="open")
    return row
