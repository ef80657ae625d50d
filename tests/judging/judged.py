"""A category that has been judged: entries of some kinds, evaluators of some severity, locked sheets."""

import numpy as np

from tests import factories

KINDS = ("kementerian", "pemprov", "pemkab", "pemkot")
DESK = {"A1": 50.0, "A2": 30.0, "B1": 20.0}


def plan(readings=3, **changes):
    """The small edition's scoring plan with other readings or more changed."""
    return factories.document()["rencana_penilaian"] | {"pembaca": readings} | changes


def categories(*bounds, finalists=2):
    """The small edition's categories, the first with bounds and its own quota."""
    found = factories.document()["kategori"]
    found[0]["kuota"] = {"finalis": finalists, "pemenang": 2}
    return [found[0] | ({"batas": list(bounds)} if bounds else {}), *found[1:]]


def judged(edition, entries=12, evaluators=6, readings=3, seed=1, category="UMUM", kinds=KINDS):
    """Entries, each read by some of the evaluators; levels by worth and severity. The entries, and the evaluators."""
    chance = np.random.default_rng(seed)
    people = [factories.evaluator(edition, employer=factories.institution("ptn")) for _ in range(evaluators)]
    severity = chance.normal(0, 0.6, evaluators)
    found = []
    for number in range(entries):
        entry = factories.entry(
            edition, factories.institution(kinds[number % len(kinds)]), state="verified", category=category, evidence=False
        )
        worth = chance.normal(2.5, 1)
        for seat in (number + step for step in range(readings)):
            levels = {
                code: int(np.clip(round(worth + severity[seat % evaluators] + chance.normal(0, 0.7)), 0, 5)) for code in ("A1", "A2", "B1")
            }
            factories.assignment(entry, people[seat % evaluators], state="locked", levels=levels)
        found.append(entry)
    return found, people
