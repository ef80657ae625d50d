"""What waits around looks on the spot: for the secretariat, the team, the panel, the institution; their words in the log."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_staff, same_hand
from p4comp.competition.queries import traits
from p4comp.core import approvals, audit, tallies, web
from p4comp.core.access import Actor
from p4comp.core.approvals import Approval
from p4comp.core.words import moment_for
from p4comp.interviews.queries import observation_tasks as queries
from p4comp.interviews.queries import observations, start
from p4comp.interviews.rules.observations import VisitState

MINE = tallies.on_every_page(observations.count_mine, lambda actor: (actor.id,) if _may_go(actor) else None)
WAITING = tallies.on_start_page(queries.waiting, tallies.whoever_is("secretariat"))
UNSIGNED = tallies.on_start_page(queries.unsigned, lambda actor: (actor.id,) if MINE.of(actor) else None)
PROPOSED = tallies.on_start_page(queries.proposed, lambda actor: (actor.id,) if actor.has("juror") else None)
VISITED = tallies.on_start_page(queries.visited, lambda actor: (actor.institutions,) if actor.has("member") else None)
PLACE = "interviews.observations"


def _may_go(actor: Actor) -> bool:
    return any(actor.has(role) for role in ("juror", "evaluator", "secretariat"))


@web.contribute("nav")
def place(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """Staff have the list, whatever is in it; others once they find something there."""
    if (is_staff(actor) and traits().has_dossiers) or (_may_go(actor) and MINE.of(actor)):
        yield web.NavItem(_("Observasi lapangan"), url_for(PLACE), "map", 33 if not is_staff(actor) else 55)


@web.contribute("todo")
def for_secretariat(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat answers panels, completes teams, and answers wishes to open a report; nobody is told of those they are bound to."""
    if not WAITING.of(actor):
        return
    rows = observations.observations(actor)
    if number := sum(row.state is VisitState.ASKED for row in rows):
        yield web.Todo(_("Jawab %(n)d permintaan observasi lapangan", n=number), url_for(PLACE), _("Buka daftar"))
    if number := sum(row.state is VisitState.ORDERED and len(row.members) < len(row.team) for row in rows):
        yield web.Todo(_("Lengkapi tim %(n)d observasi lapangan", n=number), url_for(PLACE), _("Buka daftar"))
    if number := sum(any(one.answered_at is None for one in row.reopenings) for row in rows):
        yield web.Todo(_("Jawab %(n)d permintaan membuka laporan observasi", n=number), url_for(PLACE), _("Buka daftar"))


@web.contribute("todo")
def for_team(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """A member fills in the report on the day and agrees with it."""
    for row in observations.of_team(actor.id) if UNSIGNED.of(actor) else ():
        entry = row.interview.entry
        when = moment_for(row.starts_at, entry.edition.zone, entry.institution.zone) if row.starts_at else ""
        url = url_for("interviews.observation", observation_id=row.id)
        yield web.Todo(_("Observasi lapangan %(name)s", name=entry.institution_name), url, _("Buka tugas"), when)


@web.contribute("todo")
def for_panel(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """Another juror of the panel answers a proposed correction."""
    if number := PROPOSED.of(actor):
        yield web.Todo(_("Jawab %(n)d usul koreksi nilai", n=number), url_for(PLACE), _("Buka daftar"), _("Hasil observasi lapangan."))


@web.contribute("todo")
def for_finalist(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The institution is visited: when and where."""
    rows = start.own(actor) if actor.has("member") else []
    if not rows or not VISITED.of(actor):
        return
    for interview_id, row in observations.told_to_institutions(one.id for one in rows).items():
        entry = next(one.entry for one in rows if one.id == interview_id)
        if row.starts_at is not None and row.starts_at > at:
            when = moment_for(row.starts_at, entry.edition.zone, entry.institution.zone)
            yield web.Todo(
                _("Tim panitia berkunjung: %(when)s", when=when), url_for("interviews.own"), _("Lihat"), row.place, tone="waiting"
            )


@approvals.contribute
def reports_to_open(actor: Actor, at: datetime) -> Iterator[Approval]:
    """Wishes to open a locked report; the list is asked for once its number says that there are any."""
    for one in observations.observations(actor) if actor.has("secretariat") and WAITING.of(actor) else ():
        yield from _opening(actor, one)


def _opening(actor: Actor, one: Any) -> Iterator[Approval]:
    for asked in one.reopenings:
        if asked.answered_at is None:
            own = same_hand(actor, asked.asked_by) or any(actor.id == member.person_id for member in one.members)
            reason = _("Ini laporan Anda atau orang yang Anda wakili.") if own else ""
            title = _("Buka laporan observasi: %(name)s", name=one.interview.entry.institution_name)
            yield Approval(title, url_for("interviews.observation", observation_id=one.id), asked.asked_at, "", reason)


audit.name(
    nouns={"observation": _l("Observasi lapangan")},
    verbs={
        "observation.asked": _l("Observasi lapangan diminta panel"),
        "observation.refused": _l("Permintaan observasi lapangan ditolak"),
        "observation.ordered": _l("Tim observasi ditugaskan"),
        "observation.reordered": _l("Tim atau jadwal observasi diubah"),
        "observation.cancelled": _l("Observasi lapangan dibatalkan"),
        "observation.member_left": _l("Anggota tim observasi keluar karena benturan kepentingan"),
        "observation.photo_added": _l("Foto observasi ditambahkan"),
        "observation.photo_told": _l("Tempat dan waktu foto observasi diketik"),
        "observation.photo_removed": _l("Foto observasi dihapus"),
        "observation.signed": _l("Laporan observasi disetujui anggota tim"),
        "observation.unsigned": _l("Persetujuan laporan observasi ditarik"),
        "observation.locked": _l("Laporan observasi terkunci"),
        "observation.printed": _l("Laporan observasi dicetak"),
        "observation.reopening_asked": _l("Pembukaan laporan observasi diminta"),
        "observation.reopened": _l("Laporan observasi dibuka kembali"),
        "observation.reopening_refused": _l("Pembukaan laporan observasi ditolak"),
        "observation.correction_proposed": _l("Koreksi nilai diusulkan ketua panel"),
        "observation.correction_confirmed": _l("Koreksi nilai disahkan juri kedua"),
        "observation.correction_refused": _l("Koreksi nilai ditolak juri kedua"),
    },
)
