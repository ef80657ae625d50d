"""Who plans the interview week, and who sees plans."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import may_audit, may_run_secretariat
from p4comp.competition.models import Edition
from p4comp.core.access import Actor, Verdict, no
from p4comp.interviews.models import ClosedDay, Interview, PlanRun
from p4comp.interviews.policy.timetable import may_move
from p4comp.interviews.rules.plan_states import PLANS, PlanState

may_plan = may_run_secretariat
may_check_plan = may_audit


@dataclass(frozen=True)
class PlanDraft:
    """A plan with its edition."""

    run: PlanRun
    edition: Edition

    @property
    def is_ready(self) -> bool:
        """Whether it waits to be applied."""
        return self.run.state is PlanState.READY


@dataclass(frozen=True)
class ClosedOn:
    """The secretariat's word on a day, with its edition."""

    row: ClosedDay
    edition: Edition


def may_forget_day(actor: Actor, found: ClosedOn, at: datetime) -> Verdict:
    """The secretariat."""
    return may_run_secretariat(actor, found, at)


def may_see_plan(actor: Actor, draft: PlanDraft, at: datetime) -> Verdict:
    """The secretariat and auditors."""
    return may_audit(actor, draft, at)


def may_apply(actor: Actor, draft: PlanDraft, at: datetime) -> Verdict:
    """The secretariat, once the plan is computed."""
    verdict = may_run_secretariat(actor, draft, at)
    if verdict and not PLANS.allows(draft.run.state, "apply"):
        return no(_l("Rancangan ini belum selesai dihitung, sudah diberlakukan, atau sudah ditinggalkan."))
    return verdict


def may_leave_plan(actor: Actor, draft: PlanDraft, at: datetime) -> Verdict:
    """The secretariat, before it is applied."""
    verdict = may_run_secretariat(actor, draft, at)
    return verdict if not verdict or PLANS.allows(draft.run.state, "drop") else no(_l("Rancangan ini sudah tidak menunggu jawaban."))


def may_pin(actor: Actor, interview: Interview, at: datetime) -> Verdict:
    """The secretariat, while the interview is to come."""
    verdict = may_move(actor, interview, at)
    if verdict and interview.starts_at <= at:
        return no(_l("Wawancara ini sudah dimulai."))
    return verdict
