"""The list of themes."""

from sqlalchemy import select

from p4comp.core import db
from p4comp.practices.models import PracticeTheme
from p4comp.practices.rules import Theme, merged


def themes() -> dict[str, Theme]:
    """All themes by code, closed ones too; one query."""
    kept = db.everything(select(PracticeTheme).order_by(PracticeTheme.name))
    return merged(Theme(one.code, one.name, one.is_closed) for one in kept)


def open_themes() -> dict[str, str]:
    """The names of those that may be chosen."""
    return {code: one.name for code, one in themes().items() if not one.is_closed}


def theme_name(known: dict[str, Theme], code: str) -> str:
    """What a theme is called; one that is gone by its code."""
    return known[code].name if code in known else code
