"""Rules about categories: sheets, quotas, awards, eligibility."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from p4comp.competition.files.faults import Fault, Path
from p4comp.competition.files.shape import RULES
from p4comp.competition.files.whole.checked import Checked
from p4comp.competition.final_terms import BY_SCORE, Giving


def sheets_exist(checked: Checked) -> Iterator[Fault]:
    """Categories name instruments and interview sheets that exist."""
    for key, root in (("instrumen", "instrumen"), ("lembar_wawancara", "lembar_wawancara")):
        known = [item["kode"] for _path, item in checked.items(root) if isinstance(item, dict) and "kode" in item]
        for path, _item in checked.items("kategori"):
            name = checked.get(*path, key)
            if name is not None and name not in known:
                yield Fault(
                    (*path, key), _("“%(name)s” tidak ada; yang ada: %(known)s", name=name, known=", ".join(map(str, known)) or "–")
                )


def quotas_fit(checked: Checked) -> Iterator[Fault]:
    """No more winners than finalists, and as many places as winners."""
    for path, _item in checked.items("kategori"):
        quota, awards = checked.get(*path, "kuota"), checked.get(*path, "penghargaan")
        if quota and quota["pemenang"] > quota.get("finalis", quota["pemenang"]):
            yield Fault(
                (*path, "kuota", "pemenang"),
                _("%(n)s pemenang tidak dapat dipilih dari %(of)s finalis", n=quota["pemenang"], of=quota["finalis"]),
            )
        if quota and awards and not _is_predicate(checked, path):
            yield from _without_places(path, awards)
            places = sum(award.get("tempat", 0) for award in awards)
            if places != quota["pemenang"]:
                yield Fault(
                    (*path, "penghargaan"),
                    _("jumlah tempat %(places)s, padahal kuota pemenang %(n)s; samakan keduanya", places=places, n=quota["pemenang"]),
                )


def _is_predicate(checked: Checked, path: Path) -> bool:
    return (checked.get(*path, "pembagian") or {}).get("cara") == Giving.PREDICATE


def _without_places(path: Path, awards: list[dict[str, Any]]) -> Iterator[Fault]:
    for index, award in enumerate(awards):
        if "tempat" not in award:
            yield Fault((*path, "penghargaan", index, "tempat"), _("belum ada; tambahkan kunci ini"))


def award_criteria_exist(checked: Checked) -> Iterator[Fault]:
    """Awards name criteria of their category's sheet, and must where there are several awards."""
    for path, _item in checked.items("kategori"):
        known = _criteria(checked, checked.get(*path, "lembar_wawancara"))
        awards = list(checked.items(*path, "penghargaan"))
        for where, _award in awards:
            award = checked.get(*where)
            if award is None or known is None:
                continue
            if len(awards) > 1 and not award.get("kriteria") and not _is_by_score(checked, path):
                yield Fault(
                    (*where, "kriteria"),
                    _("harus menyebut kriteria yang menentukan, sebab kategori ini memberi lebih dari satu penghargaan"),
                )
            for index, code in enumerate(award.get("kriteria", [])):
                if code not in known:
                    yield Fault(
                        (*where, "kriteria", index),
                        _("“%(code)s” bukan kriteria lembar wawancara; yang ada: %(known)s", code=code, known=", ".join(known)),
                    )


def _is_by_score(checked: Checked, path: Path) -> bool:
    return (checked.get(*path, "pembagian") or {}).get("cara") in BY_SCORE


def _criteria(checked: Checked, sheet: str | None) -> list[str] | None:
    for path, _item in checked.items("lembar_wawancara"):
        found = checked.get(*path)
        if found is not None and found["kode"] == sheet:
            return [line["kode"] for part in found["bagian"] for line in part["kriteria"]]
    return None


def rules_have_their_keys(checked: Checked) -> Iterator[Fault]:
    """An eligibility rule has the keys it needs and no others."""
    for category, _item in checked.items("kategori"):
        for path, rule in checked.items(*category, "syarat"):
            name = checked.get(*path, "aturan")
            if name is None or not isinstance(rule, dict):
                continue
            for key in RULES[name].keys() - rule.keys():
                yield Fault((*path, key), _("belum ada; aturan %(rule)s memerlukannya", rule=name))
            for key in rule.keys() - RULES[name].keys() - {"aturan"}:
                if checked.get(*path, key) is not None:
                    yield Fault((*path, key), _("tidak dipakai aturan %(rule)s; hapus kunci ini", rule=name))


def past_editions_are_past(checked: Checked) -> Iterator[Fault]:
    """Eligibility asks only for editions before this one."""
    number = checked.get("nomor")
    for category, _item in checked.items("kategori"):
        for path, _rule in checked.items(*category, "syarat"):
            for index, edition in enumerate(checked.get(*path, "edisi_lalu") or []):
                if number is not None and edition >= number:
                    yield Fault(
                        (*path, "edisi_lalu", index),
                        _("edisi %(edition)s bukan edisi sebelum edisi %(number)s", edition=edition, number=number),
                    )
