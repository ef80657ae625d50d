"""Random scores that statistics are tried on."""

import numpy as np


def drawn(seed, entries=60, evaluators=12, readings=3, sd=(8.0, 5.0, 7.0), missing=0.0, whole=True):
    """Random scores with sheets missing and, as whole numbers, many ties."""
    chance = np.random.default_rng(seed)
    worth, severity = chance.normal(0, sd[0], entries), chance.normal(0, sd[1], evaluators)
    rows = []
    for one in range(entries):
        for seat in chance.choice(evaluators, readings, replace=False):
            if chance.random() >= missing:
                value = 70 + worth[one] + severity[seat] + chance.normal(0, sd[2])
                rows.append((f"e{one:03d}", f"j{seat:03d}", float(np.clip(round(value) if whole else value, 0, 100))))
    return rows
