"""The entrant's side of verification: what to correct and what was done about it, what changed, objections, letters, visits."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import autosave, staging
from p4comp.core.access import actor, allow, save_anyway
from p4comp.core.autosave import Clash, seen
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid
from p4comp.core.media_types import EVIDENCE
from p4comp.core.staging import StagedFile
from p4comp.decisions import actions as decisions
from p4comp.decisions.actions import Ground, Plea
from p4comp.decisions.rules import ObjectionKind
from p4comp.entries import actions, policy, queries
from p4comp.entries.forms import ObjectForm, VisitForm
from p4comp.entries.models import Entry
from p4comp.entries.policy import Appeal, Case
from p4comp.entries.queries import HandIn
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.rules.differences import What, changes
from p4comp.entries.rules.verification import places

WHAT_WORDS = {
    What.SYSTEM: "Data sistem",
    What.LETTER: "Surat rekomendasi",
    What.LEVEL: "Tingkat",
    What.NARRATIVE: "Penjelasan",
    What.ADDED: "Bukti ditambahkan",
    What.REMOVED: "Bukti dikeluarkan",
    What.FIGURES: "Angka pengaduan",
    What.CHANNELS: "Kanal pengaduan",
}


@bp.get("/kepesertaan/<entry_id>/verifikasi")
@allow(policy.may_read, on=queries.case)
def verification(case: Case) -> ResponseReturnValue:
    """All that the secretariat said of an entry, and what its institution may answer."""
    return page(case)


def page(case: Case, wrong: dict[str, str] | None = None, typed: dict[str, str] | None = None, *, visiting: bool = False) -> str:
    """The page of an entry's verification; `visiting` shows it to the secretariat as the entrant sees it."""
    entry = case.entry
    dossier = queries.dossier(entry)
    return render_template(
        "entries/verification.html",
        case=case,
        places=places(dossier.instrument),
        corrections=queries.corrections(entry),
        submissions=queries.submissions(entry),
        appeal=queries.appeal_in(case),
        letter=queries.letter_of(entry),
        visits=queries.visits(entry),
        may_reply=bool(policy.may_edit(actor(), case, arrived())) and entry.state == "returned",
        wrong=wrong or {},
        typed=typed or {},
        visiting=visiting,
        to_visit=VisitForm(formdata=None),
    )


@bp.post("/kepesertaan/<entry_id>/perbaikan/simpan")
@allow(policy.may_edit, on=queries.case)
def save_reply(case: Case) -> ResponseReturnValue:
    """Save what was done about one point, as `autosave.js` sends it."""
    point_id, _dot, _name = request.form.get("field", "").rpartition(".")
    text, version = request.form.get("value", ""), seen(request.form.get("version", ""))
    try:
        outcome = actions.reply(case.entry, point_id, text, seen=version, by=actor(), at=arrived())
    except Invalid as error:
        return autosave.fault(error, f"{point_id}.reply")
    return autosave.answer(outcome, at=arrived())


@bp.post("/kepesertaan/<entry_id>/perbaikan")
@allow(policy.may_edit, on=queries.case)
def save_replies(case: Case) -> ResponseReturnValue:
    """Save what was done about all points, for browsers without scripts."""
    wrong: dict[str, str] = {}
    typed: dict[str, str] = {}
    for point in queries.open_points(case.entry):
        key = f"{point.id}.reply"
        text = request.form.get(key, point.reply)
        try:
            outcome = actions.reply(case.entry, point.id, text, seen=seen(request.form.get(f"{key}.version", "")), by=actor(), at=arrived())
        except Invalid as error:
            wrong[key], typed[key] = error.message, text
            continue
        if isinstance(outcome, Clash):
            wrong[key], typed[key] = _("Sudah diubah rekan Anda: “%(theirs)s”.", theirs=outcome.theirs), text
    if wrong:
        save_anyway()
        return page(case, wrong, typed), 422
    flash(_("Jawaban tersimpan. Kirim lagi berkas sebelum batas waktu."), "success")
    return redirect(url_for(".verification", entry_id=case.entry.id), 303)


@bp.get("/kepesertaan/<entry_id>/penyerahan/<submission_id>")
@allow(policy.may_read, on=queries.hand_in)
def handed_in(found: HandIn) -> ResponseReturnValue:
    """A dossier as it was handed in once."""
    has_whole = "answers" in found.submission.snapshot
    dossier = queries.as_handed_in(found.case.entry, found.submission) if has_whole else None
    return render_template("entries/handed_in.html", found=found, case=found.case, dossier=dossier)


@bp.get("/kepesertaan/<entry_id>/penyerahan/<submission_id>/perubahan")
@allow(policy.may_read, on=queries.hand_in)
def what_changed(found: HandIn) -> ResponseReturnValue:
    """What changed since the hand-in before this one, answer by answer and file by file."""
    before = found.earlier.snapshot if found.earlier else None
    rows = changes(before, found.submission.snapshot) if before is not None else []
    return render_template("entries/changes.html", found=found, case=found.case, rows=rows, words=WHAT_WORDS)


@bp.route("/kepesertaan/<entry_id>/sanggah", methods=["GET", "POST"])
@allow(policy.may_object, on=queries.appeal, upload=True)
def object_to_refusal(appeal: Appeal) -> ResponseReturnValue:
    """Object to a refusal, once."""
    form, entry = ObjectForm(), appeal.case.entry
    purpose = f"sanggah:{entry.id}"
    if not form.sent_well():
        document = staging.document(form, "file", purpose=purpose, types=EVIDENCE, missing="") if request.method == "POST" else None
        return _form(appeal, form, staging.hold(document, form, purpose=purpose)), form.status
    document = staging.document(form, "file", purpose=purpose, types=EVIDENCE, missing="") if _has_file(form) else None
    if form.errors or (document is not None and not document.is_good):
        return _form(appeal, form, staging.hold(document, form, purpose=purpose)), 422
    plea = Plea((form.words.data or "").strip(), document.file if document else None, document.name if document else "")
    objection = decisions.file_objection(_ground(entry), plea, by=actor(), at=arrived())
    flash(_("Sanggah diterima dengan kode portal %(code)s.", code=objection.code), "success")
    return redirect(url_for(".verification", entry_id=entry.id), 303)


def _has_file(form: ObjectForm) -> bool:
    upload = request.files.get("file")
    return bool(upload and upload.filename) or bool(form.staged.data)


def _ground(entry: Entry) -> Ground:
    return Ground(
        ObjectionKind.ENTRY, entry.id, entry.institution_name, entry.institution_id, entry.edition, entry.reason, entry.refused_by
    )


def _form(appeal: Appeal, form: ObjectForm, staged: StagedFile | None) -> str:
    return render_template("entries/object.html", appeal=appeal, case=appeal.case, form=form, staged=staged)
