"""What the registry knows of an institution that wants to enter."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from p4comp.competition.models import Edition
from p4comp.competition.queries import current_calendar, spec_of
from p4comp.competition.rules import Sources
from p4comp.competition.spec import Category, Stage
from p4comp.core.access import Actor
from p4comp.core.clock import local
from p4comp.core.db import everything, first
from p4comp.entries.models import Entry
from p4comp.entries.policy import Start
from p4comp.entries.queries.endorsing import is_endorsed
from p4comp.entries.queries.sight import of_institution
from p4comp.entries.rules import Applicant, PastHonour, Predecessor, RuleVerdict, Statement, assumed, eligibility
from p4comp.institutions.models import Honour, Institution
from p4comp.institutions.queries import archived, predecessors_of

WINNER = "pemenang"
ASSUMED = "diasumsikan"


def applicant(institution: Institution, *, for_everybody: bool = False) -> Applicant:
    """The institution as the eligibility rules see it; honours are matched by its id, whatever its name was then.

    `for_everybody` knows no more than the public archive shows.
    """
    before = predecessors_of(institution)
    honours = _honours([institution.id, *(one.id for one in before)], for_everybody)
    return Applicant(
        institution.name,
        institution.kind.value,
        honours.get(institution.id, ()),
        tuple(Predecessor(one.code, one.name, honours.get(one.id, ())) for one in before),
        institution.valid_from,
        institution.valid_to,
        institution.code,
        institution.province_code,
        institution.parent.code if institution.parent else "",
    )


def _honours(institution_ids: list[str], for_everybody: bool) -> dict[str, tuple[PastHonour, ...]]:
    found: dict[str, tuple[PastHonour, ...]] = {}
    known = archived(institution_ids) if for_everybody else everything(select(Honour).where(Honour.institution_id.in_(institution_ids)))
    for honour in known:
        past = PastHonour(honour.edition_number, honour.year, honour.category, honour.stage.startswith(WINNER), honour.award)
        found[honour.institution_id or ""] = (*found.get(honour.institution_id or "", ()), past)
    return found


def opens_on(edition: Edition) -> date | None:
    """The day registration opens, on the edition's wall clock."""
    window = spec_of(edition).window(Stage.REGISTRATION)
    return local(window.opens, edition.zone).date() if window and window.opens else None


def verdicts(edition: Edition, category: Category, who: Applicant, statement: Statement) -> tuple[RuleVerdict, ...]:
    """Every rule of a category, judged for this institution; rules that the edition file assumes say so."""
    spec = spec_of(edition)
    sources = Sources(spec.provenance)
    kinds, *rest = eligibility(category, who, statement, edition_number=edition.number, opens_on=opens_on(edition), rulings=spec.rulings)
    statuses = [sources.status(f"kategori[{category.code}].syarat[{index}]") for index in range(len(rest))]
    return (kinds, *(assumed(one) if status == ASSUMED else one for one, status in zip(rest, statuses, strict=True)))


def statement_of(entry: Entry) -> Statement:
    """What an entry states of its institution."""
    return Statement(entry.system_since_on, entry.recommendation_sha256 is not None or is_endorsed(entry))


def start(actor: Actor, institution_id: str, category: str = "") -> Start | None:
    """One of the person's own institutions before it enters the running edition; None for any other, and for an unknown category."""
    if not actor.has("member", institution_id):
        return None
    query = select(Institution).where(Institution.id == institution_id).options(joinedload(Institution.region))
    institution, running = first(query), current_calendar()
    if institution is None:
        return None
    if running is None:
        return None if category else Start(institution, None, None, None, None)
    edition, calendar = running
    spec = calendar.spec
    wanted = spec.category(category) if category else None
    if category and wanted is None:
        return None
    window = calendar.window(Stage.REGISTRATION, category)
    return Start(institution, edition, spec, window, of_institution(edition.id, institution.id), wanted)
