"""What a complaint channel is, what may be said of it, and how a table of channels is read. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Invalid
from p4comp.core.tables import Fault, Line, Table, typed_day


class Kind(StrEnum):
    """Kinds of channel."""

    LAPOR = "sp4n_lapor"
    APP = "aplikasi"
    WEB = "situs"
    PHONE = "telepon"
    CHAT = "pesan"
    SOCIAL = "media_sosial"
    EMAIL = "surel"
    DESK = "loket"
    BOX = "kotak_surat"
    OTHER = "lain"


class Integration(StrEnum):
    """How a channel is tied to SP4N-LAPOR!."""

    TWO_WAY = "dua_arah"
    ONE_WAY = "satu_arah"
    NOT = "tidak"


KIND_NAMES = {
    Kind.LAPOR: _l("SP4N-LAPOR!"),
    Kind.APP: _l("Aplikasi sendiri"),
    Kind.WEB: _l("Situs atau formulir web"),
    Kind.PHONE: _l("Telepon atau pusat panggilan"),
    Kind.CHAT: _l("WhatsApp, SMS, atau pesan lain"),
    Kind.SOCIAL: _l("Media sosial"),
    Kind.EMAIL: _l("Surel"),
    Kind.DESK: _l("Loket atau meja pengaduan"),
    Kind.BOX: _l("Kotak saran atau surat"),
    Kind.OTHER: _l("Lainnya"),
}
INTEGRATION_NAMES = {
    Integration.TWO_WAY: _l("Terintegrasi dua arah"),
    Integration.ONE_WAY: _l("Terintegrasi satu arah"),
    Integration.NOT: _l("Belum terintegrasi"),
}
LONGEST_NAME, LONGEST_ADDRESS, LONGEST_NOTE = 120, 300, 1000
MOST_CHANNELS = 60
COLUMNS = {
    "jenis": "kind",
    "nama": "name",
    "alamat": "address",
    "integrasi": "integration",
    "terintegrasi_sejak": "integrated_on",
    "beroperasi_sejak": "since_on",
    "berakhir": "until_on",
    "catatan": "note",
}
Key = tuple[str, str]
SPELLINGS = {"kanal": "jenis", "jenis_kanal": "jenis", "nama_kanal": "nama", "sejak": "beroperasi_sejak", "keterangan": "catatan"}


@dataclass(frozen=True)
class Facts:
    """What is said of a channel. SP4N-LAPOR! itself has no `integration`; `until_on` is its last day, if it has ended."""

    kind: Kind
    name: str
    address: str = ""
    integration: Integration | None = None
    integrated_on: date | None = None
    since_on: date | None = None
    until_on: date | None = None
    note: str = ""

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}

    @property
    def public(self) -> "Facts":
        """What everybody reads of it; the note and its end are the institution's own."""
        return replace(self, note="", until_on=None)

    @property
    def key(self) -> Key:
        """By what a channel is found again in a table: its kind and name."""
        return self.kind.value, " ".join(self.name.split()).casefold()


@dataclass(frozen=True)
class Wanted:
    """A good line of a table: all that is said of its channel once the line is taken over."""

    number: int
    facts: Facts


@dataclass(frozen=True)
class Change:
    """One fact that is another now."""

    label: str
    before: str
    after: str


LABELS = {
    "kind": _l("Jenis"),
    "name": _l("Nama"),
    "address": _l("Alamat"),
    "integration": _l("Integrasi dengan SP4N-LAPOR!"),
    "integrated_on": _l("Terintegrasi sejak"),
    "since_on": _l("Beroperasi sejak"),
    "until_on": _l("Berakhir"),
    "note": _l("Catatan"),
}


def settled(facts: Facts, today: date) -> Facts:
    """The facts as they are kept; Invalid names the field that cannot be so."""
    if facts.kind is Kind.LAPOR:
        facts = Facts(**(asdict(facts) | {"integration": None, "integrated_on": None}))
    elif facts.integration is None:
        raise Invalid(_("Pilih apakah kanal ini terintegrasi dengan SP4N-LAPOR!."), "integration")
    elif facts.integration is Integration.NOT and facts.integrated_on is not None:
        raise Invalid(_("Kosongkan tanggal ini, atau pilih bahwa kanal ini terintegrasi."), "integrated_on")
    if len(facts.name.strip()) < 2:
        raise Invalid(_("Isi nama kanal, misalnya nama aplikasi atau “Loket pengaduan”."), "name")
    _check_lengths(facts)
    _check_days(facts, today)
    if "://" in facts.address and not facts.address.startswith(("https://", "http://")):
        raise Invalid(_("Alamat web diawali https:// atau http://."), "address")
    return facts


