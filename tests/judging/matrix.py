"""Which readings, evaluators and entries the rows of the access table are about."""

from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.decisions.models import Decision
from p4comp.entries.models import Evidence
from p4comp.institutions.models import Region
from p4comp.judging import actions
from p4comp.judging.models import Assignment, Evaluator, Export, LetterHead, ProposalState
from p4comp.judging.queries import sharing as queries_sharing
from tests import factories
from tests.judging import matrix_desk

OFFICE = (
    "propose_assignment",
    "draft",
    "approve_assignment",
    "approve_assignment@done",
    "drop_assignment",
    "pin",
    "unpin",
    "propose_waiver",
    "propose_waiver@own",
    "confirm_waiver",
    "confirm_waiver@own",
    "refuse_waiver",
    "revoke_waiver",
)
STUDIES = ("sensitivity_table", "reliability_figures", "evaluator_figures", "ranking_snapshot")
DESK = (
    "sheet",
    "declare",
    "save_sheet",
    "autosave_field",
    "lock",
    "sheet_history",
    "channels",
    "search_evidence",
    "blank_sheet",
    "copies",
    "ask_copy",
)


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
    rows |= matrix_desk.subjects(cast, one) | _exports(cast) | _letters(cast)
    rows |= rankings(cast, one) | profiles(cast, one) | waivers(cast) | drafts(cast, one)
    return rows | {f"judging.{name}": {"entry_id": cast.entry.id} for name in ("readers", "reassign", "reassign@late", "pin")}


def rankings(cast, one):
    """A computed ranking of the cast's category, none of the other; the cast's evaluator to be reminded."""
    factories.ranking_run(cast.edition)
    rows = {f"judging.{name}": {"category": "UMUM"} for name in STUDIES}
    rows |= {f"judging.{name}@none": {"category": "UPP"} for name in STUDIES}
    rows["judging.compute"] = {"category": "UPP"}
    return rows | {f"judging.remind{mark}": {"evaluator_id": one.id} for mark in ("", "@late")}


def profiles(cast, one):
    """The cast's evaluator's profile with a tie and days away; one who was dismissed."""
    one.away = [["2022-04-20", "2022-04-21"]]
    tie = factories.tie(one, factories.institution("lembaga"))
    names = ("profile", "fill_profile", "add_tie", "add_away", "conduct", "conduct_pdf", "accept_conduct")
    rows = {f"judging.{name}": {"evaluator_id": one.id} for name in names}
    gone = factories.evaluator(cast.edition, is_active=False)
    rows["judging.fill_profile@dismissed"] = {"evaluator_id": gone.id}
    rows["judging.remove_tie"] = {"evaluator_id": one.id, "tie_id": tie.id}
    rows["judging.remove_away"] = {"evaluator_id": one.id, "number": 0}
    return rows


def waivers(cast):
    """An evaluator whom the province bars; waivers by somebody else, by the secretary, and confirmed; one bound by the own institution."""
    place = db.first(select(Region))
    near = factories.evaluator(cast.edition, employer=factories.institution("pemprov", region=place))
    own = db.first(select(Evaluator).where(Evaluator.person_id == cast.conflicted.id))
    proposed, mine, confirmed = (
        factories.waiver(near, cast.entry, state=state, by=by)
        for state, by in (("proposed", cast.second_secretary), ("proposed", cast.secretary), ("confirmed", None))
    )
    confirmed.entry_id = cast.stranger_entry.id
    rows = {f"judging.{name}": {"waiver_id": proposed.id} for name in ("waiver", "confirm_waiver", "refuse_waiver")}
    rows |= {"judging.confirm_waiver@own": {"waiver_id": mine.id}, "judging.revoke_waiver": {"waiver_id": confirmed.id}}
    other = factories.evaluator(cast.edition, employer=factories.institution("pemkot", region=place))
    pair = {"entry_id": cast.entry.id, "evaluator_id": other.id}
    return rows | {"judging.propose_waiver": pair, "judging.propose_waiver@own": pair | {"evaluator_id": own.id}}


def drafts(cast, one):
    """A proposal ready to be approved, one being computed, one approved; a fixed pair."""
    by, at = someone(cast.secretary), factories.during("evaluasi_dokumen")
    done, waiting, ready = (actions.propose(cast.edition, by=by, at=at) for _ in range(3))
    done.state, waiting.state = ProposalState.APPROVED, ProposalState.WAITING
    pin = factories.pin(one, cast.stranger_entry)
    ready.basis = queries_sharing.sharing(cast.edition, ready.seed).basis(ready.seed)
    rows = {f"judging.{name}": {"proposal_id": ready.id} for name in ("draft", "approve_assignment", "drop_assignment")}
    rows |= {"judging.draft@waiting": {"proposal_id": waiting.id}, "judging.approve_assignment@done": {"proposal_id": done.id}}
    return rows | {"judging.unpin": {"entry_id": cast.stranger_entry.id, "pin_id": pin.id}}


