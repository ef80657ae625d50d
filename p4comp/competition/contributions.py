"""What editions add to every page: where the season stands, the next deadline, the secretariat's places."""

from collections.abc import Iterator
from datetime import datetime

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_staff
from p4comp.competition import queries
from p4comp.competition.spec import Stage
from p4comp.core import audit, web
from p4comp.core.access import Actor

audit.name(
    nouns={
        "edition": _l("Edisi"),
        "extension": _l("Perpanjangan tenggat"),
    },
    verbs={
        "edition.loaded": _l("Edisi dimuat dari berkas"),
        "edition.plan_frozen": _l("Rencana penilaian dibekukan"),
        "edition.started": _l("Edisi dijalankan"),
        "edition.extended": _l("Tenggat diperpanjang"),
    },
)


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """Editions, for those who see them from inside."""
    if is_staff(actor):
        yield web.NavItem(_("Edisi"), url_for("competition.index"), "calendar", 70)


@web.contribute("todo")
def freezing(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat freezes the scoring plan before registration opens."""
    found = queries.current_calendar() if actor.has("secretariat") else None
    if found is None or queries.is_frozen(found[0], at):
        return
    yield web.Todo(
        _("Bekukan rencana penilaian %(edition)s", edition=found[1].spec.short_name),
        url_for("competition.show", slug=found[0].slug),
        _("Periksa dan bekukan"),
        _("Rencana dibekukan dan diumumkan sebelum pendaftaran dibuka."),
        found[1].window(Stage.REGISTRATION).opens,
    )


def place(at: datetime) -> tuple[str, str]:
    """The edition that is run and its stage, for the head of the workspace."""
    found = queries.current_calendar()
    return (found[1].spec.short_name, found[1].stage_at(at).label) if found else ("", "")


@web.contribute("public_nav")
def public_places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The rules, for everybody."""
    yield web.NavItem(_("Ketentuan"), url_for("competition.terms"), "books", 10)


def init_app(app: Flask) -> None:
    """Let the workspace's head ask here where the season stands."""
    app.extensions["place"] = place
