"""Setting the moments from which finalists, winners and corrections are public."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.competition.rules import traits_of
from p4comp.competition.spec import Stage
from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid
from p4comp.results import actions, policy, queries
from p4comp.results.forms import PublicationForm
from p4comp.results.policy import Correction, Office
from p4comp.results.routes.blueprint import bp
from p4comp.results.rules import publication


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
    form = PublicationForm().offer(correction.edition.zone, correction.decision.announced_at).ask_early(None)
    return _form(correction.edition, partial(actions.announce_correction, correction), form, title, words)


def _announce(office: Office, act: Callable[..., object], title: str, stage: Stage, known: datetime | None) -> ResponseReturnValue:
    window = office.spec.window(stage)
    planned = (window.opens if stage is Stage.AWARD else window.closes) if window else None
    told = _("Finalis disurati pada waktu itu.") if traits_of(office.spec).has_finalists else _("Penerima disurati pada waktu itu.")
    words = _("Semua kategori diumumkan bersama.") + " " + told
    form = PublicationForm().offer(office.edition.zone, known or planned)
    form.ask_early(publication.ahead_of(window, clock.arrived(), office.edition.zone))
    return _form(office.edition, partial(act, office.edition, knowingly=form.is_meant), form, title, words)


def _form(edition: Edition, act: Callable[..., object], form: PublicationForm, title: str, words: str) -> ResponseReturnValue:
    at = clock.arrived()
    if form.sent_well():
        try:
            act(form.chosen(at), by=access.actor(), at=at)
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Waktu pengumuman disimpan."), "success")
            return redirect(url_for("results.final", slug=edition.slug), 303)
    return render_template("results/publish.html", edition=edition, form=form, title=title, words=words), form.status
