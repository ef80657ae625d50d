"""The texts of the press kit: lists without numbers, headed as the custom is, and a line of facts to copy. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

ALPHABETICAL = "Disusun menurut abjad, bukan peringkat."
RANKED = "Urutan di dalam penghargaan ini diumumkan menurut rencana penilaian."
SIMULATED = "SIMULASI: hasil peraga, bukan hasil kompetisi yang sebenarnya."


@dataclass(frozen=True)
class Listed:
    """A heading with the names under it; `is_ordered` where the plan lets their order be told."""

    heading: str
    names: tuple[str, ...]
    is_ordered: bool = False


@dataclass(frozen=True)
class Facts:
    """The numbers of an edition, and the decrees on its winners."""

    edition: str
    entered: int
    verified: int
    finalists: int
    winners: int
    decrees: tuple[str, ...] = ()


def number(value: int) -> str:
    """A whole number with points between thousands."""
    return f"{value:,}".replace(",", ".")


def facts_line(facts: Facts) -> str:
    """The facts in one sentence, to be copied as it is."""
    parts = ((facts.entered, "mendaftar"), (facts.verified, "diverifikasi"), (facts.finalists, "finalis"), (facts.winners, "pemenang"))
    told = ", ".join(f"{number(value)} {word}" for value, word in parts)
    decree = f" Penetapan: {'; '.join(facts.decrees)}." if facts.decrees else " Menunggu penetapan Menteri."
    return f"{facts.edition}: {told}.{decree}"


def as_text(title: str, lists: Sequence[Listed], *, is_simulated: bool) -> str:
    """Lists as plain text for newsrooms."""
    lines = [title, *([SIMULATED] if is_simulated else []), ""]
    for one in lists:
        lines += [one.heading, RANKED if one.is_ordered else ALPHABETICAL, *(f"- {name}" for name in one.names), ""]
    return "\r\n".join(lines)
