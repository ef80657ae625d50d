"""Who settles what about an interview before it is held: any member of the finalist's institution, and the secretariat."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import may_audit, may_be_signed_in, may_run_secretariat
from p4comp.competition.spec import EditionSpec
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.words import moment_for
from p4comp.interviews.models import ChangeRequest, Interview, InterviewState, Invitation, Rehearsal
from p4comp.interviews.policy.desk import Desk, may_read
from p4comp.interviews.rules.invitations import INVITATIONS, REQUESTS, InvitationState, Moments

may_see_own = may_be_signed_in
may_keep_calendar = may_be_signed_in
may_test_line = may_be_signed_in
may_see_board = may_audit
may_keep_rehearsals = may_run_secretariat
may_head_letters = may_run_secretariat
OVER = _l("Wawancara ini sudah dimulai atau selesai.")


@dataclass(frozen=True)
class Invited:
    """A finalist's interview with what its edition says of invitations, and the request for another seat that waits."""

    interview: Interview
    spec: EditionSpec
    request: ChangeRequest | None = None

    @property
    def invitation(self) -> Invitation:
        """What was settled so far."""
        return self.interview.invitation

    @property
    def moments(self) -> Moments:
        """What has its time around the interview."""
        return Moments(self.interview.starts_at, self.spec.hearings.invitation)

    @property
    def zone(self) -> str:
        """The finalist's own zone."""
        return self.interview.entry.institution.zone

    def said(self, value: datetime) -> str:
        """A moment on the edition's clock, and on the finalist's where that is another."""
        return moment_for(value, self.spec.zone, self.zone)


@dataclass(frozen=True)
class Slot:
    """A time to try the meeting out, as a finalist finds it."""

    rehearsal: Rehearsal
    invited: Invited


def _is_ahead(invited: Invited, at: datetime) -> bool:
    return invited.interview.state is InterviewState.PLACED and at < invited.interview.starts_at


def may_see_invitation(actor: Actor, invited: Invited, at: datetime) -> Verdict:
    """Sight is decided by the query: the institution's own members, or the secretariat."""
    return YES


def may_confirm(actor: Actor, invited: Invited, at: datetime) -> Verdict:
    """Any member of the institution, until the interview begins; nobody's approval is needed."""
    if not _is_ahead(invited, at):
        return no(OVER)
    if invited.invitation.state is InvitationState.CONFIRMED:
        return no(_l("Kehadiran pada jadwal ini sudah dikonfirmasi."))
    if not INVITATIONS.allows(invited.invitation.state, "confirm"):
        return no(_l("Anda sedang meminta waktu lain. Tarik dahulu permintaan itu bila jadwal yang ada ternyata bisa."))
    return YES


def may_present(actor: Actor, invited: Invited, at: datetime) -> Verdict:
    """Who presents may be named and changed until the interview begins."""
    return YES if _is_ahead(invited, at) else no(OVER)


may_send_assignment = may_present
may_rehearse = may_present


def may_send_slides(actor: Actor, invited: Invited, at: datetime) -> Verdict:
    """Slides are handed in until their deadline."""
    if _is_ahead(invited, at) and at < invited.moments.slides_by:
        return YES
    return no(
        _(
            "Paparan diterima sampai %(until)s. Setelah itu bawalah sendiri pada saat wawancara.",
            until=invited.said(invited.moments.slides_by),
        )
    )


def may_read_slides(actor: Actor, desk: Desk, at: datetime) -> Verdict:
    """Jurors who hear the finalist read its slides with the dossier, once both are there."""
    verdict = may_read(actor, desk, at)
    if not verdict:
        return verdict
    return YES if desk.interview.invitation.slides_sha256 else no(_l("Paparan belum diunggah."))


def may_read_letter(actor: Actor, invited: Invited, at: datetime) -> Verdict:
    """Sight is decided by the query: the institution its own, once the letter has number, day and signatory."""
    return YES


def may_see_slides(actor: Actor, invited: Invited, at: datetime) -> Verdict:
    """Whoever finds the interview reads its slides, once there are any."""
    return YES if invited.invitation.slides_sha256 else no(_l("Paparan belum diunggah."))


def may_see_assignment(actor: Actor, invited: Invited, at: datetime) -> Verdict:
    """Whoever finds the interview reads its assignment letter, once there is one."""
    return YES if invited.invitation.letter_sha256 else no(_l("Surat tugas belum diunggah."))


