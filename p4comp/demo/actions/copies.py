"""The sealed copies: one database file per stop; visitors work in a copy of the copy."""

from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2
from flask import current_app
from flask_babel import gettext as _

from p4comp.config import Settings
from p4comp.core import copies, db, spaces
from p4comp.core.errors import Refused
from p4comp.demo.rules import Stop, shows

SEALED = "sealed.sqlite"


def _copies() -> copies.Copies:
    found: copies.Copies = current_app.extensions["copies"]
    return found


def sealed_path(stop: Stop) -> Path:
    """The file nobody writes to."""
    settings: Settings = current_app.extensions["settings"]
    return settings.instance / "demo" / stop.code / SEALED


def sealed() -> list[Stop]:
    """The stops this instance, or this space of it, has a copy of, in their order."""
    return [stop for stop in shows.of(spaces.slug()).stops if sealed_path(stop).exists()]


def seal(stop: Stop) -> None:
    """Keep the database as it is now, for this stop."""
    path = sealed_path(stop)
    path.parent.mkdir(parents=True, exist_ok=True)
    db.db.session.remove()
    _copy(_copies().path(), path)
    _copy(path, path.parent / "p4.sqlite")


def reset(stop: Stop) -> None:
    """Throw away what visitors did in this stop's copy; connections that are open see the sealed state at once."""
    _copy(sealed_path(stop), _copies().path(stop.code))


def show(stop: Stop) -> None:
    """Put this stop on show."""
    if not sealed_path(stop).exists():
        raise Refused(_("Salinan peraga untuk tahap ini tidak ada."))
    _copies().show(stop.code, stop.at)
    db.db.session.remove()
    db.db.engine.dispose()


def _copy(source: Path, target: Path) -> None:
    with closing(_open(source)) as origin, closing(_open(target)) as goal:
        origin.backup(goal)


def _open(path: Path) -> pysqlite3.dbapi2.Connection:
    return pysqlite3.dbapi2.connect(str(path), timeout=db.BUSY_SECONDS)
