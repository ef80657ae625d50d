"""Computing a category's ranking: asked for by people, done by the queue, kept with what it was made from."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert, select

from p4comp.competition.models import Edition
from p4comp.competition.spec import Category
from p4comp.core import audit, canonical, jobs, storage
from p4comp.core.access import Actor, demand
from p4comp.core.db import held, session
from p4comp.core.errors import Refused
from p4comp.core.jobs import JobState
from p4comp.judging import policy, queries
from p4comp.judging.models import RankedEntry, RankingRun
from p4comp.judging.policy import Office

JSON, BIN, AT_ONCE = "application/json", 5, 1000
SUMMARY = ("algorithm", "components", "guards", "choices", "seed", "version")


def ask_ranking(office: Office, *, by: Actor, at: datetime) -> RankingRun:
    """Let the queue compute the category's ranking; one that already waits is not asked for twice."""
    demand(policy.may_rank(by, office, at))
    assert office.category is not None
    session().execute(held(select(Edition), Edition).where(Edition.id == office.edition.id))
    known = queries.computed(office.edition.id, office.category.code)
    if known.waiting is not None and known.job is not None and known.job.state in (JobState.WAITING, JobState.RUNNING):
        raise Refused(_("Peringkat kategori ini sedang dihitung. Tunggu sampai selesai."))
    run = RankingRun(edition_id=office.edition.id, category=office.category.code, asked_at=at, asked_by=by.id)
    session().add(run)
    run.job_id = jobs.later("judging.rank", run.id).id
    audit.record("ranking.asked", run, by=by, at=at, category=run.category)
    return run


def keep_ranking(
    run_id: str, snapshot: Mapping[str, Any], mark: str, result: Mapping[str, Any], category: Category, *, at: datetime
) -> None:
    """Keep what was computed, with the snapshot it was made from."""
    run = session().get_one(RankingRun, run_id)
    kept = storage.keep_bytes(canonical.text(snapshot).encode(), JSON)
    run.made_at, run.algorithm, run.mark, run.sha256 = at, snapshot["algorithm"], mark, kept.sha256
    run.result_sha256, run.ranked = canonical.sha256(result), len(result["rows"])
    composed = {"composition": queries.composition(category, result["rows"], result["choices"])} if category.bounds else {}
    run.summary = summary(snapshot, result) | composed
    run.figures = {key: result[key] for key in ("sensitivity", "evaluators", "reliability")} | {"entries": _listed_names(result)}
    lines = [{"run_id": run.id, "place": row["place"], "entry_id": row["subject_id"], "row": row} for row in result["rows"]]
    for first in range(0, len(lines), AT_ONCE):
        session().execute(insert(RankedEntry), lines[first : first + AT_ONCE])
    audit.record("ranking.computed", run, by=None, at=at, snapshot=run.sha256, result=run.result_sha256, algorithm=run.algorithm)


def summary(snapshot: Mapping[str, Any], result: Mapping[str, Any]) -> dict[str, Any]:
    """What the ranking's page shows beside its lines: guards, variances, the lists under bounds, the distribution, how many are too close."""
    rows, places = result["rows"], snapshot["places"]
    counts = Counter(min(max(int(row["score"]), 0) // BIN, 100 // BIN - 1) for row in rows)
    found = {key: result[key] for key in SUMMARY}
    return found | {
        "bins": [[number * BIN, (number + 1) * BIN, counts[number]] for number in range(100 // BIN)],
        "cut": rows[min(places, len(rows)) - 1]["score"] if rows else None,
        "bands": dict(Counter(row["band"] for row in rows if row["band"])),
        "bounds": list(snapshot["bounds"]),
        "places": places,
        "unread": snapshot["unread"],
    }


def _listed_names(result: Mapping[str, Any]) -> dict[str, str]:
    """The names of entries that the figures name by id."""
    wanted = {key for line in result["sensitivity"] for key in (*line["comes"], *line["goes"])}
    wanted |= {key for guard in result["guards"] for key in guard["short"]}
    return {row["subject_id"]: row["name"] for row in result["rows"] if row["subject_id"] in wanted}
