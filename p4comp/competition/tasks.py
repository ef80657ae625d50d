"""What editions add to the auditor's bundle: their files, their scoring plans, the deadlines that were moved."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from p4comp.competition import files, queries
from p4comp.competition.models import Edition, Extension
from p4comp.core import bundle, canonical
from p4comp.core.bundle import Bundle
from p4comp.core.db import session

EDITIONS = ("edisi", "nomor", "nama", "sha256_dokumen", "sha256_rencana", "rencana_dibekukan", "dijalankan")
LEDGER = ("edisi", "tahap", "kategori", "kepesertaan", "sampai", "alasan", "nomor_surat", "kode_orang", "dicatat")


@bundle.part
def editions(out: Bundle) -> None:
    """Each edition as its file and as the text its hash is over; its plan as canonical JSON."""
    found = queries.editions()
    for one in found:
        out.text(f"edisi/{one.slug}.toml", files.dump(one))
        out.text(f"edisi/{one.slug}.json", json.dumps(one.document, ensure_ascii=False))
        out.text(f"edisi/{one.slug}-rencana.json", canonical.text(queries.plan_of(one)))
    out.csv("edisi/edisi.csv", EDITIONS, (_edition(one) for one in found), "semua edisi dengan SHA-256 dokumen dan rencana penilaiannya")
    out.csv("edisi/tenggat.csv", LEDGER, _ledger(), "buku tenggat: setiap perpanjangan, alasan, dan nomor suratnya")


def _edition(one: Edition) -> tuple[Any, ...]:
    return one.slug, one.number, one.name, one.document_sha256, one.plan_sha256, one.plan_frozen_at, one.is_running


def _ledger() -> Iterator[tuple[Any, ...]]:
    query = select(Extension, Edition.slug).join(Edition, Edition.id == Extension.edition_id).order_by(Extension.made_at, Extension.id)
    for row, slug in session().execute(query.execution_options(yield_per=1000)):
        yield slug, row.stage, row.category, row.entry_id, row.until, row.reason, row.letter_number, row.person_id, row.made_at
