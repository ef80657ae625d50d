"""An approver's word: asked for, taken back, given back; or a signed paper, uploaded and handed in with it."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import downloads, previews, staging
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.core.media_types import JPEG, PDF
from p4comp.core.staging import Document
from p4comp.core.storage import StoredFile
from p4comp.entries import actions, policy, queries
from p4comp.entries.forms import DeclarationForm, GiveBackForm, SignedPaperForm
from p4comp.entries.policy import Case
from p4comp.entries.queries import Receipt
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.routes.handing_in import hand_in_page

PURPOSE = "declaration"
TYPES = frozenset({PDF, JPEG})


@bp.post("/kepesertaan/<entry_id>/minta-persetujuan")
@allow(policy.may_ask_sign_off, on=queries.hand_in_case)
def ask_sign_off(case: Case) -> ResponseReturnValue:
    """Ask the approvers to sign."""
    actions.ask_sign_off(case.entry, by=actor(), at=arrived())
    flash(_("Persetujuan diminta. Penyetuju sudah disurati; berkas terkirim begitu salah satunya menyetujui."), "success")
    return redirect(url_for(".submit", entry_id=case.entry.id), 303)


@bp.post("/kepesertaan/<entry_id>/batalkan-permintaan")
@allow(policy.may_ask_sign_off, on=queries.hand_in_case)
def take_back_request(case: Case) -> ResponseReturnValue:
    """Take the request back."""
    actions.take_back_request(case.entry, by=actor(), at=arrived())
    flash(_("Permintaan persetujuan dibatalkan."), "success")
    return redirect(url_for(".submit", entry_id=case.entry.id), 303)


@bp.post("/kepesertaan/<entry_id>/kembalikan-ke-penyusun")
@allow(policy.may_give_back, on=queries.hand_in_case)
def give_back(case: Case) -> ResponseReturnValue:
    """Give the dossier back to those who fill it in."""
    form = GiveBackForm()
    if not form.sent_well():
        return hand_in_page(case, DeclarationForm(formdata=None), form), 422
    actions.give_back(case.entry, words=(form.words.data or "").strip(), by=actor(), at=arrived())
    flash(_("Berkas dikembalikan kepada penyusun, yang sudah disurati."), "success")
    return redirect(url_for(".show", entry_id=case.entry.id), 303)


@bp.get("/kepesertaan/<entry_id>/kirim-dengan-pernyataan")
@allow(policy.may_submit, on=queries.hand_in_case)
def declare(case: Case) -> ResponseReturnValue:
    """The form for a declaration signed on paper or electronically."""
    return _page(case, SignedPaperForm())


@bp.post("/kepesertaan/<entry_id>/kirim-dengan-pernyataan")
@allow(policy.may_submit, on=queries.hand_in_case, upload=True)
def hand_in_declared(case: Case) -> ResponseReturnValue:
    """Hand in with the signed paper; a good file is kept while something else is wrong."""
    form, entry = SignedPaperForm(), case.entry
    is_well = form.sent_well()
    missing = _("Pilih berkas pernyataan yang sudah ditandatangani.")
    document = staging.document(form, "file", purpose=PURPOSE, types=TYPES, missing=missing)
    if not is_well or document is None or not document.is_good:
        return _page(case, form, document), 422
    paper = actions.SignedPaper(document.file, document.name, (form.signed_by.data or "").strip(), (form.title.data or "").strip())
    submission = actions.submit(entry, by=actor(), at=arrived(), paper=paper)
    flash(_("Berkas diterima dengan kode portal %(code)s. Pernyataan diperiksa sekretariat.", code=submission.code), "success")
    return redirect(url_for(".receipt", entry_id=entry.id), 303)


def _page(case: Case, form: SignedPaperForm, document: Document | None = None) -> str:
    staged = staging.hold(document, form, purpose=PURPOSE)
    found = queries.dossier(case.entry)
    return render_template("entries/declare.html", case=case, form=form, staged=staged, lacking=queries.missing(found), dossier=found)


@bp.get("/kepesertaan/<entry_id>/tanda-terima/<submission_id>/pernyataan")
@allow(policy.may_read, on=queries.declaration)
def declaration_file(found: Receipt) -> ResponseReturnValue:
    """The signed paper of a hand-in, as it was sent."""
    return downloads.answer(_paper(found), found.sign_off["file"])


@bp.get("/kepesertaan/<entry_id>/tanda-terima/<submission_id>/pernyataan/halaman/<int:page>")
@allow(policy.may_read, on=queries.declaration)
def declaration_page(found: Receipt) -> Response:
    """One page of it as a picture of ours, for the desk that checks it."""
    return previews.page_asked(_paper(found))


def _paper(found: Receipt) -> StoredFile:
    stored = session().get(StoredFile, found.sign_off["sha256"])
    if stored is None:
        raise Invalid(_("Berkas pernyataan ini tidak ada lagi di gudang berkas. Laporkan kepada sekretariat."))
    return stored