def _check_lengths(facts: Facts) -> None:
    for name, most in (("name", LONGEST_NAME), ("address", LONGEST_ADDRESS), ("note", LONGEST_NOTE)):
        if len(getattr(facts, name)) > most:
            raise Invalid(_("Persingkat: paling banyak %(n)s huruf.", n=most), name)


def _check_days(facts: Facts, today: date) -> None:
    for name in ("since_on", "integrated_on", "until_on"):
        day = getattr(facts, name)
        if day is not None and day > today:
            raise Invalid(_("Isi tanggal yang sudah tiba."), name)
        if day is not None and name != "since_on" and facts.since_on is not None and day < facts.since_on:
            raise Invalid(_("Tanggal ini lebih awal daripada tanggal kanal mulai beroperasi."), name)


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What differs between two versions, in words."""
    return [
        Change(str(label), told(name, before.get(name)), told(name, after.get(name)))
        for name, label in LABELS.items()
        if (before.get(name) or None) != (after.get(name) or None)
    ]


def told(name: str, value: Any) -> str:
    """A kept value as people read it."""
    if not value:
        return "–"
    if name == "kind":
        return str(KIND_NAMES[Kind(value)])
    if name == "integration":
        return str(INTEGRATION_NAMES[Integration(value)])
    return date.fromisoformat(value).strftime("%d/%m/%Y") if name.endswith("_on") else str(value)


def read(table: Table, today: date, known: Mapping[Key, Facts]) -> tuple[list[Wanted], list[Fault]]:
    """The lines of a table as facts, and everything that is wrong with them. Of a channel that is known, a column the table has
    not stays as it is; an empty cell empties it.
    """
    if lacking := [name for name in ("jenis", "nama") if name not in table.columns]:
        return [], [Fault(1, name, _("Kolom ini tidak ada. Pakai format isian yang dapat diunduh di halaman ini.")) for name in lacking]
    if not table.lines:
        return [], [Fault(1, "", _("Berkas ini hanya memuat nama kolom. Isi satu baris untuk setiap kanal."))]
    wanted, faults = [], []
    for line in table.lines:
        given, wrong = _given(line, table.columns)
        try:
            if not wrong:
                wanted.append(Wanted(line.number, settled(_facts(given, known), today)))
        except Invalid as error:
            wrong = [error]
        faults += [Fault(line.number, _column(one.field), one.message) for one in wrong]
    return wanted, [*faults, *_doubled(wanted)]


def _column(field: str) -> str:
    return next((column for column, name in COLUMNS.items() if name == field), field)


def _given(line: Line, columns: Collection[str]) -> tuple[dict[str, Any], list[Invalid]]:
    """What the cells of a line say, and every one of them that says nothing we know."""
    given: dict[str, Any] = {}
    wrong = []
    for column, name in COLUMNS.items():
        if column in columns:
            try:
                given[name] = _said(name, line.get(column))
            except Invalid as error:
                wrong.append(error)
    return given, wrong


def _facts(given: Mapping[str, Any], known: Mapping[Key, Facts]) -> Facts:
    found = Facts(**given)
    before = known.get(found.key)
    return replace(before, **given) if before else found


def _said(field: str, text: str) -> Any:
    """What a cell says of a fact."""
    if field == "kind":
        return _chosen(text, KIND_NAMES, field, _("Isi salah satu jenis: %(names)s."))
    if field == "integration":
        return _chosen(text, INTEGRATION_NAMES, field, _("Isi salah satu: %(names)s.")) if text else None
    if field.endswith("_on"):
        return _day(text, field)
    return text if field == "note" else " ".join(text.split())


def _chosen(text: str, names: Mapping[Any, Any], field: str, words: str) -> Any:
    plain = " ".join(text.split()).casefold()
    for code, name in names.items():
        if plain in {code.value, code.value.replace("_", " "), str(name).casefold()}:
            return code
    raise Invalid(words.replace("%(names)s", "; ".join(str(name) for name in names.values())), field)


def _day(text: str, field: str) -> date | None:
    try:
        return typed_day(text) if text else None
    except ValueError:
        raise Invalid(_("“%(text)s” bukan tanggal. Isi misalnya 17/08/2021.", text=text[:40]), field) from None


def _doubled(wanted: Iterable[Wanted]) -> list[Fault]:
    seen: dict[Key, int] = {}
    faults = []
    for one in wanted:
        if one.facts.key in seen:
            words = _("Kanal ini sudah ada di baris %(n)s. Hapus salah satunya.", n=seen[one.facts.key])
            faults.append(Fault(one.number, "nama", words))
        seen.setdefault(one.facts.key, one.number)
    return faults
