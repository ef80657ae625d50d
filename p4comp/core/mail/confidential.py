"""Mails that would tell what only their readers may know: no list of mails shows them, no page sends them again.

One that tells who somebody is whom nobody may know is forgotten by its room once it has arrived.
"""

from sqlalchemy import ColumnElement

from p4comp.core.mail.models import Mail

_templates: set[str] = set()


def confidential(template: str) -> None:
    """Say that a template's mails are for their readers alone."""
    _templates.add(template)


def is_open() -> ColumnElement[bool]:
    """The mails that lists may show."""
    return Mail.template.not_in(sorted(_templates))
