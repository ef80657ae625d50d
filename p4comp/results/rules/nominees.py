"""Persons who take part in their own name: how lists call them, and what can become of their certificates."""

import re
from enum import StrEnum

from flask_babel import gettext as _

from p4comp.core import spelled

BESIDE = re.compile(r"\([^)]*\)")
FRONT = re.compile(r"(?:(?:prof|drs|dra|drg|drh|dr|ir|hj|h\.\s*c|h|kh|apt|ns|pdt)(?:\.\s*|\s+))+", re.IGNORECASE)
BACK = re.compile(r"(?:\s+[a-z]{1,3}\.[a-z][a-z.]*)+$", re.IGNORECASE)
TELLING = 4


class Keeping(StrEnum):
    """What a person who takes the consent back wishes about a certificate: taken back as well, or kept without the name being shown."""

    REVOKE = "cabut"
    PRIVATE = "pribadi"


def bare(name: str) -> str:
    """A name without its titles: those before it, those after it, and what stands in brackets."""
    said = " ".join(BESIDE.sub(" ", name).partition(",")[0].split())
    said = said[found.end() :] if (found := FRONT.match(said)) else said
    short = BACK.sub("", said)
    return short if len(short.split()) > 1 else said


def without(name: str, code: str, text: str) -> str:
    """A text with the code instead of the name, with its titles or without; a name of one word stays, for it may be part of another's."""
    said = bare(name)
    if len(said.split()) > 1:
        for spelling in (name, name.partition(",")[0], said):
            text = spelled.replaced(text, spelling, code)
    return text


def recalls(name: str, text: str) -> bool:
    """Whether a text still says a word of the name that is long enough to tell who is meant, or the only one."""
    words = bare(name).split()
    return any(spelled.holds(text, one) for one in words if len(one) >= TELLING or len(words) == 1)


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
