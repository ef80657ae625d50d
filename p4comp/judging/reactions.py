"""What lower rooms ask of judging: roles of evaluators, the shortlist made again, the good news mailed."""

from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from p4comp.accounts import identity
from p4comp.accounts import signals as accounts
from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.core import jobs
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, session
from p4comp.core.errors import Refused
from p4comp.decisions import rules, signals
from p4comp.decisions.models import Decision, Plenary, Purpose
from p4comp.decisions.signals import Remark
from p4comp.entries.policy import Case
from p4comp.entries.signals import Paper, showing
from p4comp.institutions import actions as registry
from p4comp.institutions.models import Institution
from p4comp.judging import queries
from p4comp.judging.actions import forget_copies, recheck, shortlist
from p4comp.judging.models import Assignment, Evaluator, Phrase, SecondFinding, SheetState, Tie
from p4comp.judging.rules import fair_ranking, listing, ranking


def tell_finalists(announced: list[Decision], *, moment: datetime, by: Actor, at: datetime) -> None:
    """Each finalist gets a mail, at the moment of announcement and not before; of a corrected list the results tell whom it concerns."""
    for decision in announced:
        if decision.purpose is Purpose.FINALISTS and not decision.is_published_correction:
            jobs.later("judging.tell_finalists", decision.id, due=moment)
        if decision.purpose is Purpose.FINALISTS:
            jobs.later("judging.tell_outcomes", decision.id, due=moment)


def compute(purpose: Purpose, *, edition: Edition, category: str) -> dict[str, Any] | None:
    """A correction of finalists may begin with the sheets as they are now."""
    return shortlist.computed(edition, category) if purpose is Purpose.FINALISTS else None


@signals.remarking.connect
def second_findings(plenary: Plenary, *, subjects: list[str], **_more: Any) -> list[Remark]:
    """What evaluators came to think after seeing what others found: the plenary reads it, without names; no score holds it."""
    found = queries.seconds_on(subjects)
    return [Remark(key, _("Temuan kedua evaluator, tidak dihitung"), " ".join(_second(one) for one in own)) for key, own in found.items()]


def _second(one: SecondFinding) -> str:
    values = {"code": one.indicator, "first": one.first, "level": one.level, "note": one.note}
    return _("%(code)s dikunci %(first)s, sesudah melihat temuan lain %(level)s: %(note)s", **values)


identity.extend(queries.roles)
signals.computing.connect(compute)
rules.recomputes(Purpose.FINALISTS, ranking.ALGORITHM, ranking.rank)
rules.recomputes(Purpose.FINALISTS, fair_ranking.ALGORITHM, fair_ranking.rank)
rules.lists(Purpose.FINALISTS, listing.proposed)
signals.announced.connect(tell_finalists)
registry.follows(Evaluator.employer_id, _l("Evaluator yang bekerja di sana"))
registry.follows(Tie.institution_id, _l("Hubungan evaluator dengan instansi"))


@accounts.membership_began.connect
def look_again(institution: Institution, *, person: Person, by: Actor | None, at: datetime) -> None:
    """Whoever begins to work for an institution loses its dossiers, and those around it, with this."""
    session().flush()
    for one in everything(select(Evaluator).where(Evaluator.person_id == person.id)):
        reason = _("Evaluator menjadi anggota tim %(name)s.", name=institution.name)
        recheck(session().get_one(Edition, one.edition_id), only=[one.id], reason=reason, by=by, at=at)


@accounts.person_erasing.connect
def keep_evaluator(person: Person, **_more: Any) -> None:
    """Nobody is erased in the middle of a reading."""
    living = (Evaluator.person_id == person.id, Assignment.state.in_([SheetState.ASSIGNED, SheetState.OPEN]))
    if first(select(Assignment.id).join(Evaluator, Evaluator.id == Assignment.evaluator_id).where(*living)) is not None:
        raise Refused(_("Orang ini masih punya lembar penilaian yang belum selesai. Tarik dahulu penugasannya."))


@accounts.person_erased.connect
def forget_phrases(person: Person, **_more: Any) -> None:
    """The texts an evaluator kept for their notes go with them, and the copies that carry their name."""
    own = select(Assignment.id).join(Evaluator, Evaluator.id == Assignment.evaluator_id).where(Evaluator.person_id == person.id)
    forget_copies(everything(own))
    session().execute(delete(Phrase).where(Phrase.person_id == person.id))


@showing.connect
def show_letter(case: Case, *, at: datetime) -> list[Paper]:
    """The institution finds its letter on the result of desk evaluation on the entry's page."""
    if not queries.has_letter(case.entry, at):
        return []
    url = url_for("judging.own_outcome", entry_id=case.entry.id)
    return [Paper(_("Surat hasil evaluasi dokumen (PDF)"), url)]
