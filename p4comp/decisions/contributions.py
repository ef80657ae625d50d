"""What decisions add to every page: the place of the plenaries, lists that wait for the second confirmation."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_staff, same_hand
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import approvals, audit, tallies, web
from p4comp.core.access import Actor
from p4comp.core.approvals import Approval
from p4comp.core.errors import state_word
from p4comp.core.words import number, score
from p4comp.decisions import policy, queries, rules
from p4comp.decisions.models import Decision, Objection, Plenary, Purpose
from p4comp.decisions.rules import ObjectionKind, ObjectionState, PlenaryState
from p4comp.institutions.rules.conflicts import WORDS

audit.name(
    nouns={
        "plenary": _l("Daftar rapat pleno"),
        "decision": _l("Keputusan"),
        "objection": _l("Sanggah"),
    },
    verbs={
        "plenary.proposed": _l("Daftar diusulkan kepada rapat pleno"),
        "plenary.changed": _l("Daftar diubah rapat pleno"),
        "plenary.withdrawn": _l("Usulan daftar ditarik"),
        "plenary.voided": _l("Pengesahan pertama batal"),
        "plenary.seated": _l("Anggota rapat pleno dicatat"),
        "plenary.unseated": _l("Anggota rapat pleno dihapus dari daftar hadir"),
        "plenary.ruled": _l("Putusan butir rapat pleno dicatat"),
        "plenary.awarded": _l("Penghargaan pemenang diputuskan rapat pleno"),
        "plenary.facts": _l("Isian berita acara disimpan"),
        "plenary.confirmed": _l("Daftar disahkan"),
        "plenary.minutes": _l("Berita acara dicetak"),
        "decision.made": _l("Keputusan dibuat"),
        "decision.correcting": _l("Koreksi keputusan diusulkan"),
        "decision.superseded": _l("Saat pengumuman beralih kepada koreksinya"),
        "decision.announced": _l("Saat pengumuman ditetapkan"),
        "decision.decreed": _l("Penetapan Menteri dicatat"),
        "objection.filed": _l("Sanggah diajukan"),
        "objection.answered": _l("Sanggah dijawab"),
        "objection.proposed": _l("Pengabulan sanggah diusulkan"),
        "objection.agreed": _l("Pengabulan sanggah disetujui orang kedua"),
        "objection.sent_back": _l("Usul jawaban sanggah dikembalikan"),
    },
)

PURPOSES = {Purpose.FINALISTS: _l("daftar finalis"), Purpose.WINNERS: _l("daftar pemenang")}
TONES = {
    PlenaryState.PROPOSED: "waiting",
    PlenaryState.CONFIRMED_ONCE: "yours",
    PlenaryState.CONFIRMED: "done",
    PlenaryState.WITHDRAWN: "refused",
}

OBJECTION_TONES = {
    ObjectionState.WAITING: "waiting",
    ObjectionState.PROPOSED: "yours",
    ObjectionState.ACCEPTED: "done",
    ObjectionState.REJECTED: "refused",
}
OBJECTED = {
    ObjectionKind.ENTRY: _l("Putusan verifikasi"),
    ObjectionKind.FINALISTS: _l("Daftar finalis"),
    ObjectionKind.WINNERS: _l("Daftar pemenang"),
}


@web.contribute("nav")
def place(actor: Actor, at: datetime) -> Iterable[web.NavItem]:
    """Those inside the embargo have the plenaries."""
    if is_staff(actor):
        yield web.NavItem(_("Rapat pleno"), url_for("decisions.plenaries"), "gavel", 60)


def _in_office(actor: Actor) -> tuple[str, list[PlenaryState]] | None:
    edition = competition.current() if actor.has("secretariat") else None
    return (edition.id, list(policy.VERB_BY_STATE)) if edition else None


TO_CONFIRM = tallies.on_start_page(queries.count_in, _in_office)


@web.contribute("todo")
def to_confirm(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """The secretariat is told of lists that wait for a confirmation, whoever gave the first for the other's."""
    edition = competition.current() if TO_CONFIRM.of(actor) else None
    if edition is None:
        return
    for matter in queries.plenaries(edition.id):
        if matter.plenary.state in policy.VERB_BY_STATE and not same_hand(actor, matter.plenary.first_confirmed_by):
            yield _waiting(matter.plenary, edition)


