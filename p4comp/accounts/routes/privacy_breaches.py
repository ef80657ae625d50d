"""The register of failures to protect personal data: written by the secretariat, read by auditors, unknown to everybody else."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts import policy
from p4comp.accounts.actions import privacy_breaches as actions
from p4comp.accounts.actions.privacy_breaches import Known
from p4comp.accounts.forms.privacy import BreachForm, OutcomeForm, ToldForm
from p4comp.accounts.models import Breach
from p4comp.accounts.policy import privacy as rights
from p4comp.accounts.queries import privacy as queries
from p4comp.accounts.routes.blueprint import bp
from p4comp.accounts.rules.privacy_breaches import TOLD_NAMES, Told, due
from p4comp.core import access, clock, docx, downloads, pdf
from p4comp.core.access import allow
from p4comp.core.errors import Invalid
from p4comp.core.paging import page

FORMS = frozenset({"pdf", "docx"})
LETTER_NAMES = {Told.PEOPLE: "orang", Told.AUTHORITY: "lembaga"}


@bp.get("/data-pribadi/insiden")
@allow(rights.may_see_breaches)
def breaches() -> str:
    """All cases; those whose clock runs on top."""
    return render_template("accounts/privacy_breaches.html", page=page(queries.breaches()), due=due, at=clock.arrived(), sides=TOLD_NAMES)


@bp.route("/data-pribadi/insiden/baru", methods=["GET", "POST"])
@allow(policy.may_run_secretariat)
def record_breach() -> ResponseReturnValue:
    """Write a case down."""
    form = BreachForm(data={"noticed_at": clock.arrived()})
    if form.sent_well():
        try:
            breach = actions.record_breach(_known(form), by=access.actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Insiden dicatat. Sekretariat diberi tahu."), "success")
            return redirect(url_for(".breach", breach_id=breach.id), 303)
    return render_template("accounts/privacy_record.html", form=form, breach=None), form.status


@bp.route("/data-pribadi/insiden/<breach_id>/ubah", methods=["GET", "POST"])
@allow(rights.may_change_breach, on=queries.breach)
def edit_breach(found: Breach) -> ResponseReturnValue:
    """Complete what is known."""
    form = BreachForm(obj=found)
    if form.sent_well():
        try:
            actions.change_breach(found, _known(form), by=access.actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Catatan insiden diperbarui."), "success")
            return redirect(url_for(".breach", breach_id=found.id), 303)
    return render_template("accounts/privacy_record.html", form=form, breach=found), form.status


def _known(form: BreachForm) -> Known:
    assert form.noticed_at.data is not None
    what, course, data, measures = (str(form[name].data or "") for name in ("what", "course", "data", "measures"))
    return Known(what, course, form.noticed_at.data, data, form.people.data, measures)


@bp.get("/data-pribadi/insiden/<breach_id>")
@allow(rights.may_see_breaches, on=queries.breach)
def breach(found: Breach) -> str:
    """One case: what is known, who is told, until when."""
    return _page(found)


def _page(found: Breach, told: ToldForm | None = None, whom: Told | None = None, outcome: OutcomeForm | None = None) -> str:
    at = clock.arrived()
    fresh = {
        one: told if told is not None and one is whom else ToldForm(formdata=None, prefix=one.value, data={"told_at": at}) for one in Told
    }
    values = {"found": found, "forms": fresh, "outcome": outcome or OutcomeForm(formdata=None), "at": at, "due": due(found.noticed_at)}
    return render_template("accounts/privacy_breach.html", **values, sides=TOLD_NAMES)


@bp.post("/data-pribadi/insiden/<breach_id>/diberitahukan/<whom>")
@allow(rights.may_tell_of_breach, on=lambda actor, breach_id, whom: _letter_of(actor, breach_id, whom))
def tell_of_breach(found: Breach) -> ResponseReturnValue:
    """Note by which letter one side was told."""
    whom = _whom()
    form = ToldForm(prefix=whom.value)
    if form.sent_well() and form.told_at.data is not None:
        try:
            actions.tell_of_breach(found, whom, str(form.letter.data), form.told_at.data, by=access.actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Pemberitahuan dicatat."), "success")
            return redirect(url_for(".breach", breach_id=found.id), 303)
    return _page(found, form, whom), 422


def _whom() -> Told:
    return Told((request.view_args or {})["whom"])


@bp.get("/data-pribadi/insiden/<breach_id>/surat/<whom>.<form>")
@allow(rights.may_see_breaches, on=lambda actor, breach_id, whom, form: _letter_of(actor, breach_id, whom, form))
def breach_letter(found: Breach) -> ResponseReturnValue:
    """The draft of a letter to one side, to be numbered, signed and sent outside the portal."""
    whom, values = _whom(), {"found": found, "office": queries.privacy_office(), "simulated": clock.is_demo(), "due": due(found.noticed_at)}
    template = f"accounts/privacy_letter_{whom.value}.html"
    name = f"pemberitahuan-{LETTER_NAMES[whom]}-{found.id}"
    if (request.view_args or {})["form"] == "docx":
        return downloads.docx(docx.render(template, **values), f"{name}.docx")
    return downloads.pdf(pdf.render(template, **values), f"{name}.pdf")


def _letter_of(actor: access.Actor, breach_id: str, whom: str, form: str = "pdf") -> Breach | None:
    return queries.breach(actor, breach_id) if whom in set(Told) and form in FORMS else None


@bp.post("/data-pribadi/insiden/<breach_id>/selesai")
@allow(rights.may_close_breach, on=queries.breach)
def close_breach(found: Breach) -> ResponseReturnValue:
    """Close the case with what came of it."""
    return _end(found, actions.close_breach, _("Insiden diselesaikan."))


@bp.post("/data-pribadi/insiden/<breach_id>/kesampingkan")
@allow(rights.may_dismiss_breach, on=queries.breach)
def dismiss_breach(found: Breach) -> ResponseReturnValue:
    """Say why the case is none."""
    return _end(found, actions.dismiss_breach, _("Insiden dikesampingkan; alasannya tercatat."))


def _end(found: Breach, action: Callable[..., None], words: str) -> ResponseReturnValue:
    form = OutcomeForm()
    if not form.sent_well():
        return _page(found, outcome=form), 422
    action(found, str(form.reason.data), by=access.actor(), at=clock.arrived())
    flash(words, "success")
    return redirect(url_for(".breach", breach_id=found.id), 303)


@bp.post("/data-pribadi/insiden/<breach_id>/buka")
@allow(rights.may_reopen_breach, on=queries.breach)
def reopen_breach(found: Breach) -> ResponseReturnValue:
    """Open the case again."""
    actions.reopen_breach(found, by=access.actor(), at=clock.arrived())
    flash(_("Insiden dibuka lagi; waktu berjalan sejak insiden diketahui."), "success")
    return redirect(url_for(".breach", breach_id=found.id), 303)
