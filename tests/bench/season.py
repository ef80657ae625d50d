"""The demo's season, played once: to the eve of the shortlist, then to the award at either size. Its queue is left alone."""

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from flask import Flask

from p4comp.config import from_environment
from p4comp.core import db
from p4comp.core.db import Base
from p4comp.demo.actions import setting
from p4comp.demo.actions.season import Play
from p4comp.demo.rules import STOPS
from p4comp.factory import create_app

EVE = 3


def portal(instance: Path, database_url: str = "") -> Flask:
    """The application on an instance of its own, its tables made; what a page raises is not hidden."""
    settings = from_environment({"P4COMP_INSTANCE": str(instance), "DATABASE_URL": database_url, "P4COMP_BASE_URL": "http://127.0.0.1"})
    app = create_app(settings, testing=True)
    with app.app_context():
        Base.metadata.create_all(db.db.engine)
    return app


@contextmanager
def playing(app: Flask):
    """The application while a season is played on it."""
    app.extensions["playing"] = True
    with app.app_context():
        yield
        db.db.session.remove()
    del app.extensions["playing"]


@dataclass
class Eve:
    """A season on the eve of the shortlist: what the play goes on with, on any copy of its database."""

    play: Play = field(default_factory=lambda: Play(lambda _line: None))

    def reach(self) -> None:
        """Play registration, verification and desk evaluation on an empty database."""
        self.play.season = setting.prepare()
        self.play.password_hash = setting.password_hash()
        for stop, act in zip(STOPS[:EVE], (self.play.open, self.play.evaluate, self.play.finish_desk), strict=True):
            act(stop)

    def go_on(self) -> None:
        """Play shortlist, interviews and award, with the database this application holds."""
        play = Play(self.play.say)
        play.password_hash = self.play.password_hash
        play.season = setting.again(replace(self.play.season, jurors={}))
        for stop, act in zip(STOPS[EVE:], (play.interview, play.finish_interviews, play.award), strict=True):
            act(stop)
