"""Invented complaint figures of a year, better where the quality is; one entrant in eight has a month that does not add up."""

from decimal import Decimal

from p4comp.demo.rules.season import Entrant, stream
from p4comp.entries.rules.figures import Figure, Line, Month, Span, counts_from

FIRST, MONTHS = Month(2021, 1), 12


def year_of(entrant: Entrant) -> list[Line]:
    """The twelve months before the edition, from a source of chance of the entrant's own."""
    chance = stream("figures", entrant.code)
    usual = chance.randint(8, 60) if entrant.category == "UPP" else chance.randint(30, 400)
    odd = chance.randrange(8 * MONTHS)
    lines = []
    for number in range(MONTHS):
        month = FIRST.plus(number)
        received = max(1, round(usual * chance.uniform(0.7, 1.35)))
        counts = _month(received, entrant.quality, chance.random(), chance.random())
        lines.append(Line(Span(month, month), counts_from({Figure.RECEIVED: received + (3 if number == odd else 0)} | counts)))
    return lines


def _month(received: int, quality: float, luck: float, more: float) -> dict[Figure, int | Decimal | None]:
    done = min(received, round(received * (0.62 + 0.34 * quality + 0.06 * (luck - 0.5))))
    in_process = round((received - done) * (0.5 + 0.3 * more))
    waiting = round((received - done - in_process) * 0.6)
    archived = received - done - in_process - waiting
    days = Decimal(str(round(16 - 12 * quality + 3 * more, 1)))
    return {Figure.DONE: done, Figure.IN_PROCESS: in_process, Figure.WAITING: waiting, Figure.ARCHIVED: archived, Figure.DAYS: days}
