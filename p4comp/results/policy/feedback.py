"""Who draws feedback up, reads its notes, lets it go, and reads it in the end; before its moment nobody outside knows of it.

Sight is decided by the queries. Whoever is bound to an institution neither changes what it is told nor reads why it did not go on.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import may_audit, may_be_signed_in, may_run_secretariat
from p4comp.competition.models import Edition
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.jobs import Job
from p4comp.institutions.rules.conflicts import WORDS, Relation
from p4comp.results.models.feedback import Feedback, FeedbackNote, FeedbackRound
from p4comp.results.rules.feedback.notes import MOVES

may_read_feedback = may_be_signed_in
may_see_feedback = may_audit


@dataclass(frozen=True)
class Counts:
    """How many reports there are, read, waiting with doubtful notes, printed, seen by their institutions, later versions not yet out."""

    total: int = 0
    read: int = 0
    doubtful: int = 0
    printed: int = 0
    seen: int = 0
    fresh: int = 0


@dataclass(frozen=True)
class FeedbackDesk:
    """The feedback of an edition as those inside see it.

    `is_decided`: the winners of every category are decided; `known_at`: when the last of them is announced, if that is set.
    """

    edition: Edition
    round: FeedbackRound | None
    is_decided: bool
    known_at: datetime | None
    counts: Counts = Counts()
    job: Job | None = None
    printing: Job | None = None


@dataclass(frozen=True)
class FeedbackCase:
    """The newest report of an entry on the desk, and what binds whoever asks to its institution; `is_known`: the winners are announced."""

    feedback: Feedback
    relation: Relation | None = None
    is_known: bool = True


@dataclass(frozen=True)
class NoteCase:
    """One note of a report."""

    case: FeedbackCase
    note: FeedbackNote


@dataclass(frozen=True)
class OwnFeedback:
    """A report that is out, as its institution reads it; `is_own`: whoever reads it works there."""

    feedback: Feedback
    is_own: bool


def may_draw_up(actor: Actor, desk: FeedbackDesk, at: datetime) -> Verdict:
    """The secretariat, once the winners of every category are decided; not while it is being drawn up."""
    if not desk.is_decided:
        return no(_l("Umpan balik disusun sesudah daftar pemenang setiap kategori disahkan rapat pleno."))
    if desk.round is not None and desk.round.made_at is None:
        return no(_l("Umpan balik sedang disusun."))
    return may_run_secretariat(actor, desk, at)


def may_pass_unread(actor: Actor, desk: FeedbackDesk, at: datetime) -> Verdict:
    """The secretariat marks many reports as read, as long as some wait."""
    if desk.counts.read == desk.counts.total:
        return no(_l("Semua umpan balik sudah dibaca."))
    return may_run_secretariat(actor, desk, at)


def may_release(actor: Actor, desk: FeedbackDesk, at: datetime) -> Verdict:
    """The secretariat, once every report was read and the winners' moment is set, until it is out."""
    if desk.round is None or desk.round.made_at is None:
        return no(_l("Susun dahulu umpan baliknya."))
    if desk.round.is_released(at):
        return no(_l("Umpan balik sudah dirilis."))
    if desk.counts.read < desk.counts.total:
        return no(_l("Masih ada umpan balik yang catatannya belum dibaca sekretariat."))
    if desk.known_at is None:
        return no(_l("Tetapkan dahulu waktu pengumuman pemenang. Umpan balik tidak dirilis sebelum waktu itu."))
    return may_run_secretariat(actor, desk, at)


def may_print_all(actor: Actor, desk: FeedbackDesk, at: datetime) -> Verdict:
    """The secretariat, once every report was read."""
    if not desk.counts.total or desk.counts.read < desk.counts.total:
        return no(_l("PDF dibuat sesudah semua catatan dibaca."))
    return may_run_secretariat(actor, desk, at)


def _may_work_on(actor: Actor, case: FeedbackCase, at: datetime) -> Verdict:
    if case.relation is not None:
        return no(_l("Anda %(bond)s. Mintalah petugas sekretariat lain.", bond=WORDS[case.relation]))
    return may_run_secretariat(actor, case, at)


def may_see_case(actor: Actor, case: FeedbackCase, at: datetime) -> Verdict:
    """Auditors and the secretariat; whoever is bound to the institution not before its report is out."""
    if case.relation is not None and not case.feedback.is_out(at):
        return no(_l("Anda %(bond)s. Laporan ini terbuka bagi Anda sesudah dirilis.", bond=WORDS[case.relation]))
    return may_audit(actor, case, at)


def may_pass(actor: Actor, case: FeedbackCase, at: datetime) -> Verdict:
    """The secretariat, nobody bound to the institution, as long as the report waits."""
    if not MOVES.allows(case.feedback.state, "read"):
        return no(_l("Umpan balik ini sudah dibaca."))
    return _may_work_on(actor, case, at)


def may_change_note(actor: Actor, about: NoteCase, at: datetime) -> Verdict:
    """The secretariat, nobody bound to the institution, until the report is out."""
    if about.case.feedback.is_out(at):
        return no(_l("Umpan balik ini sudah dirilis. Buat versi baru untuk mengubah catatannya."))
    return _may_work_on(actor, about.case, at)


def may_renew(actor: Actor, case: FeedbackCase, at: datetime) -> Verdict:
    """The secretariat, nobody bound to the institution, makes another version of the newest report that is out."""
    if not case.feedback.is_out(at):
        return no(_l("Versi baru dibuat dari versi terakhir yang sudah dirilis."))
    return _may_work_on(actor, case, at)


class AboutCase(Protocol):
    """Something known of a report."""

    @property
    def case(self) -> FeedbackCase: ...


def may_see_why_sheet(actor: Actor, why: AboutCase, at: datetime) -> Verdict:
    """Auditors and the secretariat, nobody bound to the institution: the sheet never leaves the house."""
    if why.case.relation is not None:
        return no(_l("Anda %(bond)s. Lembar ini tidak dibuka kepada Anda.", bond=WORDS[why.case.relation]))
    return may_audit(actor, why, at)


def may_acknowledge(actor: Actor, own: OwnFeedback, at: datetime) -> Verdict:
    """The institution's own people, once."""
    if not own.is_own:
        return no(_l("Ditandai oleh anggota instansi peserta."))
    if own.feedback.seen_at is not None:
        return no(_l("Sudah ditandai."))
    return YES
