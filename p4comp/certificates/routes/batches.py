"""Certificates that are signed outside: out as a ZIP, back as PDFs, released by two people."""

from pathlib import Path

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.certificates import actions, policy, queries
from p4comp.certificates.actions.batches import FIELD, Sent
from p4comp.certificates.forms import SignedForm
from p4comp.certificates.queries import batches
from p4comp.certificates.queries.batches import Parcel
from p4comp.certificates.routes.blueprint import bp
from p4comp.core import access, clock, downloads, uploads
from p4comp.core.access import allow
from p4comp.core.errors import Invalid
from p4comp.core.storage import store
from p4comp.decisions.models import Decision

HEADS = ("kode_portal", "kode", "penerima", "berkas", "sha256")


@bp.get("/keputusan/<decision_id>/tanda-tangan")
@allow(policy.may_print, on=queries.decision)
def batches_of(decision: Decision) -> ResponseReturnValue:
    """The batches of a decision, and what can go out now."""
    found = batches.of_decision(decision)
    return render_template("certificates/batches.html", decision=decision, batches=found, waiting=len(batches.to_sign(decision)))


@bp.post("/keputusan/<decision_id>/tanda-tangan")
@allow(policy.may_print, on=queries.decision)
def export_batch(decision: Decision) -> ResponseReturnValue:
    """Fix what goes out."""
    batch = actions.export_batch(decision, by=access.actor(), at=clock.arrived())
    flash(_("Kiriman siap. Unduh ZIP-nya, lalu minta pejabat menandatangani setiap PDF di sistemnya sendiri."), "success")
    return redirect(url_for(".batch", batch_id=batch.id), 303)


@bp.get("/tanda-tangan/<batch_id>")
@allow(policy.may_see_batch, on=batches.parcel)
def batch(parcel: Parcel) -> ResponseReturnValue:
    """A batch with a table of what came back."""
    return render_template("certificates/batch.html", parcel=parcel, form=SignedForm(), most=actions.largest_upload())


@bp.get("/tanda-tangan/<batch_id>/kiriman.zip")
@allow(policy.may_see_batch, on=batches.parcel)
def batch_zip(parcel: Parcel) -> ResponseReturnValue:
    """The files that go out, byte for byte, with a list of their hashes."""
    rows = [(one.certificate, f"{one.certificate.file_name}.pdf", one.sha256) for one in parcel.items]
    listed = downloads.table(HEADS, ((one.serial, one.code, one.institution_name, name, sha256) for one, name, sha256 in rows))
    files: list[tuple[Path | str, str]] = [
        (listed, "daftar.csv"),
        *((store().path(sha256), name) for _one, name, sha256 in rows),
    ]
    return downloads.archive(files, f"tanda-tangan-{parcel.batch.decision.code.lower()}.zip", at=clock.arrived())


@bp.post("/tanda-tangan/<batch_id>/berkas")
@allow(policy.may_take_in_signed, on=batches.parcel, upload=True)
def take_in_signed(parcel: Parcel) -> ResponseReturnValue:
    """Take signed files in: many PDFs, or one ZIP."""
    form = SignedForm()
    if form.sent_well():
        try:
            count = actions.take_in(parcel, _sent(), by=access.actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(
                _("%(count)s berkas diterima dan sedang diperiksa. Muat ulang halaman ini untuk melihat hasilnya.", count=count), "success"
            )
            return redirect(url_for(".batch", batch_id=parcel.batch.id), 303)
    return render_template("certificates/batch.html", parcel=parcel, form=form, most=actions.largest_upload()), form.status


def _sent() -> list[Sent]:
    """The files of the request; the first was received before the transaction, further ones of the same field are received now."""
    found = []
    for upload in request.files.getlist(FIELD):
        if upload.filename:
            received = uploads.taken(upload)
            if received.size > actions.largest_upload():
                raise Invalid(_("%(name)s terlalu besar. Bagi menjadi beberapa ZIP.", name=upload.filename), FIELD)
            found.append(Sent(received, upload.filename))
    if not found:
        raise Invalid(_("Pilih PDF yang sudah ditandatangani, atau satu ZIP berisi PDF."), FIELD)
    return found


@bp.post("/tanda-tangan/<batch_id>/ajukan")
@allow(policy.may_propose_release, on=batches.parcel)
def propose_release(parcel: Parcel) -> ResponseReturnValue:
    """Ask a second person."""
    actions.propose_release(parcel, by=access.actor(), at=clock.arrived())
    flash(_("Rilis diajukan. Petugas sekretariat lain yang merilisnya."), "success")
    return redirect(url_for(".batch", batch_id=parcel.batch.id), 303)


@bp.post("/tanda-tangan/<batch_id>/tarik")
@allow(policy.may_take_back_release, on=batches.parcel)
def take_back_release(parcel: Parcel) -> ResponseReturnValue:
    """Take the proposal back."""
    actions.take_back_release(parcel, by=access.actor(), at=clock.arrived())
    flash(_("Pengajuan rilis ditarik. Berkas dapat diterima lagi."), "success")
    return redirect(url_for(".batch", batch_id=parcel.batch.id), 303)


@bp.post("/tanda-tangan/<batch_id>/rilis")
@allow(policy.may_release, on=batches.parcel)
def release(parcel: Parcel) -> ResponseReturnValue:
    """Hand the signed files out."""
    released = actions.release(parcel, by=access.actor(), at=clock.arrived())
    flash(_("%(count)s piagam bertanda tangan dirilis dan pemegangnya disurati.", count=len(released)), "success")
    return redirect(url_for(".batch", batch_id=parcel.batch.id), 303)
