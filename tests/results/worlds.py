"""The same edition on the eve of its announcement in several worlds that differ only in who has won: nobody outside may tell them apart."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Person
from p4comp.certificates.models import CertificateFile, NameRound, PrintedName, TeamConsent
from p4comp.certificates.rules import grouped, new_code
from p4comp.competition.models import Edition
from p4comp.core import db, vault
from p4comp.core.db import Base, first
from p4comp.decisions.models import Decision
from p4comp.entries.models import Entry
from p4comp.interviews.actions import feeds
from p4comp.interviews.queries.calendars import PURPOSE
from p4comp.results.models import CeremonyInvitation, GuestAnswer
from tests import factories, paces
from tests.partners.scene import partner
from tests.results import feedback_scene
from tests.results.finished import finish, paper

MOMENT = factories.opening("penganugerahan") + timedelta(hours=12)
EVE = MOMENT - timedelta(seconds=1)
WORLDS = ("undecided", "first", "second")
OBSERVERS = ("anyone", "entrant", "stranger", "evaluator", "juror", "partner")
UNKNOWN = "zzzzzzzzzzzz"
ROWS = ("decision", "other decision", "plenary", "other plenary", "certificate", "proof", "thanks", "letter", "run", "batch", "photo")
HASHES = ("decision hash", "printed file", "signed file", "feedback file", "photo file")
CODES = ("certificate code", "proof code", "thanks code", "letter code")
NUMBERED = {"decision code": "HP-99999", "other code": "HP-99998", "number": "B/99/2022", "proof number": "B/98/2022"}
SERIALS = ("certificate serial", "proof serial", "thanks serial", "letter serial")


@dataclass
class Eve:
    """Three finalists, those who look, their secret addresses, and what the world they are in has made; `ids` name it, so that answers can be compared."""

    edition: Edition
    entries: dict[str, Entry]
    observers: dict[str, Person | None]
    office: list[Person]
    secrets: dict[str, str]
    moment = MOMENT
    eve = EVE
    ids: dict[str, str] = field(default_factory=dict)
    kept: list = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)


def eve():
    """The edition with its finalists announced and their papers given, and nothing else: the world in which nobody has decided."""
    cast = factories.cast()
    unit = factories.entry(cast.edition, state="verified", category="UPP", evidence=False)
    announced = factories.closing("pleno_finalis")
    units = factories.decision(cast.edition, [unit], category="UPP", announced_at=announced)
    entries = {"first": cast.entry, "second": cast.stranger_entry, "unit": unit}
    for one in entries.values():
        feedback_scene.assessed(one, 3)
    _finalists_papers(cast, units, entries)
    mitra = db.session().get(Person, partner(cast.edition).person_id)
    people = (None, cast.entrant, cast.stranger, cast.evaluator, cast.juror, mitra)
    observers = dict(zip(OBSERVERS, people, strict=True))
    secrets = {name: _calendar(who) for name, who in observers.items() if name in ("entrant", "stranger", "juror")}
    scene = Eve(cast.edition, entries, observers, [cast.secretary, cast.second_secretary], secrets)
    remember(scene)
    return scene


def remember(scene):
    """Let all worlds begin from here."""
    db.commit()
    scene.kept, scene.ids = all_rows(), _nothing(scene)


def _finalists_papers(cast, units, entries):
    """What every finalist has before anybody has won: a certificate with its file, a name being proof-read, a letter's consent."""
    general = first(select(Decision).where(Decision.edition_id == cast.edition.id, Decision.category == "UMUM"))
    factories.keep(NameRound(edition_id=cast.edition.id, until=MOMENT + timedelta(days=1), opened_at=EVE - timedelta(days=9), opened_by=""))
    for name, one in entries.items():
        paper = factories.stored(factories.pdf(f"finalis {name}"))
        piece = factories.certificate(units if name == "unit" else general, one, pdf_sha256=paper.sha256, code=new_code())
        factories.keep(CertificateFile(certificate_id=piece.id, sha256=paper.sha256, role="printed", made_at=EVE - timedelta(days=8)))
        state = "approved" if name == "first" else "wanted"
        factories.keep(PrintedName(entry_id=one.id, state=state, name=one.institution_name, answered_at=EVE, answered_by=""))
    asked = {"opened_at": EVE - timedelta(days=9), "opened_by": "", "until": MOMENT, "starts_at": MOMENT}
    factories.keep(CeremonyInvitation(edition_id=cast.edition.id, place="Balai Kartini", most=3, **asked))
    answered = {"attends": True, "persons": 2, "answered_at": EVE, "answered_by": ""}
    factories.keep(GuestAnswer(entry_id=cast.entry.id, **answered))
    for one, who in ((cast.entry, cast.entrant), (cast.stranger_entry, cast.stranger)):
        factories.keep(TeamConsent(entry_id=one.id, person_id=who.id, name=who.name, agreed_at=EVE))


def _calendar(who):
    """The secret of somebody's calendar."""
    feed = feeds.make_feed(by=someone(who), at=EVE - timedelta(days=30))
    return vault.unseal(feed.sealed, f"{PURPOSE}:{who.id}")


def turn(scene, world):
    """Let the scene be in this world, everything else as it was: the winners decided with their moment set and all that follows, or nothing of it."""
    put_back(scene.kept)
    paces.forget()
    found = _nothing(scene) | (finish(scene, world) if world != "undecided" else {})
    scene.ids = found | {f"{name} in groups": grouped(found[name]) for name in CODES}
    db.commit()


def _nothing(scene):
    """Well-shaped guesses that hit nothing, and files that nobody made."""
    guesses = {name: f"{'z' * 10}{number:02}" for number, name in enumerate(ROWS)}
    guesses |= {name: f"{number:x}" * 64 for number, name in enumerate(HASHES, 10)}
    guesses |= {name: new_code() for name in CODES}
    scene.files = {role: paper(role, "nobody", guesses["certificate code"]) for role in ("printed", "signed")}
    guesses |= {f"{role} file": hashlib.sha256(content).hexdigest() for role, content in scene.files.items()}
    return guesses | NUMBERED | {name: f"PG-{99999 - number}" for number, name in enumerate(SERIALS)}


def all_rows():
    """Every row of every table."""
    connection = db.session().connection()
    return [(one, [dict(row._mapping) for row in connection.execute(one.select())]) for one in Base.metadata.sorted_tables]


def put_back(rows):
    """Let the tables hold these rows and no others."""
    db.session().expire_all()
    connection = db.session().connection()
    for table, _rows in reversed(rows):
        connection.execute(table.delete())
    for table, found in rows:
        if found:
            connection.execute(table.insert(), found)
    db.commit()
