"""Invitations in the demo: finalists of the first days confirm and say who presents, and the panel has its video link."""

from p4comp.accounts import identity
from p4comp.core import clock, db
from p4comp.demo import rules
from p4comp.demo.actions.setting import Season
from p4comp.interviews.actions import invitations, reminding
from p4comp.interviews.actions.invitations import Presenting
from p4comp.interviews.queries import timetable
from p4comp.interviews.queries.invitations import whole

CONFIRMED_AT = rules.wib(5, 17, 10)
LAST_DAY = rules.wib(5, 28, 0)
LINK = "https://rapat.peraga.invalid/panel-a"


def prepare(season: Season) -> None:
    """Those of the last day are still waited for, so that a visitor sees how it is done."""
    with clock.at(CONFIRMED_AT):
        rows = timetable.interviews(season.edition.id)
        people = timetable.people_of(row.entry for row in rows)
        for found in whole([row for row in rows if row.starts_at < LAST_DAY]):
            members = people.get(found.interview.entry.institution_id, [])
            if members:
                who = identity.someone(members[0])
                invitations.confirm(found, by=who, at=CONFIRMED_AT)
                invitations.name_presenter(
                    found, Presenting("Pimpinan (Simulasi)", "Pimpinan instansi", True, "", True), by=who, at=CONFIRMED_AT
                )
        reminding.set_link(whole(rows[:1])[0], LINK, for_panel=True, by=season.secretaries[0], at=CONFIRMED_AT)
        db.commit()
