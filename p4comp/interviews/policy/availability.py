"""Who may say when somebody can be heard, and until when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import may_audit, may_run_secretariat
from p4comp.competition.models import Edition
from p4comp.competition.rules.wording import until
from p4comp.competition.spec import EditionSpec
from p4comp.core import clock
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.entries.models import Entry
from p4comp.interviews.models import Availability, AvailabilityCall, Juror


@dataclass(frozen=True)
class Times:
    """The time of a juror or of a finalist in the interview days: whose, on which clock, what was said, and what is placed already."""

    edition: Edition
    spec: EditionSpec
    name: str
    zone: str
    juror: Juror | None = None
    entry: Entry | None = None
    answer: Availability | None = None
    call: AvailabilityCall | None = None
    is_placed: bool = False

    @property
    def clock(self) -> str:
        """The name of that clock."""
        return clock.zone_name(self.zone)

    @property
    def last_day(self) -> date | None:
        """The last interview day."""
        return max(self.spec.interview.days, default=None)

    @property
    def key(self) -> tuple[str | None, str | None]:
        """Juror's and entry's id, one of them none."""
        return (self.juror.id if self.juror else None, self.entry.id if self.entry else None)

    def is_over(self, at: datetime) -> bool:
        """Whether the interview days are over."""
        return self.last_day is None or at.astimezone(ZoneInfo(self.spec.zone)).date() > self.last_day

    def belongs_to(self, actor: Actor) -> bool:
        """Whether it is the person's own time, or their institution's."""
        if self.juror is not None:
            return self.juror.person_id == actor.id
        return self.entry is not None and self.entry.institution_id in actor.institutions


def may_see_times(actor: Actor, times: Times, at: datetime) -> Verdict:
    """Whoever finds it: the juror, the finalist's institution, the secretariat, auditors."""
    return YES


def may_answer(actor: Actor, times: Times, at: datetime) -> Verdict:
    """Jurors and finalists until the moment set or until they are placed; the secretariat for them until the last interview day ends."""
    if times.is_over(at):
        return no(_l("Hari wawancara sudah lewat."))
    if actor.has("secretariat"):
        return YES
    if not times.belongs_to(actor):
        return no(_l("Waktu ini diisi oleh yang bersangkutan atau sekretariat."))
    if times.is_placed:
        return no(_l("Wawancara sudah dijadwalkan. Bila waktunya tidak mungkin lagi, hubungi sekretariat."))
    if times.call is not None and at >= times.call.closes_at:
        end = until(times.call.closes_at, times.spec.zone)
        return no(_("Pengisian ditutup %(until)s. Hubungi sekretariat bila waktu Anda berubah.", until=end))
    return YES


may_ask = may_run_secretariat
may_see_board = may_audit
REMINDED_BEFORE = timedelta(hours=24)
