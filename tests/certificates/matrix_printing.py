"""Subjects of the access table: runs that print, batches that are signed outside, certificates set aside or replaced."""

import io

from p4comp.certificates import rules
from p4comp.certificates.models import PrintItem, PrintRun, SignedCopy, SigningBatch, SigningItem
from tests import factories
from tests.factories.base import keep

AT = factories.during("wawancara")


def subjects(cast):
    return {
        "certificates.print_all": {"decision_id": _decision(cast, "C1")[0].id},
        "certificates.print_all@unannounced": {"decision_id": _decision(cast, "C2", announced_at=None)[0].id},
        "certificates.download_all": {"decision_id": _decision(cast, "C3")[0].id},
        "certificates.batches_of": {"decision_id": _decision(cast, "C4")[0].id},
        "certificates.export_batch": {"decision_id": _decision(cast, "C5", sealing="none")[0].id},
        "certificates.show_run": {"run_id": _run(cast, "C6", "running")},
        "certificates.pause_run": {"run_id": _run(cast, "C7", "running")},
        "certificates.resume_run": {"run_id": _run(cast, "C8", "paused")},
        "certificates.cancel_run": {"run_id": _run(cast, "C9", "running")},
        "certificates.retry_run": {"run_id": _run(cast, "C10", "done", item="failed")},
        "certificates.batch": {"batch_id": _batch(cast, "C11")},
        "certificates.batch_zip": {"batch_id": _batch(cast, "C12")},
        "certificates.take_in_signed": {"batch_id": _batch(cast, "C13")},
        "certificates.propose_release": {"batch_id": _batch(cast, "C14")},
        "certificates.take_back_release": {"batch_id": _batch(cast, "C15", proposed_by="oranglain123")},
        "certificates.release": {"batch_id": _batch(cast, "C16", proposed_by="oranglain123")},
        "certificates.release@own": {"batch_id": _batch(cast, "C17", proposed_by=cast.secretary.id)},
        "certificates.suspend": {"certificate_id": _decision(cast, "C18")[1].id},
        "certificates.resume": {
            "certificate_id": _decision(cast, "C19", state="suspended", suspended_at=AT, suspended_reason="Diperiksa.")[1].id
        },
        "certificates.replace": {"certificate_id": _decision(cast, "C20")[1].id},
    }


def bodies(cast):
    return {
        "certificates.print_all": {"sealing": "before_signature"},
        "certificates.print_all@unannounced": {"sealing": "before_signature"},
        "certificates.take_in_signed": {"files": (io.BytesIO(b"%PDF-1.7\n"), "piagam.pdf")},
        "certificates.suspend": {"reason": "Diperiksa."},
        "certificates.replace": {"name": "Nama Benar", "reason": "Salah tulis."},
    }


def _decision(cast, category, *, announced_at=AT, **values):
    decision = factories.decision(cast.edition, [cast.entry], purpose="winners", category=category, announced_at=announced_at)
    return decision, factories.certificate(
        decision, cast.entry, code=rules.new_code(), pdf_sha256=factories.stored().sha256, kind="winner", **values
    )


def _run(cast, category, state, item="waiting"):
    decision, certificate = _decision(cast, category)
    run = keep(PrintRun(decision_id=decision.id, state=state, asked_at=AT))
    keep(PrintItem(run_id=run.id, certificate_id=certificate.id, position=0, state=item))
    return run.id


def _batch(cast, category, proposed_by=""):
    decision, certificate = _decision(cast, category, sealing="none")
    proposal = {"state": "proposed", "proposed_at": AT, "proposed_by": proposed_by} if proposed_by else {}
    batch = keep(SigningBatch(decision_id=decision.id, exported_at=AT, exported_by="", **proposal))
    item = keep(SigningItem(batch_id=batch.id, certificate_id=certificate.id, sha256=certificate.pdf_sha256))
    signed = factories.stored().sha256
    keep(
        SignedCopy(
            batch_id=batch.id, item_id=item.id, sha256=signed, name="a.pdf", outcome="accepted", signers=[], received_at=AT, received_by=""
        )
    )
    return batch.id