@approvals.contribute
def second_confirmations(actor: Actor, at: datetime) -> Iterable[Approval]:
    """The lists and corrections that wait for a confirmation; one query, and one for whoever works for an institution."""
    edition = competition.current() if actor.has("secretariat") else None
    if edition is None:
        return
    for matter in queries.plenaries(edition.id):
        if matter.plenary.state in policy.VERB_BY_STATE:
            todo, is_own = _waiting(matter.plenary, edition), same_hand(actor, matter.plenary.first_confirmed_by)
            reason = _("Anda atau yang Anda wakili sudah mengesahkannya.") if is_own else ""
            yield Approval(todo.title, todo.url, matter.plenary.first_confirmed_at or matter.plenary.proposed_at, todo.note, reason)


OBJECTIONS = tallies.on_start_page(queries.unanswered, lambda actor: (actor.id,) if actor.has("secretariat") else None)


@web.contribute("todo")
def objections_to_answer(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """How many objections wait for somebody of the secretariat who did not take the decision."""
    if waiting := OBJECTIONS.of(actor):
        title = _("%(n)s sanggah menunggu jawaban", n=number(waiting))
        note = _("Kabulkan atau tolak dengan alasan. Pengambil putusan tidak menjawab sanggahnya sendiri.")
        yield web.Todo(title, url_for("decisions.objections"), _("Jawab sanggah"), note=note)


TO_AGREE = tallies.on_start_page(queries.to_agree, lambda actor: (actor.id,) if actor.has("secretariat") else None)
TO_CORRECT = tallies.on_start_page(queries.uncorrected, tallies.whoever_is("secretariat"))


@web.contribute("todo")
def objections_to_settle(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """How many accepted objections wait for a second person, and how many for the correction of their list."""
    if waiting := TO_AGREE.of(actor):
        title = _("%(n)s usul mengabulkan sanggah menunggu orang kedua", n=number(waiting))
        yield web.Todo(title, url_for("decisions.objections", status=ObjectionState.PROPOSED.value), _("Periksa usul"))
    if accepted := TO_CORRECT.of(actor):
        title = _("Koreksi daftar: %(n)s sanggah dikabulkan", n=number(accepted))
        note = _("Usulkan koreksi keputusannya; daftar yang lama berlaku sampai koreksinya diumumkan.")
        yield web.Todo(title, url_for("decisions.objections", status=ObjectionState.ACCEPTED.value), _("Buka sanggah"), note=note)


@approvals.contribute
def second_answers(actor: Actor, at: datetime) -> Iterable[Approval]:
    """Objections that somebody proposes to accept; the list is asked for once its number says that there are any."""
    for one in queries.proposed() if actor.has("secretariat") and TO_AGREE.of(actor) else ():
        reason = _("Anda atau yang Anda wakili mengusulkan jawaban ini.") if same_hand(actor, one.answered_by) else ""
        title = _("Kabulkan sanggah %(code)s: %(name)s", code=one.code, name=one.subject_name)
        yield Approval(title, url_for("decisions.objection", objection_id=one.id), one.answered_at, objected_word(one), reason)


def _waiting(plenary: Plenary, edition: Edition) -> web.Todo:
    words = {"list": purpose_word(plenary.purpose), "name": category_name(edition, plenary.category)}
    title = (
        _("Sahkan koreksi %(list)s kategori %(name)s", **words)
        if plenary.is_correction
        else _("Sahkan %(list)s kategori %(name)s", **words)
    )
    ready = rules.was_held(plenary.held_on, plenary.attendance)
    note = "" if ready else _("Tanggal rapat dan daftar hadir belum diisi.")
    return web.Todo(title, url_for("decisions.show", plenary_id=plenary.id), _("Periksa"), note=note)


def category_name(edition: Edition, code: str) -> str:
    """A category as people call it; the code where the edition does not know it."""
    category = competition.spec_of(edition).category(code)
    return category.name if category else code


def award_name(edition: Edition, category_code: str, code: str) -> str:
    """An award as people call it; the code where the category does not know it, a dash for none."""
    category = competition.spec_of(edition).category(category_code)
    awards = category.awards if category else ()
    return next((award.name for award in awards if award.code == code), code or "–")


def purpose_word(purpose: str) -> str:
    """What a list is of, as people call it."""
    return str(PURPOSES[Purpose(purpose)])


def change_text(plenary: Plenary, one: Mapping[str, Any]) -> str:
    """One change of a list as the minutes print it, with its reason and who made it."""
    why = {"reason": one["reason"], "by": one["by_name"]}
    if "out" in one:
        return _("%(out)s diganti %(into)s. Alasan: %(reason)s (%(by)s)", out=one["out_name"], into=one["into_name"], **why)
    if one["what"] == rules.What.OUT:
        return _("%(name)s dikeluarkan. Alasan: %(reason)s (%(by)s)", name=one["name"], **why)
    to = _to(plenary, one)
    if one["what"] == rules.What.IN:
        return _("%(name)s dimasukkan%(to)s. Alasan: %(reason)s (%(by)s)", name=one["name"], to=to, **why)
    return _("%(name)s diubah%(to)s. Alasan: %(reason)s (%(by)s)", name=one["name"], to=to, **why)


def _to(plenary: Plenary, one: Mapping[str, Any]) -> str:
    place = _(", tempat %(place)d", place=one["place"]) if one["place"] else ""
    award = f", {award_name(plenary.edition, plenary.category, one['award'])}" if one["award"] else ""
    return place + award


def line_text(plenary: Plenary | Decision, worth: Mapping[str, Any] | None) -> str:
    """What a line was worth before or after a correction; a subject that is not on the list says so."""
    if worth is None:
        return _("tidak dalam daftar")
    award = f", {award_name(plenary.edition, plenary.category, worth['award'])}" if worth["award"] else ""
    return _("tempat %(place)d%(award)s, nilai %(score)s", place=worth["place"], award=award, score=score(worth["score"]))


def plenary_status(plenary: Plenary) -> tuple[str, str]:
    """The state of a plenary's list as word and tone of a tag."""
    return state_word("plenary", plenary.state), TONES[plenary.state]


def objection_status(objection: Objection, *, inside: bool = False) -> tuple[str, str]:
    """The state of an objection as word and tone of a tag; outside, a proposed answer is none."""
    state = ObjectionState.WAITING if objection.state is ObjectionState.PROPOSED and not inside else objection.state
    return state_word("objection", state), OBJECTION_TONES[state]


def objected_word(objection: Objection) -> str:
    """What is objected to, as people call it."""
    return str(OBJECTED[objection.kind])


def decision_status(decision: Decision) -> tuple[str, str]:
    """A decision waits for the minister's decree until its number is typed in; a corrected one counts no more inside."""
    if decision.replacement is not None:
        return _("Digantikan"), "draft"
    if decision.decree_number:
        return _("Ditetapkan Menteri"), "done"
    return _("Menunggu penetapan Menteri"), "waiting"


def init_app(app: Flask) -> None:
    """Let all templates speak of plenaries and decisions alike."""
    app.jinja_env.globals |= {
        "purpose_word": purpose_word,
        "plenary_status": plenary_status,
        "decision_status": decision_status,
        "objection_status": objection_status,
        "objected_word": objected_word,
        "list_closes": queries.list_closes,
        "category_name": category_name,
        "award_name": award_name,
        "change_text": change_text,
        "line_text": line_text,
        "tie_text": rules.tie_text,
        "awards_given": rules.given,
        "is_by_plenary": rules.is_by_plenary,
        "proposed_award": rules.proposed_award,
        "presence_word": lambda presence: str(rules.PRESENCES[presence]),
        "relation_words": lambda relation: str(WORDS[relation]),
    }
