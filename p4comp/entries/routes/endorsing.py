"""A parent's recommendation: asked for by the unit, read and answered by those above, or done without."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.queries import current
from p4comp.core import downloads
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.db import count
from p4comp.core.paging import page
from p4comp.entries import actions, policy, queries
from p4comp.entries.forms import DeclineForm, EndorseForm
from p4comp.entries.policy import Case, EndorsementCase, FileOf, UploadAlone
from p4comp.entries.routes.blueprint import bp


@bp.post("/kepesertaan/<entry_id>/minta-rekomendasi")
@allow(policy.may_ask_endorsement, on=queries.case)
def ask_endorsement(case: Case) -> ResponseReturnValue:
    """Ask those above for their recommendation."""
    actions.ask_endorsement(case.entry, by=actor(), at=arrived())
    flash(_("Rekomendasi diminta. Admin instansi induk sudah disurati. Bila lama tidak dijawab, unggah suratnya sendiri."), "success")
    return redirect(url_for(".letter", entry_id=case.entry.id), 303)


@bp.get("/rekomendasi")
@allow(policy.may_list_endorsements)
def endorsements() -> ResponseReturnValue:
    """The requests of the units below, those that wait first."""
    return _list(EndorseForm(formdata=None)), 200


def _list(form: EndorseForm) -> str:
    edition = current()
    query = queries.endorsements(actor(), edition.id) if edition else None
    found = page(query, count(query)) if query is not None else None
    return render_template("entries/endorsements.html", edition=edition, found=found, form=form)


@bp.post("/rekomendasi")
@allow(policy.may_list_endorsements)
def endorse_many() -> ResponseReturnValue:
    """Recommend all units that were ticked."""
    form = EndorseForm()
    cases = queries.cases_of(actor(), request.form.getlist("id")[:200])
    if not form.sent_well() or not cases:
        if not cases:
            form.form_errors.append(_("Pilih sedikitnya satu unit yang direkomendasikan."))
        return _list(form), 422
    done = actions.endorse_many(cases, number=form.number.data or "", by=actor(), at=arrived())
    flash(_("%(n)s unit direkomendasikan dan sudah disurati.", n=done), "success")
    return redirect(url_for(".endorsements"), 303)


@bp.get("/rekomendasi/<endorsement_id>")
@allow(policy.may_read_endorsement, on=queries.endorsement)
def endorsement(found: EndorsementCase) -> ResponseReturnValue:
    """A unit's dossier to be read, and the answer."""
    return _page(found)


def _page(found: EndorsementCase, to_endorse: EndorseForm | None = None, to_decline: DeclineForm | None = None) -> str:
    return render_template(
        "entries/endorsement.html",
        endorsement=found.endorsement,
        entry=found.endorsement.entry,
        dossier=queries.dossier(found.endorsement.entry),
        verdict=policy.may_answer_endorsement(actor(), found, arrived()),
        to_endorse=to_endorse or EndorseForm(formdata=None),
        to_decline=to_decline or DeclineForm(formdata=None),
    )


@bp.post("/rekomendasi/<endorsement_id>/setujui")
@allow(policy.may_read_endorsement, on=queries.endorsement)
def endorse(found: EndorsementCase) -> ResponseReturnValue:
    """Recommend the unit."""
    form = EndorseForm()
    if not form.sent_well():
        return _page(found, to_endorse=form), 422
    actions.endorse(found, number=form.number.data or "", by=actor(), at=arrived())
    flash(_("%(name)s direkomendasikan.", name=found.endorsement.entry.institution_name), "success")
    return redirect(url_for(".endorsements"), 303)


@bp.post("/rekomendasi/<endorsement_id>/tolak")
@allow(policy.may_read_endorsement, on=queries.endorsement)
def decline_endorsement(found: EndorsementCase) -> ResponseReturnValue:
    """Do not recommend the unit, for a reason."""
    form = DeclineForm()
    if not form.sent_well():
        return _page(found, to_decline=form), 422
    actions.decline(found, reason=(form.reason.data or "").strip(), by=actor(), at=arrived())
    flash(_("Jawaban disampaikan kepada %(name)s.", name=found.endorsement.entry.institution_name), "success")
    return redirect(url_for(".endorsements"), 303)


@bp.get("/rekomendasi/<endorsement_id>/bukti/<evidence_id>")
@allow(policy.may_read_file, on=queries.endorsement_file)
def endorsement_file(file: FileOf) -> ResponseReturnValue:
    """A piece of evidence of the dossier that is to be recommended, as it was sent."""
    assert file.evidence is not None
    return downloads.answer(file.evidence.file, file.evidence.name)


@bp.post("/verifikasi/<entry_id>/terima-surat")
@allow(policy.may_accept_letter, on=queries.letter_alone)
def accept_letter(found: UploadAlone) -> ResponseReturnValue:
    """Take the uploaded letter without the parent's word."""
    actions.accept_letter(found, by=actor(), at=arrived())
    flash(_("Surat unggahan diterima tanpa konfirmasi instansi induk; keputusan ini tercatat."), "success")
    return redirect(url_for(".review", entry_id=found.case.entry.id), 303)
