"""What the ceremony adds to other pages: words for the audit log, the asking that waits for a second person, the place in the navigation."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_second, may_be_second
from p4comp.core import approvals, audit, clock, tallies, web
from p4comp.core.access import Actor
from p4comp.core.approvals import Approval
from p4comp.results.queries import ceremony as queries

audit.name(
    nouns={"ceremony_opening": _l("Pembukaan layar penganugerahan")},
    verbs={
        "ceremony.asked": _l("Pembukaan layar penganugerahan diminta"),
        "ceremony.opened": _l("Layar penganugerahan dibuka"),
        "ceremony.closed": _l("Layar penganugerahan ditutup"),
        "ceremony.shown": _l("Layar penganugerahan dengan pemenang ditampilkan"),
        "ceremony.script_printed": _l("Naskah pembawa acara dengan pemenang dicetak"),
    },
)

ASKED = tallies.on_start_page(queries.count_asked, tallies.whoever_is("secretariat"))
TO_OPEN = tallies.on_start_page(queries.to_open, lambda actor: (actor.id, clock.arrived()) if may_be_second(actor) else None)


@web.contribute("todo")
def to_open(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """A ceremony screen that waits for this person as the second."""
    if TO_OPEN.of(actor):
        note = _("Rekan Anda meminta layar dibuka sebelum pengumuman. Dua orang sekretariat membukanya.")
        yield web.Todo(_("Buka layar penganugerahan"), url_for("home.approvals"), _("Buka persetujuan"), note=note)


@approvals.contribute
def openings(actor: Actor, at: datetime) -> Iterator[Approval]:
    """The ceremony screens that wait to be opened; one query where there are any."""
    for one in queries.asked() if ASKED.of(actor) else ():
        verdict = is_second(actor, one.asked_by, _("Anda yang meminta layar dibuka."))
        title = _("Buka layar penganugerahan dengan nama pemenang")
        yield Approval(title, url_for("results.ceremony", slug=one.edition.slug), one.asked_at, one.edition.name, verdict.reason)
