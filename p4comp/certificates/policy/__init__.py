"""Who may see, issue, number and end certificates. Checking one is public."""

from p4comp.certificates.policy.batches import (
    is_own_proposal,
    may_propose_release,
    may_release,
    may_see_batch,
    may_take_back_release,
    may_take_in_signed,
)
from p4comp.certificates.policy.changing import may_number, may_replace, may_resume, may_revoke, may_suspend
from p4comp.certificates.policy.designs import may_ask_design, may_decide_design, may_design
from p4comp.certificates.policy.holding import may_download, may_see_own
from p4comp.certificates.policy.kinds import may_issue_kind, may_see_kinds
from p4comp.certificates.policy.managing import may_issue, may_manage
from p4comp.certificates.policy.names import may_answer_name, may_decide_name, may_read_name, may_run_names
from p4comp.certificates.policy.runs import may_cancel_run, may_pause_run, may_print, may_resume_run, may_retry_run, may_see_run
from p4comp.certificates.policy.teams import may_agree, may_see_teams

__all__ = [
    "is_own_proposal",
    "may_agree",
    "may_answer_name",
    "may_ask_design",
    "may_cancel_run",
    "may_decide_design",
    "may_decide_name",
    "may_design",
    "may_download",
    "may_issue",
    "may_issue_kind",
    "may_manage",
    "may_number",
    "may_pause_run",
    "may_print",
    "may_propose_release",
    "may_read_name",
    "may_release",
    "may_replace",
    "may_resume",
    "may_resume_run",
    "may_retry_run",
    "may_revoke",
    "may_run_names",
    "may_see_batch",
    "may_see_kinds",
    "may_see_own",
    "may_see_run",
    "may_see_teams",
    "may_suspend",
    "may_take_back_release",
    "may_take_in_signed",
]
