"""Numbers, moments and sizes as people here write them."""

from datetime import date, datetime
from decimal import Decimal

from flask import Flask
from flask_babel import gettext as _

from p4comp.core import clock
from p4comp.core.speech import is_indonesian

MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"]
DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
Number = int | float | Decimal
SWAPPED = str.maketrans(",.", ".,")


def day(value: date | datetime | None, zone: str = "", *, weekday: bool = True) -> str:
    """`Kamis, 16 Juni 2022`; in English `Thursday, 16 June 2022`."""
    if value is None:
        return "–"
    on = clock.local(value, zone).date() if isinstance(value, datetime) else value
    if not is_indonesian():
        return on.strftime("%A, %-d %B %Y" if weekday else "%-d %B %Y")
    text = f"{on.day} {MONTHS[on.month - 1]} {on.year}"
    return f"{DAYS[on.weekday()]}, {text}" if weekday else text


def short_day(value: date | datetime | None, zone: str = "") -> str:
    """`16 Juni 2022`."""
    return day(value, zone, weekday=False)


def hour(value: datetime | None, zone: str = "") -> str:
    """`14.02 WIB`."""
    if value is None:
        return "–"
    return f"{clock.local(value, zone):%H.%M} {clock.zone_name(zone or clock.home_zone())}"


def hour_for(value: datetime, zone: str, reader: str) -> str:
    """The hour on the clock of `zone`, and beside it on the reader's where that is another: `14.02 WIB (15.02 WITA)`."""
    return hour(value, zone) + elsewhere(value, zone, reader)


def moment(value: datetime | None, zone: str = "") -> str:
    """`Kamis, 16 Juni 2022 pukul 14.02 WIB`."""
    return "–" if value is None else _("%(day)s pukul %(hour)s", day=day(value, zone), hour=hour(value, zone))


def short_moment(value: datetime | None, zone: str = "") -> str:
    """`16 Jun 2022, 14.02 WIB`."""
    if value is None:
        return "–"
    here = clock.local(value, zone)
    month = MONTHS[here.month - 1][:3] if is_indonesian() else f"{here:%b}"
    return f"{here.day} {month} {here.year}, {hour(value, zone)}"


def elsewhere(value: datetime, zone: str, reader: str, *, told: date | None = None) -> str:
    """The moment on a reader's clock, to stand after it: ` (00.59 WITA, Jumat 15 April 2022)`; nothing where clocks are alike.

    The day is said where it is not the one `told` before, that of `zone`.
    """
    here, there = clock.local(value, zone), clock.local(value, reader)
    if here.utcoffset() == there.utcoffset():
        return ""
    text = hour(value, reader)
    if there.date() != (told or here.date()):
        text += ", " + day(there.date()).replace(",", "", 1)
    return f" ({text})"


def moment_for(value: datetime, zone: str, reader: str) -> str:
    """The moment on the clock of `zone`, and beside it on the reader's where that is another."""
    return moment(value, zone) + elsewhere(value, zone, reader)


def number(value: Number | None, decimals: int = 0) -> str:
    """`1.294`, with a decimal comma where there are decimals."""
    if value is None:
        return "–"
    text = f"{value:,.{decimals}f}"
    return text.translate(SWAPPED) if is_indonesian() else text


def score(value: Number | None, decimals: int = 2) -> str:
    """A score at published precision: `98,10`."""
    return number(value, decimals)


def percent(value: Number | None, decimals: int = 1) -> str:
    """A share of 1 as `98,1 %`."""
    return "–" if value is None else f"{number(value * 100, decimals)} %"


def size(value: int | None) -> str:
    """Bytes as `1,2 MB`."""
    if value is None:
        return "–"
    if value < 1024:
        return f"{value} byte"
    for unit, factor in (("kB", 1 << 10), ("MB", 1 << 20)):
        if value < factor * 1024 or unit == "MB":
            return f"{number(value / factor, 1)} {unit}"
    raise AssertionError


def init_app(app: Flask) -> None:
    """Make them template filters."""
    app.jinja_env.filters |= {
        "tanggal": day,
        "tanggal_pendek": short_day,
        "waktu": moment,
        "waktu_bagi": moment_for,
        "waktu_pendek": short_moment,
        "jam": hour,
        "jam_bagi": hour_for,
        "angka": number,
        "nilai": score,
        "persen": percent,
        "ukuran": size,
    }
