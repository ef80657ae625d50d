"""An edition file for people who are to change it: what each key means stands above it, once; and what a new edition begins from."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from p4comp.competition.files.faults import Path
from p4comp.competition.files.kinds import Clock, Day, Flag, Items, Kind, Serial, Table, Text, Weight, When, Whole
from p4comp.competition.files.lines import places
from p4comp.competition.files.shape import EDITION
from p4comp.competition.files.text import write

OF_THE_PAST = ("keterangan", "statistik", "putusan_riwayat", "ringkasan", "catatan_mitra")
DATES = re.compile(r"(?m)^(?=(?:buka|tutup) = )")
HEAD = """\
# Berkas awal edisi baru, disalin dari {source}.
# Ganti lebih dahulu: slug, nomor, nama, nama_pendek, label_tahun, tahun_pelaksanaan, semua tanggal pada [[jadwal]], dan bunyi [piagam].
# Baris yang diawali tanda pagar (#) adalah penjelasan dan boleh dihapus. Kunci bertanda (wajib) tidak boleh dihapus.
# Tahap tanpa buka dan tutup berarti belum ditetapkan: hapus tanda # di depannya, lalu isi tanggalnya.

"""


def start_of(document: dict[str, Any]) -> dict[str, Any]:
    """What a new edition begins from: an earlier document without its sources, figures, rulings and dates."""
    kept = {key: value for key, value in document.items() if key not in OF_THE_PAST}
    kept["jadwal"] = [{"kode": window["kode"], "nama": window["nama"]} for window in document["jadwal"]]
    if "wawancara" in kept:
        kept["wawancara"] = kept["wawancara"] | {"hari": []}
    return kept


def starting_text(document: dict[str, Any], source: str) -> str:
    """The commented text that a new edition begins from; its dates are examples that do not count yet."""
    start = start_of(document)
    first = datetime(document["tahun_pelaksanaan"] + 1, 1, 2, 8, tzinfo=ZoneInfo(document["zona"]))
    windows = [window | {"buka": first, "tutup": first.replace(hour=17)} for window in start["jadwal"]]
    return HEAD.format(source=source) + DATES.sub("# ", commented(start | {"jadwal": windows}))


def commented(document: dict[str, Any]) -> str:
    """A document as TOML, with what a key means above the first line that has it; reading it gives the same document."""
    text, told, out = write(document), set[str](), list[str]()
    keys = {line: path for path, line in sorted(places(text).items(), key=lambda found: -len(found[0]))}
    for number, line in enumerate(text.split("\n"), 1):
        key = plain(keys[number]) if number in keys else ""
        if key and key not in told and key in meanings():
            told.add(key)
            out.append(f"{re.match(r'[ ]*', line)[0]}# {explained(key)}")  # type: ignore[index]  # blanks always match, none of them too
        out.append(line)
    return "\n".join(out)


def plain(path: Path) -> str:
    """The name of a key wherever it stands: `("kategori", 2, "kuota")` as `kategori.kuota`."""
    return ".".join(part for part in path if isinstance(part, str))


@cache
def meanings() -> dict[str, str]:
    """What each key means, by its name."""
    text = (files("p4comp.competition") / "data/kunci.tsv").read_text("utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines())


def explained(key: str) -> str:
    """What a key means, whether it must be there, and what it may hold."""
    kind, needed = kinds()[key]
    return " ".join(part for part in (f"{key}{' (wajib)' if needed else ''}:", meanings()[key], values_of(kind)) if part)


@cache
def kinds() -> dict[str, tuple[Kind, bool]]:
    """The kind of every key of an edition file, by its name, and whether it must be there."""
    return dict(_kinds(EDITION, ""))


def _kinds(table: Table, before: str) -> Iterator[tuple[str, tuple[Kind, bool]]]:
    for key, kind in table.all.items():
        name = f"{before}.{key}".lstrip(".")
        yield name, (kind, key in table.needed)
        while isinstance(kind, Items):
            kind = kind.of
        if isinstance(kind, Table):
            yield from _kinds(kind, name)


def values_of(kind: Kind) -> str:
    """The values a key may hold, for those who type them; nothing where any text will do."""
    match kind:
        case Text(choices=choices) if choices:
            return f"Pilihan: {', '.join(choices)}."
        case Whole(least=least, most=most):
            return f"Bilangan bulat {least} sampai {most}."
        case Flag():
            return "true atau false."
        case Weight():
            return "Angka di atas 0 sampai 100, dengan titik desimal."
        case When() | Day() | Clock() | Serial():
            return f"Misalnya {EXAMPLES[type(kind)]}."
        case Items(of=of):
            return values_of(of)
    return ""


EXAMPLES: dict[type[Kind], str] = {
    When: "2022-04-14T23:59:00+07:00",
    Day: "2022-05-23",
    Clock: "“08:30”",
    Serial: "“{edisi}/PIAGAM/{urut:04}”",
}
