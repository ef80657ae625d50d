"""What decisions add to every page: the place of the plenaries, lists and objections that wait for somebody."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff, same_hand
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.spec import Stage
from p4comp.core import approvals, tallies, web
from p4comp.core.access import Actor
from p4comp.core.approvals import Approval
from p4comp.core.words import number
from p4comp.decisions import policy, queries, rules
from p4comp.decisions.contributions.wording import category_name, objected_word, purpose_word
from p4comp.decisions.models import Plenary
from p4comp.decisions.rules import ObjectionState, PlenaryState


@web.contribute("nav")
def place(actor: Actor, at: datetime) -> Iterable[web.NavItem]:
    """Those inside the embargo have the plenaries."""
    if is_staff(actor):
        is_of_week = competition.is_stage(at, Stage.SHORTLIST, Stage.FINAL)
        yield web.NavItem(_("Rapat pleno"), url_for("decisions.plenaries"), "gavel", 60, is_of_week=is_of_week)


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
    """The lists and corrections that wait for a confirmation, once their meeting is written down; one query, and one for whoever works for an institution."""
    edition = competition.current() if actor.has("secretariat") else None
    if edition is None:
        return
    for matter in queries.plenaries(edition.id):
        if matter.plenary.state in policy.VERB_BY_STATE and _is_held(matter.plenary):
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


def _is_held(plenary: Plenary) -> bool:
    return rules.was_held(plenary.held_on, plenary.attendance)


def _waiting(plenary: Plenary, edition: Edition) -> web.Todo:
    words = {"list": purpose_word(plenary.purpose), "name": category_name(edition, plenary.category)}
    title = (
        _("Sahkan koreksi %(list)s kategori %(name)s", **words)
        if plenary.is_correction
        else _("Sahkan %(list)s kategori %(name)s", **words)
    )
    note = "" if _is_held(plenary) else _("Tanggal rapat dan daftar hadir belum diisi.")
    return web.Todo(title, url_for("decisions.show", plenary_id=plenary.id), _("Periksa"), note=note)
