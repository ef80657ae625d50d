"""Which readings, evaluators and entries the rows of the access table are about."""

from sqlalchemy import select

from p4comp.core import db
from p4comp.entries.models import Evidence
from p4comp.judging.models import Assignment, Evaluator
from tests import factories

DESK = ("sheet", "declare", "save_sheet", "autosave_field", "lock")


def subjects(cast):
    """The cast's open sheet; for rows of the conflicted their own recused one; an entry without readers."""
    one = db.first(select(Evaluator).where(Evaluator.person_id == cast.evaluator.id))
    recused = db.first(select(Assignment).join(Assignment.evaluator).where(Evaluator.person_id == cast.conflicted.id))
    proof = db.first(select(Evidence).where(Evidence.entry_id == cast.entry.id))
    foreign = db.first(select(Evidence).where(Evidence.entry_id == cast.stranger_entry.id))
    locked = factories.assignment(cast.stranger_entry, one, state="locked")
    rows = {f"judging.{name}": {"assignment_id": cast.assignment.id} for name in DESK}
    rows |= {f"judging.{name}@recused": {"assignment_id": recused.id} for name in DESK}
    rows |= {f"judging.{name}@locked": {"assignment_id": locked.id} for name in DESK}
    rows |= {
        "judging.evidence": {"assignment_id": cast.assignment.id, "evidence_id": proof.id},
        "judging.evidence@recused": {"assignment_id": recused.id, "evidence_id": proof.id},
        "judging.evidence@foreign": {"assignment_id": cast.assignment.id, "evidence_id": foreign.id},
        **files(cast, proof),
        "judging.ranking": {"category": "UMUM"},
        "judging.ranking@unknown": {"category": "LAIN"},
        "judging.propose": {"category": "UPP"},
        "judging.propose@decided": {"category": "UMUM"},
        "judging.propose@early": {"category": "UMUM"},
    }
    rows |= {f"judging.{name}": {"evaluator_id": one.id} for name in ("evaluator", "dismiss")}
    return rows | {f"judging.{name}": {"entry_id": cast.entry.id} for name in ("readers", "reassign", "reassign@late")}


def files(cast, proof):
    """Files on the cast's desk, and one hidden for the personal data it shows."""
    own = {"assignment_id": cast.assignment.id}
    hidden = factories.proof(cast.entry, "A1", content=factories.pdf("Tersembunyi"), hidden_at=factories.BEGINNING)
    rows = {f"judging.{name}": own | {"evidence_id": proof.id} for name in ("look_at_evidence", "evidence_page", "hide_evidence")}
    rows |= {f"judging.{name}@hidden": own | {"evidence_id": hidden.id} for name in ("look_at_evidence", "evidence_page")}
    return {name: values | ({"page": 1} if "evidence_page" in name else {}) for name, values in rows.items()}


def bodies(cast):
    """What is posted."""
    field = {"field": "A1.level", "value": "4", "version": "0"}
    return {
        "judging.declare": {"conflict": "ada", "reason": "Pernah bekerja di sana."},
        "judging.save_sheet": {"aspek": "A", "A1.level": "4", "A1.level.version": "0"},
        "judging.autosave_field": field,
        "judging.autosave_field@recused": field,
        "judging.add_evaluator": {"name": "Evaluator Baru", "email": "baru@uji.example"},
        "judging.dismiss": {"reason": "Sakit."},
        "judging.hide_evidence": {"reason": "NIK di halaman 2."},
    }


def moments(cast):
    """Evaluation runs, except where a row says that it is over."""
    rows = [f"judging.{name}{mark}" for name in DESK for mark in ("", "@recused", "@locked")]
    rows += ["judging.assign_all", "judging.reassign", "judging.propose@early"]
    during = dict.fromkeys(rows, factories.during("evaluasi_dokumen"))
    return during | dict.fromkeys(
        ("judging.reassign@late", "judging.propose", "judging.propose@decided"), factories.during("pleno_finalis")
    )
