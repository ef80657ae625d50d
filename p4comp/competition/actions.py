"""What can happen to editions."""

import hashlib
import json
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import text

from p4comp.competition import files, policy, queries, rules, signals
from p4comp.competition.models import Edition, Extension
from p4comp.competition.queries import fitting
from p4comp.competition.spec import Stage
from p4comp.core import audit, canonical
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused

NEXT_NUMBERS = text(
    "INSERT INTO portal_number (series, last) VALUES (:series, :count) "
    "ON CONFLICT (series) DO UPDATE SET last = portal_number.last + :count RETURNING last"
)


class FrozenPlan(Refused):
    """The scoring plan is frozen, and with it who may enter; `keys` are the published values that would have changed."""

    def __init__(self, edition: Edition, keys: list[str]):
        self.keys = keys
        listed = "\n".join(f"  {key}" for key in keys)
        super().__init__(
            _(
                "Rencana penilaian %(slug)s sudah dibekukan (SHA-256 %(sha)s); rencana, syarat peserta, dan putusan riwayat yang sudah diumumkan tidak dapat diubah lagi. Kembalikan nilai kunci berikut, lalu muat ulang berkasnya:\n%(keys)s",
                slug=edition.slug,
                sha=edition.plan_sha256,
                keys=listed,
            )
        )


def load(document: dict[str, Any], *, by: Actor | None, at: datetime) -> Edition:
    """Make or update the edition a document states. Its plan freezes once registration has opened; a frozen one stays as it is."""
    faults = files.faults_of(document)
    if faults:
        raise files.BrokenEdition(faults)
    if misfits := fitting.misfits(document):
        raise files.BrokenEdition(misfits)
    edition = queries.by_slug(document["slug"])
    if edition is not None:
        if queries.is_frozen(edition, at):
            freeze_plan(edition, by=by, at=at)
            _refuse_other_plan(edition, document)
        _fill(edition, document, at)
    else:
        edition = _make(document, at)
    audit.record(
        "edition.loaded", edition, by=by, at=at, slug=edition.slug, document_sha256=edition.document_sha256, plan_sha256=edition.plan_sha256
    )
    if queries.is_frozen(edition, at):
        freeze_plan(edition, by=by, at=at)
    queries.forget_current()
    return edition


def prepare(document: dict[str, Any], *, by: Actor, at: datetime) -> Edition:
    """Load a draft that nobody sees yet; what is public already is changed by the operator only, deadlines by the ledger."""
    demand(policy.may_prepare(by, document, at))
    known = queries.by_slug(document["slug"])
    if known is not None and known.is_running:
        raise Refused(
            _(
                "Edisi %(slug)s sudah berjalan dan tidak dapat diganti dari sini. Ganti slug untuk membuat edisi baru, atau undurkan tenggat melalui Buku tenggat.",
                slug=known.slug,
            )
        )
    if known is not None and queries.is_frozen(known, at):
        raise Refused(
            _(
                "Edisi %(slug)s sudah terbit untuk umum, atau rencana penilaiannya sudah dibekukan, dan tidak dapat diganti dari sini. Ganti slug untuk membuat edisi baru.",
                slug=known.slug,
            )
        )
    if rules.registration_began(files.spec_from(document), at):
        raise Refused(
            _(
                "Pendaftaran dalam berkas ini sudah dibuka. Isi tanggal yang akan datang: rencana penilaian diumumkan sebelum pendaftaran dibuka."
            )
        )
    return load(document, by=by, at=at)


def _refuse_other_plan(edition: Edition, document: dict[str, Any]) -> None:
    old = queries.document_of(edition)
    changed = rules.differences(rules.plan_of(old), rules.plan_of(document))
    changed += rules.differences(rules.entry_terms(old), rules.entry_terms(document))
    changed += rules.rulings_changed(old, document)
    if changed:
        raise FrozenPlan(edition, list(dict.fromkeys(changed)))


def _make(document: dict[str, Any], at: datetime) -> Edition:
    edition = Edition(slug=document["slug"], is_running=False)
    _fill(edition, document, at)
    session().add(edition)
    session().flush()
    return edition


def _fill(edition: Edition, document: dict[str, Any], at: datetime) -> None:
    kept = files.to_kept(document)
    edition.number, edition.name, edition.zone = document["nomor"], document["nama"], document["zona"]
    edition.document = kept
    edition.document_sha256 = hashlib.sha256(json.dumps(kept, ensure_ascii=False).encode()).hexdigest()
    edition.plan_sha256 = canonical.sha256(rules.plan_of(document))
    edition.loaded_at = at


def freeze_plan(edition: Edition, *, by: Actor | None, at: datetime) -> None:
    """Freeze the scoring plan for good; a second time changes nothing."""
    if edition.plan_frozen_at is None:
        edition.plan_frozen_at = at
        audit.record("edition.plan_frozen", edition, by=by, at=at, slug=edition.slug, plan_sha256=edition.plan_sha256)


def start(edition: Edition, *, by: Actor | None = None, at: datetime | None = None) -> None:
    """Let the portal run this edition; of several the one with the highest number is shown."""
    if not edition.is_running:
        edition.is_running = True
        audit.record("edition.started", edition, by=by, at=at or edition.loaded_at, slug=edition.slug)
    session().flush()
    queries.forget_current()


def extend(
    edition: Edition,
    stage: Stage | str,
    until: datetime,
    *,
    reason: str,
    letter_number: str,
    category: str = "",
    entry_id: str = "",
    by: Actor | None,
    at: datetime,
) -> Extension:
    """Move the close of a window for all, a category or one entry (design 4). Deadlines move later only, and into the future."""
    _check_scope(edition, stage, until, category, entry_id, at)
    if not reason.strip():
        raise Invalid(_("Isi alasan perpanjangan; alasan ini dibaca peserta."), "reason")
    row = Extension(
        edition_id=edition.id,
        stage=str(stage),
        category=category,
        entry_id=entry_id,
        until=until,
        reason=reason.strip(),
        letter_number=letter_number.strip(),
        person_id=by.id if by else "",
        made_at=at,
    )
    session().add(row)
    session().flush()
    audit.record(
        "edition.extended", edition, by=by, at=at, stage=str(stage), category=category, entry_id=entry_id, until=until, reason=row.reason
    )
    queries.forget_current()
    signals.extended.send(edition, extension=row, by=by, at=at)
    return row


def _check_scope(edition: Edition, stage: Stage | str, until: datetime, category: str, entry_id: str, at: datetime) -> None:
    spec = queries.spec_of(edition)
    if stage not in {window.stage for window in spec.timetable}:
        raise Invalid(_("Tahap ini tidak ada dalam jadwal edisi; pilih tahap lain."), "stage")
    if category and spec.category(category) is None:
        raise Invalid(_("Kategori ini tidak ada dalam edisi; pilih kategori lain."), "category")
    closes = queries.calendar(edition).window(stage, category, entry_id).closes
    if until <= at:
        raise Invalid(_("Isi waktu yang akan datang."), "until")
    if closes is not None and until <= closes:
        raise Invalid(_("Tenggat hanya dapat diundurkan; isi waktu sesudah tenggat sekarang."), "until")


def next_number(series: str) -> int:
    """The next portal number of a series (“kode portal”), from 1; never an official number."""
    return next_numbers(series, 1)[0]


def next_numbers(series: str, count: int) -> range:
    """The next `count` portal numbers of a series, by one statement."""
    last: int = session().execute(NEXT_NUMBERS, {"series": series, "count": count}).scalar_one()
    return range(last - count + 1, last + 1)
