"""Preparing the press kit: versions of the release, photos; nothing of it is told to anybody before the winners are."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit, jobs
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.core.storage import StoredFile
from p4comp.results.models.press import PressPhoto, PressRelease
from p4comp.results.policy import press as policy
from p4comp.results.policy.press import HeldPhoto, PressDesk
from p4comp.results.rules.press import left_open

MOST_PHOTOS = 30


@dataclass(frozen=True)
class Words:
    """What a photo shows, who took it, and the words for whoever cannot see it."""

    caption: str
    photographer: str
    alt: str


def save_release(found: PressDesk, title: str, body: str, *, after: int, is_final: bool, by: Actor, at: datetime) -> PressRelease:
    """Save a version that follows version `after`; what goes out has nothing left to be filled in."""
    demand(policy.may_prepare_press(by, found, at))
    last = found.newest.number if found.newest else 0
    if after != last:
        raise Invalid(
            _("Rekan Anda menyimpan versi %(n)s sementara itu. Teks Anda di bawah belum tersimpan; simpan lagi bila tetap ini.", n=last)
        )
    if is_final and (left := left_open(f"{title}\n{body}")):
        raise Invalid(_("Isi atau hapus dahulu bagian dalam kurung siku: %(parts)s", parts=", ".join(left)), "body")
    made = PressRelease(
        edition_id=found.office.edition.id,
        number=last + 1,
        title=title,
        body=body,
        basis=found.basis,
        is_final=is_final,
        saved_at=at,
        saved_by=by.id,
    )
    session().add(made)
    audit.record("press_release.saved", made, by=by, at=at, number=made.number, is_final=is_final)
    return made


def withdraw_release(found: PressDesk, *, by: Actor, at: datetime) -> None:
    """Take out what goes out with the lists as they stand; its versions are kept."""
    demand(policy.may_withdraw_release(by, found, at))
    for one in found.releases:
        if one.is_final and one.withdrawn_at is None and one.basis == found.basis:
            one.withdrawn_at, one.withdrawn_by = at, by.id
            audit.record("press_release.withdrawn", one, by=by, at=at, number=one.number)


def add_photo(found: PressDesk, file: StoredFile, name: str, words: Words, *, by: Actor, at: datetime) -> PressPhoto:
    """Add a photo; what newsrooms get of it is drawn by the queue, so that it is there when they come."""
    demand(policy.may_prepare_press(by, found, at))
    if len(found.photos) >= MOST_PHOTOS:
        raise Invalid(_("Bahan pers memuat paling banyak %(n)s foto. Hapus salah satunya dahulu.", n=MOST_PHOTOS), "file")
    if any(one.sha256 == file.sha256 for one in found.photos):
        raise Invalid(_("Foto yang sama sudah ada."), "file")
    said = {"caption": words.caption, "photographer": words.photographer, "alt": words.alt}
    made = PressPhoto(edition_id=found.office.edition.id, sha256=file.sha256, name=name, added_at=at, added_by=by.id, **said)
    session().add(made)
    audit.record("press_photo.added", made, by=by, at=at, sha256=file.sha256)
    jobs.later("results.draw_photo", file.sha256)
    return made


def remove_photo(found: HeldPhoto, *, by: Actor, at: datetime) -> None:
    """Take a photo out of the kit."""
    demand(policy.may_prepare_press(by, found, at))
    found.photo.removed_at, found.photo.removed_by = at, by.id
    audit.record("press_photo.removed", found.photo, by=by, at=at, sha256=found.photo.sha256)
