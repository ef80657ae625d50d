"""A row of a table of figures made from monthly statistics: what is known, what is lacking, and what a person says about it. Pure.

A month that lacks is never counted as nothing: the row says which, and waits until a person has said why it may count all the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from p4comp.competition.scoring_terms import Column, Monitored
from p4comp.core.months import Month, Span
from p4comp.monitoring.rules.counts import Counts
from p4comp.monitoring.rules.monthly import Stated
from p4comp.results.rules.score_tables import Home, Row

FIRST_ROW = 2
LONGEST = 60


@dataclass(frozen=True)
class Known:
    """What an institution stated: the sum of its months, and each month by itself."""

    whole: Stated
    months: Mapping[Month, Stated]


def rows(homes: Sequence[Home], known: Mapping[str, Known], columns: Sequence[Column], span: Span) -> list[Row]:
    """The rows of those who stated anything; whoever stated nothing has none."""
    stated = [one for one in homes if one.id in known]
    return [_row(number, home, known[home.id], columns, span) for number, home in enumerate(stated, FIRST_ROW)]


def _row(number: int, home: Home, known: Known, columns: Sequence[Column], span: Span) -> Row:
    found = Row(number, home.code, home.name, institution_id=home.id, institution_name=home.name, is_monitored=True)
    found.gaps = [month.name for month in span.months if month not in known.months]
    for column in columns:
        value = value_of(known.whole, column.monitored) if column.monitored else None
        found.gaps += [
            _("%(column)s %(month)s", column=column.name, month=month.name)
            for month in span.months
            if column.monitored and month in known.months and _lacks(known.months[month], column.monitored)
        ]
        if value is not None:
            found.values[column.code] = found.computed[column.code] = value
    return found


def _lacks(stated: Stated, what: Monitored) -> bool:
    """Whether a figure of a month is lacking; where nothing was followed up or settled there are no days to tell."""
    base = {Monitored.FIRST_DAYS: Monitored.FOLLOWED_UP, Monitored.DAYS: Monitored.SETTLED}.get(what)
    return value_of(stated, what) is None and (base is None or value_of(stated, base) != 0)


def value_of(stated: Stated, what: Monitored) -> float | None:
    """One of the figures, or None where it is not known."""
    counts: Counts = stated.counts
    if what is Monitored.FOLLOWED_UP:
        known = counts.done is not None and counts.in_process is not None
        return float((counts.done or 0) + (counts.in_process or 0)) if known else None
    found = {
        Monitored.RECEIVED: counts.received,
        Monitored.SETTLED: counts.done,
        Monitored.FIRST_DAYS: stated.first_days,
        Monitored.DAYS: counts.average_days,
    }[what]
    return None if found is None else float(found)


def faults(row: Row, columns: Sequence[Column]) -> list[str]:
    """What a person still has to settle: cells nobody filled, and months that lack as long as no reason stands beside them."""
    found = [_("%(name)s: belum diisi.", name=one.name) for one in columns if one.code not in row.values]
    if row.gaps and not row.reason:
        words = _(
            "Angka yang belum masuk: %(gaps)s. Lengkapi di Pemantauan lalu ambil lagi, atau ubah baris ini dengan alasannya.",
            gaps=listed(row.gaps),
        )
        found.append(words)
    return found


def listed(gaps: Sequence[str]) -> str:
    """The gaps in one line; of many the first, and how many there are."""
    shown = ", ".join(gaps[:6])
    return shown if len(gaps) <= 6 else _("%(shown)s, dan %(n)d lagi", shown=shown, n=len(gaps) - 6)
