"""From the ranking to the plenary."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.competition.spec import Category
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Refused
from p4comp.decisions import actions as decisions
from p4comp.decisions.models import Plenary, Purpose
from p4comp.judging import policy, queries
from p4comp.judging.actions.conflicts import recheck
from p4comp.judging.queries import snapshots
from p4comp.judging.rules import computing, fair_ranking, ranking

Rows = Sequence[Mapping[str, Any]]


def propose_shortlist(edition: Edition, category: str, *, by: Actor, at: datetime) -> Plenary:
    """Lay the category's finalists before the plenary; every reading must be locked, and none by somebody a conflict bars by now."""
    office = queries.office_of(edition, category)
    demand(policy.may_propose(by, office, at))
    if overtaken := recheck(edition, by=by, at=at):
        raise Refused(
            _(
                "%(n)s lembar dinilai evaluator yang kini berbenturan kepentingan. Buka Penugasan, Pemeriksaan: putuskan lembar itu berdua, "
                "disisihkan dengan pembaca pengganti atau tetap dihitung.",
                n=len(overtaken),
            )
        )
    return decisions.propose(edition, Purpose.FINALISTS, category, computed(edition, category), by=by, at=at)


def computed(edition: Edition, category: str) -> dict[str, Any]:
    """The category's finalists by quota and bounds, made from the sheets as they are now; all of them must be locked."""
    found = spec_of(edition).category(category)
    if found is None:
        raise Refused(_("Edisi ini tidak memiliki kategori %(code)s.", code=category))
    _check_complete(edition, category)
    inputs, rows = ranked(edition, category)
    proposal = {"list": shortlist(rows, found.finalists), "ranking": rows, "inputs": inputs, "quota": found.finalists}
    proposal |= {"plan_sha256": edition.plan_sha256, "chances": queries.chances(edition.id, category)}
    return proposal | (_composed(edition, found, rows) if found.bounds else {})


def ranked(edition: Edition, category: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the plan's ranking takes, and its rows. Fair scores come from the computed ranking, which must be of these very sheets."""
    if snapshots.algorithm_of(spec_of(edition)) == ranking.ALGORITHM:
        inputs = queries.inputs(edition, category)
        return inputs, ranking.rank(inputs)
    known = queries.computed(edition.id, category)
    if known.run is None or known.is_stale:
        raise Refused(_("Rencana penilaian memakai nilai adil. Hitung dahulu peringkat kategori ini dari lembar yang sekarang terkunci."))
    snapshot = snapshots.kept(known.run)
    inputs = computing.official_inputs(snapshot, computing.model_with(snapshot, known.run.summary["components"]))
    return inputs, fair_ranking.rank(inputs)


def _check_complete(edition: Edition, category: str) -> None:
    done = queries.progress(edition.id, spec_of(edition).plan.readings).get(category)
    if done is None:
        raise Refused(_("Belum ada berkas terverifikasi dalam kategori ini."))
    if not done.is_complete:
        missing = done.readings - done.locked
        raise Refused(
            _(
                "Peringkat belum lengkap: %(short)d berkas kekurangan pembaca, %(missing)d lembar belum dikunci.",
                short=done.short,
                missing=missing,
            )
        )


def shortlist(rows: Rows, quota: int) -> list[dict[str, Any]]:
    """The first `quota` rows as lines of a list."""
    keys = ("subject_id", "name", "institution_id", "place", "score")
    return [{key: row[key] for key in keys} | {"award": ""} for row in rows[:quota]]


def _composed(edition: Edition, category: Category, rows: Rows) -> dict[str, Any]:
    """The list that the bounds give, and what they did to it in words."""
    groups = snapshots.groups_of([row["institution_id"] for row in rows])
    entries = [{"id": row["subject_id"], "groups": groups[row["institution_id"]]} for row in rows]
    choices = computing.choices({**snapshots.plan_of(spec_of(edition), category), "entries": entries}, rows)
    chosen = set(choices["binding"]["list"])
    lines = shortlist([row for row in rows if row["subject_id"] in chosen], len(chosen))
    return {
        "list": [line | {"place": place} for place, line in enumerate(lines, 1)],
        "composition": queries.composition(category, rows, choices),
    }
