"""The file of a new edition: what it may begin from, and what a text says before it is loaded."""

from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from p4comp.competition import files, rules
from p4comp.competition.files import commented
from p4comp.competition.queries import fitting
from p4comp.competition.queries.editions import by_slug, document_of, editions
from p4comp.competition.spec import EditionSpec
from p4comp.core import spaces
from p4comp.core.access import Actor
from p4comp.core.errors import Invalid


@dataclass(frozen=True)
class Beginning:
    """A file to begin from: its name, and what it says there."""

    name: str
    text: str


@dataclass
class Draft:
    """A text that is to be loaded: its faults, or its document and what it would change in the edition of that name."""

    text: str
    faults: list[files.Fault] = field(default_factory=list)
    document: dict[str, Any] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether it can be loaded."""
        return not self.faults

    @cached_property
    def spec(self) -> EditionSpec:
        """The edition it states."""
        return files.spec_from(self.document)

    @property
    def marked(self) -> list[tuple[files.Fault, str]]:
        """Every fault with the line of the text it is about."""
        lines = self.text.split("\n")
        return [(fault, lines[fault.line - 1].strip() if 0 < fault.line <= len(lines) else "") for fault in self.faults]


def beginnings() -> list[tuple[str, str]]:
    """Name and title of what a new edition may begin from: the editions of this portal, then those that come with it."""
    own = {one.slug: one.name for one in editions()}
    return [*own.items(), *((name, _preset(name)["nama"]) for name in files.presets() if name not in own)]


@cache
def _preset(name: str) -> dict[str, Any]:
    return files.read(name)


def beginning(actor: Actor, name: str) -> Beginning | None:
    """The same for a page that asks by its address."""
    return begun_from(name)


def begun_from(name: str) -> Beginning | None:
    """The file of this name, to begin from: commented, and a province's own where this is its space."""
    edition = by_slug(name)
    document = document_of(edition) if edition else _preset(name) if name in files.presets() else None
    return Beginning(name, commented.starting_text(_moved_here(document), name)) if document else None


def _moved_here(document: dict[str, Any]) -> dict[str, Any]:
    space = spaces.current()
    former, own = f"prov-{document.get('provinsi', '')}", space.institution_code if space else ""
    if not own.startswith("prov-"):
        return document
    categories = [one | {"induk": own} if one.get("induk") == former else one for one in document["kategori"]]
    return document | {"provinsi": own.removeprefix("prov-"), "kategori": categories}


def text_of(path: Path) -> str:
    """The text of a received file; Invalid where it is no text or too long."""
    if path.stat().st_size > files.MOST_BYTES:
        raise Invalid(_("Berkas lebih besar dari 2 MB; berkas edisi hanya berisi teks. Pilih berkas .toml."), "file")
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Invalid(_("Berkas ini bukan teks. Pilih berkas .toml yang disimpan sebagai UTF-8."), "file") from None


def look(text: str) -> Draft:
    """What a text states: all faults with their lines, or a document that fits the registry."""
    text = text.replace("\r\n", "\n")
    try:
        document = files.parse(text.encode())
    except files.BrokenEdition as error:
        return Draft(text, error.faults)
    misfits = files.in_lines(fitting.misfits(document), text)
    edition = by_slug(document["slug"])
    changes = rules.differences(document_of(edition), document) if edition else []
    return Draft(text, misfits, document, changes)
