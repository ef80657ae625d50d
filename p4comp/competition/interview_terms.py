"""How interviews are planned, prepared, scored and followed by a look on the spot, as an edition file states it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LOCAL_HOURS = ("07:30", "16:30")
RESERVE_PERCENT = 5
CONFIRM_HOURS = 24
CHANGE_HOURS = 24
LINK_MINUTES = 15
GRACE_MINUTES = 5
SLIDE_HOURS = 24
VISITORS = 2


class Pooling(StrEnum):
    """How the totals of a panel's jurors become one: plain mean, median, or the mean without a fifth at both ends."""

    MEAN = "rata_rata"
    MEDIAN = "median"
    TRIMMED = "rata_rata_terpangkas"


class Effect(StrEnum):
    """What findings on the spot may do: inform the plenary only, or correct the panel's value within bounds."""

    INFORMS = "catatan"
    CORRECTS = "koreksi"


@dataclass(frozen=True)
class PlanningTerms:
    """What the planner respects beside the office hours; 0 stands for no bound.

    `local_hours` hold on every party's own clock. National holidays are no interview days unless in `despite`; `closed` are
    further days without interviews. Of all seats, `reserve_percent` stay free for those who must be moved.
    """

    local_hours: tuple[str, str] = LOCAL_HOURS
    most_per_half_day: int = 0
    reserve_percent: int = RESERVE_PERCENT
    quorum: int = 0
    closed: tuple[date, ...] = ()
    despite: tuple[date, ...] = ()


@dataclass(frozen=True)
class InvitationTerms:
    """Until when finalists confirm, ask for another slot and hand in slides; when the link shows; how long panels wait."""

    confirm_hours: int = CONFIRM_HOURS
    change_hours: int = CHANGE_HOURS
    slide_hours: int = SLIDE_HOURS
    link_minutes: int = LINK_MINUTES
    grace_minutes: int = GRACE_MINUTES


@dataclass(frozen=True)
class HearingTerms:
    """How jurors' totals are pooled, and whether jurors see a finalist's desk rank before they lock."""

    pooling: Pooling = Pooling.MEAN
    shows_desk_rank: bool = False


@dataclass(frozen=True)
class CheckItem:
    """Something that is looked at on the spot."""

    code: str
    text: str


CHECKLIST = (
    CheckItem("loket", "Saluran pengaduan di tempat (loket, telepon, kotak saran) ada dan melayani"),
    CheckItem("papan", "Cara mengadu, jangka waktu, dan hak pengadu terpampang bagi masyarakat"),
    CheckItem("sistem", "Sistem pengaduan dibuka di depan tim: pengaduan terbaru terlihat beserta tindak lanjutnya"),
    CheckItem("petugas", "Petugas pengaduan sesuai keputusan penunjukan dan memahami tugasnya"),
    CheckItem("rentan", "Kelompok rentan dapat mengadu (penyandang disabilitas, lansia, tanpa internet)"),
    CheckItem("perubahan", "Perbaikan layanan yang disebut dalam berkas terlihat di tempat"),
    CheckItem("pengguna", "Pengguna layanan yang ditemui mengenal saluran pengaduan"),
)
"""What is looked at where an edition says nothing else; assumed, for no official form is known."""


@dataclass(frozen=True)
class ObservationTerms:
    """Whether panels may ask for a look on the spot, who looks (at least so many) and at what, and what their findings may do.

    They move the panel's value by at most `most` points up or down, and only where the effect says so.
    """

    visitors: int = VISITORS
    effect: Effect = Effect.INFORMS
    most: float = 0
    is_allowed: bool = True
    items: tuple[CheckItem, ...] = CHECKLIST


@dataclass(frozen=True)
class InterviewTerms:
    """What an edition says of its interviews beside their format."""

    planning: PlanningTerms = PlanningTerms()
    invitation: InvitationTerms = InvitationTerms()
    hearing: HearingTerms = HearingTerms()
    observation: ObservationTerms = ObservationTerms()
