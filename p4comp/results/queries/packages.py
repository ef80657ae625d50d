"""The public package of an edition: its lists, and of every decision as much as the plan opened."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select

from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.decisions.models import Decision
from p4comp.results.queries.public import published
from p4comp.results.queries.shown import Published
from p4comp.results.rules import openness


@dataclass(frozen=True)
class Package:
    """What is open of an edition whose winners are announced, category by category."""

    result: Published

    @property
    def openness(self) -> str:
        """What the plan says is open."""
        return self.result.overview.spec.plan.openness

    @property
    def decisions(self) -> list[Decision]:
        """The announced decisions of the categories whose winners are announced, the oldest first."""
        won = {part.code for part in self.result.parts if part.winners is not None}
        return sorted((one for one in self.result.known if one.category in won), key=lambda one: (one.decided_at, one.code))

    @cached_property
    def opened(self) -> dict[str, dict[str, Any]]:
        """The opened snapshots by code; none is loaded where the plan opens names only."""
        return dict(self._opened()) if self.openness != openness.NAMES else {}

    def _opened(self) -> Iterator[tuple[str, dict[str, Any]]]:
        query = select(Decision.code, Decision.snapshot).where(Decision.id.in_([one.id for one in self.decisions]))
        for code, snapshot in db.session().execute(query.order_by(Decision.decided_at, Decision.code)):
            found = openness.opened(snapshot, self.openness) if snapshot["inputs"].get("entries") else None
            if found is not None:
                yield code, json.loads(json.dumps(found))


def package(actor: Actor, slug: str) -> Package | None:
    """The public package; before any winners are announced there is none."""
    found = published(actor, slug)
    return Package(found) if found is not None and found.has_winners else None


def ranking(actor: Actor, slug: str) -> Package | None:
    """The rankings that the plan opened; where it opens names only there are none."""
    found = package(actor, slug)
    return found if found is not None and found.opened else None
