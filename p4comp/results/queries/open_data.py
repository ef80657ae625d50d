"""The rows of the open data, from what the public page shows."""

from collections.abc import Iterator
from datetime import UTC

from p4comp.core import clock
from p4comp.decisions.models import Decision
from p4comp.results.queries.shown import Part, Published, Shown


def rows(found: Published) -> list[dict[str, str]]:
    """Finalists, then winners, category by category, alphabetically."""
    mark = "ya" if clock.is_demo() else "tidak"
    return [row | {"edisi": found.edition.slug, "simulasi": mark} for part in found.parts for row in _of(part)]


def _of(part: Part) -> Iterator[dict[str, str]]:
    if part.finalists is not None:
        yield from (_row(part, "finalis", part.finalists, one) for one in part.finalist_list)
    if part.winners is not None:
        yield from (_row(part, "pemenang", part.winners, one, group.label) for group in part.awards for one in group.members)


def _row(part: Part, name: str, decision: Decision, one: Shown, award: str = "") -> dict[str, str]:
    assert decision.announced_at is not None
    return {
        "kategori": part.code,
        "nama_kategori": part.name,
        "daftar": name,
        "penghargaan": award,
        "instansi": one.name,
        "jenis": one.kind,
        "kode_provinsi": one.province,
        "kode_keputusan": decision.code,
        "sha256_keputusan": decision.sha256,
        "diumumkan": decision.announced_at.astimezone(UTC).isoformat(),
        "nomor_penetapan": decision.decree_number,
        "menggantikan": decision.replaces.code if decision.is_published_correction and decision.replaces else "",
        "alasan_koreksi": decision.reason if decision.is_published_correction else "",
    }
