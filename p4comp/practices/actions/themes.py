"""The secretariat keeps the list of themes."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.practices import policy, queries, rules
from p4comp.practices.models import PracticeTheme
from p4comp.practices.rules import Theme


def add_theme(name: str, *, by: Actor, at: datetime) -> None:
    """Add a theme under a name that no other has."""
    demand(policy.may_keep_themes(by, None, at))
    name, code = " ".join(name.split()), rules.code_from(name)
    if not code:
        raise Invalid(_("Isi nama tema dengan huruf."), "name")
    known = queries.themes()
    if code in known or name.casefold() in {one.name.casefold() for one in known.values()}:
        raise Invalid(_("Tema ini sudah ada."), "name")
    _keep(Theme(code, name), by, at)


def change_theme(theme: Theme, name: str, *, is_closed: bool, by: Actor, at: datetime) -> None:
    """Rename a theme, close it, or open it again; practices that have it keep it."""
    demand(policy.may_keep_themes(by, None, at))
    name = " ".join(name.split())
    if name.casefold() in {one.name.casefold() for one in queries.themes().values() if one.code != theme.code}:
        raise Invalid(_("Tema lain sudah bernama begitu."), "name")
    _keep(Theme(theme.code, name, is_closed), by, at)


def _keep(theme: Theme, by: Actor, at: datetime) -> None:
    row = session().get(PracticeTheme, theme.code) or PracticeTheme(code=theme.code)
    row.name, row.is_closed = theme.name, theme.is_closed
    session().add(row)
    session().flush()
    audit.record("practice_theme.changed", row, by=by, at=at, name=theme.name, closed=theme.is_closed)