def files(cast, proof):
    """Files on the cast's desk, and one hidden for the personal data it shows."""
    own = {"assignment_id": cast.assignment.id}
    hidden = factories.proof(cast.entry, "A1", content=factories.pdf("Tersembunyi"), hidden_at=factories.BEGINNING)
    rows = {f"judging.{name}": own | {"evidence_id": proof.id} for name in ("look_at_evidence", "evidence_page", "hide_evidence")}
    rows |= {f"judging.{name}@hidden": own | {"evidence_id": hidden.id} for name in ("look_at_evidence", "evidence_page")}
    return {name: values | ({"page": 1} if "evidence_page" in name else {}) for name, values in rows.items()}


def _letters(cast):
    """The cast's announced list, its letters signed; another entrant reads its own only."""
    decision = db.first(select(Decision).where(Decision.purpose == "finalists", Decision.category == "UMUM"))
    signed = {"number": "B/1", "signed_on": factories.BEGINNING.date(), "signatory": "Deputi"}
    factories.keep(LetterHead(decision_id=decision.id, typed_by="", typed_at=factories.BEGINNING, **signed))
    place = {"decision_id": decision.id}
    rows = {f"judging.{name}": place for name in ("letter_head", "outcome_letter", "outcome_letter_draft")}
    return rows | {"judging.own_outcome": {"entry_id": cast.entry.id}, "judging.own_outcome@other": {"entry_id": cast.stranger_entry.id}}


def _exports(cast):
    """A table that the secretary asked for and that is made."""
    given = {"kind": "nilai", "left_out": [], "names_evaluators": True, "asked_by": cast.secretary.id, "asked_at": factories.BEGINNING}
    made = {"made_at": factories.BEGINNING, "sha256": factories.stored(b"nilai", "text/csv").sha256}
    export = factories.keep(Export(edition_id=cast.edition.id, category="UMUM", **given, **made))
    place = {"category": "UMUM"}
    rows = {"judging.exports": place, "judging.ask_export": place, "judging.summary": place | {"entry_id": cast.entry.id}}
    return rows | {"judging.export_file": {"export_id": export.id}}


def bodies(cast):
    """What is posted."""
    one = db.first(select(Evaluator).where(Evaluator.person_id == cast.evaluator.id))
    field = {"field": "A1.level", "value": "4", "version": "0"}
    return matrix_desk.bodies() | {
        "judging.ask_export": {"kind": "nilai"},
        "judging.declare": {"conflict": "ada", "reason": "Pernah bekerja di sana."},
        "judging.save_sheet": {"aspek": "A", "A1.level": "4", "A1.level.version": "0"},
        "judging.autosave_field": field,
        "judging.autosave_field@recused": field,
        "judging.add_evaluator": {"name": "Evaluator Baru", "email": "baru@uji.example"},
        "judging.dismiss": {"reason": "Sakit."},
        "judging.pin": {"pinned": one.id, "fix": "forbid", "why": "Uji."},
        "judging.fill_profile": {"employer": "", "most": "20"},
        "judging.fill_profile@dismissed": {"employer": ""},
        "judging.add_tie": {"institution": cast.institution.name, "kind": "avoided"},
        "judging.add_away": {"first": "2022-04-20", "last": "2022-04-22"},
        "judging.propose_waiver": {"reason": "Satu-satunya ahli."},
        "judging.refuse_waiver": {"answer": "Ada ahli lain."},
        "judging.revoke_waiver": {"answer": "Keliru."},
        "judging.keep_sheet": {"answer": "Hubungan timbul sesudah lembar dikunci."},
        "judging.hide_evidence": {"reason": "NIK di halaman 2."},
    }


def moments(cast):
    """Evaluation runs, except where a row says that it is over."""
    rows = [f"judging.{name}{mark}" for name in DESK for mark in ("", "@recused", "@locked")]
    rows += [f"judging.{name}" for name in matrix_desk.DURING]
    rows += ["judging.reassign", "judging.propose@early", "judging.remind", *(f"judging.{name}" for name in OFFICE)]
    during = dict.fromkeys(rows, factories.during("evaluasi_dokumen"))
    late = ("judging.reassign@late", "judging.remind@late", "judging.propose_assignment@late", "judging.propose", "judging.propose@decided")
    return during | dict.fromkeys(late, factories.during("pleno_finalis"))
