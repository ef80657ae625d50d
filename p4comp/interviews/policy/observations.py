"""Who asks for a look on the spot, orders it, fills in its report, signs it, opens it again, and lets it move a score.

Sight is decided by the query: whoever is bound to the institution finds none of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.policy import may_be_signed_in, may_run_secretariat, same_hand
from p4comp.competition.interview_terms import Effect, ObservationTerms
from p4comp.competition.spec import EditionSpec
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.clock import local
from p4comp.decisions.policy import Standing
from p4comp.entries.models import Entry
from p4comp.entries.rules.moves import State
from p4comp.interviews.models import Interview, InterviewState, Observation, ObservationCorrection, ObservationPhoto, ObservationReopening
from p4comp.interviews.rules.observations import CORRECTIONS, VISITS, CorrectionState, VisitState
from p4comp.interviews.rules.reopening import REOPENINGS, ReopenState

may_see_observations = may_be_signed_in


@dataclass(frozen=True)
class Asking:
    """An interview of a panel that whoever asks chairs; `waiting`: a look on the spot that was asked for already."""

    interview: Interview
    spec: EditionSpec
    waiting: Observation | None = None
    standing: Standing | None = None

    @property
    def terms(self) -> ObservationTerms:
        """What the edition says of looks on the spot."""
        return self.spec.hearings.observation


@dataclass(frozen=True)
class Visit:
    """A look on the spot as somebody finds it, and what they are to it.

    `bound`: members whom a bond bars by now, with its words. `is_scored`: not every juror has locked the sheet on it.
    `has_heard`: they hold a locked sheet on it themselves; a seat in the panel alone can be given by one secretary afterwards.
    """

    observation: Observation
    spec: EditionSpec
    standing: Standing | None
    is_member: bool
    is_juror: bool
    is_chair: bool
    bound: Mapping[str, str]
    is_scored: bool = False
    has_heard: bool = False

    @property
    def entry(self) -> Entry:
        """The entry looked at."""
        return self.observation.interview.entry

    @property
    def terms(self) -> ObservationTerms:
        """What the edition says of looks on the spot."""
        return self.spec.hearings.observation

    @property
    def zone(self) -> str:
        """The institution's zone: that of the place."""
        return self.entry.institution.zone

    @property
    def correction(self) -> ObservationCorrection | None:
        """The correction that is proposed or counts."""
        return next((one for one in self.observation.corrections if one.state is not CorrectionState.REFUSED), None)

    @property
    def reopening(self) -> ObservationReopening | None:
        """The wish to open the report again that waits for an answer."""
        return next((one for one in self.observation.reopenings if one.state is ReopenState.ASKED), None)

    @property
    def is_signed(self) -> bool:
        """Whether somebody has agreed with the report as it stands."""
        return any(one.signed_at for one in self.observation.members)


@dataclass(frozen=True)
class Shot:
    """A photo of a look on the spot."""

    photo: ObservationPhoto
    visit: Visit


def is_gone(interview: Interview) -> bool:
    """Whether the institution withdrew, or is no finalist any more."""
    return interview.state is InterviewState.CANCELLED or interview.entry.state is State.WITHDRAWN


def _is_open(interview: Interview, standing: Standing | None) -> Verdict:
    if is_gone(interview):
        return no(_("Instansi ini mengundurkan diri atau tidak lagi finalis. Observasinya tidak dilanjutkan."))
    if standing is not None:
        return no(_("Daftar pemenang kategori ini sudah diajukan ke rapat pleno, jadi observasi tidak diubah lagi."))
    return YES


def may_ask_observation(actor: Actor, found: Asking, at: datetime) -> Verdict:
    """The chair of the panel, once it has begun to hear the finalist, where the edition allows it; one at a time."""
    if not found.terms.is_allowed:
        return no(_("Edisi ini tidak memakai observasi lapangan."))
    if found.waiting is not None:
        return no(_("Observasi untuk finalis ini sudah diminta."))
    if at < found.interview.starts_at:
        return no(_("Observasi diminta setelah wawancara dimulai."))
    return _is_open(found.interview, found.standing)


