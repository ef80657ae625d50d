"""Where sheets of one entry differ by more than the plan allows, and what an agreed finding changes about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.competition.reconciling import ReconcilingTerms
from p4comp.competition.rules import weighted_total
from p4comp.competition.spec import Instrument
from p4comp.core import errors
from p4comp.core.errors import Words
from p4comp.core.moves import Moves

Levels = Mapping[str, int | None]


class AgreementState(StrEnum):
    """Proposed by one reader, agreed by all or refused by one; lapsed once a sheet it rests on has changed."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"
    LAPSED = "lapsed"


STANDING = frozenset({AgreementState.PROPOSED, AgreementState.AGREED})

MOVES = Moves(
    "agreement",
    {
        "agree": ({AgreementState.PROPOSED}, AgreementState.AGREED),
        "refuse": ({AgreementState.PROPOSED}, AgreementState.REFUSED),
        "lapse": (STANDING, AgreementState.LAPSED),
    },
)

errors.name(
    "agreement",
    Words(
        noun=_l("Temuan bersama"),
        states={"proposed": _l("Diusulkan"), "agreed": _l("Disepakati"), "refused": _l("Ditolak"), "lapsed": _l("Gugur")},
        verbs={"agree": _l("disepakati"), "refuse": _l("ditolak"), "lapse": _l("digugurkan")},
    ),
)


class ReasonCode(StrEnum):
    """Why readers came to different findings."""

    OVERLOOKED = "bukti_terlewat"
    RUBRIC = "tafsir_rubrik"
    EVIDENCE = "bukti_bermakna_ganda"
    SLIP = "salah_isi"
    OTHER = "lainnya"


REASON_WORDS = {
    ReasonCode.OVERLOOKED: _l("Bukti terlewat oleh salah satu pembaca"),
    ReasonCode.RUBRIC: _l("Rubrik ditafsirkan berbeda"),
    ReasonCode.EVIDENCE: _l("Bukti dapat dibaca dengan dua cara"),
    ReasonCode.SLIP: _l("Salah mengisi"),
    ReasonCode.OTHER: _l("Lainnya, dijelaskan pada catatan"),
}


@dataclass(frozen=True)
class Excess:
    """What differs by more than allowed: indicators with their difference in levels, and the sums' difference in points if too large."""

    indicators: Mapping[str, int]
    points: float | None = None

    def __bool__(self) -> bool:
        return bool(self.indicators) or self.points is not None


def spread(sheets: Sequence[Levels], code: str) -> int:
    """How far the levels given to one indicator lie apart."""
    given = [level for sheet in sheets if (level := sheet.get(code)) is not None]
    return max(given) - min(given) if given else 0


def excess(sheets: Sequence[Levels], instrument: Instrument, terms: ReconcilingTerms | None, agreed: Mapping[str, int]) -> Excess:
    """Where sheets differ by more than the terms allow, agreed findings standing in for the independent ones."""
    if terms is None or len(sheets) < 2:
        return Excess({})
    settled = [{**sheet, **agreed} for sheet in sheets]
    spreads = {one.code: spread(settled, one.code) for one in instrument.indicators}
    wide = {code: apart for code, apart in spreads.items() if terms.levels is not None and apart > terms.levels}
    totals = [_total(instrument, sheet) for sheet in settled]
    points = round(max(totals) - min(totals), 6)
    return Excess(wide, points if terms.points is not None and points > terms.points else None)


def _total(instrument: Instrument, sheet: Levels) -> float:
    given = {one.code: sheet.get(one.code) or 0 for one in instrument.indicators}
    return weighted_total(given, {one.code: one.weight for one in instrument.indicators}, instrument.top_level)
