"""The blueprint, and what templates may ask about a sheet."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint

from p4comp.core import clock
from p4comp.core.access import Verdict, actor
from p4comp.core.errors import state_word
from p4comp.institutions.rules.conflicts import WORDS, Relation
from p4comp.judging import policy
from p4comp.judging.models import Agreement, Assignment, Proposal, ReasonCode, SettingAside, Unlocking, Waiver
from p4comp.judging.policy import Desk
from p4comp.judging.rules.moves import SheetState
from p4comp.judging.rules.reconciling import REASON_WORDS
from p4comp.judging.rules.sheets import PROOF_WORDS, Proof
from p4comp.judging.rules.waivers import WAIVABLE

bp = Blueprint("judging", __name__)

TONES = {
    SheetState.ASSIGNED: "yours",
    SheetState.OPEN: "waiting",
    SheetState.LOCKED: "done",
    SheetState.RECUSED: "refused",
    SheetState.WITHDRAWN: "draft",
    SheetState.SET_ASIDE: "refused",
}


@bp.app_template_global()
def sheet_status(assignment: Assignment) -> tuple[str, str]:
    """The word for a sheet's state, and its tone."""
    return state_word("sheet", assignment.state), TONES[assignment.state]


@bp.app_template_global()
def proposal_status(proposal: Proposal) -> tuple[str, str]:
    """The word for a proposal's state, and its tone."""
    tones = {"waiting": "waiting", "ready": "yours", "approved": "done", "dropped": "draft"}
    return state_word("proposal", proposal.state), tones[proposal.state]


@bp.app_template_global()
def may_be_waived(relation: Relation | None) -> bool:
    """Whether two people may waive what bars an evaluator."""
    return relation in WAIVABLE


@bp.app_template_global()
def waiver_status(waiver: Waiver) -> tuple[str, str]:
    """The word for a waiver's state, and its tone."""
    tones = {"proposed": "yours", "confirmed": "done", "refused": "refused", "revoked": "draft"}
    return state_word("waiver", waiver.state), tones[waiver.state]


@bp.app_template_filter("enumerate")
def numbered(values: Iterable[Any]) -> list[tuple[int, Any]]:
    """Values with their numbers from 0: the levels of a rubric."""
    return list(enumerate(values))


@bp.app_template_global()
def may_begin(desk: Desk) -> Verdict:
    """Whether a dossier may be opened now, and why not."""
    return policy.may_begin(actor(), desk, clock.arrived())


@bp.app_template_global()
def unlock_status(unlocking: Unlocking) -> tuple[str, str]:
    """The word for a request's state, and its tone."""
    tones = {"asked": "yours", "granted": "done", "refused": "refused"}
    return state_word("unlocking", unlocking.state), tones[unlocking.state]


@bp.app_template_global()
def aside_status(request: SettingAside) -> tuple[str, str]:
    """The word for a request's state, and its tone."""
    tones = {"asked": "yours", "granted": "done", "kept": "refused"}
    return state_word("setting_aside", request.state), tones[request.state]


@bp.app_template_global()
def agreement_status(agreement: Agreement) -> tuple[str, str]:
    """The word for an agreed finding's state, and its tone."""
    tones = {"proposed": "yours", "agreed": "done", "refused": "refused", "lapsed": "draft"}
    return state_word("agreement", agreement.state), tones[agreement.state]


@bp.app_template_global()
def reason_word(code: ReasonCode) -> str:
    """Why sheets differed."""
    return str(REASON_WORDS[code])


@bp.app_template_global()
def proofs() -> dict[Proof, str]:
    """What may be held of a piece of evidence, with its words."""
    return {one: str(words) for one, words in PROOF_WORDS.items()}


@bp.app_template_filter()
@bp.app_template_global()
def relation_word(relation: Relation) -> str:
    """What binds an evaluator to an entrant."""
    return str(WORDS[relation])
