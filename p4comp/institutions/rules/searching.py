"""Finding institutions by what people type: any part of a name, short forms, misspelt words, former names.

A name counts twice: as it is written, and with its short forms written out. A word that fits in part or is misspelt counts less
than one that is the same; words that stand in hundreds of names count little.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from p4comp.institutions.rules.short_forms import COMMON, DROPPED, SHORT_FORMS

Words = tuple[str, ...]

SAME, BEGINS, HOLDS, MISSPELT, COMMON_WEIGHT = 1.0, 0.93, 0.8, 0.95, 0.25
LEAST_RATIO, JOINED_RATIO, ENOUGH, OF_PLACE, ALIKE = 74, 86, 0.62, 0.7, 0.8
LONGEST_QUERY_WORDS, SHORTEST_JOINED = 12, 6
NAMES_KEPT = 60_000


@dataclass(frozen=True)
class Written:
    """A name in words: as written, with short forms written out, and written as one word."""

    plain: Words
    spelled: Words
    joined: str
    words: frozenset[str]


@dataclass(frozen=True)
class Named:
    """A name of an institution; `is_place` marks the name of where it lies."""

    institution_id: str
    name: str
    is_place: bool = False


@dataclass(frozen=True)
class Found:
    """An institution that fits, how well (0 to 1), and by which of its names."""

    institution_id: str
    score: float
    name: str


def fold(text: str) -> Words:
    """The words of a text: lower case, accents and punctuation gone."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return tuple(re.findall(r"[^\W_]+", letters))


@lru_cache(maxsize=NAMES_KEPT)
def written(text: str) -> Written:
    """A name as it can be found; the same text always gives the same, so that it may be remembered."""
    plain = tuple(word for word in fold(text) if word not in DROPPED)
    spelled = tuple(word for one in plain for word in spell(one))
    return Written(plain, spelled, "".join(plain), frozenset(plain) | frozenset(spelled))


def spell(word: str) -> Words:
    """A short form written out: `pemkab` is “pemerintah kabupaten”, `kemenkes` “kementerian kes”."""
    known = SHORT_FORMS.get(word)
    if known is not None:
        return tuple(known.split())
    if word.startswith("kemen") and not word.startswith("kement") and len(word) > 5:
        return ("kementerian", *spell(word.removeprefix("kemen")))
    return (word,)


def best(text: str, names: Iterable[Named], *, most: int) -> list[Found]:
    """The institutions that fit best, the best first; each once, by the name that fits best."""
    asked = written(" ".join(text.split()[:LONGEST_QUERY_WORDS]))
    if not asked.plain:
        return []
    known = [(one, written(one.name)) for one in names]
    likes = _likes(asked, set[str]().union(*(name.words for _one, name in known)))
    liked = frozenset[str]().union(*likes.values())
    joined = _joined(asked, [name.joined for _one, name in known])
    found: dict[str, Found] = {}
    for place, (one, name) in enumerate(known):
        if liked.isdisjoint(name.words) and place not in joined:
            continue
        part = OF_PLACE if one.is_place else 1.0
        score = _score(asked, name, likes, joined.get(place, 0.0)) * part
        if score >= ENOUGH * part and score > found.get(one.institution_id, _NOTHING).score:
            found[one.institution_id] = Found(one.institution_id, score, one.name)
    return sorted(found.values(), key=lambda one: (-round(one.score, 3), len(one.name), one.name, one.institution_id))[:most]


_NOTHING = Found("", 0.0, "")
Likes = Mapping[str, Mapping[str, float]]


def _likes(asked: Written, vocabulary: set[str]) -> Likes:
    """For each word that was typed, the words of all names that it may mean, and how surely."""
    known = sorted(vocabulary)
    return {word: _like(word, known) for word in asked.words}


def _like(word: str, known: list[str]) -> dict[str, float]:
    likes = {}
    if len(word) > 3:
        close = process.extract(word, known, scorer=fuzz.ratio, score_cutoff=LEAST_RATIO, limit=None)
        likes = {other: ratio / 100 * MISSPELT for other, ratio, _place in close}
    for other in known:
        if other == word:
            likes[other] = SAME
        elif other.startswith(word):
            likes[other] = max(BEGINS, likes.get(other, 0))
        elif len(word) > 2 and word in other:
            likes[other] = max(HOLDS, likes.get(other, 0))
    return likes


def _joined(asked: Written, names: list[str]) -> dict[int, float]:
    """Which names are nearly the same when all is written as one word: “kemenkum ham” is Kemenkumham."""
    if len(asked.joined) < SHORTEST_JOINED:
        return {}
    near = process.extract(asked.joined, names, scorer=fuzz.ratio, score_cutoff=JOINED_RATIO, limit=None)
    return {place: ratio / 100 for _name, ratio, place in near}


def _score(asked: Written, name: Written, likes: Likes, joined: float) -> float:
    fits = max(_fit(asked.plain, name, likes), _fit(asked.spelled, name, likes) if asked.spelled != asked.plain else 0.0, joined)
    return fits * (1 - 0.002 * min(25, abs(len(name.spelled) - len(asked.spelled))))


def _fit(words: Words, name: Written, likes: Likes) -> float:
    """The mean of how well each typed word fits the name."""
    total = weights = 0.0
    for word in words:
        weight = COMMON_WEIGHT if word in COMMON else 1.0
        like = likes[word]
        total += weight * max([like[own] for own in name.words if own in like], default=0.0)
        weights += weight
    return total / weights
