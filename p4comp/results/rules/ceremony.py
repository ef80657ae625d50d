"""What the ceremony screen shows, act by act: categories and awards in the edition's order or the secretariat's, names alphabetically
unless the plan tells their order. Pure.

A rehearsal is made from the edition's plan alone: invented names in the number the plan gives, one of them as long as names come.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from p4comp.competition.spec import Category
from p4comp.results.rules.annex import Block, Form, Line, blocks
from p4comp.results.rules.ordering import arranged

LASTS = timedelta(hours=24)
TROPHY = re.compile(r"Piala(?: [A-Z][\w’'-]*)+")
LONG = (
    "Unit Pelaksana Teknis Simulasi Pelayanan Perizinan, Pengaduan, dan Informasi Terpadu “Sahabat Warga” pada Dinas Penanaman Modal"
    " dan Pelayanan Terpadu Satu Pintu Kabupaten Simulasi 1"
)
KINDS = ("Kabupaten Simulasi", "Kota Simulasi", "Provinsi Simulasi", "Lembaga Simulasi", "Unit Simulasi")


@dataclass(frozen=True)
class Act:
    """A category on the stage, with its awards in protocol order and who is called to each."""

    title: str
    blocks: tuple[Block, ...]
    is_ordered: bool = False

    @property
    def called(self) -> int:
        """How many are called."""
        return sum(len(one.names) for one in self.blocks)


def order(categories: Iterable[Category], kept: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The codes of the categories (under "") and of each category's awards, in the order in which they are revealed."""
    found = {one.code: arranged([award.code for award in one.awards], kept.get(one.code, ())) for one in categories}
    return {"": arranged(list(found), kept.get("", ())), **found}


def staged(categories: Sequence[Category], kept: Mapping[str, Sequence[str]]) -> tuple[Category, ...]:
    """The categories with their awards in that order."""
    codes, known = order(categories, kept), {one.code: one for one in categories}
    return tuple(_staged(known[code], codes[code]) for code in codes[""])


def _staged(category: Category, codes: Sequence[str]) -> Category:
    return replace(category, awards=tuple(sorted(category.awards, key=lambda award: codes.index(award.code))))


def act(category: Category, lines: Sequence[Line]) -> Act:
    """The category's winners as they are called."""
    is_ordered = category.award_terms.is_ordered
    return Act(category.name, blocks(category, lines, Form.RANKED if is_ordered else Form.ALPHABETICAL), is_ordered)


def rehearsal(categories: Iterable[Category]) -> tuple[Act, ...]:
    """The same evening with invented names."""
    acts, number = [], 0
    for category in categories:
        places = [(award.name, award.places) for award in category.awards] or [(category.name, category.winners)]
        found = []
        for label, many in places:
            names = [_invented(number + one) for one in range(many)]
            found.append(Block(label, tuple(names if category.award_terms.is_ordered else sorted(names, key=str.casefold))))
            number += many
        acts.append(Act(category.name, tuple(found), category.award_terms.is_ordered))
    return tuple(acts)


def _invented(number: int) -> str:
    return LONG if number == 1 else f"{KINDS[number % len(KINDS)]} {number + 1}"


def trophy(winner_text: str) -> str:
    """The trophy that winners' certificates name, as “Piala Anggakara Birawa”; empty where they name none."""
    found = TROPHY.search(winner_text)
    return found[0] if found else ""


def stands(agreed_at: datetime | None, ended_at: datetime | None, at: datetime) -> bool:
    """Whether an opening is in force: agreed to, not ended, and not older than a day."""
    return agreed_at is not None and ended_at is None and agreed_at <= at < agreed_at + LASTS
