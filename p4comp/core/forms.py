"""Forms: what every one of them shares, and fields that read what people in Indonesia type."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from markupsafe import Markup, escape
from wtforms import DateField, DateTimeLocalField, StringField
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import Input, Select, TextArea
from wtforms.widgets.core import clean_key  # type: ignore[attr-defined]  # the stubs leave it out

from p4comp.core import clock
from p4comp.core.errors import Invalid
from p4comp.core.months import Month, read_span

YEARS = range(1900, 2200)
QUOTE = '"'
DIGITS = re.compile(r"-?[0-9.,]+")


def attributes(**values: Any) -> Markup:
    """The attributes of a field's element, word for word as WTForms writes them, at a tenth of the cost: it formats each anew."""
    said = ((clean_key(key), value) for key, value in sorted(values.items()) if value is not False)
    return Markup(  # noqa: S704  # every value is escaped
        " ".join(key if value is True else f'{escape(key)}="{str(escape(value)).replace(QUOTE, "&quot;")}"' for key, value in said)
    )


Input.html_params = TextArea.html_params = Select.html_params = staticmethod(attributes)  # type: ignore[method-assign,attr-defined]  # where WTForms lets it be said


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """A form of the portal; the gate has checked its token before the view is asked."""

    class Meta:
        csrf = False

    def sent_well(self) -> bool:
        """Whether the form was posted and every field is as it must be."""
        return request.method == "POST" and bool(self.validate())

    @property
    def status(self) -> int:
        """The status of the page that shows the form: 422 once something was posted that was not taken, else 200."""
        return 422 if request.method == "POST" else 200

    def blame(self, error: Invalid) -> None:
        """Show a rule's refusal beside the field it names, or above the form."""
        if error.field in self._fields:
            field = self._fields[error.field]
            field.errors = [*field.errors, error.message]
        else:
            self.form_errors.append(error.message)


class Needed(InputRequired):
    """The field must be filled in, with more than blanks."""

    def __call__(self, form: Any, field: Any) -> None:
        """Stop at a field left empty."""
        typed = field.raw_data[0] if field.raw_data else ""
        if isinstance(typed, str) and not typed.strip():
            field.raw_data = []
        super().__call__(form, field)


def needed(thing: "str | Any") -> InputRequired:
    """The field must be filled in; `thing` is the whole sentence: “Isi …” or “Pilih …”."""
    return Needed(message=thing)


def at_most(letters: int) -> Length:
    """The text has no more than so many letters."""
    return Length(max=letters, message=_l("Persingkat: paling banyak %(n)s huruf.", n=f"{letters:,}".replace(",", ".")))


def offered(thing: "str | Any") -> "Callable[[Any, Any], None]":
    """What was chosen is one of the choices; `thing` is the whole sentence: “Pilih …”. For fields with `validate_choice=False`."""

    def check(_form: Any, field: Any) -> None:
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(str(thing))

    return check


def parse_decimal(text: str) -> Decimal:
    """The number in Indonesian writing: dots group thousands, a comma starts decimals; a lone dot with other than three digits after it is a decimal point."""
    text = text.strip().replace(" ", "")
    if not DIGITS.fullmatch(text):
        raise InvalidOperation
    if "," in text:
        return Decimal(text.replace(".", "").replace(",", "."))
    head, dot, tail = text.rpartition(".")
    grouped = bool(dot) and len(tail) == 3 and head.strip("-") not in {"", "0"}
    return Decimal(text.replace(".", "") if grouped else text)


class HomeZone:
    """WIB, WITA or WIT in a label that was written before it is known who shows it."""

    def __str__(self) -> str:
        return clock.zone_name(clock.home_zone())


HERE = HomeZone()


class LocalMomentField(DateTimeLocalField):
    """A moment typed on the wall clock of `zone`, or of the organiser's where none is named; `data` is aware, in UTC."""

    def __init__(self, label: Any = None, validators: Any = None, *, zone: str = "", **options: Any):
        super().__init__(label, validators, format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H.%M", "%d/%m/%Y %H:%M"], **options)
        self.zone = ZoneInfo(zone or clock.home_zone())

    def process_data(self, value: Any) -> None:
        """Show a moment on the zone's wall clock."""
        self.data = value.astimezone(self.zone).replace(tzinfo=None) if value else None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the wall-clock text as a moment of the zone."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Isi tanggal dan jam, misalnya 14/04/2022 23.59.")) from None
        if self.data is not None:
            if self.data.year not in YEARS:
                self.data = None
                raise ValueError(_("Isi tahun dengan empat angka, misalnya 2022."))
            self.data = self.data.replace(tzinfo=self.zone).astimezone(UTC)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if isinstance(self.data, datetime):
            moment = self.data.astimezone(self.zone) if self.data.tzinfo else self.data
            return moment.strftime("%Y-%m-%dT%H:%M")
        return ""


class DayField(DateField):
    """A day as a browser sends it, or as people write it: 17/08/2021."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any):
        super().__init__(label, validators, format=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day; a text that is none is kept and blamed."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Isi tanggal lengkap, misalnya 17/08/2021.")) from None
        if self.data is not None and self.data.year not in YEARS:
            self.data = None
            raise ValueError(_("Isi tahun dengan empat angka, misalnya 2022."))


class MonthField(StringField):
    """A month as a browser sends it, `2022-03`, or as people write it: Maret 2022."""

    def process_data(self, value: Any) -> None:
        """Show a month as browsers know it."""
        self.data = str(value) if value else ""

    @property
    def month(self) -> Month | None:
        """The month that was typed; None for anything else."""
        span = read_span(str(self.data or "").strip())
        return span.first if span is not None and span.is_month else None


def is_month(_form: Any, field: Any) -> None:
    """The text is one month."""
    if field.month is None:
        raise ValidationError(_("Isi bulan dan tahun, misalnya 2022-03 atau Maret 2022."))
