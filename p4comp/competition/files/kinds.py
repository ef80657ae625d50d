"""Kinds of values an edition file holds: what each accepts, and how it is kept as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from math import isfinite
from typing import Any

from flask_babel import gettext as _

from p4comp.competition.files.faults import Fault, Path
from p4comp.competition.rules.serials import serial_fault

MOST_SIGNS = 5000


class Kind:
    """A kind of value; plain ones are kept as they are."""

    def faults(self, value: Any, path: Path) -> Iterator[Fault]:
        """What is wrong with `value` at `path`."""
        raise NotImplementedError

    def keep(self, value: Any) -> Any:
        """The value as JSON holds it."""
        return value

    def restore(self, value: Any) -> Any:
        """The value as TOML gave it."""
        return value


@dataclass(frozen=True)
class Text(Kind):
    """A text; it may be empty only where `empty` says so, and is one of `choices` where there are any."""

    empty: bool = False
    choices: tuple[str, ...] = ()
    most: int = MOST_SIGNS

    def faults(self, value: Any, path: Path) -> Iterator[Fault]:
        """Not a text, empty, too long, or none of the choices."""
        if not isinstance(value, str):
            yield Fault(path, _("harus berupa teks dalam tanda kutip, bukan %(value)s", value=shown(value)))
        elif not value.strip() and not self.empty:
            yield Fault(path, _("tidak boleh kosong"))
        elif len(value) > self.most:
            yield Fault(path, _("paling panjang %(most)s huruf, sekarang %(n)s", most=self.most, n=len(value)))
        elif self.choices and value not in self.choices:
            yield Fault(path, _("“%(value)s” tidak dikenal; pilih salah satu: %(choices)s", value=value, choices=", ".join(self.choices)))


@dataclass(frozen=True)
class Code(Kind):
    """A short name for machines: letters, digits, `-` and `_`."""

    most: int = 20

    def faults(self, value: Any, path: Path) -> Iterator[Fault]:
        """Not such a name."""
        plain = isinstance(value, str) and value.isascii() and value.replace("-", "").replace("_", "").isalnum()
        if not plain or len(value) > self.most:
            yield Fault(
                path,
                _(
                    "harus berupa kode: huruf, angka, “-”, atau “_”, paling panjang %(most)s tanda, bukan %(value)s",
                    most=self.most,
                    value=shown(value),
                ),
            )


@dataclass(frozen=True)
class Serial(Kind):
    """A pattern of the portal's own numbers: `{edisi}/PIAGAM/{urut:04}`."""

    def faults(self, value: Any, path: Path) -> Iterator[Fault]:
        """Not a text, or a pattern that would make wrong or equal numbers."""
        if not isinstance(value, str):
            yield Fault(path, _("harus berupa teks dalam tanda kutip, bukan %(value)s", value=shown(value)))
        elif told := serial_fault(value):
            yield Fault(path, told)


@dataclass(frozen=True)
class Whole(Kind):
    """A whole number within bounds."""

    least: int = 0
    most: int = 1_000_000

    def faults(self, value: Any, path: Path) -> Iterator[Fault]:
        """Not a whole number, or out of bounds."""
        if not isinstance(value, int) or isinstance(value, bool) or not self.least <= value <= self.most:
            yield Fault(
                path,
                _(
                    "harus berupa bilangan bulat %(least)s sampai %(most)s, bukan %(value)s",
                    least=self.least,
                    most=self.most,
                    value=shown(value),
                ),
            )


@dataclass(frozen=True)
class Weight(Kind):
    """A weight in percent points, above 0 and up to 100."""

    def faults(self, value: Any, path: Path) -> Iterator[Fault]:
        """Not a number, or out of bounds."""
        if not isinstance(value, int | float) or isinstance(value, bool) or not isfinite(value) or not 0 < value <= 100:
            yield Fault(path, _("harus berupa bobot di atas 0 sampai 100, dengan titik desimal, bukan %(value)s", value=shown(value)))


@dataclass(frozen=True)
class Amount(Kind):
    """A number above 0, decimals allowed, up to a bound."""

    most: int = 10_000

    def faults(self, value: Any, path: Path) -> Iterator[Fault]:
        """Not a number, or out of bounds."""
        if not isinstance(value, int | float) or isinstance(value, bool) or not isfinite(value) or not 0 < value <= self.most:
            wanted = _("harus berupa angka di atas 0 sampai %(most)s, dengan titik desimal", most=self.most)
            yield Fault(path, _("%(wanted)s, bukan %(value)s", wanted=wanted, value=shown(value)))


