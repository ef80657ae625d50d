"""Who prepares the press kit: whoever of the secretariat may know all winners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import may_run_secretariat
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.results.models.press import PressPhoto, PressRelease
from p4comp.results.policy.office import AboutOffice, Office


@dataclass(frozen=True)
class PressDesk:
    """The press kit as the secretariat prepares it: the versions of the release, the newest first, and the photos."""

    office: Office
    releases: Sequence[PressRelease]
    photos: Sequence[PressPhoto]

    @property
    def basis(self) -> list[str]:
        """The codes of the lists of winners as they stand inside."""
        return sorted(one.code for one in self.office.decisions)

    @property
    def newest(self) -> PressRelease | None:
        """The version that was saved last."""
        return self.releases[0] if self.releases else None

    @property
    def final(self) -> PressRelease | None:
        """The version that goes out with the lists as they stand inside."""
        return going_out(self.releases, self.basis)

    @property
    def is_stale(self) -> bool:
        """Whether a version goes out with earlier lists, and none with those that stand now."""
        return self.final is None and any(one.is_final and one.withdrawn_at is None for one in self.releases)


@dataclass(frozen=True)
class HeldPhoto:
    """A photo as the secretariat handles it."""

    office: Office
    photo: PressPhoto


def going_out(releases: Sequence[PressRelease], basis: Sequence[str]) -> PressRelease | None:
    """The newest version meant to go out that tells of exactly these lists."""
    fitting = (one for one in releases if one.is_final and one.withdrawn_at is None and one.basis == list(basis))
    return max(fitting, key=lambda one: one.number, default=None)


def may_prepare_press(actor: Actor, desk: AboutOffice, at: datetime) -> Verdict:
    """The secretariat, once all winners are decided; nobody to whom a list is closed, for release and photos name them."""
    if not (allowed := may_run_secretariat(actor, desk, at)):
        return allowed
    if desk.office.lacking:
        return no(_l("Bahan pers disiapkan sesudah daftar pemenang setiap kategori disahkan di rapat pleno."))
    if any(standing.hidden for standing in desk.office.standings):
        return no(_l("Bahan pers memuat pemenang kategori yang masih tertutup bagi Anda. Mintalah petugas sekretariat lain."))
    return YES


def may_withdraw_release(actor: Actor, desk: PressDesk, at: datetime) -> Verdict:
    """Whoever prepares the kit takes a version out that goes out or is out."""
    if not (allowed := may_prepare_press(actor, desk, at)):
        return allowed
    return YES if desk.final else no(_l("Tidak ada siaran pers yang disertakan."))
