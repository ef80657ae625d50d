"""Whom mass mail can go to on the jurors' side."""

from collections.abc import Iterable
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.competition.queries import current_calendar
from p4comp.competition.spec import Stage
from p4comp.core.db import session
from p4comp.interviews.models import Juror
from p4comp.messages.queries import audiences
from p4comp.messages.queries.audiences import Wish
from p4comp.messages.rules.broadcasts import Recipient


def _jurors(wish: Wish, at: datetime) -> Iterable[Recipient]:
    """The jurors of the running edition who still sit, with the end of the interviews; a letter to them names no institution."""
    running = current_calendar()
    if running is None:
        return
    edition, calendar = running
    query = select(Person).join(Juror, Juror.person_id == Person.id)
    query = query.where(Juror.edition_id == edition.id, Juror.is_active, Person.is_active).order_by(Person.name)
    closes = calendar.window(Stage.INTERVIEW).closes
    for person in session().execute(query).scalars():
        yield Recipient(person.id, person.name, person.email, due=closes)


def register() -> None:
    """Offer them to mass mail."""
    audiences.register("jurors", _l("Juri edisi berjalan"), _jurors, by_province=False)
