"""How a decision is proven: made again from its snapshot by the algorithm it names, to the last digit."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core import canonical
from p4comp.core.words import score
from p4comp.decisions.rules.lists import Line, differences, plain
from p4comp.decisions.rules.rows import row_faults

Snapshot = dict[str, Any]
Recompute = Callable[[Snapshot], Sequence[Line]]

_recomputes: dict[str, dict[str, Recompute]] = {}


def recomputes(purpose: str, algorithm: str, function: Recompute) -> None:
    """Register how an algorithm makes a purpose's ranking from a snapshot's `inputs`; pure, the same digits always.

    A new version of an algorithm is registered beside the old one, so that older snapshots are still made again.
    """
    _recomputes.setdefault(purpose, {})[algorithm] = function


def algorithm_of(purpose: str, inputs: Snapshot) -> str:
    """The algorithm that made a ranking, as its inputs name it; the only one there was where they name none."""
    return str(inputs.get("algorithm") or next(iter(_recomputes[purpose])))


def ranking_again(purpose: str, inputs: Snapshot) -> list[Line]:
    """The ranking made once more from its inputs; KeyError when nobody knows how."""
    found: list[Line] = plain(list(_recomputes[purpose][algorithm_of(purpose, inputs)](inputs)))
    return found


def faults(snapshot: Snapshot, stated: str, lines: Sequence[Line], before: Snapshot | None = None) -> list[str]:
    """Where a kept decision disagrees with itself or with the one it replaces (`before`). None is proof."""
    found = []
    if canonical.sha256(snapshot) != stated:
        found.append(_("SHA-256 cuplikan tidak sama dengan yang tercatat."))
    found += _ranking_faults(snapshot) + row_faults(snapshot)
    if canonical.text(sorted(lines, key=lambda line: int(line["place"]))) != canonical.text(_bare(snapshot["list"])):
        found.append(_("Daftar yang tersimpan tidak sama dengan daftar dalam cuplikan."))
    return found + correction_faults(snapshot, before)


def _ranking_faults(snapshot: Snapshot) -> list[str]:
    purpose, inputs = snapshot["purpose"], snapshot["inputs"]
    name = algorithm_of(purpose, inputs)
    if name not in _recomputes[purpose]:
        return [_("Rilis ini tidak mengenal algoritma %(name)s yang disebut cuplikan.", name=name)]
    if canonical.text(ranking_again(purpose, inputs)) != canonical.text(snapshot["ranking"]):
        return [_("Urutan yang dihitung ulang tidak sama dengan urutan dalam cuplikan.")]
    return []


def correction_faults(snapshot: Snapshot, before: Snapshot | None) -> list[str]:
    """Where a correction disagrees with the decision it names; nothing for a first decision."""
    stated = snapshot.get("replaces")
    if stated is None and before is None:
        return []
    if stated is None or before is None or canonical.sha256(before) != stated["sha256"]:
        return [_("Cuplikan keputusan yang digantikan tidak sama dengan SHA-256 yang disebut keputusan ini.")]
    reasons = {one["subject_id"]: one["reason"] for one in snapshot["differences"]}
    if canonical.text(differences(before["list"], snapshot["list"], reasons, "")) != canonical.text(snapshot["differences"]):
        return [_("Perbedaan yang dicatat tidak sama dengan perbedaan kedua daftar.")]
    return []


def _bare(lines: Sequence[Line]) -> list[Line]:
    keys = ("subject_id", "name", "place", "award", "score")
    return [{key: line[key] for key in keys} for line in sorted(lines, key=lambda line: int(line["place"]))]


STEPS = {
    "aspek_terberat": _l("aspek terberat"),
    "median": _l("median"),
    "terendah_tertinggi": _l("nilai terendah"),
    "wawancara": _l("wawancara"),
    "evaluasi_dokumen": _l("evaluasi dokumen"),
    "undian": _l("undian"),
}
LOT_DIGITS = 12


def tie_text(steps: Sequence[Mapping[str, Any]], digits: int = 2) -> str:
    """The steps by which an equal score was ordered, with their values, as the minutes print them."""
    return " · ".join(f"{STEPS.get(step['step'], step['step'])} {_values(step['values'], digits)}" for step in steps)


def _values(values: Sequence[Any], digits: int) -> str:
    return " / ".join(value[:LOT_DIGITS] if isinstance(value, str) else score(value, digits) for value in values) or "–"
