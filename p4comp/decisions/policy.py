"""Who may propose, change and confirm a list, and who may make it known."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask_babel import gettext as _

from p4comp.accounts.policy import is_second, may_audit, same_hand
from p4comp.accounts.policy.deputies import UNVOUCHED
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.decisions import rules
from p4comp.decisions.models import Decision, Objection, Plenary, PlenaryState
from p4comp.decisions.rules import ObjectionState, Seat
from p4comp.institutions.rules.conflicts import WORDS, Relation

VERB_BY_STATE = {PlenaryState.PROPOSED: "confirm", PlenaryState.CONFIRMED_ONCE: "confirm_again"}


@dataclass(frozen=True)
class Matter:
    """A plenary with the decision it led to, if any, and what binds whoever asks to an institution it ranks."""

    plenary: Plenary
    decision: Decision | None
    relation: Relation | None = None


class AboutMatter(Protocol):
    """Something of a plenary's agenda."""

    @property
    def matter(self) -> Matter: ...


@dataclass(frozen=True)
class Kept:
    """A decision with the plenary that is correcting it, if any, and what binds whoever asks to an institution it ranks."""

    decision: Decision
    correction: Plenary | None
    relation: Relation | None = None


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


def may_change(actor: Actor, matter: Matter, at: datetime) -> Verdict:
    """The secretariat changes a list until somebody has confirmed it; nobody bound to an institution it ranks."""
    if not rules.MOVES.allows(matter.plenary.state, "change"):
        return no(_("Daftar ini sudah disahkan atau ditarik, jadi tidak dapat diubah. Buat usulan baru bila perlu."))
    return _secretariat(actor) and _impartial(matter.relation)


def may_record(actor: Actor, matter: Matter, at: datetime) -> Verdict:
    """Date, attendance and notes are typed in until the second confirmation, by nobody bound to an institution ranked; the number also after it."""
    state = matter.plenary.state
    if state is PlenaryState.WITHDRAWN:
        return no(_("Usulan ini sudah ditarik. Isi berita acara pada usulan yang berlaku."))
    return _secretariat(actor) and (YES if state is PlenaryState.CONFIRMED else _impartial(matter.relation))


def may_take_minutes(actor: Actor, matter: Matter, at: datetime) -> Verdict:
    """Minutes hold every score, so until the list is announced nobody takes them who is bound to an institution it ranks."""
    is_known = matter.decision is not None and matter.decision.is_known(at)
    return may_see(actor, matter, at) and (YES if is_known else _impartial(matter.relation))


def may_take_snapshot(actor: Actor, kept: Kept, at: datetime) -> Verdict:
    """A snapshot holds every score like minutes do, so until the list is announced nobody takes it who is bound to an institution it ranks."""
    return may_see(actor, kept, at) and (YES if kept.decision.is_known(at) else _impartial(kept.relation))


def may_confirm(actor: Actor, matter: Matter, at: datetime) -> Verdict:
    """Two different people of the secretariat, neither bound to an institution that is ranked, once the meeting's day and attendance are typed in."""
    plenary = matter.plenary
    if plenary.state not in VERB_BY_STATE:
        return no(_("Daftar ini sudah disahkan dua orang atau sudah ditarik."))
    if actor.has(UNVOUCHED):
        return is_second(actor, "", "")
    if same_hand(actor, plenary.first_confirmed_by):
        return no(_("Anda sudah mengesahkan daftar ini. Pengesahan kedua harus oleh orang lain di sekretariat."))
    return _secretariat(actor) and _impartial(matter.relation) and _held(plenary) and _differs(plenary)


def _held(plenary: Plenary) -> Verdict:
    if not rules.was_held(plenary.held_on, plenary.attendance):
        return no(_("Isi dahulu tanggal rapat dan daftar hadir dengan “Isi berita acara”. Nomornya boleh menyusul."))
    if missing := rules.unruled(plenary.proposal, plenary.meeting):
        return no(_("Putuskan dahulu butir yang nilainya berdekatan di garis batas: %(names)s.", names="; ".join(missing[:5])))
    return _given(plenary)


