"""Pages on which an institution enters."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.queries import traits
from p4comp.core import storage, uploads
from p4comp.core.access import actor, allow, save_anyway
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid
from p4comp.entries import actions, policy, queries
from p4comp.entries.forms import LetterForm, SystemForm
from p4comp.entries.policy import Case, Start
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.routes.eligibility import own_links, questions
from p4comp.entries.rules import asked, statement_from, system_from


@bp.get("/kepesertaan")
@allow(policy.may_list)
def index() -> ResponseReturnValue:
    """The person's institutions and their entries."""
    places = queries.mine(actor(), arrived())
    outcomes = queries.outcomes([entry for place in places for entry in place.entries], arrived())
    has = {"places": places, "outcomes": outcomes, "claims": queries.own_claims(actor()), "by_dossier": traits().has_dossiers}
    return render_template("entries/index.html", **has)


@bp.route("/kepesertaan/mulai/<institution_id>/<category>", methods=["GET", "POST"])
@allow(policy.may_begin, on=queries.start)
def begin(found: Start) -> ResponseReturnValue:
    """Enter a category: name the complaint system and since when it is used; what was answered before stands there already."""
    assert found.edition is not None
    assert found.category is not None
    stated = questions(asked([found.category]), found.edition.zone).answers
    since_on = statement_from(found.category, stated).system_since_on
    form = SystemForm(system_name=system_from(found.category, stated), system_since_on=since_on)
    if form.sent_well():
        try:
            name, since = _system(form)
            entry = actions.begin(
                found.edition, found.institution, found.category.code, system_name=name, system_since_on=since, by=actor(), at=arrived()
            )
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Kepesertaan dimulai. Isi penilaian mandiri tiap aspek, lalu kirim berkas sebelum batas waktu."), "success")
            return redirect(url_for(".show", entry_id=entry.id), 303)
    checks = queries.checks(found.edition, queries.applicant(found.institution), stated, since_on=form.system_since_on.data)
    judged = next(one for one in checks if one.category == found.category)
    links = own_links(found.institution, here=url_for(".start", institution_id=found.institution.id))
    return render_template("entries/begin.html", start=found, form=form, judged=judged, links=links), form.status


def _system(form: SystemForm) -> tuple[str, date]:
    assert form.system_since_on.data is not None
    return (form.system_name.data or "").strip(), form.system_since_on.data


@bp.route("/kepesertaan/<entry_id>/data", methods=["GET", "POST"])
@allow(policy.may_edit, on=queries.case)
def describe(case: Case) -> ResponseReturnValue:
    """Change what was stated of the complaint system."""
    form = SystemForm(obj=case.entry)
    if form.sent_well():
        try:
            name, since = _system(form)
            actions.describe(case.entry, system_name=name, system_since_on=since, by=actor(), at=arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Data kepesertaan disimpan."), "success")
            return redirect(url_for(".show", entry_id=case.entry.id), 303)
    return render_template("entries/describe.html", case=case, form=form), form.status


@bp.get("/kepesertaan/<entry_id>/rekomendasi")
@allow(policy.may_edit, on=queries.case)
def letter(case: Case) -> ResponseReturnValue:
    """The form for the parent's letter of recommendation."""
    form = LetterForm(number=case.entry.recommendation_number)
    return render_template("entries/letter.html", case=case, form=form, file_errors=[])


@bp.post("/kepesertaan/<entry_id>/rekomendasi")
@allow(policy.may_edit, on=queries.case, upload=True)
def put_letter(case: Case) -> ResponseReturnValue:
    """Take the letter in. A good file is kept even while its number is missing, so that it need not be sent again."""
    form, entry, file_errors = LetterForm(), case.entry, []
    upload = request.files.get("file")
    is_good = form.validate()
    if (upload and upload.filename) or not entry.recommendation_sha256:
        try:
            accepted = uploads.accept(upload, types=frozenset({uploads.PDF}))
            file, name = storage.keep(accepted.received, accepted.media_type), accepted.name
            actions.put_letter(entry, actions.Letter(file, name, form.number.data or ""), by=actor(), at=arrived())
            save_anyway()
        except Invalid as error:
            file_errors = [error.message]
    elif is_good:
        actions.number_letter(entry, form.number.data or "", by=actor(), at=arrived())
    if is_good and not file_errors:
        flash(_("Surat rekomendasi disimpan."), "success")
        return redirect(url_for(".show", entry_id=entry.id), 303)
    return render_template("entries/letter.html", case=case, form=form, file_errors=file_errors), 422
