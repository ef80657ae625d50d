"""Reading edition files and writing them back."""

import re
import tomllib
from pathlib import Path as FilePath
from typing import Any

import tomli_w
from flask_babel import gettext as _

from p4comp.competition.files.faults import BrokenEdition, Fault
from p4comp.competition.files.kept import from_kept
from p4comp.competition.files.lines import line_of, places
from p4comp.competition.files.whole import faults_of
from p4comp.competition.models import Edition

PRESETS = FilePath(__file__).parent.parent / "presets"
MOST_BYTES = 2 * 1024 * 1024
MOST_DOTS = 50  # in a line, a row of dots counted once: a key of thousands of parts would take minutes to read
SYNTAX = re.compile(r"^(?P<what>.*?) ?\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.DOTALL)


def presets() -> list[str]:
    """The names of the editions that come with the portal."""
    return sorted(file.stem for file in PRESETS.glob("*.toml"))


def read(path: str | FilePath) -> dict[str, Any]:
    """The document of an edition file or a preset, sound; BrokenEdition names every fault with key path and line."""
    file = FilePath(path)
    if not file.is_file() and str(path) in presets():
        file = PRESETS / f"{path}.toml"
    if not file.is_file():
        raise BrokenEdition(
            [Fault((), _("berkas tidak ditemukan. Preset yang tersedia: %(names)s", names=", ".join(presets())))], str(path)
        )
    content = file.read_bytes()
    if len(content) > MOST_BYTES:
        raise BrokenEdition([Fault((), _("berkas lebih besar dari 2 MB; berkas edisi hanya berisi teks"))], str(path))
    return parse(content, str(path))


def parse(content: bytes, source: str = "") -> dict[str, Any]:
    """The document of a TOML text, sound."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        _demand_short_keys(text, source)
        document = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise BrokenEdition(
            [Fault((), _("bukan teks UTF-8; simpan ulang sebagai UTF-8"), content[: error.start].count(b"\n") + 1)], source
        ) from error
    except (ValueError, RecursionError) as error:  # a TOMLDecodeError, a number of thousands of digits, lists without end
        raise BrokenEdition([_syntax(error, text)], source) from error
    if faults := in_lines(faults_of(document), text):
        raise BrokenEdition(faults, source)
    return document


def _demand_short_keys(text: str, source: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MOST_DOTS and len(re.findall(r"\.+", line)) > MOST_DOTS:
            message = _("lebih dari %(most)s titik dalam satu baris; pecah menjadi beberapa baris", most=MOST_DOTS)
            raise BrokenEdition([Fault((), message, number)], source)


def in_lines(faults: list[Fault], text: str) -> list[Fault]:
    """Faults with the lines of the text they are about, in that order."""
    found = places(text) if faults else {}
    return sorted((Fault(fault.path, fault.message, line_of(fault.path, found)) for fault in faults), key=lambda fault: fault.line)


def _syntax(error: Exception, text: str) -> Fault:
    match = SYNTAX.match(str(error))
    what = match["what"] if match else str(error)
    line = int(match["line"]) if match and match["line"] else text.count("\n") + 1
    return Fault((), _("penulisan TOML keliru: %(what)s", what=what), line)


def write(document: dict[str, Any]) -> str:
    """A document as TOML; reading it gives the same document."""
    return tomli_w.dumps(document)


def dump(edition: Edition) -> str:
    """The file of an edition, loss-free."""
    return write(from_kept(edition.document))
