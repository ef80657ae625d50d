"""The arithmetic of juror sheets: what is missing, what is too high, what they add up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext as _

from p4comp.competition import rules
from p4comp.competition.interview_terms import Pooling
from p4comp.competition.spec import Criterion, InterviewSheet
from p4comp.core.errors import Invalid
from p4comp.judging.rules.pooling import pooled


@dataclass(frozen=True)
class InterviewResult:
    """What the panel found: the locked totals (0 to 100) as one, pooled and rounded by the plan, and what lies behind it.

    `totals` holds the locked totals, `marks` the scores of every criterion, sheet by sheet, on the sheet's scale. `correction`: points the
    panel added to `total` after a look on the spot; `total` itself is without them.
    """

    entry_id: str
    total: float | None
    totals: tuple[float, ...]
    marks: Mapping[str, tuple[float, ...]]
    expected: int
    decimals: int
    pooling: Pooling = Pooling.MEAN
    correction: float | None = None

    @cached_property
    def criteria(self) -> Mapping[str, float]:
        """Every criterion as one value, asked for where they are shown."""
        return {code: pooled(given, self.pooling, self.decimals) for code, given in self.marks.items()}

    @property
    def is_complete(self) -> bool:
        """Whether somebody heard it and nobody's sheet is missing."""
        return bool(self.totals) and len(self.totals) == self.expected


FIELDS = frozenset({"score", "note"})
NOTE_LIMIT = 4000


def address(sheet: InterviewSheet, field: str) -> tuple[str, str]:
    """`dampak.score` as criterion and field; Invalid for an address the sheet does not have."""
    code, _dot, name = field.rpartition(".")
    if name not in FIELDS or all(criterion.code != code for criterion in sheet.criteria):
        raise Invalid(_("Isian ini tidak ada dalam lembar. Muat ulang halaman."), field)
    return code, name


def checked(sheet: InterviewSheet, field: str, value: float | str | None) -> float | str | None:
    """What goes into a field, if it may: a score on the sheet's scale or none, a note of bearable length."""
    _code, name = address(sheet, field)
    if name == "note":
        return _note(str(value or ""), field)
    if value is None:
        return None
    if isinstance(value, str) or not is_on_scale(value, sheet):
        raise Invalid(_("Isi angka 0 sampai %(top)d.", top=sheet.scale), field)
    return float(value)


def _note(text: str, field: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if len(text) > NOTE_LIMIT:
        raise Invalid(_("Catatan paling panjang %(limit)d huruf. Ringkaskan catatan ini.", limit=NOTE_LIMIT), field)
    return text


def is_on_scale(score: float, sheet: InterviewSheet) -> bool:
    """Whether a score lies on the sheet's scale, from 0 to its top."""
    return 0 <= score <= sheet.scale


def missing(scores: Mapping[str, float | None], sheet: InterviewSheet) -> list[Criterion]:
    """The criteria without a score."""
    return [criterion for criterion in sheet.criteria if scores.get(criterion.code) is None]


def total(scores: Mapping[str, float], sheet: InterviewSheet) -> float:
    """The weighted total of one sheet, 0 to 100."""
    return rules.weighted_total(scores, {criterion.code: criterion.weight for criterion in sheet.criteria}, sheet.scale)


def running_total(scores: Mapping[str, float | None], sheet: InterviewSheet) -> float:
    """The total so far: a criterion not yet scored counts nothing."""
    return total({criterion.code: scores.get(criterion.code) or 0.0 for criterion in sheet.criteria}, sheet)


def result(
    entry_id: str,
    totals: Iterable[float],
    marks: Mapping[str, Iterable[float]],
    expected: int,
    decimals: int,
    pooling: Pooling = Pooling.MEAN,
) -> InterviewResult:
    """The result of an entry from the locked sheets of its panel; the order of the sheets is of no influence."""
    locked = tuple(sorted(totals))
    scores = {code: tuple(sorted(given)) for code, given in sorted(marks.items())}
    return InterviewResult(entry_id, pooled(locked, pooling, decimals) if locked else None, locked, scores, expected, decimals, pooling)
