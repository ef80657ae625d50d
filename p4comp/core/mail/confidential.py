"""Mails that would tell who somebody is whom nobody may know: no list of mails shows them, and their room forgets them once they have arrived."""

from sqlalchemy import ColumnElement

from p4comp.core.mail.models import Mail

_templates: set[str] = set()


def confidential(template: str) -> None:
    """Say that a template's mails go to people whose names stay secret."""
    _templates.add(template)


def is_open() -> ColumnElement[bool]:
    """The mails that lists may show."""
    return Mail.template.not_in(sorted(_templates))
