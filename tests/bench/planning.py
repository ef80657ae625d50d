"""How long the planner takes for 51, 114 and 500 interviews: time to a first plan, and how far the best found is above the bound.

`python -m tests.bench.planning` measures it alone.
"""

import random
import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from p4comp.competition import files
from p4comp.config import ROOT
from p4comp.interviews.rules.planning import Question, Step, plan
from p4comp.interviews.rules.week import Bench, Finalist, Week

ZONES = ["Asia/Jakarta"] * 31 + ["Asia/Makassar"] * 15 + ["Asia/Jayapura"] * 5
CATEGORIES = ["OA"] * 6 + ["UMUM"] * 30 + ["UPP"] * 15
SIZES = ((51, 1, 0, (10, 20)), (114, 3, 13, (7, 13)), (500, 5, 13, (10, 20)))
TARGET = 30.0


@dataclass(frozen=True)
class Planned:
    """One week: seconds to the first plan, to the first the solver took, and to the end; what was placed, cost and bound."""

    interviews: int
    panels: int
    first: float
    taken: float
    seconds: float
    placed: int
    cost: float
    bound: float
    is_best: bool


def question(number: int, panels: int, days: int, minutes: tuple[int, int]) -> Question:
    """A week of this size in the three zones, always the same; without days the real week of 2022."""
    spec, chance = files.spec_from(files.read(ROOT / "p4comp/competition/presets/p4-2022.toml")), random.Random("p4")
    working = [day for day in (date(2022, 6, 2) + timedelta(n) for n in range(60)) if day.weekday() < 5]
    chosen = tuple(working[:days]) if days else spec.interview.days
    form = replace(spec.interview, talk_minutes=minutes[0], question_minutes=minutes[1], days=chosen)
    benches = {f"Panel {n}": Bench(f"Panel {n}", f"Panel {n}", frozenset(f"{n}-{juror}" for juror in range(5)), {}) for n in range(panels)}
    finalists = [
        Finalist(f"e{n:03}", f"Finalis {n:03}", chance.choice(CATEGORIES), f"i{n}", zone=chance.choice(ZONES)) for n in range(number)
    ]
    return Question(Week(form, spec.zone, benches), finalists, datetime(2022, 5, 12, tzinfo=UTC))


def measure(number: int, panels: int, days: int, minutes: tuple[int, int]) -> Planned:
    """Plan one week with the limits of service."""
    asked, steps = question(number, panels, days, minutes), list[Step]()
    began = time.perf_counter()
    answer = plan(asked, tell=steps.append)
    seconds = time.perf_counter() - began
    taken = answer.steps[0].seconds if answer.steps else seconds
    return Planned(number, panels, steps[0].seconds, taken, seconds, len(answer.seats), answer.cost, answer.bound, answer.is_best)


def text(found: list[Planned]) -> str:
    """The figures beside their target."""
    return "\n".join(_line(one) for one in found)


def _line(one: Planned) -> str:
    gap = 100 * (one.cost - one.bound) / one.cost if one.cost else 0.0
    mark = "hit" if one.placed == one.interviews and one.seconds < TARGET + 1 else f"MISSED all within {TARGET:.0f} s"
    how = "best" if one.is_best else f"gap {gap:.1f} %"
    return (
        f"plan of {one.interviews} interviews, {one.panels} panels: first plan {one.first:.2f} s, improved from {one.taken:.1f} s, "
        f"end {one.seconds:.1f} s, {one.placed} placed, cost {one.cost:.0f}, bound {one.bound:.0f}, {how}   {mark}"
    )


def run() -> list[Planned]:
    """Every size once."""
    return [measure(*size) for size in SIZES]


if __name__ == "__main__":
    print(text(run()), flush=True)