def may_see_observation(actor: Actor, visit: Visit, at: datetime) -> Verdict:
    """Whoever finds it: the panel, the team, the secretariat, auditors.

    An evaluator finds it as one of the team, into which the secretariat may send evaluators too (`queries.candidates`), and by no other right.
    """
    return YES


def may_order_observation(actor: Actor, visit: Visit, at: datetime) -> Verdict:
    """The secretariat sends a team, or another one, or on another day, until the report is locked."""
    if not (runs := may_run_secretariat(actor, visit, at)):
        return runs
    state = visit.observation.state
    if not (VISITS.allows(state, "order") or VISITS.allows(state, "reorder")):
        return no(_("Observasi ini sudah selesai atau tidak diadakan."))
    return _is_open(visit.observation.interview, visit.standing)


def may_refuse_observation(actor: Actor, visit: Visit, at: datetime) -> Verdict:
    """The secretariat may decline what the panel asks for, with the reason."""
    if not (runs := may_run_secretariat(actor, visit, at)):
        return runs
    return YES if VISITS.allows(visit.observation.state, "refuse") else no(_("Permintaan ini sudah dijawab."))


def may_cancel_observation(actor: Actor, visit: Visit, at: datetime) -> Verdict:
    """The secretariat calls an ordered one off, with the reason, until the report is locked."""
    if not (runs := may_run_secretariat(actor, visit, at)):
        return runs
    if visit.observation.state is not VisitState.ORDERED:
        return no(_("Hanya observasi yang sudah ditugaskan dan belum selesai yang dapat dibatalkan."))
    return YES


def _of_team(visit: Visit) -> Verdict:
    if not visit.is_member:
        return no(_("Laporan diisi oleh anggota timnya."))
    if visit.observation.state is not VisitState.ORDERED:
        return no(_("Laporan ini terkunci."))
    return _is_open(visit.observation.interview, visit.standing)


def may_fill_observation(actor: Actor, visit: Visit, at: datetime) -> Verdict:
    """Each member of the team, from the day of the visit until the first has signed."""
    if not (of_team := _of_team(visit)):
        return of_team
    if visit.is_signed:
        return no(_("Laporan sedang disetujui. Tarik dahulu persetujuannya bila masih ada yang perlu diubah."))
    starts_at = visit.observation.starts_at
    if starts_at is None or local(at, visit.zone).date() < local(starts_at, visit.zone).date():
        return no(_("Laporan diisi sejak hari kunjungan."))
    return YES


def may_sign_observation(actor: Actor, visit: Visit, at: datetime) -> Verdict:
    """Each member once, while the team is whole and nobody in it is bound to the institution."""
    if not (of_team := _of_team(visit)):
        return of_team
    if visit.bound:
        return no(_("Ada anggota tim yang kini terikat dengan instansi. Sekretariat perlu mengganti anggotanya dahulu."))
    members = visit.observation.members
    if len(members) < visit.terms.visitors:
        return no(_("Tim kurang dari %(n)d orang. Sekretariat perlu melengkapinya dahulu.", n=visit.terms.visitors))
    if any(one.person_id == actor.id and one.signed_at for one in members):
        return no(_("Anda sudah menyetujui laporan ini. Menunggu anggota lain."))
    return YES if visit.is_signed else may_fill_observation(actor, visit, at)


def may_unsign_observation(actor: Actor, visit: Visit, at: datetime) -> Verdict:
    """Each member may take all words back until the last has signed: the report is then open to be changed."""
    if not (of_team := _of_team(visit)):
        return of_team
    return YES if visit.is_signed else no(_("Belum ada yang menyetujui laporan ini."))


def may_read_observation_report(actor: Actor, visit: Visit, at: datetime) -> Verdict:
    """The printed report, once it is locked and drawn."""
    if visit.observation.report_sha256 is None:
        return no(_("PDF laporan dibuat setelah seluruh tim menyetujuinya. Muat ulang sebentar lagi."))
    return YES


def may_see_observation_photo(actor: Actor, shot: Shot, at: datetime) -> Verdict:
    """Whoever finds the report sees its photos, drawn by the portal: nothing the camera wrote is in them."""
    return YES


