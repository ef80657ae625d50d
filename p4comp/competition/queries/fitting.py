"""Whether an edition fits the registry of where it is held: institutions that are there, quotas they can fill, honours somebody holds."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from p4comp.competition.files import Fault
from p4comp.core import spaces
from p4comp.core.db import session
from p4comp.institutions.models import Honour, Institution, Kind, Region
from p4comp.institutions.queries import names_of, successors_of
from p4comp.institutions.rules.kinds import KIND_WORDS

CLOSED = frozenset({Kind.MINISTRY, Kind.AGENCY, Kind.PROVINCE, Kind.REGENCY, Kind.CITY, Kind.STATE_ENTERPRISE})
"""The types of which the registry knows every one; units and enterprises register themselves."""
Row = Mapping[str, Any]


def misfits(document: Row) -> list[Fault]:
    """What of a sound document does not fit the registry, with key paths."""
    found = [*_own_province(document), *_unknown_parents(document), *_unknown_in_rulings(document)]
    province = document.get("provinsi", "")
    if not province:
        return found
    region = session().get(Region, province)
    if region is None or region.parent_code is not None:
        return [*found, Fault(("provinsi",), _("“%(code)s” bukan kode provinsi di daftar wilayah, misalnya “63”", code=province))]
    counts = _counts(province)
    for index, category in enumerate(document["kategori"]):
        found += _types(("kategori", index), category, counts, region.name)
        found += _quotas(("kategori", index), category, counts, region.name)
        found += _honours(("kategori", index), category, province, region.name)
    return found


def _own_province(document: Row) -> Iterator[Fault]:
    """In the space of a province every edition is of that province."""
    space = spaces.current()
    own = space.institution_code.removeprefix("prov-") if space and space.institution_code.startswith("prov-") else ""
    if own and document.get("provinsi", "") != own:
        words = _(
            "harus “%(code)s”: ruang ini milik %(name)s, jadi pesertanya dari provinsi itu", code=own, name=space.name if space else ""
        )
        yield Fault(("provinsi",), words)


def _unknown_parents(document: Row) -> Iterator[Fault]:
    codes = {category["induk"] for category in document["kategori"] if "induk" in category}
    known = names_of(codes)
    for index, category in enumerate(document["kategori"]):
        if "induk" in category and category["induk"] not in known:
            words = _("“%(code)s” tidak ada di daftar instansi; tulis kode instansinya, misalnya “prov-63”", code=category["induk"])
            yield Fault(("kategori", index, "induk"), words)


def _unknown_in_rulings(document: Row) -> Iterator[Fault]:
    """A ruling is about institutions of the registry, and passes honours only to those that followed."""
    rulings = document.get("putusan_riwayat", [])
    followers = successors_of([ruling["pendahulu"] for ruling in rulings]) if rulings else {}
    for index, ruling in enumerate(rulings):
        yield from _unknown(index, ruling, followers)


def _unknown(index: int, ruling: Row, followers: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    path, before = ("putusan_riwayat", index), ruling["pendahulu"]
    if before not in followers:
        yield Fault((*path, "pendahulu"), _("“%(code)s” tidak ada di daftar instansi; tulis kode instansinya", code=before))
        return
    if not followers[before]:
        yield Fault((*path, "pendahulu"), _("“%(code)s” tidak mempunyai penerus di daftar instansi", code=before))
    for place, code in enumerate(ruling.get("penerus", [])):
        if followers[before] and code not in followers[before]:
            words = _(
                "“%(code)s” bukan penerus %(before)s menurut daftar instansi; yang ada: %(known)s",
                code=code,
                before=before,
                known=", ".join(sorted(followers[before])),
            )
            yield Fault((*path, "penerus", place), words)


def _counts(province: str) -> dict[str, int]:
    query = select(Institution.kind, func.count()).where(
        func.substr(Institution.region_code, 1, 2) == province, Institution.valid_to.is_(None)
    )
    return {kind.value: count for kind, count in session().execute(query.group_by(Institution.kind))}


def _types(path: tuple[str | int, ...], category: Row, counts: Mapping[str, int], name: str) -> Iterator[Fault]:
    for index, kind in enumerate(category["jenis_peserta"]):
        if kind in CLOSED and not counts.get(kind):
            words = _("tidak ada %(kind)s di %(name)s menurut daftar instansi; hapus jenis ini", kind=KIND_WORDS[Kind(kind)], name=name)
            yield Fault((*path, "jenis_peserta", index), words)


def _quotas(path: tuple[str | int, ...], category: Row, counts: Mapping[str, int], name: str) -> Iterator[Fault]:
    kinds = category["jenis_peserta"]
    if category.get("peserta") == "orang" or not set(kinds) <= CLOSED:
        return
    there = sum(counts.get(kind, 0) for kind in kinds)
    for key, wanted in category["kuota"].items():
        if wanted > there:
            words = _("%(wanted)s, padahal di %(name)s hanya ada %(there)s instansi dari jenis itu", wanted=wanted, name=name, there=there)
            yield Fault((*path, "kuota", key), words)


def _honours(path: tuple[str | int, ...], category: Row, province: str, name: str) -> Iterator[Fault]:
    for index, rule in enumerate(category.get("syarat", ())):
        if rule["aturan"] == "honour_general_winner" and not _winners(province, rule["edisi_lalu"]):
            words = _(
                "tidak satu pun instansi di %(name)s pemenang umum edisi %(editions)s menurut riwayat penghargaan, jadi tidak ada yang dapat mendaftar",
                name=name,
                editions=", ".join(map(str, rule["edisi_lalu"])),
            )
            yield Fault((*path, "syarat", index, "edisi_lalu"), words)


def _winners(province: str, editions: list[int]) -> int:
    query = select(func.count()).select_from(Honour).join(Institution, Institution.id == Honour.institution_id)
    query = query.where(func.substr(Institution.region_code, 1, 2) == province, Honour.edition_number.in_(editions))
    return int(session().execute(query.where(Honour.stage.startswith("pemenang"), Honour.category != "UPP")).scalar_one())
