"""Instruments as everybody sees them."""

from dataclasses import dataclass

from p4comp.competition.policy import Overview
from p4comp.competition.queries.editions import published
from p4comp.competition.spec import Instrument
from p4comp.core.access import Actor


@dataclass(frozen=True)
class PublishedInstrument:
    """An instrument and the edition it belongs to."""

    view: Overview
    instrument: Instrument


def instrument(actor: Actor, slug: str, code: str) -> PublishedInstrument | None:
    """An instrument of a published edition."""
    view = published(actor, slug)
    found = next((one for one in view.spec.instruments if one.code == code), None) if view else None
    return PublishedInstrument(view, found) if view and found else None
