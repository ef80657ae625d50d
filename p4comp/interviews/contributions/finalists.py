"""What waits for finalists."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.core import web
from p4comp.core.access import Actor
from p4comp.core.words import moment
from p4comp.interviews.queries import start


@web.contribute("todo")
def for_finalist(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """A finalist's own interview to come, in the institution's own time."""
    for interview in start.own(actor) if actor.has("member") else ():
        if interview.ends_at > at:
            when = moment(interview.starts_at, interview.entry.institution.zone)
            yield web.Todo(
                _("Wawancara Anda: %(when)s", when=when), url_for("interviews.own"), _("Lihat jadwal"), interview.entry.institution_name
            )
