"""What can be typed about the timetable."""

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs

from p4comp.core import clock
from p4comp.core.forms import HERE, Form, LocalMomentField, needed
from p4comp.interviews.models import Interview, Panel


class MoveForm(Form):
    """Another seat for an interview; the moment is typed on the edition's clock."""

    panel = SelectField(_l("Panel"), [needed(_l("Pilih panel."))])
    starts_at = LocalMomentField(_l("Mulai (%(zone)s)", zone=HERE), [needed(_l("Isi hari dan jam mulai."))])

    def offer(self, panels: Iterable[Panel], interview: Interview, zone: str) -> "MoveForm":
        """The panels to choose from, the seat it has, and the edition's clock."""
        self.panel.choices = [SelectChoice(panel.id, panel.name) for panel in panels]
        self.starts_at.zone = ZoneInfo(zone)
        self.starts_at.label.text = _("Mulai (%(zone)s)", zone=clock.zone_name(zone))
        if not self.is_submitted():
            self.panel.data = interview.panel_id
            self.starts_at.process_data(interview.starts_at)
        elif self.starts_at.raw_data and not self.starts_at.process_errors:
            self.starts_at.process_formdata(self.starts_at.raw_data)
        return self


class SwapForm(Form):
    """The interview to change seats with."""

    other = SelectField(_l("Tukar dengan"), [needed(_l("Pilih wawancara lain."))])

    def offer(self, interviews: Iterable[Interview], words: Mapping[str, str]) -> "SwapForm":
        """The interviews to choose from."""
        self.other.choices = [SelectChoice(row.id, words[row.id]) for row in interviews]
        return self
