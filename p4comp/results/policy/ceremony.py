"""Who may see the ceremony screen with the winners, and who opens it before they are public."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_second, may_run_secretariat
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.results.models.ceremony import CeremonyOpening
from p4comp.results.policy.office import Office
from p4comp.results.rules import ceremony as rules


@dataclass(frozen=True)
class Ceremony:
    """The evening of an edition: what is decided, and the newest asking for its screen that was not ended."""

    office: Office
    opening: CeremonyOpening | None

    def is_public(self, at: datetime) -> bool:
        """Whether all winners are announced."""
        return not self.office.lacking and all(one.is_known(at) for one in self.office.decisions)

    def is_open(self, at: datetime) -> bool:
        """Whether the screen may show the winners: they are announced, or two people opened it."""
        opening = self.opening
        return self.is_public(at) or (opening is not None and rules.stands(opening.agreed_at, opening.ended_at, at))

    def is_waiting(self, at: datetime) -> bool:
        """Whether a second person is asked to open it."""
        return self.opening is not None and self.opening.agreed_at is None and not self.is_public(at)


def may_prepare(actor: Actor, evening: Ceremony, at: datetime) -> Verdict:
    """The secretariat prepares the evening and rehearses it; a rehearsal holds no winner."""
    return may_run_secretariat(actor, evening, at)


def may_show(actor: Actor, evening: Ceremony, at: datetime) -> Verdict:
    """The secretariat shows the winners once they are public, before only when two of them opened the screen; nobody to whom a list is closed."""
    if not (allowed := _is_ready(actor, evening, at)):
        return allowed
    if not evening.is_open(at):
        return no(_l("Sebelum diumumkan, layar dengan nama pemenang dibuka dua orang sekretariat. Sampai itu pakailah gladi."))
    return YES


def may_ask_opening(actor: Actor, evening: Ceremony, at: datetime) -> Verdict:
    """The secretariat asks a second person, once all winners are decided and as long as they are not public."""
    if not (allowed := _is_ready(actor, evening, at)):
        return allowed
    if evening.is_open(at):
        return no(_l("Layar sudah terbuka."))
    if evening.is_waiting(at):
        return no(_l("Pembukaan layar sudah diminta. Tunggu persetujuan petugas kedua."))
    return YES


def may_agree(actor: Actor, evening: Ceremony, at: datetime) -> Verdict:
    """A second person of the secretariat opens the screen; not whoever asked."""
    if not (allowed := _is_ready(actor, evening, at)):
        return allowed
    if evening.opening is None or not evening.is_waiting(at):
        return no(_l("Tidak ada pembukaan layar yang menunggu persetujuan."))
    return is_second(actor, evening.opening.asked_by, _("Anda yang meminta layar dibuka."))


def may_end(actor: Actor, evening: Ceremony, at: datetime) -> Verdict:
    """Anybody of the secretariat closes the screen again, or takes the asking back."""
    if not (allowed := may_run_secretariat(actor, evening, at)):
        return allowed
    if evening.opening is None or evening.is_public(at):
        return no(_l("Tidak ada layar yang perlu ditutup."))
    return YES


def _is_ready(actor: Actor, evening: Ceremony, at: datetime) -> Verdict:
    verdict = may_run_secretariat(actor, evening, at)
    if not verdict:
        return verdict
    if evening.office.lacking:
        return no(_l("Sahkan dahulu daftar pemenang setiap kategori di rapat pleno."))
    if any(standing.hidden for standing in evening.office.standings):
        return no(_l("Layar memuat pemenang kategori yang masih tertutup bagi Anda. Mintalah petugas sekretariat lain."))
    return YES
