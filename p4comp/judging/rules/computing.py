"""From a snapshot to everything the pages show: both rankings, how sure places are, the list under bounds, figures. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from p4comp.judging.rules import bounds, diagnostics, fair_ranking, guards, mixed_model, ranking, reliability, sensitivity, snapshots
from p4comp.judging.rules import uncertainty as uncertain
from p4comp.judging.rules.mixed_model import Components, Fit
from p4comp.judging.rules.scores import Scores, scores_of
from p4comp.judging.rules.snapshots import Snapshot

VERSION = "p4comp-figures/1"
Tell = Callable[[int, int], None]
Row = dict[str, Any]


def silent(_done: int, _of: int) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True)
class Model:
    """The mixed model of a category: its guards, and where they hold what was fitted; `fair` with what was agreed in it."""

    scores: Scores
    guards: list[guards.Guard]
    components: Components | None = None
    fit: Fit | None = None
    fair: Mapping[str, float] = field(default_factory=dict)


def model_of(snapshot: Snapshot) -> Model:
    """The model fitted to the sheets, or without a fit where a guard falls."""
    if not snapshot["entries"]:
        return Model(scores_of([]), [])
    scores = snapshots.scores(snapshot)
    found = guards.guards(scores)
    if not all(one["holds"] for one in found):
        return Model(scores, found)
    parts = mixed_model.estimate(scores)
    found = [*found, guards.entries_differ(parts.entry > 0 and parts.residual > 0)]
    if not found[-1]["holds"]:
        return Model(scores, found)
    return _fitted(snapshot, scores, found, parts)


def model_with(snapshot: Snapshot, components: Mapping[str, Any] | None) -> Model:
    """The model by variances that were estimated before, or without a fit where a guard fell then."""
    scores = snapshots.scores(snapshot)
    if components is None:
        return Model(scores, [])
    return _fitted(snapshot, scores, [], mixed_model.components_of(components))


def _fitted(snapshot: Snapshot, scores: Scores, found: list[guards.Guard], parts: Components) -> Model:
    fit, shifts = mixed_model.fit(scores, parts), snapshots.shifts(snapshot)
    fair = {key: value + shifts.get(key, 0.0) for key, value in zip(scores.entries, fit.fair.tolist(), strict=True)}
    return Model(scores, found, parts, fit, fair)


def official_inputs(snapshot: Snapshot, model: Model) -> dict[str, Any]:
    """What the plan's own ranking takes, as a decision keeps it."""
    raw = {key: ranking.mean(own, snapshot["decimals"]) for key, own in snapshots.totals(snapshot).items()}
    if snapshot["algorithm"] != fair_ranking.ALGORITHM:
        return snapshots.inputs(snapshot, snapshots.equals(raw))
    fair = {key: ranking.rounded(value, snapshot["decimals"]) for key, value in model.fair.items()}
    return fair_ranking.inputs_with(snapshots.inputs(snapshot, snapshots.equals(fair or raw)), model.components)


def compute(snapshot: Snapshot, tell: Tell = silent) -> dict[str, Any]:
    """The whole result; `tell` hears how far it is."""
    model = model_of(snapshot)
    rows = rank_both(snapshot, model)
    chosen = choices(snapshot, rows)
    places = snapshot["places"]
    order = [row["subject_id"] for row in rows]
    seed = uncertain.seed_of(f"{snapshot['seed']}/{snapshot['category']}")
    _add_outlook(rows, model, places, seed)
    fair = np.array([model.fair[key] for key in model.scores.entries]) if model.fit else None
    return {
        "version": VERSION,
        "algorithm": snapshot["algorithm"],
        "seed": seed,
        "guards": model.guards,
        "components": model.components.plain if model.components else None,
        "rows": rows,
        "choices": chosen,
        "sensitivity": sensitivity.table(snapshots.settled_scores(snapshot), fair, order, places) if rows else [],
        "evaluators": diagnostics.diagnose(model.scores, model.fit, snapshots.sheets(snapshot)) if rows else [],
        "reliability": _reliability(snapshot, model, seed, tell) if rows else {"whole": [], "indicators": [], "needed": []},
    }


