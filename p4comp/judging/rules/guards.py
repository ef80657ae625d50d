"""When the mixed model may be trusted with a ranking: the guards of the method, each with what was found."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from flask_babel import lazy_gettext as _l
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from p4comp.judging.rules.scores import Scores

LEAST_EVALUATORS, LEAST_GIVEN, LEAST_READINGS = 6, 5, 3
NAMED = 20
WORDS = {
    "evaluators": _l("Paling sedikit enam evaluator"),
    "given": _l("Tiap evaluator menilai paling sedikit lima berkas"),
    "readings": _l("Tiap berkas dinilai paling sedikit tiga evaluator"),
    "linked": _l("Semua evaluator terhubung melalui berkas yang dinilai bersama"),
    "varied": _l("Nilai tidak semuanya sama"),
    "entries_differ": _l("Ada beda antarpeserta yang lebih besar daripada beda antarpenilai"),
}
Guard = dict[str, Any]


def guards(scores: Scores) -> list[Guard]:
    """What the model needs, each with whether it holds, the figure found and wanted, and the first ids that fall short."""
    parts = len(groups(scores))
    few = [key for key, number in zip(scores.evaluators, scores.given, strict=True) if number < LEAST_GIVEN]
    thin = [key for key, number in zip(scores.entries, scores.readings, strict=True) if number < LEAST_READINGS]
    return [
        _guard("evaluators", len(scores.evaluators) >= LEAST_EVALUATORS, len(scores.evaluators), LEAST_EVALUATORS),
        _guard("given", not few, int(min(scores.given, default=0)), LEAST_GIVEN, few),
        _guard("readings", not thin, int(min(scores.readings, default=0)), LEAST_READINGS, thin),
        _guard("linked", parts == 1, parts, 1),
        _guard("varied", len(np.unique(scores.value)) > 1, len(np.unique(scores.value)), 2),
    ]


def _guard(name: str, holds: bool, found: int, wanted: int, short: Sequence[str] = ()) -> Guard:
    return {"guard": name, "holds": bool(holds), "found": found, "wanted": wanted, "short": list(short[:NAMED]), "falling": len(short)}


def entries_differ(holds: bool) -> Guard:
    """The guard that only the fit itself can tell: entries differ by more than chance."""
    return _guard("entries_differ", holds, int(holds), 1)


def groups(scores: Scores) -> list[list[str]]:
    """The evaluators in groups that share dossiers, the largest first; one group means that all can be compared."""
    size = (len(scores.entries), len(scores.evaluators))
    met = sparse.csr_array((np.ones(len(scores.entry)), (scores.entry, scores.evaluator)), shape=size)
    number, label = connected_components(met.T @ met, directed=False)
    found = [[key for key, one in zip(scores.evaluators, label, strict=True) if one == part] for part in range(number)]
    return sorted(found, key=lambda keys: (-len(keys), keys))