def may_ask_change(actor: Actor, invited: Invited, at: datetime) -> Verdict:
    """Another seat is asked for until its deadline; afterwards the secretariat has the stand-by seats."""
    if not _is_ahead(invited, at):
        return no(OVER)
    if not INVITATIONS.allows(invited.invitation.state, "ask_change"):
        return no(_l("Permintaan Anda sedang menunggu jawaban sekretariat."))
    if at >= invited.moments.change_by:
        until = invited.said(invited.moments.change_by)
        return no(
            _("Waktu lain diminta paling lambat %(until)s. Bila berhalangan, telepon sekretariat: masih ada waktu cadangan.", until=until)
        )
    return YES


def may_take_back(actor: Actor, invited: Invited, at: datetime) -> Verdict:
    """A request that waits may be taken back."""
    return YES if invited.request is not None else no(_l("Tidak ada permintaan yang menunggu."))


def may_enter(actor: Actor, invited: Invited, at: datetime) -> Verdict:
    """The waiting room opens with the invitation and closes with the interview."""
    return YES if at < invited.interview.ends_at + timedelta(hours=1) else no(OVER)


def sees_link(invited: Invited, at: datetime) -> bool:
    """Whether pages show the link: from its minutes before the start until the interview is over."""
    row = invited.interview
    return bool(row.invitation.link) and row.state is InterviewState.PLACED and invited.moments.link_from <= at


def may_settle(actor: Actor, invited: Invited, at: datetime) -> Verdict:
    """The secretariat, while the interview has not been held."""
    verdict = may_run_secretariat(actor, invited, at)
    if not verdict:
        return verdict
    return YES if invited.interview.state is InterviewState.PLACED else no(_l("Wawancara ini sudah selesai atau dibatalkan."))


def may_note_confirmed(actor: Actor, invited: Invited, at: datetime) -> Verdict:
    """The secretariat notes what a finalist said by telephone; a request for another slot is answered first."""
    verdict = may_settle(actor, invited, at)
    if verdict and invited.request is not None:
        return no(_l("Peserta sedang meminta waktu lain. Jawab dahulu permintaannya."))
    return verdict and may_confirm(actor, invited, at)


def may_answer_change(actor: Actor, invited: Invited, at: datetime) -> Verdict:
    """The secretariat answers a request that waits."""
    verdict = may_settle(actor, invited, at)
    if not verdict:
        return verdict
    if invited.request is None or not REQUESTS.allows(invited.request.state, "grant"):
        return no(_l("Tidak ada permintaan yang menunggu. Mungkin peserta menariknya, atau rekan Anda sudah menjawab."))
    return YES


def may_reserve(actor: Actor, invited: Invited, at: datetime) -> Verdict:
    """The secretariat moves somebody to a stand-by seat: once asking is over, or once they have not come in time."""
    verdict = may_settle(actor, invited, at)
    if not verdict:
        return verdict
    moments = invited.moments
    if at < moments.change_by:
        return no(_l("Peserta masih dapat meminta waktu lain sendiri. Untuk memindah sekarang, pakai “Pindah” pada jadwal."))
    if moments.starts_at <= at < moments.missed_from:
        return no(_("Peserta masih ditunggu sampai %(until)s.", until=invited.said(moments.missed_from)))
    return YES


def may_take_slot(actor: Actor, slot: Slot, at: datetime) -> Verdict:
    """A finalist takes one time to come, before its interview, that nobody has."""
    if slot.rehearsal.interview_id is not None:
        return no(_l("Waktu gladi ini baru saja diambil peserta lain. Pilih waktu yang lain."))
    if slot.rehearsal.starts_at <= at:
        return no(_l("Waktu gladi ini sudah lewat. Pilih waktu yang lain."))
    if slot.rehearsal.starts_at >= slot.invited.interview.starts_at:
        return no(_l("Waktu gladi ini sesudah wawancara Anda. Pilih waktu yang lain."))
    return may_rehearse(actor, slot.invited, at)


def may_drop_slot(actor: Actor, rehearsal: Any, at: datetime) -> Verdict:
    """The secretariat takes back a time that nobody has taken."""
    verdict = may_run_secretariat(actor, rehearsal, at)
    if verdict and rehearsal.interview_id is not None:
        return no(_l("Waktu ini sudah diambil peserta."))
    return verdict
