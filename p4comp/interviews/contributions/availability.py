"""The own time that jurors and finalists are to state, and how many have not."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.core import db, web
from p4comp.core.access import Actor
from p4comp.interviews.queries import own_times


@web.contribute("nav")
def place(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """A juror's own time, a finalist's until it is placed."""
    if actor.has("juror"):
        yield web.NavItem(_("Waktu saya"), url_for("interviews.my_times"), "calendar", 31)
    first = own_times.FIRST.of(actor)
    if first:
        yield web.NavItem(_("Waktu wawancara"), url_for("interviews.finalist_times", entry_id=first), "calendar", 15)


@web.contribute("todo")
def to_state(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """Jurors and finalists say when they can be heard while they may."""
    closes = own_times.closes(actor)
    if actor.has("juror") and own_times.JURORS.of(actor) and (closes is None or at < closes):
        yield web.Todo(_("Tandai jam wawancara yang bisa bagi Anda"), url_for("interviews.my_times"), _("Isi waktu"), due=closes)
    if own_times.FIRST.of(actor) and (closes is None or at < closes):
        for entry in db.everything(own_times.mute_finalists(actor)):
            url = url_for("interviews.finalist_times", entry_id=entry.id)
            yield web.Todo(_("Tandai jam wawancara yang bisa"), url, _("Isi waktu"), entry.institution_name, closes)


@web.contribute("countdown")
def until(actor: Actor, at: datetime) -> Iterator[web.Deadline]:
    """Until when they may."""
    closes = own_times.closes(actor)
    if closes is not None and at < closes:
        yield web.Deadline(_("Isi waktu wawancara"), closes)
