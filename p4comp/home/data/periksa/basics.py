"""What every check uses: what was found, hashes, rows of tables."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from typing import Any

MOST_TOLD = 20
Row = dict[str, Any]


class Findings:
    """What was found, told as it is found; `faults` counts what is wrong."""

    def __init__(self) -> None:
        self.faults = 0

    def wrong(self, where: str, what: str) -> None:
        """Something does not agree."""
        self.faults += 1
        if self.faults <= MOST_TOLD:
            print(f"SALAH  {where}: {what}")

    def well(self, what: str) -> None:
        """Something was proven."""
        print(f"benar  {what}")

    def note(self, what: str) -> None:
        """Something could not be proven here."""
        print(f"catat  {what}")


def sha256(content: bytes) -> str:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def canonical(content: Any) -> str:
    """JSON in the one way it is written before it is hashed."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def table(root: Any, path: str) -> Iterator[Row]:
    """The rows of a CSV."""
    with (root / path).open("rb") as file:
        yield from csv.DictReader(io.TextIOWrapper(file, "utf-8-sig", newline=""))
