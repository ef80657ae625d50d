"""The start pages: for everybody, and for each role."""

import json
from pathlib import Path
from tempfile import SpooledTemporaryFile

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.accounts import policy as secretariat
from p4comp.accounts.queries import privacy as responsible
from p4comp.accounts.queries import privacy_keeping as keeping
from p4comp.accounts.rules.privacy_keeping import FATE_NAMES, HAND_NAMES
from p4comp.core import access, audit, clock, db, downloads, page_cache, shades, spaces, web
from p4comp.core.access import allow, public
from p4comp.core.errors import Invalid
from p4comp.core.storage import StoredFile
from p4comp.home import actions, policy, queries, rules
from p4comp.home.forms import HeadForm, WitnessForm
from p4comp.home.models import Witness
from p4comp.home.policy import LogReader
from p4comp.messages import queries as messages

bp = Blueprint("home", __name__)
ROBOTS = "User-agent: *\n" + "".join(f"Disallow: {at}{page}\n" for at in ("", "/p/*") for page in ("/ruang-kerja", "/masuk", "/undangan"))
OWN_RED = "#b42b2d"
DEMO_ROBOTS = "User-agent: *\nDisallow: /\n"


@bp.route("/")
@public(seconds=10)
def index() -> ResponseReturnValue:
    """What this is, where the season stands, what to do, who won last."""
    at = clock.arrived()
    season = queries.season(at)
    if season is not None:
        page_cache.fresh_until(season.calendar.next_change(at))
    page_cache.fresh_until(messages.next_change(at))
    winners = queries.last_winners(access.actor(), at)
    numbers = queries.numbers(season) if season else []
    notices, beside = messages.for_everybody(at), spaces.beside()
    return render_template("home/index.html", season=season, winners=winners, numbers=numbers, notices=notices, beside=beside)


@bp.route("/ruang-kerja")
@allow(policy.may_work)
def start() -> ResponseReturnValue:
    """What came of the person's entries, what is expected of them, where the season stands, their numbers."""
    at, actor = clock.arrived(), access.actor()
    news, todos = web.contributed("news", actor, at), rules.by_due(web.contributed("todo", actor, at))
    shown = {"news": news, "ways": web.contributed("news_link", actor, at) if news else [], "todos": todos}
    shown |= {"numbers": web.contributed("numbers", actor, at), "notices": messages.for_workspace(at)}
    return render_template("home/start.html", season=queries.season(at), **shown)


@bp.route("/persetujuan")
@allow(secretariat.may_run_secretariat)
def approvals() -> ResponseReturnValue:
    """Every act that waits for a second person: those this person may decide first."""
    found = web.contributed("approval", access.actor(), clock.arrived())
    yours, others = [one for one in found if not one.reason], [one for one in found if one.reason]
    return render_template("home/approvals.html", yours=yours, others=others)


@bp.route("/tentang")
@public(seconds=10)
def about() -> ResponseReturnValue:
    """What the competition and its portal are."""
    return render_template("home/about.html", season=queries.season(clock.arrived()))


@bp.route("/privasi")
@public(seconds=10)
def privacy() -> ResponseReturnValue:
    """What is kept about people, and why (UU 27/2022)."""
    assessed = queries.assessed()
    periods = [one for one in keeping.periods() if assessed.dossiers or one.keeping.code not in rules.OF_DOSSIERS]
    values = {
        "office": responsible.privacy_office(),
        "periods": periods,
        "fates": FATE_NAMES,
        "hands": HAND_NAMES,
        "assessed": assessed,
    }
    hours = current_app.extensions["settings"].sign_in_hours
    return render_template("home/privacy.html", season=queries.season(clock.arrived()), hours=hours, **values)


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


@bp.route("/merek.css")
@public(seconds=3600)
def brand() -> ResponseReturnValue:
    """The colours of a space that has its own; the address changes with them."""
    return Response(shades.sheet(_colour()), mimetype="text/css")


@bp.route("/merek.svg")
@public(seconds=3600)
def mark() -> ResponseReturnValue:
    """The portal's mark in the colour of a space."""
    drawn = (Path(current_app.static_folder or "") / "img" / "mark.svg").read_text("utf-8")
    return Response(drawn.replace(OWN_RED, _colour()), mimetype="image/svg+xml")


def _colour() -> str:
    colour = spaces.house().colour
    if not colour:
        raise NotFound
    return colour


