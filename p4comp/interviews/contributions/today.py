"""What the day of interviews adds to pages: what waits today, and news for open screens."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.core import pulse, web
from p4comp.core.access import Actor
from p4comp.interviews.models import Interview, JurorAbsence, JurorSheet, Sitting
from p4comp.interviews.queries import day, start

TOPIC = "interviews"
for _model in (Interview, Sitting, JurorSheet, JurorAbsence):
    pulse.follow(_model, TOPIC)


@web.contribute("todo")
def for_secretariat(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """Today's interviews wait at the board."""
    number = day.TODAY.of(actor) if actor.has("secretariat") else 0
    if number:
        yield web.Todo(
            _("Hari ini: %(n)d wawancara", n=number),
            url_for("interviews.board"),
            _("Buka papan"),
            _("Panggil, mulai, dan akhiri dari papan."),
        )


@web.contribute("todo")
def for_finalist(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """On its day a finalist keeps an eye on its turn."""
    for row in start.own(actor) if actor.has("member") else ():
        if day.is_today(row, at) and row.ends_at > at:
            title = _("Wawancara Anda hari ini")
            yield web.Todo(
                title, url_for("interviews.turn"), _("Lihat giliran"), row.entry.institution_name, row.starts_at, until=_("Mulai")
            )
