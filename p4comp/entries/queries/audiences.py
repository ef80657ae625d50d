"""Whom mass mail can go to by the state of their dossier; finalists only once they are announced."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select

from p4comp.competition.queries import current_calendar
from p4comp.competition.spec import Stage
from p4comp.core.db import session
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.entries.models import Entry, State
from p4comp.entries.policy import Case
from p4comp.institutions.models import Institution
from p4comp.messages.queries import audiences
from p4comp.messages.queries.audiences import Query, Wish
from p4comp.messages.rules.broadcasts import Recipient


def _entered(*conditions: ColumnElement[bool], wish: Wish) -> Iterable[Recipient]:
    """Members of institutions with an entry in the running edition, with the deadline that holds for it."""
    running = current_calendar()
    if running is None:
        return
    edition, calendar = running
    query = audiences.members(audiences.lies_in(wish.province)).join(Entry, Entry.institution_id == Institution.id)
    query = query.add_columns(Entry).where(Entry.edition_id == edition.id, *conditions)
    if wish.category:
        query = query.where(Entry.category == wish.category)
    for person, institution, entry in session().execute(query.order_by(Institution.name)):
        closes = Case(entry, calendar.window(Stage.REGISTRATION, entry.category, entry.id)).closes
        yield Recipient(person.id, person.name, person.email, institution.id, institution.name, closes)


def _in(*states: State) -> Query:
    def query(wish: Wish, at: datetime) -> Iterable[Recipient]:
        return _entered(Entry.state.in_(states), wish=wish)

    return query


def _not_entered(wish: Wish, at: datetime) -> Iterable[Recipient]:
    """Members of institutions without an entry in the running edition."""
    running = current_calendar()
    if running is None:
        return
    edition, calendar = running
    entered = select(Entry.institution_id).where(Entry.edition_id == edition.id, Entry.state != State.WITHDRAWN)
    closes = calendar.window(Stage.REGISTRATION).closes
    found: Any = audiences.members(audiences.lies_in(wish.province)).where(Institution.id.not_in(entered))
    for person, institution in session().execute(found.order_by(Institution.name)):
        yield Recipient(person.id, person.name, person.email, institution.id, institution.name, closes)


def _announced_finalists(wish: Wish, at: datetime) -> Iterable[Recipient]:
    lines = select(DecisionLine.subject_id).join(DecisionLine.decision)
    announced = lines.where(Decision.purpose == Purpose.FINALISTS, Decision.announced_at <= at)
    return _entered(Entry.id.in_(announced), wish=wish)


def register() -> None:
    """Offer them to mass mail."""
    audiences.register("not_entered", _l("Instansi terdaftar tanpa kepesertaan"), _not_entered)
    audiences.register("drafts", _l("Pemilik berkas yang belum dikirim"), _in(State.DRAFT), by_category=True)
    audiences.register("handed_in", _l("Pemilik berkas yang sudah dikirim"), _in(State.SUBMITTED), by_category=True)
    audiences.register("returned", _l("Pemilik berkas yang dikembalikan"), _in(State.RETURNED), by_category=True)
    audiences.register("verified", _l("Pemilik berkas terverifikasi"), _in(State.VERIFIED), by_category=True)
    audiences.register("finalists", _l("Finalis yang sudah diumumkan"), _announced_finalists, by_category=True)
