"""Who may keep panels and the timetable, and who sees it."""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import may_audit, may_be_signed_in, may_run_secretariat
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.interviews.models import Interview
from p4comp.interviews.rules.states import INTERVIEWS

may_place = may_run_secretariat
may_see_timetable = may_audit
may_see_own = may_be_signed_in


def may_move(actor: Actor, interview: Interview, at: datetime) -> Verdict:
    """The secretariat, while the interview has not been held."""
    verdict = may_run_secretariat(actor, interview, at)
    if not verdict:
        return verdict
    if not INTERVIEWS.allows(interview.state, "move"):
        return no(_l("Wawancara ini sudah selesai, jadi waktunya tidak dapat diubah lagi."))
    return YES


def may_hold(actor: Actor, interview: Interview, at: datetime) -> Verdict:
    """The secretariat, once the interview has begun."""
    verdict = may_move(actor, interview, at)
    if not verdict:
        return verdict
    if at < interview.starts_at:
        return no(_l("Wawancara ini belum dimulai. Tandai selesai setelah waktunya tiba."))
    return YES
