"""What a dossier still lacks before it may be handed in."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from p4comp.competition.spec import Indicator, Instrument

BETWEEN = re.compile("[\\s\u200b\ufeff]+")
UNSEEN = "\u00ad\u200c\u200d\u200e\u200f\u2060\ufe0f"


@dataclass(frozen=True)
class Claim:
    """What the entrant says about one indicator, as plain values; `is_unchecked` as long as it stands as it was carried from elsewhere."""

    level: int | None
    narrative: str
    is_unchecked: bool = False


@dataclass(frozen=True)
class Gap:
    """Something a dossier lacks: where (aspect, indicator, field; empty outside the self-assessment) and what to do."""

    aspect: str
    indicator: str
    field: str
    text: str


def words_in(text: str) -> int:
    """How many words a narrative has: what stands between white space, unless nothing of it can be seen. `words.js` counts alike."""
    return sum(bool(part.strip(UNSEEN)) for part in BETWEEN.split(text))


def gaps(instrument: Instrument, claims: Mapping[str, Claim], with_evidence: Collection[str]) -> list[Gap]:
    """Every indicator needs a level, a narrative within its limit and, where the instrument says so, evidence."""
    return [
        Gap(aspect.code, indicator.code, field, text)
        for aspect in instrument.aspects
        for indicator in aspect.indicators
        for field, text in _lacks(indicator, claims.get(indicator.code), indicator.code in with_evidence)
    ]


def is_complete(indicator: Indicator, claim: Claim | None, has_evidence: bool) -> bool:
    """Whether nothing is missing for this indicator."""
    return not _lacks(indicator, claim, has_evidence)


def _lacks(indicator: Indicator, claim: Claim | None, has_evidence: bool) -> list[tuple[str, str]]:
    code, found = indicator.code, []
    if claim is None or claim.level is None:
        found.append(("level", _("%(code)s: pilih tingkat yang sesuai dengan keadaan instansi Anda.", code=code)))
    words = words_in(claim.narrative) if claim else 0
    if words == 0:
        found.append(("narrative", _("%(code)s: tulis penjelasan.", code=code)))
    elif words > indicator.word_limit:
        found.append(("narrative", too_long(indicator, words)))
    if claim and claim.is_unchecked:
        found.append(
            (
                "narrative",
                _("%(code)s: jawaban ini dibawa dari berkas lain. Periksa ulang, lalu ubah atau nyatakan masih benar.", code=code),
            )
        )
    if indicator.needs_evidence and not has_evidence:
        found.append(("evidence", _("%(code)s: unggah sedikitnya satu bukti.", code=code)))
    return found


def too_long(indicator: Indicator, words: int) -> str:
    """What is said of a narrative beyond its limit."""
    return _(
        "%(code)s: penjelasan %(words)d kata, paling banyak %(limit)d. Ringkas penjelasan itu.",
        code=indicator.code,
        words=words,
        limit=indicator.word_limit,
    )