def rank_both(snapshot: Snapshot, model: Model) -> list[Row]:
    """The rows in the plan's order, each with raw mean and fair score, and its place by either."""
    decimals = snapshot["decimals"]
    means = {key: ranking.mean(own, decimals) for key, own in snapshots.totals(snapshot).items()}
    rounded = {key: ranking.rounded(value, decimals) for key, value in model.fair.items()}
    inputs = snapshots.inputs(snapshot, snapshots.equals(means) | snapshots.equals(rounded))
    raw = ranking.rank(inputs)
    fair = fair_ranking.rank(fair_ranking.inputs_with(inputs, model.components)) if model.fit else []
    by_raw, by_fair = ({row["subject_id"]: row for row in rows} for rows in (raw, fair))
    official = fair if fair and snapshot["algorithm"] == fair_ranking.ALGORITHM else raw
    agreed = {one["id"]: one.get("agreed", {}) for one in snapshot["entries"]}
    keys = [(row, row["subject_id"]) for row in official]
    return [_row(row, by_raw[key], by_fair.get(key), agreed[key]) for row, key in keys]


def _row(row: Row, raw: Row, fair: Row | None, agreed: Mapping[str, int]) -> Row:
    kept = {key: value for key, value in row.items() if key != "raw"} | {"agreed": sorted(agreed)}
    kept |= {"raw": raw["score"], "raw_place": raw["place"]}
    return kept | {"fair": fair["score"] if fair else None, "fair_place": fair["place"] if fair else None}


def _add_outlook(rows: list[Row], model: Model, places: int, seed: int) -> None:
    """Give every row its standard error, chance, interval of places and band; None where no model was fitted."""
    none = dict.fromkeys(("error", "chance", "low", "high", "band"))
    if not model.fit:
        for row in rows:
            row.update(none)
        return
    settled = replace(model.fit, fair=np.array([model.fair[key] for key in model.scores.entries]))
    found, place = uncertain.outlook(settled, places, seed), {key: n for n, key in enumerate(model.scores.entries)}
    for row in rows:
        n = place[row["subject_id"]]
        chance = round(float(found.chance[n]), 4)
        row.update(error=round(float(model.fit.error[n]), 4), chance=chance, band=str(uncertain.band(chance)))
        row.update(low=int(found.low[n]), high=int(found.high[n]))


def choices(snapshot: Snapshot, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The list the binding bounds give, and beside it the one that heeds the advice as well; None where there is none of a kind."""
    scale = 10 ** snapshot["decimals"]
    runners = [bounds.Runner(row["subject_id"], round(row["score"] * scale)) for row in rows]
    binding = [row for row in snapshot["bounds"] if row["binding"]]
    found: dict[str, Any] = {"binding": bounds.choose(runners, snapshot["places"], _limits(snapshot, binding)).plain, "advised": None}
    if len(binding) < len(snapshot["bounds"]):
        found["advised"] = bounds.choose(runners, snapshot["places"], _limits(snapshot, snapshot["bounds"])).plain
    return found


def _limits(snapshot: Snapshot, rows: Sequence[Mapping[str, Any]]) -> list[bounds.Limit]:
    return bounds.limits_of(rows, snapshot["entries"])


def _reliability(snapshot: Snapshot, model: Model, seed: int, tell: Tell) -> dict[str, Any]:
    parts = model.components
    needed = [{"wanted": wanted, "readings": reliability.readings_needed(parts, wanted)} for wanted in reliability.WANTED] if parts else []
    return {
        "readings": round(reliability.usual_readings(model.scores), 4),
        "whole": reliability.figures(model.scores, parts, seed, tell),
        "indicators": indicators(snapshot, seed),
        "needed": needed,
    }


def indicators(snapshot: Snapshot, seed: int) -> list[dict[str, Any]]:
    """Krippendorff's alpha of every indicator, with its interval; the same resamples serve all."""
    codes = [line["code"] for aspect in snapshot["aspects"] for line in aspect["indicators"]]
    found = [(n, snapshots.levels(sheet[2])) for n, one in enumerate(snapshot["entries"]) for sheet in one["sheets"]]
    unit, size = np.array([n for n, _levels in found], dtype=np.int64), len(snapshot["entries"])
    table = np.array([[np.nan if level is None else level for level in own] for _n, own in found], dtype=float)
    drawn = reliability.weights(size, np.random.RandomState(seed))
    lines = []
    for column, code in enumerate(codes):
        kept = np.isfinite(table[:, column])
        units = reliability.moments(unit[kept], table[kept, column], size)
        figure = reliability.interval("alpha", units.alpha(), units.alphas(drawn))
        lines.append(figure | {"indicator": code})
    return lines
