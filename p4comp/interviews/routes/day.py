"""The screens of the day: the secretariat's board, the rooms', the jurors' and the finalists' own, and the stream that wakes them."""

import hashlib
from datetime import date

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import generate_csrf

from p4comp.accounts import identity
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import clock, pulse
from p4comp.core.access import actor, allow, may
from p4comp.core.words import short_day
from p4comp.interviews import queries
from p4comp.interviews.contributions.today import TOPIC
from p4comp.interviews.models import Panel
from p4comp.interviews.policy import day as policy
from p4comp.interviews.policy import may_hear, may_see_own
from p4comp.interviews.queries import day
from p4comp.interviews.routes.blueprint import bp
from p4comp.interviews.rules.day import Standing

WORDS = {
    Standing.LATER: _l("Belum giliran Anda"),
    Standing.NEXT: _l("Anda berikutnya"),
    Standing.COME_IN: _l("Silakan masuk"),
    Standing.LATE: _l("Anda dicatat terlambat"),
    Standing.TALK: _l("Paparan Anda berlangsung"),
    Standing.QUESTIONS: _l("Tanya jawab berlangsung"),
    Standing.DONE: _l("Wawancara Anda selesai. Terima kasih."),
    Standing.ABSENT: _l("Anda dicatat tidak hadir"),
}


def _live(page: str, part: str, **values: object) -> ResponseReturnValue:
    """A page, or only the part of it that renews itself: who asks for the part again is told when nothing changed."""
    if request.args.get("bagian") != "isi":
        return render_template(page, **values)
    content = render_template(part, **values)
    mark = hashlib.sha256(_lasting(content).encode()).hexdigest()[:24]
    response = Response(content)
    response.set_etag(mark)
    response.headers["X-Server-Now"] = clock.arrived().isoformat()  # also where nothing changed: a device that slept sets its clock by it
    return response.make_conditional(request)


def _lasting(content: str) -> str:
    """What is not different each time it is asked for: without the token against forged requests and the server's clock."""
    return content.replace(generate_csrf(), "").replace(clock.arrived().isoformat(), "")


@bp.get("/hari-wawancara")
@allow(policy.may_see_board, on=queries.running)
def board(edition: Edition) -> ResponseReturnValue:
    """The day of every panel: who is heard, who comes next, who is late or missing."""
    at = clock.arrived()
    on = _asked(edition) or day.shown_day(edition, at)
    return _live(
        "interviews/board.html",
        "interviews/board_panels.html",
        board=day.board(edition, on, at),
        days=_days(edition, on),
        may_act=bool(may("interviews.jurors_today", edition)) and on == clock.local(at, edition.zone).date(),
        now=at,
    )


def _asked(edition: Edition) -> date | None:
    wanted = request.args.get("hari", "")
    return next((one for one in competition.spec_of(edition).interview.days if one.isoformat() == wanted), None)


def _days(edition: Edition, on: date) -> list[tuple[str, str, bool]]:
    days = sorted({*competition.spec_of(edition).interview.days, on})
    return [(short_day(one), url_for("interviews.board", hari=one.isoformat()), one == on) for one in days]


@bp.get("/hari-wawancara/layar/<panel_id>")
@allow(policy.may_show, on=day.panel_to_show)
def screen(panel: Panel) -> ResponseReturnValue:
    """The screen in a panel's room: the name, the stage, the time that is left."""
    at, edition = clock.arrived(), competition.current()
    assert edition is not None
    shown = day.screen(panel, edition, at)
    return _live("interviews/screen.html", "interviews/screen_now.html", shown=shown, now=at)


@bp.get("/wawancara/layar")
@allow(may_hear)
def juror_screen() -> ResponseReturnValue:
    """The juror's own screen: the time of the interview that runs, if they may hear it."""
    at = clock.arrived()
    return _live("interviews/juror_screen.html", "interviews/juror_now.html", day=day.juror_day(actor(), at), now=at)


@bp.get("/jadwal-wawancara/saya/giliran")
@allow(may_see_own)
def turn() -> ResponseReturnValue:
    """The finalist's own turn: later, next, come in."""
    at = clock.arrived()
    turns = day.own_turns(actor(), at)
    fresh_until = min((one.fresh_until for one in turns if one.fresh_until), default=None)
    return _live("interviews/turn.html", "interviews/turn_now.html", turns=turns, words=WORDS, fresh_until=fresh_until, now=at)


@bp.get("/hari-wawancara/kabar")
@allow(policy.may_follow)
def pulse_of_day() -> Response:
    """A stream that says when to look again, and nothing else."""
    return pulse.stream(TOPIC, person=actor().id, ticket=identity.sign_in_id())
