"""Persons who take part in their own name: how lists call them, and what can become of their certificates."""

from enum import StrEnum

from flask_babel import gettext as _


class Keeping(StrEnum):
    """What a person who takes the consent back wishes about a certificate: taken back as well, or kept without the name being shown."""

    REVOKE = "cabut"
    PRIVATE = "pribadi"


def code_of(number: int) -> str:
    """The running code of a person in a category."""
    return f"N-{number:02d}"


def label(code: str, institution: str) -> str:
    """What lists and snapshots call a person: never by name, so that they stay what they are when a consent is taken back."""
    return str(_("Nomine %(code)s, %(institution)s", code=code, institution=institution))[:250]


def shown(name: str, institution: str) -> str:
    """How a person is named where the consent stands."""
    return f"{name}, {institution}" if institution else name


def hidden(label: str) -> str:
    """How a person is shown who is not named: whether the consent was never given or taken back is nobody's business."""
    return str(_("%(label)s (nama tidak ditampilkan atas permintaan yang bersangkutan)", label=label))
