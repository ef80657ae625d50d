"""What waits for jurors, and what their open sheets hide from them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.competition.own_sheets import OwnSheet
from p4comp.core import web
from p4comp.core.access import Actor
from p4comp.interviews.models import JurorSheet
from p4comp.interviews.queries import sheets, start


@web.contribute("own_sheets")
def unlocked(actor: Actor, at: datetime) -> Iterable[OwnSheet]:
    """What a juror has not locked yet hides the other sheets from them."""
    return sheets.unlocked(actor) if actor.has("juror") else ()


@web.contribute("todo")
def for_juror(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """A juror declares before the interviews, scores from their start, and locks."""
    if not actor.has("juror"):
        return
    load, agenda = start.juror_load(actor, at), url_for("interviews.agenda")
    if load.running:
        yield _running(load.running)
    if load.unlocked:
        yield web.Todo(
            _("Isi dan kunci nilai %(n)d wawancara", n=load.unlocked), agenda, _("Buka agenda"), _("Wawancara ini sudah dimulai.")
        )
    if load.undeclared:
        yield web.Todo(
            _("Nyatakan benturan kepentingan untuk %(n)d peserta", n=load.undeclared),
            agenda,
            _("Buka agenda"),
            _("Berkas terbuka setelah pernyataan."),
            load.declare_by,
        )


def _running(sheet: JurorSheet) -> web.Todo:
    name, url = sheet.interview.entry.institution_name, url_for("interviews.sheet", sheet_id=sheet.id)
    title, note = _("Sekarang: wawancara %(name)s", name=name), _("Isi nilai, lalu kunci lembar.")
    return web.Todo(title, url, _("Buka lembar"), note, sheet.interview.ends_at, until=_("Wawancara berakhir"))