@bp.route("/catatan-audit")
@allow(policy.may_read_log, on=queries.log_reader)
def log(_reader: LogReader) -> ResponseReturnValue:
    """Who did what, when; and the end of the chain that proves it."""
    return render_template("home/log.html", log=queries.log_page(), checked=False, faults=[])


@bp.route("/catatan-audit/periksa", methods=["POST"])
@allow(policy.may_read_log, on=queries.log_reader, writes=False)
def check_log(_reader: LogReader) -> ResponseReturnValue:
    """Walk the whole chain now and say what was found."""
    return render_template("home/log.html", log=queries.log_page(), checked=True, faults=list(audit.faults()))


@bp.route("/catatan-audit.jsonl")
@allow(policy.may_read_log, on=queries.log_reader)
def log_file(_reader: LogReader) -> ResponseReturnValue:
    """The whole log, one JSON object a line, for checking without the portal."""
    file = SpooledTemporaryFile(max_size=1_000_000)  # noqa: SIM115  # the answer closes it once it is sent
    for record in audit.records():
        file.write((json.dumps(audit.plain(record), ensure_ascii=False) + "\n").encode())
    file.seek(0)
    return send_file(file, mimetype="application/x-ndjson", as_attachment=True, download_name="catatan-audit.jsonl")


@bp.route("/catatan-audit/bundel")
@allow(policy.may_bundle, on=queries.log_reader)
def bundles(_reader: LogReader) -> ResponseReturnValue:
    """The person's own bundles: being made, or ready to be fetched for a day."""
    return render_template("home/bundles.html", bundles=queries.bundles(access.actor()), kept=rules.BUNDLE_KEPT)


@bp.route("/catatan-audit/bundel", methods=["POST"])
@allow(policy.may_bundle, on=queries.log_reader)
def ask_bundle(_reader: LogReader) -> ResponseReturnValue:
    """Let the queue make a bundle."""
    actions.ask_bundle(by=access.actor(), at=clock.arrived())
    flash(_("Bundel sedang dibuat. Halaman ini menunjukkan kemajuannya."), "success")
    return redirect(url_for(".bundles"), 303)


@bp.route("/catatan-audit/bundel/<bundle_id>/unduh", methods=["POST"])
@allow(policy.may_bundle, on=queries.bundle)
def fetch_bundle(asked: queries.Asked) -> ResponseReturnValue:
    """The ZIP, for whoever asked for it; each time leaves a record, so it is sent by POST."""
    found = asked.bundle
    actions.note_download(found, by=access.actor(), at=clock.arrived())
    file = db.session().get_one(StoredFile, found.sha256)
    return downloads.answer(file, f"bundel-auditor-{clock.local(found.asked_at):%Y%m%d-%H%M}.zip")


@bp.route("/catatan-audit/saksi", methods=["GET", "POST"])
@allow(policy.may_keep_witnesses)
def witnesses() -> ResponseReturnValue:
    """Who outside the organiser is mailed the day's head, and what was sent."""
    form = WitnessForm()
    if form.sent_well():
        try:
            actions.add_witness(*form.typed(), by=access.actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Saksi ditambahkan. Surat pertama dikirim pada pengiriman berikutnya, paling lambat satu jam lagi."), "success")
            return redirect(url_for(".witnesses"), 303)
    shown = {"witnesses": queries.witnesses(), "heads": queries.heads()}
    return render_template("home/witnesses.html", form=form, **shown), form.status


@bp.route("/catatan-audit/saksi/<witness_id>/keluarkan", methods=["POST"])
@allow(policy.may_keep_witnesses, on=queries.witness)
def remove_witness(witness: Witness) -> ResponseReturnValue:
    """Mail somebody no longer."""
    actions.remove_witness(witness, by=access.actor(), at=clock.arrived())
    flash(_("Saksi dikeluarkan. Nama dan alamatnya sudah dihapus dari portal."), "success")
    return redirect(url_for(".witnesses"), 303)


@bp.route("/periksa-rantai")
@public
def check_head() -> ResponseReturnValue:
    """Anybody who holds a head is told whether the chain of today contains it: yes or no, nothing else."""
    form = HeadForm(request.args)
    asked = bool(request.args.get("ujung")) and form.validate()
    fits = audit.holds(str(form.ujung.data).strip().lower(), form.catatan.data) if asked else None
    return render_template("home/check_head.html", form=form, fits=fits, at=clock.arrived())