@dataclass(frozen=True)
class Flag(Kind):
    """true or false."""

    def faults(self, value: Any, path: Path) -> Iterator[Fault]:
        """Neither."""
        if not isinstance(value, bool):
            yield Fault(path, _("harus true atau false tanpa tanda kutip, bukan %(value)s", value=shown(value)))


@dataclass(frozen=True)
class When(Kind):
    """A moment with its offset."""

    def faults(self, value: Any, path: Path) -> Iterator[Fault]:
        """Not a moment, or one without offset."""
        if not isinstance(value, datetime) or value.tzinfo is None:
            yield Fault(
                path,
                _(
                    "harus berupa waktu lengkap dengan selisih zona, misalnya 2022-04-14T23:59:00+07:00, bukan %(value)s",
                    value=shown(value),
                ),
            )

    def keep(self, value: datetime) -> str:
        """ISO 8601 with the offset of the file."""
        return value.isoformat()

    def restore(self, value: str) -> datetime:
        """The moment with that offset."""
        return datetime.fromisoformat(value)


@dataclass(frozen=True)
class Day(Kind):
    """A day."""

    def faults(self, value: Any, path: Path) -> Iterator[Fault]:
        """Not a day."""
        if not isinstance(value, date) or isinstance(value, datetime):
            yield Fault(path, _("harus berupa tanggal tanpa tanda kutip, misalnya 2022-05-23, bukan %(value)s", value=shown(value)))

    def keep(self, value: date) -> str:
        """ISO 8601."""
        return value.isoformat()

    def restore(self, value: str) -> date:
        """The day."""
        return date.fromisoformat(value)


@dataclass(frozen=True)
class Clock(Kind):
    """A time of day as `HH:MM`."""

    def faults(self, value: Any, path: Path) -> Iterator[Fault]:
        """Not a time of day."""
        try:
            good = isinstance(value, str) and f"{time.fromisoformat(value):%H:%M}" == value
        except ValueError:
            good = False
        if not good:
            yield Fault(path, _("harus berupa jam “JJ:MM”, misalnya “08:30”, bukan %(value)s", value=shown(value)))


@dataclass(frozen=True)
class Items(Kind):
    """A list of `least` to `most` items of one kind."""

    of: Kind
    least: int = 0
    most: int = 1000

    def faults(self, value: Any, path: Path) -> Iterator[Fault]:
        """Not a list, too few or too many items, or faults of the items."""
        if not isinstance(value, list):
            yield Fault(path, _("harus berupa daftar, bukan %(value)s", value=shown(value)))
        elif not self.least <= len(value) <= self.most:
            yield Fault(
                path, _("harus berisi %(least)s sampai %(most)s butir, sekarang %(n)s", least=self.least, most=self.most, n=len(value))
            )
        else:
            for index, item in enumerate(value):
                yield from self.of.faults(item, (*path, index))

    def keep(self, value: list[Any]) -> list[Any]:
        """Item by item."""
        return [self.of.keep(item) for item in value]

    def restore(self, value: list[Any]) -> list[Any]:
        """Item by item."""
        return [self.of.restore(item) for item in value]


@dataclass(frozen=True)
class Table(Kind):
    """A table: keys it must have, and keys it may have."""

    needed: Mapping[str, Kind]
    optional: Mapping[str, Kind]

    @property
    def all(self) -> dict[str, Kind]:
        """Every key it knows."""
        return {**self.needed, **self.optional}

    def faults(self, value: Any, path: Path) -> Iterator[Fault]:
        """Not a table, missing or unknown keys, or faults of the values."""
        if not isinstance(value, dict):
            yield Fault(path, _("harus berupa tabel, bukan %(value)s", value=shown(value)))
            return
        for key in self.needed:
            if key not in value:
                yield Fault((*path, key), _("belum ada; tambahkan kunci ini"))
        for key, item in value.items():
            if key in self.all:
                yield from self.all[key].faults(item, (*path, key))
            else:
                yield Fault((*path, key), _("kunci tidak dikenal; yang dikenal di sini: %(keys)s", keys=", ".join(self.all)))

    def keep(self, value: dict[str, Any]) -> dict[str, Any]:
        """Key by key."""
        return {key: self.all[key].keep(item) for key, item in value.items()}

    def restore(self, value: dict[str, Any]) -> dict[str, Any]:
        """Key by key."""
        return {key: self.all[key].restore(item) for key, item in value.items()}


def shown(value: Any) -> str:
    """A value in a message, shortened."""
    if isinstance(value, dict):
        return str(_("sebuah tabel"))
    if isinstance(value, list):
        return str(_("sebuah daftar"))
    if isinstance(value, bool):
        return "true" if value else "false"
    text = f"“{value}”" if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "…"
