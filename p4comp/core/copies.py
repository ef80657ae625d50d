"""A demo instance keeps one copy of its database per stage; a small file says which is on show and what time it is there.

The file `demo.json` is written by the `demo` command only. Without it this module changes nothing.
"""

import json
import os
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2
from flask import Flask

from p4comp.core import db

NAME = "demo.json"


@dataclass(frozen=True)
class Copy:
    """The copy on show: its stage, the competition time it opened at (`base`) and when that was (`since`)."""

    stage: str
    base: datetime
    since: datetime

    @property
    def shift(self) -> timedelta:
        """How far competition time is from real time."""
        return self.base - self.since


class Copies:
    """Follows `demo.json` of one instance."""

    def __init__(self, instance: Path, above: "Copies | None" = None):
        self.instance, self.above = instance, above
        self.file = instance / NAME
        self.lock = threading.Lock()
        self.mark = -1
        self.followed = -1
        self.active: Copy | None = None

    def look(self) -> bool:
        """Read the file again if it was rewritten; whether it was."""
        try:
            mark = os.stat(self.file).st_mtime_ns
        except FileNotFoundError:
            mark = 0
        if mark == self.mark:
            return False
        with self.lock:
            self.active = _read(self.file) if mark else None
            self.mark = mark
        return True

    def shift(self) -> timedelta | None:
        """How far competition time is shifted, here or else in the root of this space; None outside a demo."""
        if self.active:
            return self.active.shift
        if self.above is None:
            return None
        self.above.look()
        return self.above.shift()

    @property
    def is_demo(self) -> bool:
        """Whether there is a copy on show here, or in the root of this space."""
        return bool(self.active or (self.above and self.above.is_demo))

    def path(self, stage: str = "") -> Path:
        """The database file of `stage`, or of the copy on show."""
        stage = stage or (self.active.stage if self.active else "")
        return self.instance / "demo" / stage / "p4.sqlite" if stage else self.instance / "p4.sqlite"

    def show(self, stage: str, base: datetime) -> None:
        """Put the copy of `stage` on show at competition time `base`, from now on."""
        content = {"stage": stage, "base": base.isoformat(), "since": datetime.now(UTC).isoformat()}
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps(content), "utf-8")
        fresh.replace(self.file)
        self.look()


def _read(file: Path) -> Copy:
    content = json.loads(file.read_text("utf-8"))
    return Copy(content["stage"], datetime.fromisoformat(content["base"]), datetime.fromisoformat(content["since"]))


def init_app(app: Flask, instance: Path, installation: Path) -> Copies:
    """Let the application follow the copy on show: its clock, and the file behind its connections; a space goes by the clock of its root."""
    copies = Copies(instance, Copies(installation) if installation != instance else None)
    copies.look()
    if copies.above:
        copies.above.look()
    copies.followed = copies.mark
    app.extensions["copies"] = copies
    app.extensions["clock_shift"] = copies.shift
    return copies


def connector(copies: Copies) -> Any:
    """A function that opens the database file of the copy on show."""

    def connect() -> Any:
        return pysqlite3.dbapi2.connect(str(copies.path()), timeout=db.BUSY_SECONDS, check_same_thread=False)

    return connect


def follow(app: Flask) -> None:
    """Let go of the connections to a copy that is no longer on show."""
    copies: Copies = app.extensions["copies"]
    copies.look()
    if copies.mark != copies.followed:
        copies.followed = copies.mark
        db.db.engine.dispose()