def _given(plenary: Plenary) -> Verdict:
    if names := rules.without_award(plenary.proposal):
        return no(_("Bagikan dahulu penghargaan kepada: %(names)s.", names="; ".join(names[:5])))
    if codes := rules.overfull(plenary.proposal):
        return no(_("Pemenang penghargaan %(codes)s melebihi tempatnya. Ubah dahulu daftarnya.", codes=", ".join(codes)))
    return YES


def _differs(plenary: Plenary) -> Verdict:
    if plenary.is_correction and not plenary.differences:
        return no(_("Daftar ini masih sama dengan daftar yang dikoreksi. Ubah dahulu barisnya, atau tarik usulan koreksi ini."))
    return YES


def may_meet(actor: Actor, matter: Matter, at: datetime) -> Verdict:
    """Members and decisions are written down until the second confirmation, by nobody bound to an institution ranked."""
    if matter.plenary.state not in VERB_BY_STATE:
        return no(_("Daftar ini sudah disahkan dua orang atau sudah ditarik, jadi isi rapatnya tetap."))
    return _secretariat(actor) and _impartial(matter.relation)


def may_give_awards(actor: Actor, matter: Matter, at: datetime) -> Verdict:
    """Where the plan leaves it to the plenary, awards are given by the members written down, until somebody has confirmed the list."""
    verdict = may_change(actor, matter, at)
    if verdict and not rules.is_by_plenary(matter.plenary.proposal):
        return no(_("Penghargaan pada kategori ini dibagi menurut perhitungan, sesuai rencana penilaian."))
    if verdict and not matter.plenary.meeting.get(rules.SEATS):
        return no(_("Isi dahulu daftar hadir: putusan diambil oleh anggota yang hadir."))
    return verdict


def may_give_award(actor: Actor, subject: AboutMatter, at: datetime) -> Verdict:
    """One winner's award is given like all of the list."""
    return may_give_awards(actor, subject.matter, at)


def may_change_seat(actor: Actor, found: tuple[Matter, Seat], at: datetime) -> Verdict:
    """A member's line is changed like the list of members."""
    return may_meet(actor, found[0], at)


def may_copy_seats(actor: Actor, found: tuple[Matter, Plenary], at: datetime) -> Verdict:
    """Members are taken over from another list of the meeting as long as none is written down here."""
    if found[0].plenary.meeting.get(rules.SEATS):
        return no(_("Daftar hadir ini sudah berisi. Ubah anggotanya satu per satu."))
    return may_meet(actor, found[0], at)


def may_rule(actor: Actor, subject: AboutMatter, at: datetime) -> Verdict:
    """An item is decided by the members who were written down before."""
    if not subject.matter.plenary.meeting.get(rules.SEATS):
        return (
            no(_("Isi dahulu daftar hadir: putusan diambil oleh anggota yang hadir.")) if actor.has("secretariat") else _secretariat(actor)
        )
    return may_meet(actor, subject.matter, at)


def may_withdraw(actor: Actor, matter: Matter, at: datetime) -> Verdict:
    """A correction that two people have not confirmed may be taken back; a first list is replaced by a new proposal."""
    if not matter.plenary.is_correction:
        return no(_("Usulan pertama tidak ditarik; buat usulan baru dari halaman peringkat bila perlu."))
    if not rules.MOVES.allows(matter.plenary.state, "withdraw"):
        return no(_("Daftar ini sudah disahkan dua orang atau sudah ditarik."))
    return _secretariat(actor) and _impartial(matter.relation)


def may_correct(actor: Actor, kept: Kept, at: datetime) -> Verdict:
    """The secretariat corrects the newest decision of a chain, one correction at a time; nobody bound to an institution it ranks."""
    if (newer := kept.decision.replacement) is not None:
        return no(_("Keputusan ini sudah digantikan keputusan %(code)s. Koreksi keputusan yang terbaru.", code=newer.code))
    if kept.correction is not None:
        return no(_("Koreksi keputusan ini sudah diusulkan. Sahkan atau tarik usulan itu dahulu."))
    return _secretariat(actor) and _impartial(kept.relation)


