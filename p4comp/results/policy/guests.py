"""Who invites the guests, who answers, who puts seats and the reveal in order."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import may_run_secretariat
from p4comp.competition.models import Edition
from p4comp.competition.spec import EditionSpec
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.words import moment_for
from p4comp.entries.models import Entry
from p4comp.institutions.models import Kind
from p4comp.institutions.rules.kinds import KIND_WORDS
from p4comp.results.models.guests import CeremonyInvitation, CeremonyPlan, GuestAnswer
from p4comp.results.rules import seating
from p4comp.results.rules.answers import Attendance, attendance
from p4comp.results.rules.ordering import arranged
from p4comp.results.rules.seating import PER_ROW, Party


@dataclass(frozen=True)
class Guest:
    """An announced finalist with the edition's invitation and its own answer, as far as there are any; `kind` is its institution's."""

    entry: Entry
    kind: Kind
    zone: str
    invitation: CeremonyInvitation | None = None
    answer: GuestAnswer | None = None

    @property
    def attendance(self) -> Attendance:
        """How it stands to the invitation."""
        return attendance(is_invited=self.invitation is not None, attends=self.answer.attends if self.answer else None)

    @property
    def is_coming(self) -> bool:
        """Whether it said that it attends."""
        return self.attendance is Attendance.COMING

    @property
    def party(self) -> Party:
        """The guest as seats are shared out: as many as it said, one as long as it says nothing, none where it does not come."""
        persons = self.answer.persons if self.answer else 1
        return Party(self.entry.id, self.entry.institution_name, self.kind, persons)

    def said(self, value: datetime) -> str:
        """A moment on the edition's clock, and on the guest's where that is another."""
        return moment_for(value, self.entry.edition.zone, self.zone)


@dataclass(frozen=True)
class Gathering:
    """An edition's guests, their invitation, and the order the secretariat has put."""

    edition: Edition
    spec: EditionSpec
    guests: tuple[Guest, ...]
    invitation: CeremonyInvitation | None = None
    plan: CeremonyPlan | None = None

    @property
    def silent(self) -> list[Guest]:
        """Those who have not answered."""
        return [one for one in self.guests if one.answer is None]

    @property
    def persons(self) -> int:
        """How many people have announced themselves."""
        return sum(one.answer.persons for one in self.guests if one.answer)

    @property
    def per_row(self) -> int:
        """How many seats a row has."""
        return self.plan.per_row if self.plan else PER_ROW

    @property
    def seated(self) -> list[Guest]:
        """The guests as they sit: by protocol, as far as the secretariat has not put them otherwise."""
        known = {one.entry.id: one for one in self.guests}
        given = seating.by_protocol([one.party for one in self.guests])
        return [known[key] for key in arranged(given, self.plan.seats if self.plan else ())]

    @property
    def kinds(self) -> list[str]:
        """The kinds of institutions that sit, in the order of protocol, as people call them."""
        return [str(KIND_WORDS[kind]) for kind in seating.kinds_of([one.party for one in self.guests])]

    @property
    def seats(self) -> dict[str, str]:
        """The seats by entry."""
        return seating.seats([one.party for one in self.seated], self.per_row)


def may_arrange(actor: Actor, gathering: Gathering, at: datetime) -> Verdict:
    """The secretariat invites, reminds and puts the order; nothing of it tells of a result."""
    return may_run_secretariat(actor, gathering, at)


def may_invite(actor: Actor, gathering: Gathering, at: datetime) -> Verdict:
    """The secretariat invites all finalists once their lists are announced."""
    if not (allowed := may_run_secretariat(actor, gathering, at)):
        return allowed
    if not gathering.guests:
        return no(_l("Undangan dikirim setelah daftar finalis diumumkan: semua finalis diundang, bukan hanya pemenang."))
    return YES


def may_remind_guests(actor: Actor, gathering: Gathering, at: datetime) -> Verdict:
    """The secretariat reminds the silent ones as long as they can answer."""
    if not (allowed := may_run_secretariat(actor, gathering, at)):
        return allowed
    if gathering.invitation is None or at >= gathering.invitation.until:
        return no(_l("Tidak ada undangan yang sedang menunggu jawaban."))
    return YES if gathering.silent else no(_l("Semua finalis sudah menjawab."))


def may_see_invitation(actor: Actor, guest: Guest, at: datetime) -> Verdict:
    """Sight is decided by the query: the institution's own members, and the secretariat."""
    return YES


def may_answer_invitation(actor: Actor, guest: Guest, at: datetime) -> Verdict:
    """Any member of the institution until the answers are due; the secretariat notes what it is told until the evening begins."""
    assert guest.invitation is not None
    until = guest.invitation.starts_at if actor.has("secretariat") else guest.invitation.until
    if at < until:
        return YES
    return no(
        _(
            "Jawaban diterima sampai %(until)s. Untuk mengubahnya sekarang, hubungi sekretariat lewat Tanya sekretariat.",
            until=guest.said(until),
        )
    )


def may_read_guest_letter(actor: Actor, guest: Guest, at: datetime) -> Verdict:
    """Whoever sees the invitation reads the assignment letter that answered it, once there is one."""
    return YES if guest.answer and guest.answer.letter_sha256 else no(_l("Surat tugas belum diunggah."))
