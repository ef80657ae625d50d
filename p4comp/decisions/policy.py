"""Who may propose, change and confirm a list, and who may make it known."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.policy import may_audit
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.decisions import rules
from p4comp.decisions.models import Decision, Plenary, PlenaryState

VERB_BY_STATE = {PlenaryState.PROPOSED: "confirm", PlenaryState.CONFIRMED_ONCE: "confirm_again"}


@dataclass(frozen=True)
class Matter:
    """A plenary with the decision it led to, if any."""

    plenary: Plenary
    decision: Decision | None


@dataclass(frozen=True)
class Standing:
    """Where a category's list stands: its plenary, and the decision once two people have confirmed it."""

    plenary_id: str
    state: PlenaryState
    decision_id: str | None

    @property
    def is_confirmed(self) -> bool:
        """Whether two people have confirmed the list."""
        return self.state is PlenaryState.CONFIRMED


def may_see(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat and auditors see plenaries and decisions."""
    return may_audit(actor, subject, at)


def _secretariat(actor: Actor) -> Verdict:
    return YES if actor.has("secretariat") else no(_("Hanya sekretariat yang dapat melakukan ini."))


def may_change(actor: Actor, subject: "Matter | Plenary", at: datetime) -> Verdict:
    """The secretariat changes a list until somebody has confirmed it; nobody whose own institution it ranks."""
    plenary = _plenary(subject)
    if not rules.MOVES.allows(plenary.state, "change"):
        return no(_("Daftar ini sudah disahkan atau ditarik, jadi tidak dapat diubah. Buat usulan baru bila perlu."))
    return _secretariat(actor) and _impartial(actor, plenary)


def may_record(actor: Actor, subject: "Matter | Plenary", at: datetime) -> Verdict:
    """Date, attendance and notes are typed in until the second confirmation; the number also after it."""
    if _plenary(subject).state is PlenaryState.WITHDRAWN:
        return no(_("Usulan ini sudah ditarik. Isi berita acara pada usulan yang berlaku."))
    return _secretariat(actor)


def may_confirm(actor: Actor, subject: "Matter | Plenary", at: datetime) -> Verdict:
    """Two different people of the secretariat, neither of an institution that is ranked, once the meeting's day and attendance are typed in."""
    plenary = _plenary(subject)
    if plenary.state not in VERB_BY_STATE:
        return no(_("Daftar ini sudah disahkan dua orang atau sudah ditarik."))
    if plenary.first_confirmed_by == actor.id:
        return no(_("Anda sudah mengesahkan daftar ini. Pengesahan kedua harus oleh orang lain di sekretariat."))
    return _secretariat(actor) and _impartial(actor, plenary) and _held(plenary)


def _held(plenary: Plenary) -> Verdict:
    if not rules.was_held(plenary.held_on, plenary.attendance):
        return no(_("Isi dahulu tanggal rapat dan daftar hadir dengan “Isi berita acara”. Nomornya boleh menyusul."))
    return YES


def _impartial(actor: Actor, plenary: Plenary) -> Verdict:
    if actor.institutions & rules.concerned(plenary.proposal):
        return no(_("Instansi Anda dinilai dalam daftar ini, jadi Anda tidak dapat ikut memutuskannya. Mintalah petugas lain."))
    return YES


def _plenary(subject: "Matter | Plenary") -> Plenary:
    return subject.plenary if isinstance(subject, Matter) else subject


def may_record_decree(actor: Actor, decision: Decision, at: datetime) -> Verdict:
    """The secretariat types the decree in when the minister has signed it."""
    return _secretariat(actor)