def _impartial(relation: Relation | None) -> Verdict:
    if relation is Relation.SAME:
        return no(_("Instansi Anda dinilai dalam daftar ini, jadi Anda tidak dapat ikut memutuskannya. Mintalah petugas lain."))
    if relation is not None:
        words = _("Anda %(bond)s, yang dinilai dalam daftar ini. Mintalah petugas lain ikut memutuskannya.", bond=WORDS[relation])
        return no(words)
    return YES


def may_record_decree(actor: Actor, decision: Decision, at: datetime) -> Verdict:
    """The secretariat types the decree in when it is signed; one that changes the list belongs to the correction."""
    if (newer := decision.replacement) is not None:
        return no(_("Keputusan ini sudah digantikan %(code)s. Catat penetapannya pada keputusan itu.", code=newer.code))
    return _secretariat(actor)


@dataclass(frozen=True)
class Objected:
    """An objection, what binds whoever asks to its institution or, for a list, to any it ranks; the list's decision and the newest of its chain.

    `has_others`: whether the secretariat has anybody who did not confirm the list.
    """

    objection: Objection
    relation: Relation | None = None
    decision: Decision | None = None
    newest: Decision | None = None
    has_others: bool = True

    @property
    def confirmed_by(self) -> tuple[str, ...]:
        """Who took the decision that is objected to."""
        if self.decision is None:
            return (self.objection.against_by,)
        return (self.decision.plenary.first_confirmed_by, self.decision.plenary.second_confirmed_by)

    @property
    def correction(self) -> Decision | None:
        """The correction that followed after the objection was accepted, inside the embargo too."""
        agreed, newest = self.objection.agreed_at, self.newest
        followed = agreed is not None and newest is not None and newest.replaces_id is not None and newest.decided_at >= agreed
        return newest if followed else None


def may_read_objection(actor: Actor, found: Objected, at: datetime) -> Verdict:
    """Whoever sees an objection may read it; sight is decided by the query."""
    return YES


def may_answer_objection(actor: Actor, found: Objected, at: datetime) -> Verdict:
    """Somebody of the secretariat answers who did not take the decision and is not bound to an institution it concerns.

    Who confirmed a list answers only where the secretariat has nobody else: the plenary decided, and two people are all some have.
    """
    if not (is_impartial := _may_judge(actor, found)):
        return is_impartial
    if found.has_others and any(same_hand(actor, one) for one in found.confirmed_by):
        return no(_("Anda atau yang Anda wakili mengambil putusan ini. Sanggahnya dijawab petugas sekretariat lain."))
    if found.objection.state is ObjectionState.PROPOSED:
        return no(_("Usul mengabulkan sanggah ini menunggu orang kedua."))
    return YES


def may_agree_objection(actor: Actor, found: Objected, at: datetime) -> Verdict:
    """A second person agrees that an objection to a list is accepted, or gives the answer back; who took the decision may: to admit a fault is no bias."""
    if not (is_impartial := _may_judge(actor, found)):
        return is_impartial
    if found.objection.state is not ObjectionState.PROPOSED:
        return no(_("Tidak ada usul mengabulkan sanggah yang menunggu orang kedua."))
    if actor.has(UNVOUCHED):
        return is_second(actor, "", "")
    if same_hand(actor, found.objection.answered_by):
        return no(_("Anda atau yang Anda wakili mengusulkan jawaban ini. Yang menyetujui harus orang lain di sekretariat."))
    return YES


def _may_judge(actor: Actor, found: Objected) -> Verdict:
    if not (is_secretary := _secretariat(actor)):
        return is_secretary
    if found.relation is not None:
        return no(_("Anda %(bond)s. Sanggah ini dijawab petugas sekretariat lain.", bond=WORDS[found.relation]))
    return YES


def may_read_answer(actor: Actor, found: Objected, at: datetime) -> Verdict:
    """The letter is there once the objection is answered."""
    return YES if found.objection.is_answered else no(_("Sanggah ini belum dijawab."))
