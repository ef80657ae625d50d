"""Giving winners their awards: by the rule that was computed, or by the plenary within the awards' places, with vote and reason."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from p4comp.competition.final_terms import Giving
from p4comp.core.errors import Invalid
from p4comp.decisions.rules.lists import Line
from p4comp.decisions.rules.meeting import AWARDS, METHODS, Method, Outcome, Ruling, ruling_from

PROPOSED = ("award", "award_values")


@dataclass(frozen=True)
class Given:
    """An award the plenary gave to a winner, and how it was decided; `outcome` says whether the computed proposal was followed."""

    award: str
    ruling: Ruling

    @property
    def text(self) -> str:
        """How it was decided, as the minutes print it."""
        how = str(METHODS[self.ruling.method])
        if self.ruling.method is Method.VOTE:
            yes, no, blank = self.ruling.votes
            how = _("%(how)s (setuju %(yes)s, tidak setuju %(no)s, abstain %(blank)s)", how=how, yes=yes, no=no, blank=blank)
        same = self.ruling.outcome is Outcome.KEEP
        return _("%(how)s, sesuai usulan perhitungan", how=how) if same else _("%(how)s, berbeda dari usulan perhitungan", how=how)


def giving_of(inputs: Mapping[str, Any], ranking: Sequence[Line], listed: int) -> dict[str, Any]:
    """By whom the awards of a list are given and the places of each; where the plenary does, what was computed as its proposal."""
    if not inputs.get("awards"):
        return {}
    by = inputs.get("awards_by", Giving.RULE.value)
    found: dict[str, Any] = {"by": by, "places": {award["code"]: award["places"] for award in inputs["awards"]}}
    if by == Giving.PLENARY:
        found["proposed"] = {row["subject_id"]: {key: row[key] for key in PROPOSED if key in row} for row in ranking[:listed]}
    return found


def is_by_plenary(proposal: Mapping[str, Any]) -> bool:
    """Whether the plenary gives the awards of this list."""
    return bool(proposal.get("giving", {}).get("by") == Giving.PLENARY)


def given(meeting: Mapping[str, Any]) -> dict[str, Given]:
    """What a plenary gave, by winner."""
    return {
        key: Given(one["award"], ruling_from({name: value for name, value in one.items() if name != "award"}))
        for key, one in meeting.get(AWARDS, {}).items()
    }


def proposed_award(proposal: Mapping[str, Any], subject_id: str) -> str:
    """The award that was computed for a winner; empty where none was."""
    found: str = proposal.get("giving", {}).get("proposed", {}).get(subject_id, {}).get("award", "")
    return found


def taken(lines: Sequence[Line]) -> dict[str, int]:
    """How many places of every award are taken."""
    return dict(Counter(line["award"] for line in lines if line["award"]))


def award_to(proposal: Mapping[str, Any], subject_id: str, award: str) -> list[Line]:
    """The list with an award given to a winner, or taken back by an empty one; Invalid when its places are taken."""
    lines, places = proposal["list"], proposal["giving"]["places"]
    if all(line["subject_id"] != subject_id for line in lines):
        raise Invalid(_("Pilih peserta yang ada dalam daftar."), "award")
    if award and award not in places:
        raise Invalid(_("Pilih penghargaan yang ada pada kategori ini."), "award")
    others = taken([line for line in lines if line["subject_id"] != subject_id])
    if award and others.get(award, 0) >= places[award]:
        raise Invalid(
            _("Semua %(n)s tempat penghargaan ini sudah terisi. Kosongkan dahulu penghargaan salah satu pemenangnya.", n=places[award]),
            "award",
        )
    return [line | {"award": award} if line["subject_id"] == subject_id else dict(line) for line in lines]


def opened(lines: Sequence[Line], subject_id: str) -> list[Line]:
    """The list with a winner's award open again."""
    return [line | {"award": ""} if line["subject_id"] == subject_id else line for line in lines]


def without_award(proposal: Mapping[str, Any]) -> list[str]:
    """The names of winners to whom the plenary has not given an award yet."""
    return [line["name"] for line in proposal["list"] if not line["award"]] if is_by_plenary(proposal) else []


def overfull(proposal: Mapping[str, Any]) -> list[str]:
    """The codes of awards that more winners have than there are places."""
    places = proposal.get("giving", {}).get("places", {})
    return [code for code, count in taken(proposal["list"]).items() if count > places.get(code, count)]
