"""Kalimantan Selatan's own award for 2022, played inside the space of the province: from its file and figures to certificates."""

from collections.abc import Callable
from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from p4comp.accounts import actions as accounts
from p4comp.accounts import identity
from p4comp.accounts.identity import Someone
from p4comp.accounts.models import Person
from p4comp.accounts.rules import hash_password
from p4comp.certificates import actions as certificates
from p4comp.competition import actions as competition
from p4comp.competition import files
from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.core import clock, db, queues, storage
from p4comp.core.months import Month
from p4comp.core.sheets import CSV, Cell, Sheet
from p4comp.decisions import actions as decisions
from p4comp.decisions.models import Decision
from p4comp.demo import rules
from p4comp.demo.actions import copies
from p4comp.demo.actions.committing import play_commitments
from p4comp.demo.actions.setting import work_queue
from p4comp.demo.actions.watching import play_monitoring
from p4comp.demo.rules import kalsel, shows
from p4comp.institutions import actions as institutions
from p4comp.institutions.models import Institution, Kind
from p4comp.institutions.queries import by_code
from p4comp.results import actions as results
from p4comp.results.actions import score_tables
from p4comp.results.queries import score_tables as queries

WATCHED_UNTIL = Month(2023, 4)
Rows = list[tuple[Cell, ...]]


def play(tell: Callable[[str], None]) -> list[Someone]:
    """Play the award on the space's empty database; its team, to sign in with the demo's password."""
    with clock.at(kalsel.BEFORE):
        edition, team = _prepare()
    with clock.at(kalsel.TABLED_AT):
        play_commitments(team[0], at=kalsel.TABLED_AT)
        _invite_guests()
        _use(edition, "KABKOTA", _regencies(), team[0])
        _use(edition, "SKPD", _agencies(), team[0])
        db.commit()
    with clock.at(kalsel.DECIDED_AT):
        for category in ("KABKOTA", "SKPD"):
            _decide(edition, category, team)
        results.publish(edition, kalsel.AWARDED_AT, by=team[0], at=kalsel.DECIDED_AT)
        db.commit()
    later = kalsel.AWARDED_AT + timedelta(minutes=30)
    with clock.at(later):
        made = [one for decision in _decisions(edition) for one in certificates.issue_all(decision, by=team[0], at=later)]
        db.commit()
    tell(f"{spec_of(edition).short_name}: {len(made)} piagam diterbitkan")
    return team


def put_on_show(tell: Callable[[str], None]) -> None:
    """Play the award and a year of monitoring in this space, keep a sealed copy, and open it at a moment of its own."""
    current_app.extensions["playing"] = True
    current_app.extensions["enqueue"] = queues.not_now
    team = play(tell)
    with clock.at(kalsel.WATCHED_AT):
        play_monitoring(team[0], last=WATCHED_UNTIL, at=kalsel.WATCHED_AT, is_host=True)
        db.commit()
    with clock.at(kalsel.SHOWN_AT):
        tell(f"{shows.AWARDED.label}: {work_queue()} pekerjaan antrean selesai")
        copies.seal(shows.AWARDED)
    copies.show(shows.AWARDED)


def _prepare() -> tuple[Edition, list[Someone]]:
    at = kalsel.BEFORE
    if by_code(kalsel.PROVINCE) is None:
        institutions.load_registry(at)
        db.commit()
    team = _team()
    home = by_code(kalsel.PROVINCE)
    assert home is not None
    for name in (*kalsel.AGENCIES, *kalsel.INVENTED):
        institutions.unit_of(home, name, by=team[0], at=at).is_invented = name in kalsel.INVENTED
    for code, name in kalsel.OTHERS.items():
        db.session().add(Institution(code=code, kind=Kind.REGENCY, name=name, region_code=home.region_code, is_invented=True))
    edition = competition.load(files.read(kalsel.SLUG), by=None, at=at)
    competition.start(edition, at=at)
    db.commit()
    return edition, team


def _team() -> list[Someone]:
    shared, found = hash_password(rules.PASSWORD), []
    for number, name in enumerate(kalsel.PEOPLE, 1):
        person = Person(email=kalsel.email(number), name=name, phone="", password_hash=shared, joined_at=kalsel.BEFORE)
        db.session().add(person)
        db.session().flush()
        accounts.join(person, "secretariat", by=None, at=kalsel.BEFORE)
        db.session().flush()
        found.append(identity.someone(person))
    return found


def _invite_guests() -> None:
    """People of two regencies, and of the Ombudsman's office that is party to the agreement."""
    shared = hash_password(rules.PASSWORD)
    for role, _label, name, home in kalsel.GUESTS:
        unit = by_code(home) or db.first(select(Institution).where(Institution.name == home))
        person = Person(email=kalsel.guest_email(role), name=name, phone="", password_hash=shared, joined_at=kalsel.BEFORE)
        db.session().add(person)
        db.session().flush()
        if unit is not None:
            accounts.join(person, "member", unit, by=None, at=kalsel.TABLED_AT)
    db.session().flush()


def _regencies() -> Rows:
    """The known scores, and ten invented regencies with invented ones: of the real ones nobody published any."""
    last = min(kalsel.REGENCIES.values())
    invented = [(code, kalsel.below(last, place, 0.05, 2)) for place, code in enumerate(kalsel.OTHERS, 1)]
    return [("kode_instansi", "skor"), *kalsel.REGENCIES.items(), *invented]


def _agencies() -> Rows:
    last = min(kalsel.AGENCIES.values())
    invented = [(name, kalsel.below(last, place, 0.031, 3)) for place, name in enumerate(kalsel.INVENTED, 1)]
    return [("instansi", "skor"), *kalsel.AGENCIES.items(), *invented]


def _use(edition: Edition, code: str, rows: Rows, by: Someone) -> None:
    """Lay the table before the secretariat and use it, as the pages do."""
    at = kalsel.TABLED_AT
    category = spec_of(edition).category(code)
    assert category is not None
    found = queries.tabling_of(edition, category)
    text = "\n".join(";".join(str(cell).replace(".", ",") if isinstance(cell, float) else str(cell) for cell in row) for row in rows)
    file = storage.keep_bytes(text.encode(), CSV)
    name = f"skor-{code.lower()}-simulasi.csv"
    score_tables.lay(found, file, name, score_tables.read(found, [Sheet("CSV", tuple(rows))], at), by=by, at=at)
    db.session().flush()
    score_tables.use(queries.tabling_of(edition, category), by=by, at=at)


def _decide(edition: Edition, category: str, team: list[Someone]) -> None:
    at = kalsel.DECIDED_AT
    plenary = results.propose_winners(edition, category, by=team[0], at=at)
    facts = decisions.Facts(clock.local(at, edition.zone).date(), "", "\n".join(kalsel.PEOPLE), "SIMULASI")
    decisions.record_facts(plenary, facts, by=team[0], at=at)
    for minutes, who in enumerate(team[:2]):
        decisions.confirm(plenary, by=who, at=at + timedelta(minutes=5 * minutes), seen=plenary.seen)
    db.commit()


def _decisions(edition: Edition) -> list[Decision]:
    return db.everything(select(Decision).where(Decision.edition_id == edition.id).order_by(Decision.category))
