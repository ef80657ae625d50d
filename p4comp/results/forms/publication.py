"""What can be typed about publication."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs

from p4comp.core import clock
from p4comp.core.forms import HERE, Form, LocalMomentField, needed


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
