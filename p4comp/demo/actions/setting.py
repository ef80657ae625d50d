"""Before the season: the registry, the edition, the people, the institutions invented for it."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from sqlalchemy import select

from p4comp.accounts import actions as accounts
from p4comp.accounts import identity
from p4comp.accounts.identity import Someone
from p4comp.accounts.models import Person
from p4comp.accounts.rules import EVERY_DUTY, Role, hash_password
from p4comp.competition import actions as competition
from p4comp.competition import files
from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.competition.spec import EditionSpec
from p4comp.core import db, jobs
from p4comp.core.db import session
from p4comp.core.months import Month
from p4comp.demo import rules
from p4comp.demo.actions.watching import play_monitoring
from p4comp.demo.rules import Cast, Entrant, Invented
from p4comp.entries.models import Entry
from p4comp.institutions import actions as institutions
from p4comp.institutions.models import Honour, Institution

SLUG = "p4-2022"
PRESETS = ("p4-2018", "p4-2019", "p4-2020", SLUG)
BEFORE = rules.wib(2, 14, 9)
ZONED = ("63", "73", "94", "32", "35", "12", "33", "51", "71", "81", "14", "61")
HSS = "kab-63.06"
OTHER = "sim-umum-6"  # assessed, not a finalist, on the clock of Jayapura
NEWCOMER = "sim-calon"
WATCHING = "prov-63"
WATCHED_UNTIL = Month(2022, 4)


@dataclass
class Season:
    """The season being played: its edition and spec, who plays which part, entries by institution code."""

    edition: Edition
    spec: EditionSpec
    cast: Cast
    secretaries: list[Someone]
    members: dict[str, Someone] = field(default_factory=dict)
    entrants: dict[str, Entrant] = field(default_factory=dict)
    entry_ids: dict[str, str] = field(default_factory=dict)
    evaluators: dict[str, Someone] = field(default_factory=dict)
    jurors: dict[str, Someone] = field(default_factory=dict)
    partners: dict[str, Someone] = field(default_factory=dict)

    def entry(self, code: str) -> Entry:
        """The entry of an institution."""
        return session().get_one(Entry, self.entry_ids[code])


def prepare() -> Season:
    """Load what is real, invent the rest, give everybody an account."""
    institutions.load_registry(BEFORE)
    for preset in PRESETS:
        competition.load(files.read(preset), by=None, at=BEFORE)
    db.commit()
    edition = session().execute(select(Edition).where(Edition.slug == SLUG)).scalar_one()
    competition.start(edition, at=BEFORE)
    cast = rules.cast(known_finalists(), known_winners(spec_of(edition)), ZONED)
    people = Accounts(hash_password(rules.PASSWORD))
    season = Season(edition, spec_of(edition), cast, [])
    season.secretaries = [people.staff(guide) for guide in rules.GUIDES if guide.role.startswith("sekretariat")]
    people.auditor()
    _invent(cast.invented)
    season.entrants = {entrant.code: entrant for entrant in cast.entrants}
    season.members = people.members([entrant.code for entrant in cast.entrants])
    people.newcomer()
    play_monitoring(people.monitor(), last=WATCHED_UNTIL, at=BEFORE)
    db.commit()
    return season


def work_queue() -> int:
    """Do everything that waits in the queue, also what that leads to; how many jobs it was."""
    done = 0
    while ran := jobs.run_waiting():
        done += ran
    return done


def password_hash() -> str:
    """The one hash all demo people share."""
    return session().execute(select(Person.password_hash).where(Person.email == rules.GUIDES[0].email)).scalar_one()


def again(season: Season) -> Season:
    """The season with its edition read anew: sealing a copy ends the session."""
    season.edition = session().execute(select(Edition).where(Edition.slug == SLUG)).scalar_one()
    return season


def known_finalists() -> dict[str, list[str]]:
    """The institutions that sources name among the finalists of 2022, by category."""
    return _named("finalis")


def known_winners(spec: EditionSpec) -> dict[str, dict[str, tuple[str, ...]]]:
    """The winners that sources name, with the criteria of the award the source says they won."""
    query = select(Honour, Institution.code).join(Institution, Institution.id == Honour.institution_id)
    won: dict[str, dict[str, tuple[str, ...]]] = {}
    for honour, code in session().execute(query.where(Honour.edition_slug == SLUG, Honour.stage == "pemenang")):
        category = spec.category(honour.category)
        criteria = next((award.criteria for award in category.awards if award.name == honour.award), ()) if category else ()
        won.setdefault(honour.category, {})[code] = criteria
    return won


def _named(stage: str) -> dict[str, list[str]]:
    query = select(Honour.category, Institution.code).join(Institution, Institution.id == Honour.institution_id)
    found: dict[str, list[str]] = {}
    for category, code in session().execute(query.where(Honour.edition_slug == SLUG, Honour.stage == stage).order_by(Institution.code)):
        if code not in found.setdefault(category, []):
            found[category].append(code)
    return found


def _invent(invented: list[Invented]) -> None:
    made = {one.code: _institution(one) for one in invented}
    made[NEWCOMER] = _institution(Invented(NEWCOMER, "pemkab", "Pemerintah Kabupaten Simulasi Baru", "94"))
    session().add_all(made.values())
    session().flush()
    for one in invented:
        if one.parent_code:
            made[one.code].parent_id = made[one.parent_code].id
        if one.honoured:
            session().add(_honour(made[one.code]))
    session().flush()


def _institution(one: Invented) -> Institution:
    return Institution(code=one.code, kind=one.kind, name=one.name, region_code=one.region_code or None, is_invented=True)


def _honour(institution: Institution) -> Honour:
    """A stand-in for the winners of 2020 that no source names; honours of invented institutions never reach the archive."""
    return Honour(
        edition_number=3,
        edition_slug="p4-2020",
        year=2020,
        category="UMUM",
        stage="pemenang",
        award="SIMULASI",
        institution_name=institution.name,
        institution_id=institution.id,
        source="SIMULASI",
        note="SIMULASI",
    )


class Accounts:
    """Gives demo people their accounts; all share one password, hashed once."""

    def __init__(self, password_hash: str):
        self.password_hash, self.numbers = password_hash, count(1)

    def person(self, email: str, name: str, at: datetime = BEFORE) -> Person:
        """A demo person who can sign in, with a telephone number under a prefix that nobody is given."""
        phone = f"0840-0000-{next(self.numbers):04}"
        person = Person(email=email, name=name, phone=phone, password_hash=self.password_hash, joined_at=at)
        session().add(person)
        return person

    def staff(self, guide: rules.Guide) -> Someone:
        """A secretariat person."""
        person = self.person(guide.email, guide.name)
        session().flush()
        accounts.join(person, "secretariat", by=None, at=BEFORE)
        session().flush()
        return identity.someone(person)

    def auditor(self) -> None:
        """The auditor."""
        guide = rules.guide("auditor")
        assert guide is not None
        person = self.person(guide.email, guide.name)
        session().flush()
        accounts.join(person, "auditor", by=None, at=BEFORE)

    def newcomer(self) -> None:
        """Somebody whose institution has not entered yet."""
        guide = rules.guide("pendaftar")
        assert guide is not None
        self._member(guide.email, guide.name, session().execute(select(Institution).where(Institution.code == NEWCOMER)).scalar_one())

    def monitor(self) -> Someone:
        """Somebody of a province who watches its regencies and cities."""
        guide = rules.guide("pemantau")
        assert guide is not None
        person = self.person(guide.email, guide.name)
        province = session().execute(select(Institution).where(Institution.code == WATCHING)).scalar_one()
        accounts.join(person, Role.MONITOR, province, by=None, at=BEFORE)
        session().flush()
        return identity.someone(person)

    def members(self, codes: list[str]) -> dict[str, Someone]:
        """One member for every institution that enters."""
        found = {one.code: one for one in session().execute(select(Institution).where(Institution.code.in_(codes))).scalars()}
        special = {HSS: "peserta", next(code for code in codes if code.startswith("sim-upp")): "peserta-upp", OTHER: "peserta-lain"}
        members = {}
        for number, code in enumerate(codes, 1):
            guide = rules.guide(special.get(code, ""))
            email = guide.email if guide else f"admin{number:03d}@peraga.invalid"
            members[code] = self._member(email, guide.name if guide else f"Admin {number:03d} (Simulasi)", found[code])
        return members

    def _member(self, email: str, name: str, institution: Institution) -> Someone:
        person = self.person(email, name)
        with session().no_autoflush:
            accounts.join(person, "member", institution, by=None, at=BEFORE)
        roles = frozenset((role, institution.id) for role in ("member", *EVERY_DUTY))
        return Someone(id=person.id, name=name, email=email, roles=roles, institutions=frozenset({institution.id}), is_signed_in=True)
