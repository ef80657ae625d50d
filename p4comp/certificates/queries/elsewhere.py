"""Certificates of other organisers in this installation: whose they are and where they are checked, no more than their own check tells anybody."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from p4comp.certificates.queries import checking, reading
from p4comp.certificates.queries.checking import Finding
from p4comp.certificates.queries.reading import Reading
from p4comp.certificates.rules.verifying import Answer
from p4comp.core import clock, spaces
from p4comp.core.storage import Received
from p4comp.core.web import p4_url

NOT_HERE = frozenset({Answer.UNKNOWN, Answer.UNKNOWN_FILE})


@dataclass(frozen=True)
class Shown:
    """What somebody shows to the check: one of a code, a number, the hash of a file, or the file itself as it was read."""

    code: str = ""
    number: str = ""
    sha256: str = ""
    received: Received | None = None
    inside: Reading | None = None
    language: str = ""


@dataclass(frozen=True)
class Issued:
    """A certificate that another organiser announced: what its check answers (nothing where a number is on several), and where."""

    organiser: str
    portal: str
    answer: Answer | None
    url: str


@dataclass(frozen=True)
class Others:
    """What all others together say; `asked` of them answered, `silent` ones could not."""

    issued: tuple[Issued, ...] = ()
    asked: int = 0
    silent: tuple[str, ...] = ()


def exist() -> bool:
    """Whether anybody else issues certificates in this installation."""
    return bool(spaces.root_url() or spaces.beside())


def others(shown: Shown) -> Others:
    """Ask every other open space of the installation, and the root where this is none."""
    ask = current_app.extensions.get("issued_elsewhere")
    found: Others = ask(shown, spaces.slug()) if ask else Others()
    return found


def issued_here(shown: Shown) -> Issued | None:
    """The same asked of this organiser, for somebody who checks at another's."""
    at = clock.now()
    if shown.number:
        return _by_number(shown, at)
    found = _found(shown, at)
    if found.certificate is None:
        return None
    if found.given is not None:
        return _issued(shown, found.answer, "certificates.verify_file", sha256=found.given.sha256)
    return _issued(shown, found.answer, "certificates.verify", code=found.certificate.code)


def _found(shown: Shown, at: datetime) -> Finding:
    if shown.code:
        return checking.of_code(shown.code, at)
    if shown.received is not None and shown.inside is not None:
        return reading.of_reading(shown.received, shown.inside, at)[0]
    return checking.of_file(shown.sha256, at)


def _by_number(shown: Shown, at: datetime) -> Issued | None:
    hits = checking.of_number(shown.number, at)
    said = hits[0].answer if len(hits) == 1 else None
    return _issued(shown, said, "certificates.check", kode=shown.number) if hits else None


def _issued(shown: Shown, said: Answer | None, endpoint: str, **values: str) -> Issued:
    house = spaces.house()
    language = {"bahasa": shown.language} if shown.language else {}
    return Issued(house.organiser, house.portal, said, p4_url(endpoint, **values, **language))
