"""Whom mass mail can go to on the evaluators' side."""

from collections.abc import Iterable
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.competition.queries import current_calendar
from p4comp.competition.spec import Stage
from p4comp.core.db import session
from p4comp.judging.models import Evaluator
from p4comp.messages.queries import audiences
from p4comp.messages.queries.audiences import Wish
from p4comp.messages.rules.broadcasts import Recipient


def _evaluators(wish: Wish, at: datetime) -> Iterable[Recipient]:
    """The evaluators of the running edition who still evaluate (of one category, also those bound to none), with the end of the desk stage.

    A letter to them names no institution: not theirs, and not whose dossiers they read.
    """
    running = current_calendar()
    if running is None:
        return
    edition, calendar = running
    query = select(Person, Evaluator.categories).join(Evaluator, Evaluator.person_id == Person.id)
    query = query.where(Evaluator.edition_id == edition.id, Evaluator.is_active, Person.is_active).order_by(Person.name)
    closes = calendar.window(Stage.DESK).closes
    for person, categories in session().execute(query):
        if not wish.category or not categories or wish.category in categories:
            yield Recipient(person.id, person.name, person.email, due=closes)


def register() -> None:
    """Offer them to mass mail."""
    audiences.register("evaluators", _l("Evaluator edisi berjalan"), _evaluators, by_category=True, by_province=False)
