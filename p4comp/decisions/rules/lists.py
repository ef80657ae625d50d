"""How a list is laid before the plenary and how it may be changed there."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from p4comp.core import canonical
from p4comp.core.errors import Invalid

Line = dict[str, Any]
LINE_KEYS = frozenset({"subject_id", "name", "place", "award", "score", "institution_id"})
WORKING = ("ranking", "inputs")
ROW_KEYS = ("subject_id", "name", "place", "score", "tie", "institution_id")
NEXT = 30


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
    """Ids of all institutions the proposal ranks: whoever is bound to one takes no part in confirming it."""
    rows = [*proposal["list"], *proposal["ranking"]]
    return frozenset(row["institution_id"] for row in rows if row.get("institution_id"))


@dataclass(frozen=True)
class Laid:
    """A proposal in the parts it is kept in: what is confirmed, what it was made from, whom it concerns, what pages show."""

    proposal: dict[str, Any]
    working: dict[str, Any]
    concerned: list[str]
    shown: dict[str, Any]


def lay(kept: Mapping[str, Any]) -> Laid:
    """A tidy proposal in its parts; the small one names the big one by its hash."""
    working = {key: kept[key] for key in WORKING}
    small = {key: value for key, value in kept.items() if key not in WORKING} | {"working_sha256": canonical.sha256(working)}
    return Laid(small, working, sorted(concerned(kept)), extract(small["list"], working["ranking"]))


def extract(lines: Sequence[Line], ranking: Sequence[Line]) -> dict[str, Any]:
    """What pages show of a ranking: down to the last on the list and those next to it; how many there are; the ties that matter."""
    listed, scores = {line["subject_id"] for line in lines}, {line["score"] for line in lines}
    last = max((number for number, row in enumerate(ranking, 1) if row["subject_id"] in listed), default=0)
    return {
        "rows": [_short(row) for row in ranking[: last + NEXT]],
        "ranked": len(ranking),
        "ties": [_short(row) for row in ranking if row.get("tie") and row.get("score") in scores],
    }


def _short(row: Line) -> Line:
    return {key: row[key] for key in ROW_KEYS if key in row}


def exchange(lines: Sequence[Line], ranking: Sequence[Line], *, out: str, into: str) -> list[Line]:
    """The list with `into` instead of `out`: it takes the award and the last place among those who have that award."""
    leaving = next((line for line in lines if line["subject_id"] == out), None)
    if leaving is None:
        raise Invalid(_("Pilih peserta yang ada dalam daftar."), "out")
    award = leaving["award"]
    group = sorted((line for line in lines if line["award"] == award), key=lambda line: line["place"])
    places = [line["place"] for line in group]
    new = _coming(lines, ranking, into, "into") | {"award": award}
    moved = [line for line in group if line is not leaving] + [new]
    others = [dict(line) for line in lines if line["award"] != award]
    return sorted(
        [*others, *({**line, "place": place} for line, place in zip(moved, places, strict=True))], key=lambda line: int(line["place"])
    )


def _coming(lines: Sequence[Line], ranking: Sequence[Line], subject: str, field: str) -> Line:
    coming = next((row for row in ranking if row["subject_id"] == subject), None)
    if coming is None or any(line["subject_id"] == subject for line in lines):
        raise Invalid(_("Pilih peserta yang dinilai dan belum ada dalam daftar."), field)
    score = coming.get("score")
    return {key: coming.get(key) for key in LINE_KEYS} | {"score": None if score is None else float(score)}


class What(StrEnum):
    """What a correction does to one line."""

    OUT = "out"
    IN = "in"
    CHANGE = "change"


@dataclass(frozen=True)
class Amendment:
    """One line taken out, put in, or given another place or award; an empty place is the last one, or the one it has."""

    what: What
    subject: str
    place: int | None = None
    award: str = ""


def amend(lines: Sequence[Line], ranking: Sequence[Line], one: Amendment, awards: Collection[str]) -> list[Line]:
    """The list with the amendment made; the lines behind move up or down, so that places still run from 1."""
    rest = [dict(line) for line in sorted(lines, key=lambda line: int(line["place"])) if line["subject_id"] != one.subject]
    if one.what is not What.IN and len(rest) == len(lines):
        raise Invalid(_("Pilih peserta yang ada dalam daftar."), "subject")
    if one.what is What.OUT:
        if not rest:
            raise Invalid(_("Daftar tidak boleh kosong. Masukkan dahulu peserta lain."), "subject")
        return _numbered(rest)
    if (one.award or awards) and one.award not in awards:
        raise Invalid(_("Pilih penghargaan yang ada pada kategori ini."), "award")
    line = _coming(lines, ranking, one.subject, "subject") if one.what is What.IN else _own(lines, one.subject)
    place = one.place or (line["place"] if one.what is What.CHANGE else len(rest) + 1)
    if not 1 <= place <= len(rest) + 1:
        raise Invalid(_("Pilih tempat dari 1 sampai %(last)d.", last=len(rest) + 1), "place")
    rest.insert(place - 1, line | {"award": one.award})
    return _numbered(rest)


def _own(lines: Sequence[Line], subject: str) -> Line:
    return next(dict(line) for line in lines if line["subject_id"] == subject)


def _numbered(lines: Sequence[Line]) -> list[Line]:
    return [line | {"place": place} for place, line in enumerate(lines, 1)]


def differences(before: Sequence[Line], after: Sequence[Line], reasons: Mapping[str, str], default: str) -> list[dict[str, Any]]:
    """Each line that is not what it was, in the new list's order and then those taken out, with its reason."""
    old, new = ({line["subject_id"]: line for line in lines} for lines in (before, after))
    order = [*new, *(key for key in old if key not in new)]
    return [
        {
            "subject_id": key,
            "name": (new.get(key) or old[key])["name"],
            "before": _worth(old.get(key)),
            "after": _worth(new.get(key)),
            "reason": reasons.get(key, default),
        }
        for key in order
        if _worth(old.get(key)) != _worth(new.get(key))
    ]


def _worth(line: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return {key: line[key] for key in ("place", "award", "score")} if line else None


class Fate(StrEnum):
    """What a correction means to a subject, as far as anybody outside is told: places are nobody's business."""

    IN = "in"
    OUT = "out"
    AWARD = "award"


def fates(found: Sequence[Mapping[str, Any]]) -> dict[str, Fate]:
    """Whom the differences take off the list, bring onto it, or give another award; a mere change of place is no fate."""
    told: dict[str, Fate] = {}
    for one in found:
        if one["after"] is None or one["before"] is None:
            told[one["subject_id"]] = Fate.OUT if one["after"] is None else Fate.IN
        elif one["before"]["award"] != one["after"]["award"]:
            told[one["subject_id"]] = Fate.AWARD
    return told
