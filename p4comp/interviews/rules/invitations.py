"""Invitations to interviews: their states, the moments that follow from a seat, and what is typed about them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.competition.interview_terms import InvitationTerms
from p4comp.core import clock, errors
from p4comp.core.errors import Invalid
from p4comp.core.moves import Moves

MOST_LINK = 500
UNWRITABLE = frozenset("<>\\")
RAW = {ord(one): f"%{ord(one):02X}" for one in '"{}|^`'}
"""What meeting programs leave in addresses as it is, and mail programs cut them at."""
MORNING = 8


class InvitationState(StrEnum):
    """A seat is proposed, confirmed by the finalist, or another one is asked for."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    CHANGE_ASKED = "change_asked"


class RequestState(StrEnum):
    """A request for another seat waits, or was granted, refused, taken back, or overtaken by another move."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    OVERTAKEN = "overtaken"


PROPOSED, CONFIRMED, CHANGE_ASKED = InvitationState.PROPOSED, InvitationState.CONFIRMED, InvitationState.CHANGE_ASKED
INVITATIONS = Moves(
    "invitation_seat",
    {
        "confirm": ({PROPOSED}, CONFIRMED),
        "ask_change": ({PROPOSED, CONFIRMED}, CHANGE_ASKED),
        "take_back": ({CHANGE_ASKED}, PROPOSED),
        "refuse": ({CHANGE_ASKED}, PROPOSED),
        "reseat": ({PROPOSED, CONFIRMED, CHANGE_ASKED}, PROPOSED),
    },
)
LOOK = {PROPOSED: "waiting", CONFIRMED: "done", CHANGE_ASKED: "yours"}
REQUESTS = Moves(
    "change_request",
    {
        "grant": ({RequestState.WAITING}, RequestState.GRANTED),
        "refuse": ({RequestState.WAITING}, RequestState.REFUSED),
        "take_back": ({RequestState.WAITING}, RequestState.TAKEN_BACK),
        "overtake": ({RequestState.WAITING}, RequestState.OVERTAKEN),
    },
)

errors.name(
    "invitation_seat",
    errors.Words(
        noun=_l("Undangan wawancara"),
        states={"proposed": _l("Menunggu konfirmasi"), "confirmed": _l("Dikonfirmasi"), "change_asked": _l("Minta waktu lain")},
        verbs={
            "confirm": _l("dikonfirmasi"),
            "ask_change": _l("dimintakan waktu lain"),
            "take_back": _l("ditarik permintaannya"),
            "refuse": _l("ditolak permintaannya"),
            "reseat": _l("diberi waktu baru"),
        },
    ),
)
errors.name(
    "change_request",
    errors.Words(
        noun=_l("Permintaan waktu lain"),
        states={
            "waiting": _l("Menunggu jawaban sekretariat"),
            "granted": _l("Disetujui"),
            "refused": _l("Ditolak"),
            "taken_back": _l("Ditarik"),
            "overtaken": _l("Tidak berlaku lagi"),
        },
        verbs={
            "grant": _l("disetujui"),
            "refuse": _l("ditolak"),
            "take_back": _l("ditarik"),
            "overtake": _l("diganti"),
        },
    ),
)


@dataclass(frozen=True)
class Moments:
    """What has its time around an interview that starts at `starts_at`."""

    starts_at: datetime
    terms: InvitationTerms

    @property
    def confirm_by(self) -> datetime:
        """Until when the finalist is to confirm; later it still may, and the secretariat telephones."""
        return self.starts_at - timedelta(hours=self.terms.confirm_hours)

    @property
    def remind_at(self) -> datetime:
        """When whoever has not confirmed is reminded: a day before it must be done."""
        return self.confirm_by - timedelta(days=1)

    @property
    def change_by(self) -> datetime:
        """Until when another seat can be asked for."""
        return self.starts_at - timedelta(hours=self.terms.change_hours)

    @property
    def slides_by(self) -> datetime:
        """Until when slides can be handed in."""
        return self.starts_at - timedelta(hours=self.terms.slide_hours)

    @property
    def link_from(self) -> datetime:
        """From when the pages show the link of the video meeting."""
        return self.starts_at - timedelta(minutes=self.terms.link_minutes)

    @property
    def missed_from(self) -> datetime:
        """From when somebody who has not come counts as absent."""
        return self.starts_at + timedelta(minutes=self.terms.grace_minutes)

    def link_mailed_at(self, zone: str) -> datetime:
        """When the link is mailed: in the morning of the day before, on the edition's clock."""
        return morning_before(self.starts_at, zone)


def morning_before(moment: datetime, zone: str) -> datetime:
    """The morning of the day before, on the edition's clock: from then on links of meetings are told, rehearsals' among them."""
    day = clock.local(moment, zone) - timedelta(days=1)
    return day.replace(hour=MORNING, minute=0, second=0, microsecond=0)


def https_link(text: str, field: str = "link") -> str:
    """A link that may be given to people: a whole https address and nothing a browser would run; Invalid says what is wrong."""
    link = "".join(text.split()).translate(RAW)
    if not link:
        return ""
    try:
        parts = urlsplit(link)
        host, has_name = parts.hostname or "", bool(parts.username or parts.password)
    except ValueError:
        parts, host, has_name = urlsplit(""), "", False
    if parts.scheme != "https":
        raise Invalid(
            _("Tautan harus diawali https:// dan menuju rapat video. Salin alamatnya dari undangan rapat, lalu tempel di sini."), field
        )
    if "." not in host or has_name or not link.isprintable() or not UNWRITABLE.isdisjoint(link):
        raise Invalid(_("Alamat rapat ini tidak lengkap. Salin seluruhnya, misalnya https://rapat.contoh.go.id/panel-1."), field)
    if len(link) > MOST_LINK:
        raise Invalid(_("Tautan ini terlalu panjang. Paling banyak %(n)s huruf.", n=MOST_LINK), field)
    return link


def meeting_name(code: str, institution: str) -> str:
    """The name to appear under in the video meeting, so that the host knows whom to let in: `P4-07_Kabupaten Tapin_Nama`."""
    return f"{code}_{institution}_{_('Nama')}"
