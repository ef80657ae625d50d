"""What a demo shows of itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app
from flask_babel import LazyString
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.core import copies, db, spaces
from p4comp.core.access import Actor
from p4comp.demo.rules import shows


@dataclass(frozen=True)
class Demo:
    """The stage on show, for the clock bar; `names` are the demo people with their roles, so that the bar tells who looks."""

    stage: str
    stage_label: str
    stages: tuple[tuple[str, str], ...]
    roles: tuple[tuple[str, str], ...]
    worth: LazyString
    names: Mapping[str, str]


def bar() -> Demo | None:
    """The clock bar; None outside a demo."""
    found: copies.Copies = current_app.extensions["copies"]
    active = found.active
    if active is None:
        return None
    show = shows.of(spaces.slug())
    stop = show.stop(active.stage)
    stages = tuple((one.code, one.label) for one in show.stops if found.path(one.code).exists())
    guides = show.guides_at(active.stage)
    return Demo(
        active.stage,
        stop.label if stop else active.stage,
        stages,
        tuple((guide.role, guide.label) for guide in guides),
        show.worth,
        {guide.name: guide.role for guide in guides},
    )


def demo(actor: Actor) -> Demo | None:
    """The demo, for its routes: elsewhere they do not exist."""
    return bar()


def person_id(email: str) -> str | None:
    """The id of a demo person."""
    return db.first(select(Person.id).where(Person.email == email))
