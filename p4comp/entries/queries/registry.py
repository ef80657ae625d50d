"""What the registry knows of an institution that wants to enter."""

from datetime import date

from sqlalchemy import func, or_, select
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
from p4comp.entries.queries.sight import of_institution
from p4comp.entries.rules import Applicant, PastHonour, RuleVerdict, Statement, assumed, eligibility
from p4comp.institutions.models import Honour, Institution, InstitutionName, Succession

WINNER = "pemenang"
ASSUMED = "diasumsikan"


def applicant(institution: Institution) -> Applicant:
    """The institution as the eligibility rules see it; honours are matched by its id, whatever its name was then."""
    before = predecessors_of(institution)
    honours = _honours([institution.id, *(one.id for one in before)])
    return Applicant(
        institution.name,
        institution.kind.value,
        honours.get(institution.id, ()),
        tuple((one.name, honours.get(one.id, ())) for one in before),
        institution.valid_from,
        institution.valid_to,
    )


def predecessors_of(institution: Institution) -> list[Institution]:
    """The institutions that this one followed."""
    joined = select(Institution).join(Succession, Succession.predecessor_id == Institution.id)
    return everything(joined.where(Succession.successor_id == institution.id).order_by(Institution.name))


def _honours(institution_ids: list[str]) -> dict[str, tuple[PastHonour, ...]]:
    found: dict[str, tuple[PastHonour, ...]] = {}
    for honour in everything(select(Honour).where(Honour.institution_id.in_(institution_ids))):
        past = PastHonour(honour.edition_number, honour.year, honour.category, honour.stage.startswith(WINNER), honour.award)
        found[honour.institution_id or ""] = (*found.get(honour.institution_id or "", ()), past)
    return found


def opens_on(edition: Edition) -> date | None:
    """The day registration opens, on the edition's wall clock."""
    window = spec_of(edition).window(Stage.REGISTRATION)
    return local(window.opens, edition.zone).date() if window and window.opens else None


def verdicts(edition: Edition, category: Category, who: Applicant, statement: Statement) -> tuple[RuleVerdict, ...]:
    """Every rule of a category, judged for this institution; rules that the edition file assumes say so."""
    sources = Sources(spec_of(edition).provenance)
    kinds, *rest = eligibility(category, who, statement, edition_number=edition.number, opens_on=opens_on(edition))
    statuses = [sources.status(f"kategori[{category.code}].syarat[{index}]") for index in range(len(rest))]
    return (kinds, *(assumed(one) if status == ASSUMED else one for one, status in zip(rest, statuses, strict=True)))


def statement_of(entry: Entry) -> Statement:
    """What an entry states of its institution."""
    return Statement(entry.system_since_on, entry.recommendation_sha256 is not None)


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


def institutions_called(text: str) -> list[Institution]:
    """The institutions with this code, or else with this current or former name, however it is written."""
    wanted = " ".join(text.split()).lower()
    by_code = everything(select(Institution).where(func.lower(Institution.code) == wanted))
    if by_code:
        return by_code
    former = select(InstitutionName.institution_id).where(func.lower(InstitutionName.name) == wanted)
    named = or_(func.lower(Institution.name) == wanted, func.lower(Institution.short_name) == wanted)
    current = everything(select(Institution).where(named).order_by(Institution.code))
    return current or everything(select(Institution).where(Institution.id.in_(former)).order_by(Institution.code))
