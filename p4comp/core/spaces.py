"""Spaces: organisers who run competitions of their own in one installation, strictly apart.

The portal that was set up first is the root. Every other organiser, as a province, has a space: its own database, files, keys, cookies
and people, by the same code. No query reaches from one to another, because no connection does. What a space is called and whether it
is open stands in a file of facts, which its operator may edit while the portal runs.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, g

from p4comp.core import shades
from p4comp.core.clock import DEFAULT_ZONE

FOLDER = "penyelenggara"
FACTS = "ruang.toml"
PREFIX = "/p"
SLUG = re.compile(r"[a-z][a-z0-9-]{1,29}")
KEYS = frozenset({"nama", "instansi", "sebutan", "lengkap", "tim", "warna", "buka", "domain", "surel", "balasan", "segel"})
LONGEST = {"nama": 120, "sebutan": 40, "lengkap": 150, "tim": 80}
ORGANISER = "Kementerian PANRB"
ZONES = {"Asia/Makassar": (51, 52, 53, 63, 64, 65, 71, 72, 73, 74, 75, 76), "Asia/Jayapura": (81, 82, 91, 92, 93, 94, 95, 96)}
ZONE_OF = {f"prov-{code}": zone for zone, codes in ZONES.items() for code in codes}  # WITA and WIT; all others are WIB
AWARD = "Penghargaan Pengelolaan Pengaduan Pelayanan Publik"


class BadFacts(ValueError):
    """The facts of a space cannot be used; the message says which one and what to write instead."""


@dataclass(frozen=True)
class House:
    """Whose competition it is, as pages, letters and documents call it; `organiser` is the office they speak for."""

    wordmark: str = "Kompetisi P4"
    full_name: str = "Kompetisi Pengelolaan Pengaduan Pelayanan Publik"
    organiser: str = ORGANISER
    team: str = "Sekretariat Kompetisi P4"
    colour: str = ""

    @cached_property
    def event(self) -> str:
        """What it is, within a sentence."""
        return "kompetisi" if "kompetisi" in f"{self.wordmark} {self.full_name}".casefold() else "penghargaan"

    @cached_property
    def portal(self) -> str:
        """What the portal calls itself."""
        return f"Portal {self.wordmark}"

    @cached_property
    def portal_in_full(self) -> str:
        """What the portal calls itself to people who never heard of it."""
        return f"Portal {self.full_name} ({self.wordmark.removeprefix('Kompetisi ')})"

    @cached_property
    def beside(self) -> str:
        """What stands beside the wordmark: the full name at home, whose it is elsewhere."""
        return self.full_name if self.organiser == ORGANISER else self.organiser

    @cached_property
    def mark(self) -> str:
        """What tells browsers that the brand has changed."""
        return self.colour.removeprefix("#")


ROOT = House()


@dataclass(frozen=True)
class Space:
    """What is known of a space without its database."""

    slug: str
    name: str
    institution_code: str
    house: House
    is_open: bool = True
    domain: str = ""
    mail_from: str = ""
    mail_reply_to: str = ""
    seal: tuple[str, str] = ("", "")

    @property
    def url(self) -> str:
        """Where it is reached from a page of the root."""
        return f"{self.domain or self.mount}/"

    @property
    def zone(self) -> str:
        """The zone of its province, by which its people's clocks go."""
        return ZONE_OF.get(self.institution_code, DEFAULT_ZONE)

    @property
    def mount(self) -> str:
        """The path it lies under; empty at a domain of its own."""
        return "" if self.domain else f"{PREFIX}/{self.slug}"


