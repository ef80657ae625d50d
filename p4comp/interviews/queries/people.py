"""Jurors and what is known of them: profiles, ties, bonds to finalists, waivers."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager, joinedload

from p4comp.accounts.policy import is_staff
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.entries.models import Entry
from p4comp.institutions.queries import relation
from p4comp.institutions.rules.conflicts import Relation
from p4comp.interviews.models import Interview, Juror, JurorSheet, JurorTie, JurorWaiver, PanelSeat
from p4comp.interviews.policy.people import Appointed, JurorBarred, JurorTied, JurorWaived
from p4comp.interviews.queries import timetable
from p4comp.interviews.queries.conflicts import HEARING, bonds_of
from p4comp.interviews.rules.states import InterviewState, SheetState
from p4comp.judging.models import WaiverState
from p4comp.judging.queries.bonds import bonds


def appointed(actor: Actor, juror_id: str = "", **_more: str) -> Appointed | None:
    """A juror of the edition that is run: oneself, or any for the secretariat and auditors."""
    edition = competition.current()
    if edition is None:
        return None
    which: ColumnElement[bool] = Juror.id == juror_id if juror_id else Juror.person_id == actor.id
    if juror_id and not is_staff(actor):
        which = which & (Juror.person_id == actor.id)
    query = select(Juror).where(Juror.edition_id == edition.id, which)
    found = db.first(db.held(query.options(joinedload(Juror.person), joinedload(Juror.employer)), Juror))
    return Appointed(found, edition, competition.spec_of(edition)) if found else None


def for_staff(actor: Actor, juror_id: str) -> Appointed | None:
    """A juror of the edition that is run, for the secretariat and auditors."""
    return appointed(actor, juror_id) if is_staff(actor) else None


def ties_of(juror: Juror) -> list[JurorTie]:
    """What a juror stated of other institutions; one query."""
    query = select(JurorTie).where(JurorTie.juror_id == juror.id).options(joinedload(JurorTie.institution))
    return db.everything(query.order_by(JurorTie.added_at, JurorTie.id))


def tied(actor: Actor, juror_id: str, tie_id: str) -> JurorTied | None:
    """One of these ties, for whoever finds the profile."""
    found = appointed(actor, juror_id)
    query = select(JurorTie).where(JurorTie.id == tie_id, JurorTie.juror_id == juror_id).options(joinedload(JurorTie.institution))
    tie = db.first(query) if found else None
    return JurorTied(tie, found) if tie and found else None


def away(actor: Actor, juror_id: str, number: int) -> Appointed | None:
    """A profile that has such a period away."""
    found = appointed(actor, juror_id)
    return found if found and number < len(found.juror.away) else None


def seats_of(juror: Juror) -> list[PanelSeat]:
    """Where a juror sits; one query."""
    query = select(PanelSeat).join(PanelSeat.panel).where(PanelSeat.juror_id == juror.id)
    return sorted(db.everything(query.options(contains_eager(PanelSeat.panel))), key=lambda seat: seat.panel.name)


@dataclass(frozen=True)
class Bond:
    """A finalist that a juror is bound to: how, and whether that bars by now."""

    entry: Entry
    relation: Relation
    bars: bool


def bonds_to_finalists(found: Appointed, at: datetime) -> list[Bond]:
    """The announced finalists a juror is bound to; four queries."""
    entries = timetable.finalists(found.edition, at)
    known = bonds_of(entries, [found.juror]) if entries else None
    lines = []
    for entry in entries if known and known.ties else ():
        bar = known.bar(found.juror.id, entry.institution_id, entry.id) if known else None
        every = known.all(found.juror.id, entry.institution_id) if known else []
        if every:
            lines.append(Bond(entry, bar or every[0], bar is not None))
    return lines


def light(sheet: JurorSheet) -> list[Relation]:
    """What bars the juror from the sheet's entrant no more or never did, but has to be declared."""
    entry = sheet.interview.entry
    return bonds_of([entry], [sheet.juror]).light(sheet.juror_id, entry.institution_id, entry.id)


def barred(actor: Actor, juror_id: str, entry_id: str) -> JurorBarred | None:
    """A juror and a finalist of the edition that is run, for the secretariat."""
    found = for_staff(actor, juror_id) if actor.has("secretariat") else None
    entry = next((one for one in timetable.finalists(found.edition, clock.arrived()) if one.id == entry_id), None) if found else None
    if found is None or entry is None:
        return None
    bar = bonds_of([entry], [found.juror]).bar(juror_id, entry.institution_id, entry.id)
    return JurorBarred(found, entry, bar, relation(actor, [entry.institution_id]))


def _waivers(edition_id: str) -> Select[JurorWaiver]:
    whole = (joinedload(JurorWaiver.juror).joinedload(Juror.person), joinedload(JurorWaiver.proposer), joinedload(JurorWaiver.answerer))
    query = select(JurorWaiver).join(JurorWaiver.entry).where(Entry.edition_id == edition_id)
    return query.options(contains_eager(JurorWaiver.entry), *whole)


def waivers(edition_id: str) -> list[JurorWaiver]:
    """All waivers of an edition's jurors, those that wait first; one query."""
    order = (JurorWaiver.state != WaiverState.PROPOSED, JurorWaiver.proposed_at.desc(), JurorWaiver.id)
    return db.everything(_waivers(edition_id).order_by(*order))


def waived(actor: Actor, waiver_id: str) -> JurorWaived | None:
    """A juror's waiver of the edition that is run, for the secretariat and auditors."""
    edition = competition.current() if is_staff(actor) else None
    found = db.first(_waivers(edition.id).where(JurorWaiver.id == waiver_id)) if edition else None
    if edition is None or found is None:
        return None
    return JurorWaived(found, edition, competition.spec_of(edition), relation(actor, [found.entry.institution_id]))


@dataclass(frozen=True)
class Overtaken:
    """A sheet whose juror a conflict bars by now."""

    sheet: JurorSheet
    relation: Relation


def overtaken(edition: Edition, juror_ids: list[str] | None = None) -> list[Overtaken]:
    """Sheets whose juror a conflict bars by now, locked ones among them; four queries, fewer where nobody is bound."""
    which = [] if juror_ids is None else [Juror.id.in_(juror_ids)]
    people = db.everything(select(Juror).where(Juror.edition_id == edition.id, *which))
    known = bonds(people, None, competition.spec_of(edition), duty=HEARING) if people else None
    if known is None or not known.ties:
        return []
    query = select(JurorSheet).join(JurorSheet.interview).join(Interview.entry).where(JurorSheet.juror_id.in_(list(known.ties)))
    query = query.where(JurorSheet.state != SheetState.RECUSED, Interview.state != InterviewState.CANCELLED)
    rows = db.everything(query.options(contains_eager(JurorSheet.interview).contains_eager(Interview.entry)).order_by(JurorSheet.id))
    found = ((row, known.bar(row.juror_id, row.interview.entry.institution_id, row.interview.entry_id)) for row in rows)
    return [Overtaken(row, bar) for row, bar in found if bar is not None]
