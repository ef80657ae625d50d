"""On which line of a TOML text a key stands. The text has been parsed well before; this only looks for places."""

import re

from p4comp.competition.files.faults import Path

HEADER = re.compile(r"^\s*(\[\[?)([^\]]+)\]\]?\s*(#.*)?$")
KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
STRING = re.compile(r"\"\"\"(?:\\.|[^\\])*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|#[^\n]*", re.DOTALL)


def places(text: str) -> dict[Path, int]:
    """The line of every table and key, counted from 1; keys inside inline tables stand on their table's line."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    depth = 0
    for number, (line, bare) in enumerate(zip(text.split("\n"), _bare(text).split("\n"), strict=True), 1):
        if depth == 0 and bare.strip("_ \t"):  # what is all string holds no key: only text, however it looks
            header, key = HEADER.match(line), KEY.match(line)
            if header:
                table = _enter(_split(header[2].strip()), counts, is_list=header[1] == "[[")
                found.setdefault(table, number)
                found.setdefault(tuple(part for part in table[:-1]) if isinstance(table[-1], int) else table, number)
                continue
            if key and bare.strip():
                found.setdefault((*table, *_split(key[1])), number)
        depth += sum(bare.count(sign) for sign in "[{") - sum(bare.count(sign) for sign in "]}")
    return found


def line_of(path: Path, found: dict[Path, int]) -> int:
    """The line of `path`, or of the nearest thing above it; 0 if there is none."""
    for length in range(len(path), 0, -1):
        if path[:length] in found:
            return found[path[:length]]
    return 0


def _bare(text: str) -> str:
    """The text with strings and comments blanked, line breaks kept."""
    return STRING.sub(lambda match: re.sub(r"[^\n]", "_", match[0]), text)


def _split(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", dotted)]


def _enter(names: list[str], counts: dict[Path, int], *, is_list: bool) -> Path:
    """The path a header opens: earlier lists of it stand at their last item."""
    path: Path = ()
    for number, name in enumerate(names, 1):
        path = (*path, name)
        if number == len(names) and is_list:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
