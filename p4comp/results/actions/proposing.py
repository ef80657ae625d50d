"""Proposing winners from the final ranking."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.competition import queries as competition
from p4comp.competition.final_terms import FinalStage
from p4comp.competition.models import Edition
from p4comp.core.access import Actor
from p4comp.core.errors import Refused
from p4comp.decisions import actions as decisions
from p4comp.decisions.models import Plenary, Purpose
from p4comp.results import queries
from p4comp.results.rules import final, outlook


def propose_winners(edition: Edition, category: str, *, by: Actor, at: datetime) -> Plenary:
    """Lay the final ranking of a category and its winners before the plenary; every juror's sheet must be locked."""
    return decisions.propose(edition, Purpose.WINNERS, category, computed(edition, category), by=by, at=at)


def computed(edition: Edition, category: str) -> dict[str, Any]:
    """The final ranking of a category and its winners, made from the sheets as they are now; all of them must be locked."""
    inputs, waiting = queries.final_inputs(edition, category)
    spec = competition.spec_of(edition)
    own, is_heard = spec.category(category), spec.plan.final_stage not in (FinalStage.DESK, FinalStage.FIGURES)
    if own is not None and own.scoring is not None:
        return _tabled(edition, inputs)
    if waiting and not is_heard:
        raise Refused(_("Masih ada finalis tanpa lembar evaluasi yang dikunci: %(names)s.", names=", ".join(waiting)))
    if waiting:
        raise Refused(_("Masih ada lembar juri yang belum dikunci: %(names)s.", names=", ".join(waiting)))
    if not inputs["entries"]:
        raise Refused(_("Belum ada finalis yang selesai diwawancarai pada kategori ini."))
    ranking = final.rank(inputs)
    found = {"list": final.winners(ranking, inputs), "ranking": ranking, "plan_sha256": edition.plan_sha256, "inputs": inputs}
    return found | ({"chances": outlook.close(queries.certainty(edition, category, inputs, ranking))} if is_heard else {})


def _tabled(edition: Edition, inputs: dict[str, Any]) -> dict[str, Any]:
    if not inputs["entries"]:
        raise Refused(_("Belum ada angka penilaian yang dipakai pada kategori ini. Masukkan angkanya dahulu."))
    ranking = final.rank(inputs)
    return {"list": final.winners(ranking, inputs), "ranking": ranking, "plan_sha256": edition.plan_sha256, "inputs": inputs}