def may_have_observation_original(actor: Actor, shot: Shot, at: datetime) -> Verdict:
    """The file as the camera made it, with the place in it: the team and the secretariat only."""
    if shot.visit.is_member or actor.has("secretariat"):
        return YES
    return no(_("Berkas asli hanya untuk tim dan sekretariat; di dalamnya kamera menulis tempat."))


def may_fill_observation_photo(actor: Actor, shot: Shot, at: datetime) -> Verdict:
    """Whoever fills in the report says where and when a photo was taken, or takes it out."""
    return may_fill_observation(actor, shot.visit, at)


def may_ask_observation_reopening(actor: Actor, visit: Visit, at: datetime) -> Verdict:
    """A member asks for the locked report to be opened, while nothing was decided by it."""
    if not visit.is_member:
        return no(_("Pembukaan laporan diminta oleh anggota timnya."))
    if visit.observation.state is not VisitState.LOCKED:
        return no(_("Laporan ini tidak terkunci."))
    if visit.reopening is not None:
        return no(_("Pembukaan sudah diminta dan menunggu jawaban sekretariat."))
    return _may_still_open(visit)


def may_answer_observation_reopening(actor: Actor, visit: Visit, at: datetime) -> Verdict:
    """Somebody of the secretariat who did not go and is not the hand of who asks; refusing is always possible."""
    if not (runs := may_run_secretariat(actor, visit, at)):
        return runs
    found = visit.reopening
    if found is None or not REOPENINGS.allows(found.state, "grant"):
        return no(_("Tidak ada permintaan yang menunggu jawaban."))
    if visit.is_member or same_hand(actor, found.asked_by):
        return no(_("Ini laporan Anda sendiri. Petugas sekretariat lain yang menjawab."))
    return YES


def may_grant_observation_reopening(actor: Actor, visit: Visit, at: datetime) -> Verdict:
    """The same person, while nothing was decided by the report."""
    answers = may_answer_observation_reopening(actor, visit, at)
    return _may_still_open(visit) if answers else answers


def _may_still_open(visit: Visit) -> Verdict:
    if visit.correction is not None:
        return no(_("Panel sudah mengusulkan atau menetapkan koreksi dari laporan ini, jadi laporannya tidak dibuka lagi."))
    return _is_open(visit.observation.interview, visit.standing)


def may_propose_correction(actor: Actor, visit: Visit, at: datetime) -> Verdict:
    """The chair, where the plan lets findings correct, once the report and all sheets are locked; one correction a report."""
    if visit.terms.effect is not Effect.CORRECTS:
        return no(_("Menurut rencana penilaian, temuan lapangan hanya menjadi catatan dan tidak mengubah nilai."))
    if not visit.is_chair:
        return no(_("Koreksi diusulkan oleh ketua panel."))
    if visit.observation.state is not VisitState.LOCKED:
        return no(_("Koreksi diusulkan setelah laporan terkunci."))
    if visit.is_scored:
        return no(_("Koreksi diusulkan setelah semua juri panel mengunci lembarnya, supaya nilai mereka tidak terpengaruh."))
    if not visit.has_heard:
        return no(_("Koreksi diusulkan oleh ketua panel yang ikut menilai finalis ini."))
    if visit.correction is not None:
        return no(_("Koreksi untuk laporan ini sudah diusulkan."))
    return _is_open(visit.observation.interview, visit.standing)


def may_answer_correction(actor: Actor, visit: Visit, at: datetime) -> Verdict:
    """Another juror of the panel confirms or refuses, once."""
    if not visit.is_juror:
        return no(_("Koreksi disahkan oleh juri lain dari panel ini."))
    found = visit.correction
    if found is None or not CORRECTIONS.allows(found.state, "confirm"):
        return no(_("Tidak ada koreksi yang menunggu jawaban."))
    if not visit.has_heard:
        return no(_("Koreksi disahkan oleh juri yang ikut menilai finalis ini; Anda duduk di panel ini sesudahnya."))
    if same_hand(actor, found.proposed_by):
        return no(_("Anda yang mengusulkannya. Juri lain dari panel ini yang mengesahkan."))
    return _is_open(visit.observation.interview, visit.standing)
