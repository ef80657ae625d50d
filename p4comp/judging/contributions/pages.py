"""What judging adds to every page: places, things to do, numbers."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from p4comp.accounts.policy import is_staff, may_be_second, same_hand
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.own_sheets import OwnSheet
from p4comp.competition.rules import Calendar
from p4comp.competition.spec import Stage
from p4comp.core import approvals, clock, tallies, web
from p4comp.core.access import Actor
from p4comp.core.approvals import Approval
from p4comp.core.words import number
from p4comp.judging import queries
from p4comp.judging.models import AsideState, UnlockState, WaiverState
from p4comp.judging.queries import audiences

audiences.register()


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterable[web.NavItem]:
    """Evaluators have their list; the secretariat has evaluators, assignment and ranking."""
    if actor.has("evaluator"):
        yield web.NavItem(_("Evaluasi dokumen"), url_for("judging.mine"), "clipboard-check", 20)
        yield web.NavItem(_("Profil evaluator"), url_for("judging.my_profile"), "user", 21)
    yield from _together(actor)
    if is_staff(actor) and competition.traits().has_dossiers:
        yield web.NavItem(_("Evaluator"), url_for("judging.evaluators"), "users", 50)
        yield web.NavItem(_("Peringkat"), url_for("judging.rankings"), "chart-bar", 52)


def _together(actor: Actor) -> Iterable[web.NavItem]:
    """Calibration and reconciliation, where the plan asks for them."""
    running = competition.current_calendar() if is_staff(actor) or actor.has("evaluator") else None
    if running is not None and running[1].spec.reading.begins_together:
        yield web.NavItem(_("Kalibrasi"), url_for("judging.calibrations"), "adjustments", 48)
    if running is not None and running[1].spec.reconciling is not None:
        yield web.NavItem(_("Rekonsiliasi"), url_for("judging.divergences"), "users", 49)


@web.contribute("todo")
def to_score(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """An evaluator is told how many sheets are left, until when."""
    running = competition.current_calendar() if actor.has("evaluator") else None
    if running is None or not actor.has("evaluator", running[0].id):
        return
    window = running[1].window(Stage.DESK)
    left = _left(actor, running) if window.holds(at) else 0
    if left:
        title = ngettext("Nilai %(num)d berkas", "Nilai %(num)d berkas", left)
        yield web.Todo(title, url_for("judging.mine"), _("Buka daftar"), due=window.closes)


def _left(actor: Actor, running: tuple[Edition, Calendar]) -> int:
    """How many readings wait, without those that a conflict hides by now; three queries."""
    return len(queries.waiting(actor, *running))


@web.contribute("todo")
def to_introduce(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """An evaluator is asked for the code of conduct and a profile, without which no dossier opens."""
    running = competition.current_calendar() if actor.has("evaluator") else None
    if running is None or not actor.has("evaluator", running[0].id):
        return
    lot = queries.profile(actor)
    if lot is not None and (lot.evaluator.conduct_at is None or lot.evaluator.profile_at is None):
        closes = running[1].window(Stage.DESK).closes
        title = _("Lengkapi profil evaluator dan setujui pakta integritas")
        if closes is None or at < closes:
            yield web.Todo(title, url_for("judging.my_profile"), _("Buka profil"), note=_("Berkas baru terbuka sesudahnya."), due=closes)


def _while_desk(actor: Actor) -> tuple[str, str] | None:
    running = competition.current_calendar() if may_be_second(actor) else None
    return (running[0].id, actor.id) if running and running[1].is_open(Stage.DESK, clock.arrived()) else None


def _while_calibrating(actor: Actor) -> tuple[str] | None:
    running = competition.current_calendar() if actor.has("secretariat") else None
    together = running is not None and running[1].spec.reading.begins_together and running[1].is_open(Stage.DESK, clock.arrived())
    return (running[0].id,) if running and together else None


def _while_reconciling(actor: Actor) -> tuple[str] | None:
    running = competition.current_calendar() if actor.has("evaluator") or actor.has("secretariat") else None
    return (running[0].id,) if running and running[1].spec.reconciling is not None else None


def _in_office(actor: Actor) -> tuple[str] | None:
    edition = competition.current() if actor.has("secretariat") else None
    return (edition.id,) if edition else None


def _while_running(actor: Actor) -> tuple[str, str] | None:
    """Locked sheets wait for an answer as long as the edition runs: a list is not proposed before."""
    edition = competition.current() if may_be_second(actor) else None
    return (edition.id, actor.id) if edition else None


WAIVERS = tallies.on_start_page(queries.waivers_to_answer, _while_desk)
ROUNDS = tallies.on_start_page(queries.rounds_to_end, _while_calibrating)
UNLOCKS = tallies.on_start_page(queries.unlocks_to_answer, _while_desk)
ASIDES = tallies.on_start_page(queries.asides_to_answer, _while_running)
ALL_ASIDES = tallies.on_start_page(queries.asides_waiting, _in_office)
UNSETTLED = tallies.on_start_page(queries.unsettled, _while_reconciling)
GIVEN_UP = tallies.on_start_page(queries.given_up, _in_office)


@web.contribute("todo")
def to_end_rounds(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """The secretariat is told of calibration rounds whose sheets are all locked: the rest of the category waits for their end."""
    if waiting := ROUNDS.of(actor):
        title = ngettext("Bahas lalu tutup %(num)d putaran kalibrasi", "Bahas lalu tutup %(num)d putaran kalibrasi", waiting)
        note = _("Berkas lain kategorinya baru terbuka sesudahnya.")
        yield web.Todo(title, url_for("judging.calibrations"), _("Buka kalibrasi"), note=note)


@web.contribute("todo")
def to_answer(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """The secretariat is told of waivers that wait for a second person."""
    if waiting := WAIVERS.of(actor):
        title = _("Sahkan atau tolak %(n)s pengecualian benturan kepentingan", n=waiting)
        yield web.Todo(title, url_for("judging.waivers"), _("Buka pengecualian"))


@approvals.contribute
def second_answers(actor: Actor, at: datetime) -> Iterable[Approval]:
    """The waivers that wait for a second person; one query."""
    edition = competition.current() if actor.has("secretariat") else None
    for one in queries.waivers(edition.id) if edition else ():
        if one.state is WaiverState.PROPOSED:
            title = _("Pengecualian benturan kepentingan: %(name)s", name=one.evaluator.person.name)
            reason = _("Anda atau yang Anda wakili mengusulkannya.") if same_hand(actor, one.proposed_by) else ""
            yield Approval(title, url_for("judging.waiver", waiver_id=one.id), one.proposed_at, one.entry.institution_name, reason)


@web.contribute("todo")
def to_unlock(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """The secretariat is told of locked sheets that somebody wants to open again."""
    if waiting := UNLOCKS.of(actor):
        yield web.Todo(_("Jawab %(n)s permintaan buka kunci lembar", n=waiting), url_for("judging.unlockings"), _("Buka permintaan"))


@approvals.contribute
def unlocks_that_wait(actor: Actor, at: datetime) -> Iterable[Approval]:
    """The requests to open a locked sheet; two queries."""
    running = competition.current_calendar() if actor.has("secretariat") else None
    for one in queries.unlockings(running[0].id) if running and running[1].is_open(Stage.DESK, at) else []:
        if one.state is UnlockState.ASKED:
            title = _("Buka kunci lembar: %(name)s", name=one.assignment.entry.institution_name)
            own = same_hand(actor, one.asked_by) or same_hand(actor, one.assignment.evaluator.person_id)
            reason = _("Anda atau yang Anda wakili memintanya, atau ini lembar Anda.") if own else ""
            yield Approval(
                title, url_for("judging.unlocking", unlocking_id=one.id), one.asked_at, one.assignment.evaluator.person.name, reason
            )


@web.contribute("todo")
def to_set_aside(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """The secretariat is told of locked sheets whose evaluator is bound by now: two people decide whether they count."""
    if waiting := ASIDES.of(actor):
        title = _("Putuskan %(n)s lembar terkunci yang evaluatornya kini terikat", n=waiting)
        yield web.Todo(title, url_for("judging.checks"), _("Buka pemeriksaan"))


@approvals.contribute
def sheets_to_set_aside(actor: Actor, at: datetime) -> Iterable[Approval]:
    """The requests to count a locked sheet no more; one query where there are any."""
    edition = competition.current() if ALL_ASIDES.of(actor) else None
    for one in queries.asides(edition.id) if edition else ():
        if one.state is AsideState.ASKED:
            title = _("Sisihkan lembar terkunci: %(name)s", name=one.assignment.entry.institution_name)
            own = same_hand(actor, one.asked_by or "") or same_hand(actor, one.assignment.evaluator.person_id)
            reason = _("Anda atau yang Anda wakili memintanya, atau ini lembar Anda.") if own else ""
            yield Approval(title, url_for("judging.aside", aside_id=one.id), one.asked_at, one.assignment.evaluator.person.name, reason)


@web.contribute("todo")
def to_reconcile(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """Readers and the secretariat are told of entries whose sheets differ by more than the plan allows."""
    waiting = queries.to_settle(actor) if UNSETTLED.of(actor) else 0
    if waiting:
        if actor.has("evaluator"):
            title = ngettext("Sepakati temuan untuk %(num)d berkas", "Sepakati temuan untuk %(num)d berkas", waiting)
        else:
            title = ngettext("%(num)d berkas menunggu kesepakatan pembacanya", "%(num)d berkas menunggu kesepakatan pembacanya", waiting)
        yield web.Todo(title, url_for("judging.divergences"), _("Buka rekonsiliasi"))


@web.contribute("todo")
def to_replace(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """The secretariat is told of entries whose reader recused or was withdrawn."""
    running = competition.current_calendar() if actor.has("secretariat") else None
    if running is None or not running[1].is_open(Stage.DESK, at):
        return
    lost = GIVEN_UP.of(actor)
    missing = queries.short_entries(running[0].id, running[1].spec.plan.readings, given_up_only=True) if lost else []
    if missing:
        title = _("Cari pengganti pembaca untuk %(n)d berkas", n=len(missing))
        yield web.Todo(title, url_for("judging.assignments"), _("Atur penugasan"), due=running[1].window(Stage.DESK).closes)


@web.contribute("todo")
def to_propose(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """The secretariat is told of categories whose evaluation is over and complete, and whose shortlist waits to be proposed."""
    running = competition.current_calendar() if actor.has("secretariat") else None
    if running is None:
        return
    edition, calendar = running
    ends = {one.code: (one, calendar.window(Stage.DESK, one.code).closes) for one in calendar.spec.categories}
    over = {code: category for code, (category, end) in ends.items() if end is not None and end <= at}
    ready = queries.unproposed(edition.id, calendar.spec.plan.readings) if over else []
    for code in (code for code in over if code in ready):
        title = _("Usulkan daftar finalis kategori %(name)s", name=over[code].name)
        yield web.Todo(title, url_for("judging.ranking", category=code), _("Buka peringkat"))


@web.contribute("own_sheets")
def unlocked(actor: Actor, at: datetime) -> Iterable[OwnSheet]:
    """What an evaluator has not locked yet hides the other sheets from them."""
    return queries.unlocked(actor) if actor.has("evaluator") else ()


@web.contribute("numbers")
def sheets(actor: Actor, at: datetime) -> Iterable[web.Stat]:
    """How many sheets are locked, for the secretariat, while there are any."""
    running = competition.current_calendar() if is_staff(actor) else None
    if running is None:
        return
    readings, locked = queries.sheet_counts(running[0].id)
    if readings:
        yield web.Stat(_("Lembar evaluasi terkunci"), number(locked), _("dari %(n)s", n=number(readings)))


@web.contribute("countdown")
def end_of_desk(actor: Actor, at: datetime) -> Iterable[web.Deadline]:
    """Evaluators see when their window closes."""
    running = competition.current_calendar() if actor.has("evaluator") else None
    window = running[1].window(Stage.DESK) if running and actor.has("evaluator", running[0].id) else None
    if window and window.closes and window.holds(at):
        yield web.Deadline(_("Evaluasi dokumen berakhir"), window.closes)
