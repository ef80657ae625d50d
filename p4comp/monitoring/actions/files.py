"""Spreadsheets with figures: sent, looked at, taken over whole or not at all."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.core import audit, storage, tables
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.uploads import Accepted
from p4comp.monitoring import policy, queries
from p4comp.monitoring.actions.figures import Entered, keep
from p4comp.monitoring.models import FiguresFile
from p4comp.monitoring.policy import Area, Sent, Unit
from p4comp.monitoring.queries import Compared
from p4comp.monitoring.rules.counts import COUNTED
from p4comp.monitoring.rules.reading import COLUMNS, SPELLINGS

MOST_ROWS, LONGEST = 6000, 200


def send(place: Area | Unit, file: Accepted, *, by: Actor, at: datetime) -> FiguresFile:
    """Keep a spreadsheet, and what was read in it, to be looked at before any of it counts."""
    demand(policy.may_state(by, place, at) if isinstance(place, Unit) else policy.may_import(by, place, at))
    rows = _read(file)
    stored = storage.keep(file.received, file.media_type)
    owner = place.institution if isinstance(place, Unit) else place.province
    if waiting := queries.waiting_file(owner.id, stored.sha256, by.id):
        return waiting
    made = FiguresFile(owner_id=owner.id, sha256=stored.sha256, name=file.name, rows=rows, sent_at=at, sent_by=by.id)
    session().add(made)
    session().flush()
    audit.record("monitoring_file.sent", made, by=by, at=at, institution=owner.code, name=made.name, rows=len(rows), sha256=stored.sha256)
    return made


def _read(file: Accepted) -> list[list[Any]]:
    """The rows by their numbers, with what stands in the columns that are known."""
    table = tables.read(file.received.path)
    columns = [SPELLINGS[name] for name in table.columns if name in SPELLINGS]
    if "month" not in columns or not {"code", "name"} & set(columns) or not set(COUNTED) & set(columns):
        raise Invalid(
            _("Baris pertama harus memuat kolom kode, bulan, dan diterima seperti di templat. Salin angkanya ke templat."), "file"
        )
    if doubled := sorted({COLUMNS[one][0] for one in columns if columns.count(one) > 1}):
        raise Invalid(_("Kolom %(names)s muncul lebih dari sekali.", names=", ".join(doubled)), "file")
    if len(table.lines) > MOST_ROWS:
        raise Invalid(_("Berkas ini memuat lebih dari %(n)s baris. Bagi menurut tahun.", n=MOST_ROWS), "file")
    if not table.lines:
        raise Invalid(_("Berkas ini tidak berisi baris di bawah nama kolom."), "file")
    return [[one.number, {SPELLINGS[name]: text[:LONGEST] for name, text in one.cells.items() if name in SPELLINGS}] for one in table.lines]


class Unmet(Invalid):
    """Something is still to be said before a file is taken over; `faults` names each thing."""

    def __init__(self, faults: list[Invalid]):
        super().__init__(faults[0].message, faults[0].field)
        self.faults = faults


def take(sent: Sent, *, mark: str, accepted: bool, reason: str, by: Actor, at: datetime) -> tuple[int, int]:
    """Take a file over: how many months are new and how many were corrected. What was looked at must still be what is kept."""
    demand(policy.may_take(by, sent, at))
    found = queries.compared(sent)
    if not found.reading.is_sound:
        raise Invalid(_("Berkas ini belum dapat disimpan. Perbaiki baris yang ditandai, lalu unggah lagi."))
    if unmet := _unmet(found, accepted, reason):
        raise Unmet(unmet)
    if found.mark != mark:
        raise Refused(_("Sementara itu angka yang tersimpan berubah. Lihat lagi perbandingannya, lalu simpan."))
    entered = [
        Entered(row.unit.id, row.month, row.stated, sent.unit is not None and by.has("member", row.unit.id))
        for row in found.reading.rows
        if row.unit and row.month and row.stated
    ]
    kept = keep(entered, sent.file, reason=reason, by=by, at=at)
    new, changed = sum(is_new for _row, is_new, _changed in kept), sum(is_changed for _row, _new, is_changed in kept)
    sent.file.taken_at, sent.file.rows = at, []
    told = {"months": sorted({row.month for row, _new, _changed in kept}), "new": new, "changed": changed, "odd": found.reading.odd}
    audit.record("monitoring_file.taken", sent.file, by=by, at=at, name=sent.file.name, reason=reason.strip(), **told)
    return new, changed


def _unmet(found: Compared, accepted: bool, reason: str) -> list[Invalid]:
    unmet = []
    if found.changed and not reason.strip():
        unmet.append(Invalid(_("%(n)s baris mengubah angka yang sudah ada. Tulis mengapa diubah.", n=found.changed), "reason"))
    if found.reading.odd and not accepted:
        unmet.append(
            Invalid(_("Beberapa jumlah tidak cocok. Perbaiki berkasnya, atau centang bahwa angkanya memang demikian."), "accepted")
        )
    return unmet
