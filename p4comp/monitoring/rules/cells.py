"""What people put into cells, read as figures; Unreadable says what to write instead."""

from datetime import date
from decimal import Decimal, InvalidOperation

from flask_babel import gettext as _

from p4comp.core.forms import parse_decimal
from p4comp.monitoring.rules.counts import Figure

MOST = 100_000_000
MOST_DAYS = 3650
BLANKS = {"", "-", "–", "—", "n/a", "na"}


class Unreadable(ValueError):
    """A cell cannot be read; the message says what to write."""


def read_figure(figure: Figure, cell: object) -> int | Decimal | None:
    """A cell as the figure it stands for; a blank or a dash is nothing stated."""
    return read_days(cell) if figure is Figure.DAYS else read_count(cell)


def read_count(cell: object) -> int | None:
    """A whole number, dots grouping thousands."""
    value = _number(cell)
    if value is None:
        return None
    if value != value.to_integral_value():
        raise Unreadable(_("“%(text)s” bukan bilangan bulat; tulis jumlah pengaduan tanpa koma, misalnya 1.294.", text=_shown(cell)))
    return int(_bounded(value, MOST, cell))


def read_days(cell: object) -> Decimal | None:
    """Days with up to two decimals, a comma before them."""
    if isinstance(cell, str):
        cell = cell.lower().removesuffix("hari").strip()
    value = _number(cell)
    return None if value is None else _bounded(value, MOST_DAYS, cell).quantize(Decimal("0.01"))


def _number(cell: object) -> Decimal | None:
    if cell is None or (isinstance(cell, str) and cell.strip().lower() in BLANKS):
        return None
    if isinstance(cell, str) and cell.startswith("#"):
        raise Unreadable(
            _("berisi kesalahan rumus (%(text)s); perbaiki di lembar kerja Anda, simpan, lalu unggah lagi.", text=_shown(cell))
        )
    if isinstance(cell, date):
        raise Unreadable(_("berisi tanggal; tulis angka, atau pilih kolom lain."))
    try:
        value = Decimal(str(cell)) if isinstance(cell, int | float) else parse_decimal(str(cell).replace("\xa0", ""))
        if not value.is_finite():
            raise InvalidOperation
        return value
    except InvalidOperation:
        raise Unreadable(_("“%(text)s” bukan angka; tulis angka saja, misalnya 1.294.", text=_shown(cell))) from None


def _bounded(value: Decimal, most: int, cell: object) -> Decimal:
    if not 0 <= value <= most:
        raise Unreadable(
            _("“%(text)s” di luar batas 0 sampai %(most)s; periksa angkanya.", text=_shown(cell), most=f"{most:,}".replace(",", "."))
        )
    return value


def _shown(cell: object) -> str:
    text = str(cell)
    return text if len(text) <= 30 else text[:29] + "…"
