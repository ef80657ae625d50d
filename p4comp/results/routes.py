"""The public result with its open data; the final ranking and its publication for the secretariat."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from flask import Blueprint, Response, flash, json, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.competition.spec import Stage
from p4comp.core import access, clock, page_cache
from p4comp.core.access import allow, public
from p4comp.core.errors import Invalid
from p4comp.results import actions, policy, queries
from p4comp.results.forms import PublicationForm
from p4comp.results.policy import Correction, Office
from p4comp.results.queries import Published, Record, open_data
from p4comp.results.rules import publication
from p4comp.results.rules.open_data import COLUMNS, as_csv

bp = Blueprint("results", __name__)
SECONDS = 10


@bp.get("/hasil")
@public(seconds=SECONDS)
def index() -> str:
    """The editions of which anything is announced."""
    at = clock.arrived()
    page_cache.fresh_until(publication.next_mark(at))
    return render_template("results/index.html", editions=queries.announced_editions(at))


@bp.get("/hasil/<slug>")
@public(seconds=SECONDS, on=queries.published)
def show(result: Published) -> str:
    """The result of an edition, as far as it is announced."""
    page_cache.fresh_until(publication.next_mark(clock.arrived()))
    return render_template("results/show.html", result=result, award_stage=result.overview.calendar.window(Stage.AWARD))


@bp.get("/hasil/<slug>/keputusan/<code>")
@public(seconds=SECONDS, on=queries.record)
def record(found: Record) -> str:
    """An announced decision, in force or replaced since: it stays readable for ever."""
    page_cache.fresh_until(publication.next_mark(clock.arrived()))
    return render_template("results/record.html", record=found)


@bp.get("/hasil/<slug>/data.csv")
@public(seconds=SECONDS, on=queries.published)
def data_csv(result: Published) -> Response:
    """The public lists as CSV."""
    page_cache.fresh_until(publication.next_mark(clock.arrived()))
    return _file(as_csv(open_data.rows(result)), "text/csv; charset=utf-8", f"hasil-{result.edition.slug}.csv")


@bp.get("/hasil/<slug>/data.json")
@public(seconds=SECONDS, on=queries.published)
def data_json(result: Published) -> Response:
    """The public lists as JSON, with what every column means."""
    page_cache.fresh_until(publication.next_mark(clock.arrived()))
    edition = result.edition
    content = {
        "edisi": edition.slug,
        "nama": edition.name,
        "rencana_penilaian_sha256": edition.plan_sha256,
        "kolom": COLUMNS,
        "baris": open_data.rows(result),
    }
    return _file(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=False), "application/json", f"hasil-{edition.slug}.json")


def _file(text: str, mimetype: str, name: str) -> Response:
    response = Response(text, content_type=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@bp.get("/hasil-akhir/<slug>")
@allow(policy.may_see_office, on=queries.office)
def final(office: Office) -> str:
    """The final ranking per category, before anybody else knows of it."""
    return render_template(
        "results/final.html", office=office, verdicts={one.code: _may_propose(office, one.code) for one in office.standings}
    )


def _may_propose(office: Office, code: str) -> access.Verdict:
    one = tuple(standing for standing in office.standings if standing.code == code)
    return policy.may_propose(access.actor(), Office(office.edition, office.spec, one), clock.arrived())


@bp.post("/hasil-akhir/<slug>/<category>/usulkan")
@allow(policy.may_propose, on=queries.office)
def propose(office: Office) -> ResponseReturnValue:
    """Lay a category's winners before the plenary."""
    plenary = actions.propose_winners(office.edition, office.standings[0].code, by=access.actor(), at=clock.arrived())
    flash(_("Usulan pemenang dibuat. Bahas dan sahkan di rapat pleno."), "success")
    return redirect(url_for("decisions.show", plenary_id=plenary.id), 303)


@bp.route("/hasil-akhir/<slug>/umumkan", methods=["GET", "POST"])
@allow(policy.may_publish, on=queries.office)
def publish(office: Office) -> ResponseReturnValue:
    """Set the moment from which the winners are public."""
    return _announce(office, actions.publish, _("Waktu pengumuman pemenang"), Stage.AWARD, office.moment)


@bp.route("/hasil-akhir/<slug>/umumkan-finalis", methods=["GET", "POST"])
@allow(policy.may_announce_finalists, on=queries.office)
def announce_finalists(office: Office) -> ResponseReturnValue:
    """Set the moment from which the finalists are public."""
    return _announce(office, actions.announce_finalists, _("Waktu pengumuman finalis"), Stage.SHORTLIST, office.finalists_moment)


@bp.route("/hasil-akhir/<slug>/umumkan-koreksi/<decision_id>", methods=["GET", "POST"])
@allow(policy.may_announce_correction, on=queries.correction)
def announce_correction(correction: Correction) -> ResponseReturnValue:
    """Set the moment from which a correction of an announced list is public."""
    title = _("Waktu pengumuman koreksi %(code)s", code=correction.decision.code)
    words = _(
        "Sampai waktu itu umum tetap melihat daftar yang lama. Instansi yang masuk, keluar, atau berubah penghargaannya disurati pada waktu itu."
    )
    act = partial(actions.announce_correction, correction)
    return _form(correction.edition, act, title, words, correction.decision.announced_at)


def _announce(office: Office, act: Callable[..., object], title: str, stage: Stage, known: datetime | None) -> ResponseReturnValue:
    window = office.spec.window(stage)
    planned = (window.opens if stage is Stage.AWARD else window.closes) if window else None
    words = _("Semua kategori diumumkan bersama. Finalis disurati pada waktu itu.")
    return _form(office.edition, partial(act, office.edition), title, words, known or planned)


def _form(edition: Edition, act: Callable[..., object], title: str, words: str, proposed: datetime | None) -> ResponseReturnValue:
    at, form = clock.arrived(), PublicationForm().offer(edition.zone, proposed)
    if form.sent_well():
        try:
            act(form.chosen(at), by=access.actor(), at=at)
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Waktu pengumuman disimpan."), "success")
            return redirect(url_for("results.final", slug=edition.slug), 303)
    return render_template("results/publish.html", edition=edition, form=form, title=title, words=words), form.status
