"""Designing certificates: begun from the portal's own design, saved as versions, put in force by a second person."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.certificates import policy
from p4comp.certificates.models import CertificateKind, Design, DesignPicture, DesignVersion
from p4comp.certificates.queries import designs as queries
from p4comp.certificates.rules import designs as rules
from p4comp.certificates.rules.brand import in_brand
from p4comp.certificates.rules.designs import DesignState
from p4comp.competition.models import Edition
from p4comp.competition.spec import EditionSpec
from p4comp.core import audit, db, jobs, spaces, storage
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.uploads import Accepted

PRESET = Path(__file__).parent.parent / "presets" / "bawaan.html"
PICTURE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
MOST_PICTURES = 30
BIGGEST_PICTURE = 3 * 1024**2


@dataclass(frozen=True)
class Target:
    """What a design is for; empty texts stand for all categories and all awards."""

    kind: CertificateKind
    category: str = ""
    award: str = ""


@dataclass(frozen=True)
class Drawing:
    """What was typed: HTML, CSS, and whether the portal's ornament lies under it."""

    html: str
    css: str
    has_ground: bool = True

    @property
    def sha256(self) -> str:
        """The hash of exactly this."""
        return hashlib.sha256(json.dumps([self.html, self.css, self.has_ground], ensure_ascii=False).encode()).hexdigest()


def built_in() -> Drawing:
    """The portal's own design in the brand's colour, in the words a design may use."""
    return _built_in(spaces.house().colour)


@lru_cache(32)
def _built_in(colour: str) -> Drawing:
    style = in_brand((Path(current_app.static_folder or "") / "css" / "certificate.css").read_text("utf-8"), colour)
    kept = [line for line in style.splitlines() if not line.startswith("@font-face")]
    return Drawing(PRESET.read_text("utf-8"), "\n".join(kept))


def begin_design(edition: Edition, spec: EditionSpec, target: Target, *, by: Actor, at: datetime) -> DesignVersion:
    """Begin a design with a copy of the portal's own."""
    demand(policy.may_design(by, edition, at))
    _check_target(spec, target)
    key = (Design.edition_id == edition.id, Design.kind == target.kind, Design.category == target.category, Design.award == target.award)
    if db.first(select(Design.id).where(*key)):
        raise Invalid(_("Rancangan untuk pilihan ini sudah ada. Buka yang sudah ada, lalu simpan versi baru."), "kind")
    made = Design(edition=edition, kind=target.kind, category=target.category, award=target.award, made_at=at)
    session().add(made)
    session().flush()
    audit.record("design.begun", made, by=by, at=at, of=target.kind.value, category=target.category, award=target.award)
    return _save(made, built_in(), by=by, at=at)


def _check_target(spec: EditionSpec, target: Target) -> None:
    category = spec.category(target.category) if target.category else None
    if target.category and category is None:
        raise Invalid(_("Pilih kategori dari daftar."), "category")
    codes = {award.code for award in category.awards} if category else set()
    if target.award and (target.kind is not CertificateKind.WINNER or target.award not in codes):
        raise Invalid(_("Penghargaan ini bukan milik kategori yang dipilih, atau jenisnya bukan piagam pemenang."), "award")


def save_design(design: Design, drawing: Drawing, *, by: Actor, at: datetime) -> DesignVersion:
    """Keep what was typed as the next version; Invalid says beside which field and in which line what may not be there."""
    demand(policy.may_design(by, design, at))
    known = {one.name for one in queries.pictures(design.edition_id)}
    rules.check_markup(drawing.html, known)
    rules.check_style(drawing.css, known)
    return _save(design, drawing, by=by, at=at)


def _save(design: Design, drawing: Drawing, *, by: Actor, at: datetime) -> DesignVersion:
    names = rules.samples(queries.names_to_look_with(design.edition_id, design.category, at))
    version = DesignVersion(
        design=design,
        number=queries.next_number(design.id),
        samples=names,
        sha256=drawing.sha256,
        made_at=at,
        made_by=by.id,
        html=drawing.html,
        css=drawing.css,
        has_ground=drawing.has_ground,
    )
    session().add(version)
    session().flush()
    audit.record("design.saved", version, by=by, at=at, design=design.id, number=version.number, sha256=version.sha256)
    jobs.later("certificates.try_design", version.id)
    return version


def ask_design(draft: queries.Draft, *, by: Actor, at: datetime) -> None:
    """Show a version to a second person."""
    demand(policy.may_ask_design(by, draft, at))
    version = draft.version
    version.state = rules.MOVES.after(version.state, "ask")
    version.asked_at, version.asked_by, version.reason = at, by.id, ""
    audit.record("design.asked", version, by=by, at=at, sha256=version.sha256)


def give_back_design(draft: queries.Draft, reason: str, *, by: Actor, at: datetime) -> None:
    """The second person does not agree, and says why."""
    demand(policy.may_decide_design(by, draft, at))
    version = draft.version
    version.state = rules.MOVES.after(version.state, "give_back")
    version.decided_at, version.decided_by, version.reason = at, by.id, reason.strip()
    audit.record("design.given_back", version, by=by, at=at, reason=version.reason)


def approve_design(draft: queries.Draft, sha256: str, *, by: Actor, at: datetime) -> None:
    """The second person puts exactly what was shown in force; certificates issued before keep the version they were issued with."""
    demand(policy.may_decide_design(by, draft, at))
    version = draft.version
    if sha256 != version.sha256:
        raise Refused(_("Versi ini bukan yang Anda lihat. Buka lagi halamannya, lalu putuskan."))
    same = select(DesignVersion).where(DesignVersion.design_id == version.design_id, DesignVersion.state == DesignState.IN_FORCE)
    for older in db.everything(same.with_for_update()):
        older.state = rules.MOVES.after(older.state, "rest")
    session().flush()
    version.state = rules.MOVES.after(version.state, "approve")
    version.decided_at, version.decided_by = at, by.id
    audit.record("design.approved", version, by=by, at=at, sha256=sha256)


def add_picture(edition: Edition, name: str, accepted: Accepted, *, by: Actor, at: datetime) -> DesignPicture:
    """Keep a picture under a name of its own; what a name stands for is never changed."""
    demand(policy.may_design(by, edition, at))
    if not PICTURE_NAME.fullmatch(name):
        raise Invalid(_("Nama gambar: huruf kecil, angka, dan tanda hubung, paling banyak 40, misalnya logo-panitia."), "name")
    known = queries.pictures(edition.id)
    if name in {one.name for one in known}:
        raise Invalid(_("Nama ini sudah dipakai gambar lain. Beri nama baru, supaya versi lama tetap seperti semula."), "name")
    if len(known) >= MOST_PICTURES:
        raise Invalid(_("Sudah ada 30 gambar. Pakai yang ada."), "name")
    if accepted.received.size > BIGGEST_PICTURE:
        storage.store().drop(accepted.received)
        raise Invalid(_("Gambar ini lebih besar dari 3 MB. Kecilkan dahulu, lalu unggah lagi."), "file")
    file = storage.keep(accepted.received, accepted.media_type)
    made = DesignPicture(edition_id=edition.id, name=name, sha256=file.sha256, added_at=at, added_by=by.id)
    session().add(made)
    audit.record("design.picture_added", made, by=by, at=at, name=name, sha256=file.sha256)
    return made
