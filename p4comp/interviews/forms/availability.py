"""What can be typed about one's time in the interview days."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField

from p4comp.competition.spec import EditionSpec
from p4comp.core.forms import Form, LocalMomentField, at_most, needed
from p4comp.interviews.rules import grid
from p4comp.interviews.rules.grid import Cell, Days


class TimesForm(Form):
    """A note beside the grid, and the version it was filled in upon."""

    note = TextAreaField(
        _l("Catatan untuk sekretariat"), [at_most(500)], description=_l("Misalnya: pimpinan baru dapat hadir sesudah pukul 10.00.")
    )
    version = HiddenField(default="0")


def read(days: Days, typed: Mapping[str, Any], known: Mapping[Cell, str]) -> dict[Cell, str]:
    """The grid as it was sent; a cell that was not sent, or with a word that is none, stays as it was."""
    found = {}
    for cell in (one for cells in days.values() for one in cells):
        word = typed.get(cell.name, "")
        found[cell] = word if word in grid.WORDS else known[cell]
    return found


class AskForm(Form):
    """Until when people are asked for their time; typed on the edition's clock."""

    closes_at = LocalMomentField(_l("Diisi sampai"), [needed(_l("Isi hari dan jam."))])

    def offer(self, spec: EditionSpec, closes_at: Any = None) -> "AskForm":
        """The edition's clock, and the moment that holds now."""
        self.closes_at.zone = ZoneInfo(spec.zone)
        if not self.is_submitted():
            self.closes_at.process_data(closes_at)
        elif self.closes_at.raw_data and not self.closes_at.process_errors:
            self.closes_at.process_formdata(self.closes_at.raw_data)
        return self
