"""What a corrected list of finalists ends."""

from datetime import datetime

from p4comp.core import audit, mail
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision
from p4comp.interviews.models import Interview
from p4comp.interviews.queries import panels, timetable
from p4comp.interviews.rules.states import INTERVIEWS


def follow(decision: Decision, *, by: Actor | None, at: datetime) -> list[Interview]:
    """Cancel the interviews to come of those a list in force no longer names; held and begun ones stay as they are."""
    if not decision.is_in_force(at):
        return []
    ended = timetable.ended_by(decision, at)
    for row in ended:
        row.state = INTERVIEWS.after(row.state, "cancel")
        audit.record("interview.cancelled", row, by=by, at=at, decision=decision.code, starts_at=row.starts_at.isoformat())
    if ended:
        _tell(ended, decision, at)
    return ended


def _tell(ended: list[Interview], decision: Decision, at: datetime) -> None:
    """The jurors of the panels learn that their agenda changed; like the agenda's first letter it names no finalist."""
    changed = {row.panel_id for row in ended}
    seated = panels.seated(decision.edition_id)
    for juror in panels.everybody({panel_id: seated.get(panel_id, []) for panel_id in sorted(changed)}):
        mail.to_person("interviews/mail/cancelled_juror.txt", juror.person, at=at, edition=decision.edition, decision=decision)
