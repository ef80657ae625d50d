"""The scoring plan: the part of an edition that is frozen and published before registration opens (design 6).

It is kept with whole numbers without decimals and published as its canonical text, whose SHA-256 is its name: anybody
can check the file with `sha256sum`.
"""

from collections.abc import Iterator
from typing import Any

from p4comp.competition.terms import GRACE_MINUTES

FORMAT = 1
CATEGORY_KEYS = ("kode", "nama", "instrumen", "lembar_wawancara", "kuota", "penghargaan", "batas", "pembagian", "angka", "peserta")
OPTIONAL_KEYS = ("pembacaan", "rekonsiliasi", "rapat_pleno")
HEARING_KEYS = ("penilaian", "pengamatan")
OPEN_KEYS = ("boleh", "butir")
ENTRY_KEYS = ("kode", "jenis_peserta", "syarat", "induk")
RIGHTS_KEYS = ("sanggah_hasil", "tanggapan_masyarakat", "provinsi")


def plan_of(document: dict[str, Any]) -> dict[str, Any]:
    """The scoring plan of an edition's document: ladder, sheets with weights, quotas and awards."""
    return {
        "format": FORMAT,
        "edisi": document["slug"],
        "rencana_penilaian": _plain(document["rencana_penilaian"]),
        "kategori": [_plain({key: category[key] for key in CATEGORY_KEYS if key in category}) for category in document["kategori"]],
        "instrumen": _plain(document.get("instrumen", [])),
        "lembar_wawancara": _plain(document.get("lembar_wawancara", [])),
        **{key: _plain(document[key]) for key in OPTIONAL_KEYS if key in document},
        **_hearings(document.get("wawancara", {})),
    }


def _hearings(row: dict[str, Any]) -> dict[str, Any]:
    """What the interviews' table says of scores; how they are planned and held stays open."""
    found = {key: _plain(_scoring(row[key])) for key in HEARING_KEYS if key in row}
    found = {key: value for key, value in found.items() if value or not row[key]}
    return {"wawancara": found} if found else {}


def _scoring(row: dict[str, Any]) -> dict[str, Any]:
    """Without what is looked at on the spot: the list may be mended until somebody goes, and moves no score by itself."""
    return {key: value for key, value in row.items() if key not in OPEN_KEYS}


def entry_terms(document: dict[str, Any]) -> dict[str, Any]:
    """Who may enter, what a dossier must hold and how long a list may be objected to, as it was published: fixed together with the plan, though no part of its hash.

    The limits of time beside complaint figures stay open: they quote a regulation, and a quotation may be mended at any time.
    What levels are suggested from belongs to the indicator, and so to the plan.
    """
    return {
        "kategori": [{key: category[key] for key in ENTRY_KEYS if key in category} for category in document["kategori"]],
        "angka_pengaduan": {"wajib": bool(document.get("angka_pengaduan", {}).get("wajib"))},
        "penyerahan": {"tenggang_unggahan": document.get("penyerahan", {}).get("tenggang_unggahan", GRACE_MINUTES)},
        **{key: document[key] for key in RIGHTS_KEYS if key in document},
    }


def rulings_changed(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """The key paths at which rulings of `old` were changed or left out; a further ruling changes none of them.

    A question of succession is often raised only once registration runs, so rulings may be added then; a correction is a
    later ruling beside the earlier one.
    """
    standing = {ruling["kode"]: ruling for ruling in old.get("putusan_riwayat", ())}
    still = {ruling["kode"]: ruling for ruling in new.get("putusan_riwayat", ()) if ruling["kode"] in standing}
    gone = [f"putusan_riwayat[{code}]" for code in standing if code not in still]
    return gone + [key for code in still for key in _differences(standing[code], still[code], f"putusan_riwayat[{code}]")]


def differences(old: Any, new: Any, path: str = "") -> list[str]:
    """The key paths at which two plans differ; items of lists go by their `kode`."""
    return list(_differences(old, new, path))


def _differences(old: Any, new: Any, path: str) -> Iterator[str]:
    if old == new:
        return
    mine, theirs = _parts(old), _parts(new)
    if mine is None or theirs is None:
        yield path
        return
    for key in [*mine, *(key for key in theirs if key not in mine)]:
        where = path + key if key.startswith("[") else f"{path}.{key}".lstrip(".")
        if key not in mine or key not in theirs:
            yield where
        else:
            yield from _differences(mine[key], theirs[key], where)
    if list(mine) != list(theirs) and mine.keys() == theirs.keys():
        yield path


def _parts(value: Any) -> dict[str, Any] | None:
    if isinstance(value, dict):
        return dict(sorted(value.items()))
    if isinstance(value, list) and value and all(isinstance(item, dict) and "kode" in item for item in value):
        return {f"[{item['kode']}]": item for item in value}
    return None


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