def read(slug: str, text: str) -> Space:
    """The facts of a space as its file states them."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFacts(f"berkas tidak terbaca sebagai TOML: {error}") from None
    if unknown := sorted(set(said) - KEYS):
        raise BadFacts(f"{unknown[0]} tidak dikenal; yang ada: {', '.join(sorted(KEYS))}")
    name, seal = _text(said, "nama"), _seal(said.get("segel", {}))
    full_name = _one_line(said, "lengkap") or f"{AWARD} {name}"
    house = House(_text(said, "sebutan"), full_name, name, f"{_text(said, 'tim')} {name}", _colour(said))
    is_open = said.get("buka", True)
    if not isinstance(is_open, bool):
        raise BadFacts("buka harus true atau false")
    mails = (_one_line(said, "surel"), _one_line(said, "balasan"))
    return Space(slug, name, _text(said, "instansi"), house, is_open, _domain(said), *mails, seal)


def _one_line(said: dict[str, Any], key: str) -> str:
    value = said.get(key, "")
    if not isinstance(value, str) or len(value) > LONGEST.get(key, 200) or not value.isprintable():
        raise BadFacts(f"{key} harus teks satu baris, paling panjang {LONGEST.get(key, 200)} huruf")
    return value.strip()


def _text(said: dict[str, Any], key: str) -> str:
    if not (value := _one_line(said, key)):
        raise BadFacts(f"{key} belum diisi")
    return value


def _colour(said: dict[str, Any]) -> str:
    colour = _one_line(said, "warna").lower()
    if colour and (fault := shades.fault(colour)):
        raise BadFacts(f"warna {fault}")
    return colour


def _domain(said: dict[str, Any]) -> str:
    domain = _one_line(said, "domain").rstrip("/")
    parts = urlsplit(domain)
    if domain and (parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query):
        raise BadFacts("domain harus alamat tanpa jalur, misalnya https://penghargaan.contohprov.go.id")
    return domain


def _seal(said: Any) -> tuple[str, str]:
    if not isinstance(said, dict) or not set(said) <= {"berkas", "rahasia"}:
        raise BadFacts("segel hanya mengenal berkas (PKCS#12) dan rahasia (berkas berisi kata sandinya)")
    return str(said.get("berkas", "")), str(said.get("rahasia", ""))


class Registry:
    """The spaces of an installation; a file is read again when it was changed."""

    def __init__(self, instance: Path):
        self.folder = instance / FOLDER
        self._read: dict[str, tuple[int, Space | BadFacts]] = {}

    def file(self, slug: str) -> Path:
        """The file of a space's facts."""
        return self.folder / slug / FACTS

    def look(self, slug: str) -> Space | BadFacts | None:
        """The facts, or what is wrong with them; None where there is no such space."""
        if not SLUG.fullmatch(slug):
            return None
        try:
            mark = self.file(slug).stat().st_mtime_ns
        except (FileNotFoundError, NotADirectoryError):
            return None
        known = self._read.get(slug)
        if known is None or known[0] != mark:
            known = self._read[slug] = (mark, _looked(slug, self.file(slug)))
        return known[1]

    def get(self, slug: str) -> Space | None:
        """The space, open or closed; None where there is none, or its facts cannot be used."""
        found = self.look(slug)
        return found if isinstance(found, Space) else None

    def slugs(self) -> list[str]:
        """The names of all spaces, whatever their facts are worth."""
        return sorted(path.parent.name for path in self.folder.glob(f"*/{FACTS}") if SLUG.fullmatch(path.parent.name))

    def opened(self) -> list[Space]:
        """The open spaces by their names."""
        found = [one for slug in self.slugs() if (one := self.get(slug)) and one.is_open]
        return sorted(found, key=lambda one: one.name)


def _looked(slug: str, file: Path) -> Space | BadFacts:
    try:
        return read(slug, file.read_text("utf-8"))
    except BadFacts as error:
        return error
    except (OSError, UnicodeDecodeError) as error:
        return BadFacts(f"berkas tidak terbaca: {error}")


def registry() -> Registry:
    """The spaces of this installation."""
    found: Registry = current_app.extensions["spaces"]
    return found


def slug() -> str:
    """The name of this application's space; empty in the root."""
    found: str = current_app.extensions["settings"].slug
    return found


def current() -> Space | None:
    """The space this application serves; None in the root."""
    if not slug():
        return None
    if "space" not in g:
        g.space = registry().look(slug())
    found: Space | BadFacts | None = g.space
    if isinstance(found, Space):
        return found
    raise found or BadFacts(f"ruang {slug()} tidak ada lagi")  # never speak for somebody else


def house() -> House:
    """Whose competition it is here."""
    space = current()
    return space.house if space else ROOT


def zone() -> str:
    """The zone of whose competition it is here."""
    space = current()
    return space.zone if space else DEFAULT_ZONE


def beside() -> list[Space]:
    """What stands beside the root: the open spaces by their names. A space does not tell of others."""
    return [] if slug() else registry().opened()


def root_url() -> str:
    """The address of the root; empty in the root itself."""
    root = current_app.extensions["settings"].root
    return f"{root.base_url}/" if root else ""


def counterpart(province_code: str = "") -> tuple[str, str] | None:
    """Name and address of the other portal that asks the same institutions: in a space the root, in the root the open space of a province."""
    if slug():
        return (ROOT.wordmark, root_url()) if root_url() else None
    found = next((one for one in beside() if one.institution_code == f"prov-{province_code}"), None)
    return (found.house.wordmark, found.url) if found else None


def apps() -> Iterator[Flask]:
    """This application; in the root those of all open spaces after it. One whose database cannot be reached is its user's to skip."""
    yield current_app._get_current_object()  # type: ignore[attr-defined]  # what is behind the proxy
    yield from current_app.extensions["space_apps"]()


def init_app(app: Flask, instance: Path) -> None:
    """Give an application the spaces of its installation, whose folder this is, and its pages the words of its house."""
    app.extensions["spaces"] = Registry(instance)
    app.extensions.setdefault("space_apps", tuple)
    app.extensions.setdefault("space_app", lambda _slug: None)
    app.extensions["home_zone"] = zone
    app.jinja_env.globals |= {"house": house, "root_url": root_url, "other_portal": counterpart}
