"""Sheets that whoever asks still has to score: until these are locked, what others gave stays hidden (fairness)."""

from dataclasses import dataclass

from flask import g
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import Forbidden

from p4comp.core import clock, web
from p4comp.core.access import YES, Actor, Verdict, no


@dataclass(frozen=True)
class OwnSheet:
    """An open sheet of a person: of which entry, in which category of which edition. Features contribute them as `own_sheets`."""

    edition_id: str
    category: str
    entry_id: str


def own_sheets(actor: Actor) -> frozenset[OwnSheet]:
    """The open sheets of this person; asked once a request, and of nobody but evaluators and jurors."""
    if "own_sheets" not in g:
        g.own_sheets = {}
    if actor.id not in g.own_sheets:
        g.own_sheets[actor.id] = frozenset(web.contributed("own_sheets", actor, clock.arrived()))
    found: frozenset[OwnSheet] = g.own_sheets[actor.id]
    return found


def hidden_entries(actor: Actor) -> frozenset[str]:
    """The entries whose other sheets this person may not see yet."""
    return frozenset(one.entry_id for one in own_sheets(actor))


def hides(actor: Actor, edition_id: str, category: str) -> bool:
    """Whether this person may not see yet how the category's entries stand."""
    return any((one.edition_id, one.category) == (edition_id, category) for one in own_sheets(actor))


def demand(actor: Actor, edition_id: str, category: str) -> None:
    """Go on with those who may see how the category's entries stand; the others get 403 with the reason."""
    verdict = may_compare(hidden=hides(actor, edition_id, category))
    if not verdict:
        raise Forbidden(str(verdict.reason))


def may_compare(*, hidden: bool) -> Verdict:
    """How entries stand is shown to those who score none of them any more."""
    if not hidden:
        return YES
    return no(
        _l(
            "Anda sendiri masih menilai peserta kategori ini, jadi nilai dan urutannya belum dapat Anda lihat. Kunci dahulu semua lembar Anda, "
            "atau mintalah petugas sekretariat lain."
        )
    )
