"""What a corrected list of finalists ends."""

from datetime import datetime

from p4comp.core import audit
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision
from p4comp.interviews.actions import letters
from p4comp.interviews.models import Interview
from p4comp.interviews.queries import calendars, panels, timetable
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
    """The finalists learn it, and the jurors of the panels that their agenda changed, without a name of those they may not hear."""
    people = timetable.people_of(row.entry for row in ended)
    for row in ended:
        letters.tell_finalist(row, letters.CANCELLED, people, at, decision=decision)
    seated = panels.seated(decision.edition_id)
    for juror in panels.everybody({panel_id: seated.get(panel_id, []) for panel_id in sorted({row.panel_id for row in ended})}):
        own = [row for row in ended if juror in seated.get(row.panel_id, [])]
        letters.tell_panel_cancelled(own, juror, calendars.hidden_from(juror, own), decision, at)
