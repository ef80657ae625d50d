"""Mail about the timetable, each with the edition's time and the reader's own."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.core import mail
from p4comp.interviews.models import Interview, Juror
from p4comp.interviews.rules.checks import Week


def tell_finalist(row: Interview, template: str, people: Mapping[str, Sequence[Person]], at: datetime, **more: Any) -> None:
    """Every member of the finalist's institution learns when it is heard."""
    zone = row.entry.institution.zone
    for person in people.get(row.entry.institution_id, ()):
        mail.to_person(template, person, at=at, interview=row, entry=row.entry, zone=zone, home=row.entry.edition.zone, **more)


def tell_jurors(edition: Edition, jurors: Iterable[Juror], at: datetime) -> None:
    """Every juror learns that the agenda is there; the letter names no finalist, for the agenda hides those in conflict."""
    for juror in jurors:
        person = juror.person
        mail.to_person("interviews/mail/agenda.txt", person, at=at, edition=edition)


def tell_panel(row: Interview, jurors: Iterable[Juror], week: Week, at: datetime, *, was: datetime) -> None:
    """Of its panel's jurors, those who hear an interview learn that it was moved; those in conflict learn nothing."""
    barred = week.benches[row.panel_id].barred(row.entry_id)
    for juror in jurors:
        if juror.id not in barred:
            person = juror.person
            mail.to_person(
                "interviews/mail/moved_juror.txt", person, at=at, interview=row, entry=row.entry, home=row.entry.edition.zone, was=was
            )
