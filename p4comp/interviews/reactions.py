"""What lower rooms ask of this room: who is a juror, and of which edition; what a corrected list of finalists ends."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from p4comp.accounts import identity
from p4comp.accounts import signals as accounts
from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.core import jobs
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, session
from p4comp.core.errors import Refused
from p4comp.decisions import signals
from p4comp.decisions.models import Decision, Plenary, Purpose
from p4comp.decisions.signals import Remark, remarking
from p4comp.institutions import actions as registry
from p4comp.institutions.models import Institution
from p4comp.interviews.actions import cancelling, conflicts, forgetting, observations
from p4comp.interviews.models import Juror, JurorSheet, JurorTie
from p4comp.interviews.queries import observation_report, panels
from p4comp.interviews.queries import observations as visits
from p4comp.interviews.rules.states import SheetState


def follow_correction(announced: list[Decision], *, moment: datetime, by: Actor, at: datetime) -> None:
    """Interviews follow a corrected list at its moment and not before: their timetable must not tell of it."""
    for decision in announced:
        if decision.purpose is not Purpose.FINALISTS or not decision.is_published_correction:
            continue
        if moment <= at:
            cancelling.follow(decision, by=by, at=at)
        else:
            jobs.later("interviews.follow", decision.id, due=moment)


identity.extend(panels.editions_of)
signals.announced.connect(follow_correction)
registry.follows(Juror.employer_id, _l("Juri yang bekerja di sana"))
registry.follows(JurorTie.institution_id, _l("Hubungan juri dengan instansi"))


@accounts.membership_began.connect
def look_again(institution: Institution, *, person: Person, by: Actor | None, at: datetime) -> None:
    """Whoever begins to work for an institution hears it no more, nor those around it."""
    session().flush()
    for one in everything(select(Juror).where(Juror.person_id == person.id)):
        conflicts.recheck(session().get_one(Edition, one.edition_id), only=[one.id], by=by, at=at)
    observations.leave(person, by=by, at=at)


@remarking.connect
def found_on_the_spot(plenary: Plenary, *, subjects: list[str], **_more: Any) -> list[Remark]:
    """The plenary on winners reads what teams found on the spot; locked reports only."""
    if plenary.purpose is not Purpose.WINNERS:
        return []
    return [Remark(entry_id, _("Observasi lapangan"), words) for entry_id, words in observation_report.for_plenary(subjects).items()]


@accounts.person_erasing.connect
def keep_juror(person: Person, **_more: Any) -> None:
    """Nobody is erased in the middle of judging."""
    living = (Juror.person_id == person.id, JurorSheet.state.in_([SheetState.ASSIGNED, SheetState.OPEN]))
    if first(select(JurorSheet.id).join(Juror, Juror.id == JurorSheet.juror_id).where(*living)) is not None:
        raise Refused(_("Orang ini masih punya lembar juri yang belum dikunci. Selesaikan dahulu tugasnya."))
    if visits.of_team(person.id):
        raise Refused(_("Orang ini masih bertugas dalam observasi lapangan. Ganti dahulu anggotanya."))


@accounts.person_erased.connect
def forget_person(person: Person, *, name: str, email: str, phone: str, **_more: Any) -> None:
    """Invitations no longer name who was erased, and their calendar address ends."""
    forgetting.forget(person, name=name, email=email, phone=phone)
