"""From the ranking to the plenary."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Refused
from p4comp.decisions import actions as decisions
from p4comp.decisions.models import Plenary, Purpose
from p4comp.judging import policy, queries
from p4comp.judging.rules import ranking


def propose_shortlist(edition: Edition, category: str, *, by: Actor, at: datetime) -> Plenary:
    """Lay the category's finalists, by quota from the top, before the plenary; every reading must be locked."""
    office = queries.office_of(edition, category)
    demand(policy.may_propose(by, office, at))
    return decisions.propose(edition, Purpose.FINALISTS, category, computed(edition, category), by=by, at=at)


def computed(edition: Edition, category: str) -> dict[str, Any]:
    """The category's finalists by quota from the top, made from the sheets as they are now; all of them must be locked."""
    found = spec_of(edition).category(category)
    if found is None:
        raise Refused(_("Edisi ini tidak memiliki kategori %(code)s.", code=category))
    _check_complete(edition, category)
    inputs = queries.inputs(edition, category)
    rows = ranking.rank(inputs)
    proposal = {"list": shortlist(rows, found.finalists), "ranking": rows, "inputs": inputs, "quota": found.finalists}
    return proposal | {"plan_sha256": edition.plan_sha256}


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


def shortlist(rows: list[dict[str, Any]], quota: int) -> list[dict[str, Any]]:
    """The first `quota` rows as lines of a list."""
    keys = ("subject_id", "name", "institution_id", "place", "score")
    return [{key: row[key] for key in keys} | {"award": ""} for row in rows[:quota]]
