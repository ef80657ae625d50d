"""Who objects to an announced list for an entry."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.competition.rules.wording import until
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.decisions.models import Decision, Objection
from p4comp.entries.policy.entry import Case, writes_for


@dataclass(frozen=True)
class Contest:
    """An announced list that concerns an entry: until when its institution may object (None where it may not), what the edition says then, and the objection."""

    case: Case
    decision: Decision
    closes: datetime | None
    finality: str
    is_listed: bool
    award: str
    objection: Objection | None


def may_contest(actor: Actor, contest: Contest, at: datetime) -> Verdict:
    """An assessed entrant objects once, within the edition's days, while the list is the newest that is announced."""
    if not writes_for(actor, contest.case.entry.institution_id):
        return no(_("Sanggah diajukan penyusun atau penyetuju instansi peserta."))
    if contest.objection is not None:
        return no(_("Sanggah sudah diajukan; terhadap satu daftar sanggah hanya dapat diajukan satu kali."))
    if contest.closes is None:
        return no(contest.finality or _("Daftar ini final; tidak ada masa sanggah."))
    if not contest.decision.is_in_force(at):
        return no(_("Daftar ini sudah digantikan koreksinya, jadi tidak dapat disanggah lagi."))
    if at >= contest.closes:
        return no(_("Masa sanggah sudah lewat: %(closes)s.", closes=until(contest.closes, contest.case.entry.edition.zone)))
    return YES
