"""What waits around invitations: for finalists to confirm and prepare, for the secretariat to answer and to telephone; their words in the log."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.competition import queries as competition
from p4comp.core import audit, clock, tallies, web
from p4comp.core.access import Actor
from p4comp.interviews.models import Interview, InterviewState
from p4comp.interviews.queries import invitations as queries
from p4comp.interviews.queries import start
from p4comp.interviews.rules.invitations import InvitationState


def _to_answer(actor: Actor) -> tuple[str, datetime] | None:
    edition = competition.current() if actor.has("secretariat") else None
    return (edition.id, clock.arrived()) if edition else None


def _to_telephone(actor: Actor) -> tuple[str, datetime, datetime] | None:
    running = competition.current_calendar() if actor.has("secretariat") else None
    hours = running[1].spec.hearings.invitation.confirm_hours if running else 0
    return (running[0].id, clock.arrived(), clock.arrived() + timedelta(hours=hours)) if running else None


ASKED = tallies.on_start_page(queries.asking, _to_answer)
LATE = tallies.on_start_page(queries.unconfirmed, _to_telephone)


@web.contribute("own_account")
def own_calendar(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """Everybody whom interviews may concern keeps a calendar address."""
    yield web.NavItem(_("Kalender saya"), url_for("interviews.calendar"), "calendar")


@web.contribute("todo")
def for_finalist(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """A finalist confirms, says who presents, and hands in slides."""
    for row in _ahead(actor, at):
        found, moments, url = row.invitation, queries.moments(row), url_for("interviews.own")
        name = row.entry.institution_name
        if found.state is InvitationState.PROPOSED:
            yield web.Todo(_("Konfirmasi kehadiran wawancara"), url, _("Konfirmasi"), name, moments.confirm_by)
        if found.presenter_at is None:
            to = url_for("interviews.presenter", interview_id=row.id)
            yield web.Todo(_("Isi siapa yang memaparkan"), to, _("Isi"), name, row.starts_at)
        if found.slides_sha256 is None and at < moments.slides_by:
            to = url_for("interviews.slides", interview_id=row.id)
            yield web.Todo(_("Unggah paparan wawancara"), to, _("Unggah"), name, moments.slides_by)


def _ahead(actor: Actor, at: datetime) -> list[Interview]:
    own = start.own(actor) if actor.has("member") else []
    return [row for row in own if row.state is InterviewState.PLACED and row.starts_at > at]


@web.contribute("countdown")
def until_confirmed(actor: Actor, at: datetime) -> Iterator[web.Deadline]:
    """Until when a finalist confirms, and until when slides are taken."""
    for row in _ahead(actor, at):
        moments = queries.moments(row)
        if row.invitation.state is InvitationState.PROPOSED and moments.confirm_by > at:
            yield web.Deadline(_("Konfirmasi wawancara sampai"), moments.confirm_by)
        if row.invitation.slides_sha256 is None and moments.slides_by > at:
            yield web.Deadline(_("Unggah paparan sampai"), moments.slides_by)


@web.contribute("todo")
def for_secretariat(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat answers requests for another slot and telephones those late to confirm."""
    board = "interviews.invitations"
    if number := ASKED.of(actor):
        yield web.Todo(
            _("Jawab %(n)d permintaan waktu wawancara lain", n=number), url_for(board, keadaan="change_asked"), _("Buka permintaan")
        )
    if number := LATE.of(actor):
        yield web.Todo(_("Telepon %(n)d finalis yang belum mengonfirmasi", n=number), url_for(board, keadaan="proposed"), _("Buka daftar"))


audit.name(
    nouns={
        "change_request": _l("Permintaan waktu wawancara lain"),
        "calendar_feed": _l("Alamat kalender"),
        "rehearsal": _l("Gladi rapat video"),
    },
    verbs={
        "invitation.confirmed": _l("Kehadiran wawancara dikonfirmasi"),
        "invitation.confirmed_by_phone": _l("Konfirmasi lewat telepon dicatat"),
        "invitation.presenter_named": _l("Penyaji wawancara diisi"),
        "invitation.slides_sent": _l("Paparan diunggah"),
        "invitation.link_set": _l("Tautan rapat video diisi"),
        "invitation_letters.typed": _l("Kepala surat undangan diisi"),
        "change_request.asked": _l("Waktu wawancara lain diminta"),
        "change_request.taken_back": _l("Permintaan waktu lain ditarik"),
        "change_request.granted": _l("Permintaan waktu lain disetujui"),
        "change_request.refused": _l("Permintaan waktu lain ditolak"),
        "interview.not_shown": _l("Finalis tidak hadir, dipindah ke waktu cadangan"),
        "interview.set_aside": _l("Wawancara dipindah ke waktu cadangan"),
        "calendar_feed.made": _l("Alamat kalender dibuat"),
        "calendar_feed.revoked": _l("Alamat kalender dicabut"),
        "rehearsals.offered": _l("Waktu gladi ditawarkan"),
        "rehearsal.taken": _l("Waktu gladi diambil"),
        "rehearsal.left": _l("Waktu gladi dilepas"),
        "rehearsal.dropped": _l("Waktu gladi dihapus"),
    },
)
