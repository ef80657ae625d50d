"""When a list may move on, how it may be changed, and how it is written down so that it can be proven."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core import canonical, errors
from p4comp.core.errors import Invalid, Words
from p4comp.core.moves import Moves
from p4comp.core.words import score

Line = dict[str, Any]
Snapshot = dict[str, Any]
Recompute = Callable[[Snapshot], Sequence[Line]]
LINE_KEYS = frozenset({"subject_id", "name", "place", "award", "score", "institution_id"})


class PlenaryState(StrEnum):
    """States of a plenary's list."""

    PROPOSED = "proposed"
    CONFIRMED_ONCE = "confirmed_once"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


MOVES = Moves(
    "plenary",
    {
        "change": ({PlenaryState.PROPOSED}, PlenaryState.PROPOSED),
        "confirm": ({PlenaryState.PROPOSED}, PlenaryState.CONFIRMED_ONCE),
        "confirm_again": ({PlenaryState.CONFIRMED_ONCE}, PlenaryState.CONFIRMED),
        "withdraw": ({PlenaryState.PROPOSED, PlenaryState.CONFIRMED_ONCE}, PlenaryState.WITHDRAWN),
    },
)

errors.name(
    "plenary",
    Words(
        noun=_l("Daftar rapat pleno"),
        states={
            "proposed": _l("Usulan"),
            "confirmed_once": _l("Disahkan satu orang"),
            "confirmed": _l("Disahkan"),
            "withdrawn": _l("Ditarik"),
        },
        verbs={
            "change": _l("diubah"),
            "confirm": _l("disahkan"),
            "confirm_again": _l("disahkan orang kedua"),
            "withdraw": _l("ditarik"),
        },
    ),
)


def was_held(held_on: date | None, attendance: str) -> bool:
    """Whether it is known when the plenary met and who was there: without both nothing is confirmed."""
    return held_on is not None and bool(attendance.strip())


def plain(content: Any) -> Any:
    """The content as it comes back from JSON: tuples are lists, keys are texts."""
    return json.loads(canonical.text(content))


def tidy(proposal: Mapping[str, Any]) -> dict[str, Any]:
    """The proposal as it is kept: plain, scores as floats, no changes yet; ValueError when something is missing."""
    kept: dict[str, Any] = plain({**proposal, "changes": []})
    check_proposal(kept)
    for line in kept["list"]:
        line["award"] = line["award"] or ""
        line["score"] = None if line["score"] is None else float(line["score"])
    return kept


def check_proposal(proposal: Mapping[str, Any]) -> None:
    """A proposal names every line in full, places 1 to n, each subject once; ValueError says what is wrong."""
    lines = proposal["list"]
    for line in lines:
        missing = LINE_KEYS - line.keys()
        if missing:
            raise ValueError(f"a proposal's line lacks {', '.join(sorted(missing))}")
    if sorted(line["place"] for line in lines) != list(range(1, len(lines) + 1)):
        raise ValueError("a proposal's places must run from 1 to the number of lines")
    if len({line["subject_id"] for line in lines}) != len(lines):
        raise ValueError("a proposal names a subject twice")
    for key in ("ranking", "plan_sha256", "inputs"):
        if key not in proposal:
            raise ValueError(f"a proposal lacks {key}")


def concerned(proposal: Mapping[str, Any]) -> frozenset[str]:
    """Ids of all institutions the proposal ranks: their members take no part in confirming it."""
    rows = [*proposal["list"], *proposal["ranking"]]
    return frozenset(row["institution_id"] for row in rows if row.get("institution_id"))


def exchange(lines: Sequence[Line], ranking: Sequence[Line], *, out: str, into: str) -> list[Line]:
    """The list with `into` instead of `out`: it takes the award and the last place among those who have that award."""
    leaving = next((line for line in lines if line["subject_id"] == out), None)
    if leaving is None:
        raise Invalid(_("Pilih peserta yang ada dalam daftar."), "out")
    coming = next((row for row in ranking if row["subject_id"] == into), None)
    if coming is None or any(line["subject_id"] == into for line in lines):
        raise Invalid(_("Pilih peserta yang dinilai dan belum ada dalam daftar."), "into")
    award = leaving["award"]
    group = sorted((line for line in lines if line["award"] == award), key=lambda line: line["place"])
    places = [line["place"] for line in group]
    score = coming.get("score")
    new = {key: coming.get(key) for key in LINE_KEYS} | {"award": award, "score": None if score is None else float(score)}
    moved = [line for line in group if line is not leaving] + [new]
    others = [dict(line) for line in lines if line["award"] != award]
    return sorted(
        [*others, *({**line, "place": place} for line, place in zip(moved, places, strict=True))], key=lambda line: int(line["place"])
    )


_recomputes: dict[str, Recompute] = {}


def recomputes(purpose: str, function: Recompute) -> None:
    """Register how the ranking of a purpose is made from a snapshot's `inputs`; pure, the same digits always."""
    _recomputes[purpose] = function


def ranking_again(purpose: str, inputs: Snapshot) -> list[Line]:
    """The ranking made once more from its inputs; KeyError when nobody knows how."""
    found: list[Line] = plain(list(_recomputes[purpose](inputs)))
    return found


def faults(snapshot: Snapshot, stated: str, lines: Sequence[Line]) -> list[str]:
    """Where a kept decision disagrees with itself: its hash, its ranking made again, its lines. None is proof."""
    found = []
    if canonical.sha256(snapshot) != stated:
        found.append(_("SHA-256 cuplikan tidak sama dengan yang tercatat."))
    if canonical.text(ranking_again(snapshot["purpose"], snapshot["inputs"])) != canonical.text(snapshot["ranking"]):
        found.append(_("Urutan yang dihitung ulang tidak sama dengan urutan dalam cuplikan."))
    if canonical.text(sorted(lines, key=lambda line: int(line["place"]))) != canonical.text(_bare(snapshot["list"])):
        found.append(_("Daftar yang tersimpan tidak sama dengan daftar dalam cuplikan."))
    return found


def _bare(lines: Sequence[Line]) -> list[Line]:
    keys = ("subject_id", "name", "place", "award", "score")
    return [{key: line[key] for key in keys} for line in sorted(lines, key=lambda line: int(line["place"]))]


STEPS = {
    "aspek_terberat": _l("aspek terberat"),
    "median": _l("median"),
    "terendah_tertinggi": _l("nilai terendah"),
    "evaluasi_dokumen": _l("evaluasi dokumen"),
    "undian": _l("undian"),
}
LOT_DIGITS = 12


def tie_text(steps: Sequence[Mapping[str, Any]]) -> str:
    """The steps by which an equal score was ordered, with their values, as the minutes print them."""
    return " · ".join(f"{STEPS.get(step['step'], step['step'])} {_values(step['values'])}" for step in steps)


def _values(values: Sequence[Any]) -> str:
    return " / ".join(value[:LOT_DIGITS] if isinstance(value, str) else score(value) for value in values) or "–"
