"""What can be typed about publication."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs

from p4comp.core import clock
from p4comp.core.forms import HERE, Form, LocalMomentField, needed
from p4comp.core.words import short_day


class PublicationForm(Form):
    """When the winners become public: now, or at a whole minute to come."""

    when = RadioField(
        _l("Waktu pengumuman"),
        [needed(_l("Pilih salah satu."))],
        choices=[SelectChoice("later", _l("Pada waktu yang ditetapkan")), SelectChoice("now", _l("Sekarang juga"))],
    )
    moment = LocalMomentField(
        _l("Pada (%(zone)s)", zone=HERE),
        description=_l("Sebelum waktu itu tidak ada yang dapat melihat hasil, kecuali sekretariat dan auditor."),
    )

    knowingly = BooleanField()

    def ask_early(self, ahead: date | None) -> "PublicationForm":
        """Before the day the timetable names, somebody says that it is meant; from that day on nothing is asked."""
        if ahead is None:
            del self.knowingly
        else:
            self.knowingly.label.text = _("Ya, umumkan sebelum hari pada jadwal (%(day)s)", day=short_day(ahead))
            self.knowingly.description = _("Beri tanda hanya bila waktu di atas memang lebih awal daripada jadwal.")
        return self

    @property
    def is_meant(self) -> bool:
        """Whether it was said that an early announcement is meant."""
        return "knowingly" in self and bool(self.knowingly.data)

    def offer(self, zone: str, proposed: datetime | None) -> "PublicationForm":
        """The edition's clock, and the moment proposed."""
        self.moment.zone = ZoneInfo(zone)
        self.moment.label.text = _("Pada (%(zone)s)", zone=clock.zone_name(zone))
        if not self.is_submitted():
            self.when.data = "later"
            self.moment.process_data(proposed)
        elif self.moment.raw_data and not self.moment.process_errors:
            self.moment.process_formdata(self.moment.raw_data)
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """A moment is needed unless it is now; an unreadable one beside “now” does not matter."""
        if self.when.data == "now":
            self.moment.process_errors = []
        good = bool(super().validate(extra_validators))
        if good and self.when.data == "later" and self.moment.data is None:
            self.moment.errors = [_("Isi hari dan jam pengumuman.")]
            return False
        return good

    def chosen(self, at: datetime) -> datetime:
        """The moment meant by what was typed."""
        return at if self.when.data == "now" or self.moment.data is None else self.moment.data
