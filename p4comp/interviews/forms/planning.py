"""What can be typed about the days of the interview week."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, SelectField, StringField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs

from p4comp.core import words
from p4comp.core.forms import Form, at_most, needed, offered

CLOSED, WORKED = "tutup", "kerja"


class DayForm(Form):
    """The secretariat's word on an interview day."""

    on = SelectField(
        _l("Hari"), [needed(_l("Pilih hari wawancara.")), offered(_l("Pilih salah satu hari wawancara edisi ini."))], validate_choice=False
    )
    kind = RadioField(
        _l("Ketentuan"),
        [needed(_l("Pilih ketentuannya."))],
        choices=[SelectChoice(CLOSED, _l("Libur: tidak ada wawancara")), SelectChoice(WORKED, _l("Tetap bekerja walaupun libur"))],
        default=CLOSED,
    )
    reason = StringField(
        _l("Alasan atau dasar"), [needed(_l("Isi alasannya, misalnya nama hari libur atau nomor keputusan.")), at_most(200)]
    )

    def offer(self, days: Iterable[date]) -> "DayForm":
        """The days to choose from."""
        self.on.choices = [SelectChoice("", _("Pilih hari")), *(SelectChoice(day.isoformat(), words.day(day)) for day in days)]
        return self
