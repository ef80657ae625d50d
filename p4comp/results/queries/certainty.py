"""How sure a category's final places are, and what other rules would give; for the secretariat and auditors only."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.core.access import Actor
from p4comp.interviews.models import Interview, JurorSheet
from p4comp.interviews.rules.states import InterviewState, SheetState
from p4comp.judging.queries import desk_results
from p4comp.judging.rules import linkage
from p4comp.results.policy import Office, Standing
from p4comp.results.queries.final import office
from p4comp.results.rules import outlook
from p4comp.results.rules.outlook import Certainty, Row, Sheet


@dataclass(frozen=True)
class Study:
    """A category's final ranking with what is known of its sureness; `panels` are the groups of jurors that no finalist links."""

    office: Office
    found: Mapping[str, Certainty]
    table: Sequence[Mapping[str, Any]]
    panels: int

    @property
    def standing(self) -> Standing:
        """The one category's standing."""
        return self.office.standings[0]

    def name(self, entry_id: str) -> str:
        """A finalist by name."""
        return next(str(row["name"]) for row in self.standing.rows if row["subject_id"] == entry_id)

    def band(self, name: str) -> int:
        """How many finalists are in a band."""
        return sum(1 for one in self.found.values() if one.band == name)


def study(actor: Actor, slug: str, category: str) -> Study | None:
    """A category's final ranking with its outlook, as staff see it; nobody else knows of it."""
    place = office(actor, slug, category) if category else None
    if place is None:
        return None
    standing = place.standings[0]
    if not standing.rows:
        return Study(place, {}, (), 1)
    given = sheets(place.edition.id, [row["subject_id"] for row in standing.rows])
    found = certainty(place.edition, category, standing.inputs, standing.rows, given)
    panels = len(linkage.groups((entry_id, juror_id) for entry_id, juror_id, _total in given))
    return Study(place, found, outlook.table(standing.inputs, standing.rows), panels)


def certainty(
    edition: Edition, category: str, inputs: Mapping[str, Any], rows: Sequence[Row], given: Sequence[Sheet] | None = None
) -> dict[str, Certainty]:
    """The outlook of a ranking's rows; nothing where too few sheets are there to tell, or all of them win."""
    ids = [row["subject_id"] for row in rows]
    if len(ids) <= inputs["winners"]:
        return {}
    given = sheets(edition.id, ids) if given is None else given
    read = {key: one.totals for key, one in desk_results(edition.id, only=ids).items()} if "stages" in inputs else {}
    variances = outlook.errors(inputs, given, read)
    return outlook.certainty(rows, variances, inputs["winners"], f"{inputs['seed']}/{category}") if variances else {}


def sheets(edition_id: str, entry_ids: Collection[str]) -> list[Sheet]:
    """The locked totals of these finalists, each with whose it is."""
    rows = db.session().connection().execute(_locked(), {"edition_id": edition_id, "ids": list(entry_ids)})
    return [(row[0], row[1], row[2] or 0.0) for row in rows]


@cache
def _locked() -> Select[str, str, float | None]:
    """The query, made once: making it costs more than asking it."""
    return (
        select(Interview.entry_id, JurorSheet.juror_id, JurorSheet.total)
        .join(JurorSheet, JurorSheet.interview_id == Interview.id)
        .where(Interview.edition_id == bindparam("edition_id"), Interview.entry_id.in_(bindparam("ids", expanding=True)))
        .where(Interview.state != InterviewState.CANCELLED, JurorSheet.state == SheetState.LOCKED, JurorSheet.total.is_not(None))
        .order_by(Interview.entry_id, JurorSheet.juror_id)
    )
