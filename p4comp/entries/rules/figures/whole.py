"""All lines of one scope together: which count, their total, and what is odd about them, said and never hidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from flask_babel import gettext as _

from p4comp.core.months import Month, Span
from p4comp.core.words import number
from p4comp.monitoring.rules.counts import Counts, Figure, Line, total


@dataclass(frozen=True)
class Whole:
    """Lines in order: `counted` ones never overlap, `aside` ones are only compared with them."""

    counted: tuple[Line, ...]
    aside: tuple[Line, ...]

    @cached_property
    def total(self) -> Counts:
        """The sums of the counted lines."""
        return total([line.counts for line in self.counted])

    @property
    def span(self) -> Span | None:
        """From the first counted month to the last."""
        return Span(self.counted[0].span.first, self.counted[-1].span.last) if self.counted else None

    @cached_property
    def missing(self) -> list[Month]:
        """Months between the first and the last of which nothing is stated."""
        found = []
        for one, after in pairwise(self.counted):
            month = one.span.last.plus(1)
            while month < after.span.first:
                found.append(month)
                month = month.plus(1)
        return found

    @cached_property
    def is_matched(self) -> bool | None:
        """Whether received is the sum of its parts in every counted line; None where no line can be checked."""
        checked = [line.counts.difference for line in self.counted if line.counts.difference is not None]
        return all(each == 0 for each in checked) if checked else None

    @cached_property
    def stated(self) -> list[Figure]:
        """The figures that some line states, in their order."""
        lines = [*self.counted, *self.aside]
        return [figure for figure in Figure if any(line.counts.get(figure) is not None for line in lines)]

    @cached_property
    def years(self) -> list[tuple[int, Counts]]:
        """The totals of each year, of the lines that lie wholly in it; for comparison."""
        by_year: dict[int, list[Counts]] = {}
        for line in self.counted:
            if line.span.first.year == line.span.last.year:
                by_year.setdefault(line.span.first.year, []).append(line.counts)
        return [(year, total(counts)) for year, counts in sorted(by_year.items())]

    @cached_property
    def notes(self) -> list[str]:
        """Everything odd, in sentences; none of it keeps anybody from anything."""
        lines = [*self.counted, *self.aside]
        named = [f"{line.span.name}: {text}" for line in lines if (text := sum_note(line.counts))]
        whole = sum_note(self.total)
        found = [_("Seluruh masa: %(text)s", text=whole)] if whole and len(self.counted) > 1 else []
        return found + named + self._gaps() + self._unstated() + self._comparisons()

    def _gaps(self) -> list[str]:
        if not self.missing:
            return []
        return [_("Bulan yang belum ada angkanya: %(months)s.", months=", ".join(month.name for month in self.missing))]

    def _unstated(self) -> list[str]:
        lacking = [line.span.name for line in self.counted if line.counts.received is None]
        undone = [line.span.name for line in self.counted if line.counts.done is None]
        found = [_("Jumlah diterima belum diisi: %(months)s.", months=", ".join(lacking))] if lacking else []
        return found + ([_("Jumlah selesai belum diisi: %(months)s.", months=", ".join(undone))] if undone else [])

    def _comparisons(self) -> list[str]:
        return [_compared(line, self.counted) for line in self.aside]


def whole(lines: Iterable[Line]) -> Whole:
    """Which lines count: a longer span counts only where its months are not all there by themselves; of what overlaps, the
    longest counts, and the rest is compared with it.
    """
    stated = [line for line in lines if not line.counts.is_empty]
    single = {line.span.first for line in stated if line.span.is_month}
    filled = [line for line in stated if line.span.is_month or not set(line.span.months) <= single]
    counted: list[Line] = []
    for line in sorted(filled, key=lambda one: (-len(one.span.months), one.span)):
        if not any(line.span.overlaps(other.span) for other in counted):
            counted.append(line)
    aside = [line for line in stated if line not in counted]
    return Whole(tuple(sorted(counted, key=lambda one: one.span)), tuple(sorted(aside, key=lambda one: one.span)))


def sum_note(counts: Counts) -> str:
    """`tertulis 57.171, jumlah bagian 56.171, selisih 1.000`; nothing where the sum is right or cannot be checked."""
    if not counts.difference:
        return ""
    return str(
        _(
            "tertulis %(received)s, jumlah bagian %(parts)s, selisih %(difference)s.",
            received=number(counts.received),
            parts=number(counts.parts),
            difference=number(abs(counts.difference)),
        )
    )


def _compared(line: Line, counted: Iterable[Line]) -> str:
    inside = [one for one in counted if one.span.overlaps(line.span)]
    months = total([one.counts for one in inside])
    if len(inside) == 1 or line.counts.received is None or months.received is None:
        return str(
            _(
                "%(span)s tumpang tindih dengan %(others)s, jadi tidak ikut dijumlahkan.",
                span=line.span.name,
                others=", ".join(one.span.name for one in inside),
            )
        )
    return str(
        _(
            "%(span)s: tertulis %(stated)s, jumlah bulanannya %(sum)s, selisih %(difference)s. Yang dipakai angka bulanan.",
            span=line.span.name,
            stated=number(line.counts.received),
            sum=number(months.received),
            difference=number(abs(line.counts.received - months.received)),
        )
    )
