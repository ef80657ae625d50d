"""The evening of the award: the ceremony screen with its rehearsal, the script for the speaker."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, downloads, pdf
from p4comp.core.access import actor, allow
from p4comp.results.actions import ceremony as actions
from p4comp.results.policy import ceremony as policy
from p4comp.results.policy.ceremony import Ceremony
from p4comp.results.queries import ceremony as queries
from p4comp.results.routes.blueprint import bp
from p4comp.results.rules import ceremony as rules
from p4comp.results.rules.ceremony import Act
from p4comp.results.rules.spelling import spelled


@bp.get("/edisi/<slug>/penganugerahan")
@allow(policy.may_prepare, on=queries.evening)
def ceremony(evening: Ceremony) -> str:
    """What can be prepared, and whether the screen is open."""
    at = clock.arrived()
    acts = {"show": policy.may_show, "ask": policy.may_ask_opening, "agree": policy.may_agree, "end": policy.may_end}
    verdicts = {name: may(actor(), evening, at) for name, may in acts.items()}
    values = {"at": at, "is_open": evening.is_open(at), "is_public": evening.is_public(at), "lasts": rules.LASTS}
    return render_template("results/ceremony.html", evening=evening, verdicts=verdicts, **values)


@bp.get("/edisi/<slug>/penganugerahan/gladi")
@allow(policy.may_prepare, on=queries.evening)
def rehearse_ceremony(evening: Ceremony) -> str:
    """The screen with invented names: nothing of the result is read for it."""
    return _screen(evening, rules.rehearsal(queries.staged(evening)), is_rehearsal=True)


@bp.post("/edisi/<slug>/penganugerahan/layar")
@allow(policy.may_show, on=queries.evening)
def show_ceremony(evening: Ceremony) -> str:
    """The screen with the winners: sent by POST, for every showing leaves a record."""
    actions.note_shown(evening, by=actor(), at=clock.arrived())
    return _screen(evening, queries.acts(evening), is_rehearsal=False)


def _screen(evening: Ceremony, acts: tuple[Act, ...], *, is_rehearsal: bool) -> str:
    spec = evening.office.spec
    values = {"edition": evening.office.edition, "acts": acts, "is_rehearsal": is_rehearsal}
    return render_template("results/ceremony_screen.html", trophy=rules.trophy(spec.certificate.winner), host=spec.host, **values)


@bp.get("/edisi/<slug>/penganugerahan/gladi.pdf")
@allow(policy.may_prepare, on=queries.evening)
def rehearse_script(evening: Ceremony) -> Response:
    """The speaker's script with invented names."""
    return _script(evening, rules.rehearsal(queries.staged(evening)), is_rehearsal=True)


@bp.post("/edisi/<slug>/penganugerahan/naskah.pdf")
@allow(policy.may_show, on=queries.evening)
def ceremony_script(evening: Ceremony) -> Response:
    """The speaker's script with the winners: each copy says who printed it, and leaves a record."""
    actions.note_printed(evening, by=actor(), at=clock.arrived())
    return _script(evening, queries.acts(evening), is_rehearsal=False)


def _script(evening: Ceremony, acts: tuple[Act, ...], *, is_rehearsal: bool) -> Response:
    edition, at = evening.office.edition, clock.arrived()
    values = {"edition": edition, "acts": acts, "is_rehearsal": is_rehearsal, "is_public": evening.is_public(at), "spelled": spelled}
    values["trophy"] = rules.trophy(evening.office.spec.certificate.winner)
    content = pdf.render("results/ceremony_script.html", by=actor().name, at=at, simulated=is_rehearsal or clock.is_demo(), **values)
    return downloads.pdf(content, f"naskah-{'gladi-' if is_rehearsal else ''}{edition.slug}.pdf")


@bp.post("/edisi/<slug>/penganugerahan/minta")
@allow(policy.may_ask_opening, on=queries.evening)
def ask_ceremony(evening: Ceremony) -> ResponseReturnValue:
    """Ask a second person to open the screen."""
    actions.ask_opening(evening, by=actor(), at=clock.arrived())
    return _back(evening, _("Petugas kedua diminta menyetujui. Permintaan ini tampil di Persetujuan."))


@bp.post("/edisi/<slug>/penganugerahan/setujui")
@allow(policy.may_agree, on=queries.evening)
def agree_ceremony(evening: Ceremony) -> ResponseReturnValue:
    """Open the screen, as the second person."""
    actions.agree(evening, by=actor(), at=clock.arrived())
    return _back(evening, _("Layar penganugerahan terbuka selama 24 jam."))


@bp.post("/edisi/<slug>/penganugerahan/tutup")
@allow(policy.may_end, on=queries.evening)
def end_ceremony(evening: Ceremony) -> ResponseReturnValue:
    """Close the screen, or take the asking back."""
    actions.end(evening, by=actor(), at=clock.arrived())
    return _back(evening, _("Layar penganugerahan ditutup."))


def _back(evening: Ceremony, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("results.ceremony", slug=evening.office.edition.slug), 303)
