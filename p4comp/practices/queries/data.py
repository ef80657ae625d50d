"""The library as a table: what the public pages show, nothing else."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload

from p4comp.core import clock, db
from p4comp.core.web import p4_url
from p4comp.practices.models import Practice, PracticeCard, PracticeVersion
from p4comp.practices.queries.library import Labels, labels
from p4comp.practices.rules import Record

NAMES = {
    "ringkasan": "summary",
    "masalah": "problem",
    "apa_yang_dilakukan": "done",
    "langkah": "steps",
    "hasil": "results",
    "sumber_angka": "sources",
    "syarat_dan_biaya": "needs",
    "pelajaran": "lessons",
    "kontak_unit": "office",
    "kontak_surel": "office_email",
    "kontak_telepon": "office_phone",
    "kanal_pengaduan": "channel",
}


def records(at: datetime) -> list[Record]:
    """Every practice that anybody may read, by its code."""
    query = select(PracticeCard, PracticeVersion).join(
        PracticeVersion, and_(PracticeVersion.practice_id == PracticeCard.practice_id, PracticeVersion.number == PracticeCard.version)
    )
    query = query.options(joinedload(PracticeCard.practice).joinedload(Practice.edition)).order_by(PracticeCard.code)
    rows = db.session().execute(query).unique().all()
    beside = labels([card for card, _version in rows], at)
    return [_record(card, version, beside) for card, version in rows]


def _record(card: PracticeCard, version: PracticeVersion, beside: Labels) -> Record:
    content: dict[str, Any] = version.content
    said = {column: content["texts"].get(name, "") for column, name in NAMES.items()}
    return said | {
        "kode": card.code,
        "versi": str(version.number),
        "terbit": version.published_at.astimezone(UTC).isoformat(),
        "judul": card.title,
        "instansi": card.institution_name,
        "jenis_instansi": card.kind.value,
        "kode_provinsi": card.province,
        "edisi": card.practice.edition.slug,
        "kategori": card.practice.category,
        "penghargaan": beside.award(card),
        "tema": content["themes"].get("theme", ""),
        "tema_lain": content["themes"].get("theme_two", ""),
        "penerapan": str(beside.adopted.get(card.practice_id, 0)),
        "lisensi": content["licence"],
        "alamat": p4_url("practices.show", code=card.code),
        "simulasi": "ya" if clock.is_demo() else "tidak",
    }
