"""The link of the video meeting, and mail that leaves by itself before an interview: that link, and a reminder to confirm."""

from collections.abc import Collection
from datetime import datetime

from p4comp.competition.models import Edition
from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.words import moment_for
from p4comp.interviews.actions import letters
from p4comp.interviews.models import Interview, InterviewState, Juror
from p4comp.interviews.policy import invitations as policy
from p4comp.interviews.policy.invitations import Invited
from p4comp.interviews.queries import calendars, panels, sheets, timetable
from p4comp.interviews.queries.availability import zone_of
from p4comp.interviews.queries.invitations import moments
from p4comp.interviews.rules.invitations import InvitationState, https_link


def ahead(edition: Edition, at: datetime) -> list[Interview]:
    """The interviews to come."""
    return [row for row in timetable.interviews(edition.id) if row.state is InterviewState.PLACED and row.starts_at > at]


def remind(edition: Edition, *, at: datetime) -> int:
    """Remind, once, those who have not confirmed a seat that they have known for a while; how many interviews that were."""
    due = [row for row in ahead(edition, at) if _is_due(row, at)]
    people = timetable.people_of(row.entry for row in due)
    for row in due:
        row.invitation.reminded_at = at
        letters.tell_finalist(row, "interviews/mail/confirm_reminder.txt", people, at)
    return len(due)


def _is_due(row: Interview, at: datetime) -> bool:
    found, remind_at = row.invitation, moments(row).remind_at
    is_known = found.changed_at is None or found.changed_at < remind_at
    return found.state is InvitationState.PROPOSED and found.reminded_at is None and is_known and remind_at <= at


def set_link(invited: Invited, link: str, *, for_panel: bool = False, by: Actor, at: datetime) -> int:
    """Give the interview its video link, or all to come of its panel; how many have it now. A changed one is mailed anew when its day has come."""
    demand(policy.may_settle(by, invited, at))
    row, edition, address = invited.interview, invited.interview.entry.edition, https_link(link)
    others = [one for one in ahead(edition, at) if one.panel_id == row.panel_id and one.id != row.id] if for_panel else []
    for one in [row, *others]:
        if one.invitation.link != address:
            one.invitation.link, one.invitation.link_told_at = address, None
    audit.record("invitation.link_set", row, by=by, at=at, interviews=1 + len(others), is_empty=not address)
    tell_links(edition, at=at, ids={one.id for one in [row, *others]})
    return 1 + len(others)


def tell_links(edition: Edition, *, at: datetime, ids: Collection[str] | None = None) -> int:
    """Mail the links whose day has come to finalists and jurors, once; how many interviews that were."""
    rows = [row for row in ahead(edition, at) if (ids is None or row.id in ids) and _has_news(row, at)]
    people = timetable.people_of(row.entry for row in rows)
    for row in rows:
        row.invitation.link_told_at = at
        letters.tell_finalist(row, "interviews/mail/link.txt", people, at)
    if rows:
        _tell_jurors(edition, rows, at)
    return len(rows)


def _has_news(row: Interview, at: datetime) -> bool:
    found = row.invitation
    return bool(found.link) and found.link_told_at is None and at >= moments(row).link_mailed_at(row.entry.edition.zone)


def _tell_jurors(edition: Edition, rows: list[Interview], at: datetime) -> None:
    """One mail a juror, whoever sits in among them, by hours and without names; what a juror may not hear is not in it."""
    hearing = sheets.hearers(row.id for row in rows)
    for juror in panels.jurors(edition.id):
        lines = link_lines(edition, juror, [row for row in rows if juror.id in hearing[row.id]])
        if lines:
            mail.to_person("interviews/mail/link_juror.txt", juror.person, at=at, edition=edition, lines=lines)


def link_lines(edition: Edition, juror: Juror, rows: list[Interview]) -> list[str]:
    """When a juror hears these interviews and where they meet, without those that they may know nothing of."""
    hidden = calendars.hidden_from(juror, rows) if rows else frozenset()
    return [_line(row, edition.zone, zone_of(juror, edition)) for row in rows if row.id not in hidden]


def _line(row: Interview, zone: str, reader: str) -> str:
    return f"{moment_for(row.starts_at, zone, reader)}: {row.invitation.link}"
