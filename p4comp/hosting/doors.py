"""What the people of one space learn of another, each way declared here and nowhere else.

A door hands over plain values, never a row or a session of the other side. Those of states and of certificates read only. Through that of
handing over, own answers and evidence go where their own people sent them: the space they come from marks that they went, once, and nothing
else is written. The facts of spaces (`core.spaces`) are open to all; the operator's commands reach every space.
"""

from collections.abc import Callable
from typing import TypeVar

import structlog
from flask import Flask
from sqlalchemy.exc import OperationalError

from p4comp.certificates.queries.elsewhere import Issued, Others, Shown, issued_here
from p4comp.core import clock, db, spaces
from p4comp.core.spaces import Space
from p4comp.entries import actions
from p4comp.entries.actions import Asker, Goods
from p4comp.entries.queries.national import National, national_of
from p4comp.entries.rules.carrying.parcels import Trouble, parts_of_code
from p4comp.hosting.site import Site

log = structlog.get_logger(__name__)
Found = TypeVar("Found")


def open_doors(site: Site) -> None:
    """Let the spaces of a site ask through the doors."""

    def national_states(space: Space) -> National | None:
        """How far the regencies and cities of a space's province are in the root's running edition, as far as that edition allows."""
        with site.root.app_context(), db.transactions(writing=False):
            return national_of(space.institution_code)

    def look_at_handover(code: str, asker: Asker) -> Goods | Trouble:
        """What a code of another space leads to for whoever shows it."""
        return _asked(site, code, asker, actions.look_at_handover, writing=False)

    def spend_handover(code: str, asker: Asker) -> Trouble | None:
        """Use a code of another space up; nothing where it could be."""
        return _asked(site, code, asker, lambda secret, who: actions.spend_handover(secret, who, at=clock.now()), writing=True)

    def issued_elsewhere(shown: Shown, asker: str) -> Others:
        """What the public checks of all other places answer to what somebody shows: each place says what it says to anybody."""
        return _checked(site, shown, asker)

    site.open_door("national_states", national_states, to_root=False)
    site.open_door("issued_elsewhere", issued_elsewhere)
    site.open_door("look_at_handover", look_at_handover)
    site.open_door("spend_handover", spend_handover)


def _checked(site: Site, shown: Shown, asker: str) -> Others:
    """The root and every open space but the asking one; whatever was found, all are asked."""
    issued: list[Issued] = []
    silent: list[str] = []
    places = [app for app in (site.root, *site.all_opened()) if app.extensions["settings"].slug != asker]
    for app in places:
        with app.app_context(), db.transactions(writing=False):
            try:
                found = issued_here(shown)
                issued += [found] if found else []
            except OperationalError:
                log.exception("space unreachable", space=app.extensions["settings"].slug)
                silent.append(spaces.house().portal)
            finally:
                db.rollback()
    return Others(tuple(issued), len(places) - len(silent), tuple(silent))


def _asked(site: Site, code: str, asker: Asker, ask: Callable[[str, Asker], Found], *, writing: bool) -> Found | Trouble:
    """Ask in the space a code comes from, in a transaction of its own that ends before the other one begins."""
    space, secret = parts_of_code(code)
    app = _between(site, space, asker.space)
    if app is None or not secret:
        return Trouble.UNKNOWN
    with app.app_context(), db.transactions(writing=writing):
        try:
            found = ask(secret, asker)
            if writing and found is None:
                db.commit()
            return found
        finally:
            db.rollback()


def _between(site: Site, giver: str, taker: str) -> Flask | None:
    """The application of the space that gives: one of the two is the root, for no province has a way to another."""
    if giver == taker or (giver and taker):
        return None
    return site.opened(giver) if giver else site.root
