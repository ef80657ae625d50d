"""Which agreement and commitment the rows of the access table are about."""

from p4comp.accounts.identity import someone
from p4comp.commitments import actions, queries
from p4comp.core import db
from tests.commitments import scene
from tests.commitments.scene import AT


def subjects(cast):
    """One agreement in force that the entrant signed, one that is still written, a public one; commitments in each state."""
    by = someone(cast.second_secretary)
    made = scene.agreement(by, [cast.institution])
    draft = scene.agreement(by, [cast.institution], in_force=False)
    public = scene.agreement(
        by,
        [cast.institution],
        table={"commitments": ["parties", "partner", "public"], "states": ["parties", "partner", "public"], "review": ["public"]},
    )
    secret = scene.agreement(
        by,
        [cast.institution],
        table={"signatories": ["parties"], "commitments": [], "states": [], "evidence": [], "view": [], "review": []},
    )
    planned, ready = scene.commitment(by, made), scene.commitment(by, made, title="Siap")
    ready_proof = scene.proof(ready)
    done = scene.shown(by, made, cast.entrant, title="Ditunjukkan")
    actions.close(queries.reviewed(by, public.id, 2022), "Baik.", by=by, at=AT)
    db.session().flush()
    own, new, item = {"agreement_id": made.id}, {"agreement_id": draft.id}, {"commitment_id": planned.id}
    rows = {f"commitments.{name}": own for name in ("show", "commit", "open_to", "end")}
    rows |= {
        f"commitments.{name}": new
        for name in ("rewrite", "signatories", "signatories_xlsx", "sign", "import_signatories", "enforce", "show@draft")
    }
    rows |= {f"commitments.{name}": item for name in ("commitment", "change", "drop", "begin", "attach")}
    rows |= {f"commitments.{name}": {"commitment_id": done.id} for name in ("accept", "give_back", "give_view", "begin@shown")}
    year = {"year": 2022}
    return rows | {
        "commitments.remove_signatory": new | {"signatory_id": draft.signatories[0].id},
        "commitments.show_done": {"commitment_id": ready.id},
        "commitments.proof": {"commitment_id": ready.id, "proof_id": ready_proof.id},
        "commitments.detach": {"commitment_id": ready.id, "proof_id": ready_proof.id},
        "commitments.review": own | year,
        "commitments.close_review": own | year,
        "commitments.review_pdf": own | year,
        "commitments.review@closed": {"agreement_id": public.id} | year,
        "commitments.public_page": {"agreement_id": public.id},
        "commitments.public_page@draft": new,
        "commitments.public_page@closed": {"agreement_id": secret.id},
        "commitments.public_review": {"agreement_id": public.id} | year,
        "commitments.public_review@closed": own | year,
    }


def bodies(cast):
    """What is posted."""
    return {
        "commitments.draw_up": scene.TYPED,
        "commitments.rewrite": scene.TYPED,
        "commitments.sign": {"institution": cast.stranger_entry.institution.code},
        "commitments.open_to": {"signatories": ["parties"], "reason": "Adendum"},
        "commitments.end": {"why": "Selesai"},
        "commitments.change": {"scope": "1", "title": "Lain", "due_on": "2022-06-30"},
        "commitments.show_done": {"report": "Sudah."},
        "commitments.give_back": {"reason": "Kurang."},
        "commitments.give_view": {"opinion": "kept", "words": "Baik."},
        "commitments.close_review": {"words": "Baik."},
    }
