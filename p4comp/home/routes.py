"""The start pages: for everybody, and for each role."""

import json
from tempfile import SpooledTemporaryFile

from flask import Blueprint, Response, current_app, redirect, render_template, send_file
from flask.typing import ResponseReturnValue

from p4comp.core import access, audit, clock, page_cache, web
from p4comp.core.access import allow, public
from p4comp.home import policy, queries, rules

bp = Blueprint("home", __name__)
ROBOTS = "User-agent: *\nDisallow: /ruang-kerja\nDisallow: /masuk\nDisallow: /undangan\n"
DEMO_ROBOTS = "User-agent: *\nDisallow: /\n"


@bp.route("/")
@public(seconds=10)
def index() -> ResponseReturnValue:
    """What this is, where the season stands, what to do, who won last."""
    at = clock.arrived()
    season = queries.season(at)
    if season is not None:
        page_cache.fresh_until(season.calendar.next_change(at))
    winners = queries.last_winners(access.actor(), at)
    return render_template("home/index.html", season=season, winners=winners, numbers=queries.numbers(season) if season else [])


@bp.route("/ruang-kerja")
@allow(policy.may_work)
def start() -> ResponseReturnValue:
    """What is expected of the person, where the season stands, their numbers."""
    at = clock.arrived()
    todos = rules.by_due(web.contributed("todo", access.actor(), at))
    return render_template(
        "home/start.html", todos=todos, season=queries.season(at), numbers=web.contributed("numbers", access.actor(), at)
    )


@bp.route("/tentang")
@public(seconds=10)
def about() -> ResponseReturnValue:
    """What the competition and its portal are."""
    return render_template("home/about.html", season=queries.season(clock.arrived()))


@bp.route("/privasi")
@public(seconds=10)
def privacy() -> ResponseReturnValue:
    """What is kept about people, and why (UU 27/2022)."""
    settings = current_app.extensions["settings"]
    return render_template("home/privacy.html", season=queries.season(clock.arrived()), hours=settings.sign_in_hours)


@bp.route("/robots.txt")
@public(seconds=10)
def robots() -> ResponseReturnValue:
    """Search engines read the public pages, and nothing of a demo."""
    return Response(DEMO_ROBOTS if clock.is_demo() else ROBOTS, mimetype="text/plain")


@bp.route("/favicon.ico")
@public
def favicon() -> ResponseReturnValue:
    """The mark, for browsers that ask by its old name."""
    return redirect(web.asset("img/mark.svg"), 302)


@bp.route("/catatan-audit")
@allow(policy.may_read_log)
def log() -> ResponseReturnValue:
    """Who did what, when; and the end of the chain that proves it."""
    return render_template("home/log.html", log=queries.log_page(), checked=False, faults=[])


@bp.route("/catatan-audit/periksa", methods=["POST"])
@allow(policy.may_read_log, writes=False)
def check_log() -> ResponseReturnValue:
    """Walk the whole chain now and say what was found."""
    return render_template("home/log.html", log=queries.log_page(), checked=True, faults=list(audit.faults()))


@bp.route("/catatan-audit.jsonl")
@allow(policy.may_read_log)
def log_file() -> ResponseReturnValue:
    """The whole log, one JSON object a line, for checking without the portal."""
    file = SpooledTemporaryFile(max_size=1_000_000)  # noqa: SIM115  # the answer closes it once it is sent
    for record in audit.records():
        file.write((json.dumps(audit.plain(record), ensure_ascii=False) + "\n").encode())
    file.seek(0)
    return send_file(file, mimetype="application/x-ndjson", as_attachment=True, download_name="catatan-audit.jsonl")
