"""Provenance: how far each value of an edition file is known. A key path covers all below it; the longest match wins."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from p4comp.competition.spec import Provenance

STATUSES = ("diketahui", "disimpulkan", "diasumsikan", "tidak_diketahui")
TOKEN = re.compile(r"\[[^\]]*\]|[^.\[\]]+")
Tokens = tuple[str, ...]
OWN_SOURCES = ("keterangan", "putusan_riwayat")  # they state where they come from themselves


def tokens(key: str) -> Tokens:
    """`jadwal[pendaftaran].buka` as `("jadwal", "[pendaftaran]", "buka")`."""
    return tuple(TOKEN.findall(key))


def by_code(key: str, document: dict[str, Any]) -> str:
    """The same key path with list items named by their `kode` instead of their index."""
    found, value = "", document
    for token in tokens(key):
        value, name = _step(value, token)
        found += name if name.startswith("[") or not found else f".{name}"
    return found


def _step(value: Any, token: str) -> tuple[Any, str]:
    if not token.startswith("["):
        return (value.get(token) if isinstance(value, dict) else None), token
    items = value if isinstance(value, list) else []
    inner = token[1:-1]
    if inner.isdecimal() and int(inner) < len(items):
        item = items[int(inner)]
        return item, f"[{item['kode']}]" if isinstance(item, dict) and "kode" in item else token
    return next((item for item in items if isinstance(item, dict) and item.get("kode") == inner), None), token


def exists(key: str, document: dict[str, Any]) -> bool:
    """Whether the lists the key path goes through hold its items; a last key that is left out is a value not stated."""
    value: Any = document
    path = tokens(key)
    for number, token in enumerate(path):
        value, _name = _step(value, token)
        if value is None:
            return number == len(path) - 1 and not token.startswith("[")
    return True


def leaves(value: Any, path: str = "") -> Iterator[str]:
    """The key path of every value of a document; a list of plain values is one."""
    if isinstance(value, dict):
        for key, item in value.items():
            if path or key not in OWN_SOURCES:
                yield from leaves(item, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}[{item.get('kode', index)}]")
    else:
        yield path


@dataclass(frozen=True)
class Sources:
    """The provenance of a file, asked by key path."""

    rows: tuple[Provenance, ...]

    @cached_property
    def _by_key(self) -> dict[Tokens, Provenance]:
        return {tokens(row.key): row for row in self.rows}

    def of(self, key: str) -> Provenance | None:
        """What is said about a value, by its own key or the nearest above it."""
        path = tokens(key)
        for length in range(len(path), 0, -1):
            row = self._by_key.get(path[:length])
            if row is not None:
                return row
        return None

    def status(self, key: str) -> str:
        """The status of a value, or an empty text if the file says nothing about it."""
        row = self.of(key)
        return row.status if row else ""

    def counts(self, keys: Iterable[str]) -> dict[str, int]:
        """How many of these values have which status; those nobody marked count under an empty text."""
        found = Counter(self.status(key) for key in keys)
        return {status: found[status] for status in (*STATUSES, "") if status in STATUSES or found[status]}
