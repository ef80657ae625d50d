"""Looks on the spot: their states, who may go and when, what a report lacks, what it may do to a score. Pure.

A report corrects nothing by itself. Where the plan lets it, the panel moves its own value by a bounded number of points;
the jurors' sheets stay as they are, and the correction is a line of its own beside them.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.competition.interview_terms import CheckItem
from p4comp.core import errors
from p4comp.core.clock import local
from p4comp.core.errors import Invalid
from p4comp.core.moves import Moves
from p4comp.interviews.rules.holidays import holiday
from p4comp.judging.rules.ranking import rounded

DAYS_AHEAD = 366
SATURDAY = 5


class VisitState(StrEnum):
    """Asked for by the panel, ordered or refused by the secretariat, locked once the whole team agrees, or called off."""

    ASKED = "asked"
    ORDERED = "ordered"
    LOCKED = "locked"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Seen(StrEnum):
    """What the team found of one thing it looked at."""

    SEEN = "seen"
    PARTLY = "partly"
    UNSEEN = "unseen"
    NOT_APPLICABLE = "not_applicable"


class CorrectionState(StrEnum):
    """A correction is proposed by the chair and counts once another juror of the panel has confirmed it."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


VISITS = Moves(
    "observation",
    {
        "order": ({VisitState.ASKED}, VisitState.ORDERED),
        "refuse": ({VisitState.ASKED}, VisitState.REFUSED),
        "reorder": ({VisitState.ORDERED}, VisitState.ORDERED),
        "fill": ({VisitState.ORDERED}, VisitState.ORDERED),
        "lock": ({VisitState.ORDERED}, VisitState.LOCKED),
        "reopen": ({VisitState.LOCKED}, VisitState.ORDERED),
        "cancel": ({VisitState.ASKED, VisitState.ORDERED}, VisitState.CANCELLED),
    },
)
CORRECTIONS = Moves(
    "observation_correction",
    {
        "confirm": ({CorrectionState.PROPOSED}, CorrectionState.CONFIRMED),
        "refuse": ({CorrectionState.PROPOSED}, CorrectionState.REFUSED),
    },
)
ENDED = (VisitState.REFUSED, VisitState.CANCELLED)
SEEN_WORDS = {
    Seen.SEEN: _l("Terlihat"),
    Seen.PARTLY: _l("Sebagian terlihat"),
    Seen.UNSEEN: _l("Tidak terlihat"),
    Seen.NOT_APPLICABLE: _l("Tidak berlaku di sini"),
}

errors.name(
    "observation",
    errors.Words(
        noun=_l("Observasi lapangan"),
        states={
            "asked": _l("Diminta panel"),
            "ordered": _l("Ditugaskan"),
            "locked": _l("Laporan terkunci"),
            "refused": _l("Tidak diadakan"),
            "cancelled": _l("Dibatalkan"),
        },
        verbs={
            "order": _l("ditugaskan"),
            "refuse": _l("ditolak"),
            "reorder": _l("diubah"),
            "fill": _l("diisi"),
            "lock": _l("dikunci"),
            "reopen": _l("dibuka kembali"),
            "cancel": _l("dibatalkan"),
        },
    ),
)
errors.name(
    "observation_correction",
    errors.Words(
        noun=_l("Koreksi nilai"),
        states={"proposed": _l("Menunggu juri kedua"), "confirmed": _l("Berlaku"), "refused": _l("Ditolak")},
        verbs={"confirm": _l("disahkan"), "refuse": _l("ditolak")},
    ),
)


def check_day(starts_at: datetime, at: datetime, zone: str) -> None:
    """A visit is today or later, on the institution's clock; Invalid says so."""
    day, today = local(starts_at, zone).date(), local(at, zone).date()
    if day < today:
        raise Invalid(_("Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya."), "starts_at")
    if (day - today).days > DAYS_AHEAD:
        raise Invalid(_("Tanggal ini lebih dari setahun lagi. Periksa tahunnya."), "starts_at")


def day_warning(day: date) -> str:
    """What is unusual about a day, for a warning that forbids nothing."""
    if found := holiday(day):
        return _("Hari itu libur: %(name)s. Kantor mungkin tutup.", name=found)
    return _("Hari itu Sabtu atau Minggu. Kantor mungkin tutup.") if day.weekday() >= SATURDAY else ""


def check_team(people: Mapping[str, str], leader: str, least: int, barred: Mapping[str, str]) -> None:
    """At least so many go, none of them bound to the institution, one of them leads. `people`: names by id, `barred`: the bond's words."""
    bound = [f"{people[one]} {barred[one]}" for one in people if one in barred]
    if bound:
        raise Invalid(_("Tidak dapat ditugaskan: %(who)s. Pilih orang lain.", who="; ".join(bound)), "team")
    if len(people) < least:
        raise Invalid(_("Pilih paling sedikit %(n)d orang; satu orang tidak menjadi saksi bagi dirinya sendiri.", n=least), "team")
    if leader not in people:
        raise Invalid(_("Pilih ketua dari anggota tim."), "leader")


def unmarked(items: Iterable[CheckItem], marks: Mapping[str, str]) -> list[CheckItem]:
    """The things to look at of which nothing was said."""
    return [one for one in items if not marks.get(one.code)]


def lacking(items: Iterable[CheckItem], marks: Mapping[str, str], findings: str, unplaced: int) -> list[str]:
    """What a report lacks before its team may sign it, in words; `unplaced` photos have no place or time."""
    left = unmarked(items, marks)
    found = [_("%(n)d butir belum ditandai: %(first)s", n=len(left), first=left[0].text)] if left else []
    if not findings.strip():
        found.append(_("Temuan belum ditulis"))
    if unplaced:
        found.append(_("%(n)d foto belum lengkap tempat dan waktunya", n=unplaced))
    return found


def in_future(taken_at: datetime, came_at: datetime) -> bool:
    """Whether a camera says that a photo was taken after it was sent: its clock is wrong, whatever else it says."""
    return taken_at > came_at


def photo_warning(taken_at: datetime | None, visit_at: datetime, zone: str) -> str:
    """What is odd about a photo's moment: another day than the visit's, on the institution's clock."""
    if taken_at is None or local(taken_at, zone).date() == local(visit_at, zone).date():
        return ""
    return _("Foto ini bukan dari hari kunjungan.")


def check_points(points: float, most: float, decimals: int) -> float:
    """Points a correction may have: not none, within the plan's bound, no finer than scores are published."""
    if rounded(points, decimals) != points or points == 0:
        raise Invalid(_("Isi angka selain 0 dengan paling banyak %(n)d angka di belakang koma.", n=decimals), "points")
    if abs(points) > most:
        raise Invalid(_("Rencana penilaian membatasi koreksi: paling banyak %(most)s poin naik atau turun.", most=f"{most:g}"), "points")
    return points


def corrected(value: float, points: float | None, decimals: int) -> float:
    """A panel's value (0 to 100) with its confirmed correction, if there is one; it never leaves the scale."""
    return value if points is None else rounded(min(100.0, max(0.0, value + points)), decimals)


def still_binding(team: Collection[str], signed: Collection[str]) -> list[str]:
    """The members whose word is still missing before the report is locked."""
    return [one for one in team if one not in signed]
