"""The next own interview."""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import web
from p4comp.core.access import Actor
from p4comp.interviews.queries import start


@web.contribute("countdown")
def next_interview(actor: Actor, at: datetime) -> Iterator[web.Deadline]:
    """The own interview that runs unlocked, and the next one, for jurors; the own one for finalists."""
    if actor.has("juror"):
        load = start.juror_load(actor, at)
        if load.running is not None:
            interview = load.running.interview
            yield web.Deadline(_("Wawancara %(name)s sampai", name=interview.entry.institution_name), interview.ends_at)
        if load.next_at is not None:
            yield web.Deadline(_("Wawancara berikutnya"), load.next_at)
    if actor.has("member"):
        yield from (web.Deadline(_("Wawancara Anda"), row.starts_at) for row in start.own(actor) if row.starts_at > at)
