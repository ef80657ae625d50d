"""The same edition on the eve of its announcement in several worlds that differ only in who has won: nobody outside may tell them apart."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete

from p4comp.accounts.models import Person
from p4comp.certificates.models import Certificate
from p4comp.certificates.models.files import CertificateFile
from p4comp.competition.models import Edition
from p4comp.core import db, jobs
from p4comp.core.jobs import Job
from p4comp.decisions.models import Decision, DecisionLine, Plenary, Purpose
from p4comp.entries.models import Entry
from tests import factories
from tests.partners.scene import partner

MOMENT = factories.opening("penganugerahan") + timedelta(hours=12)
EVE = MOMENT - timedelta(seconds=1)
WORLDS = ("undecided", "first", "second")
UNKNOWN = "zzzzzzzzzzzz"


@dataclass
class Eve:
    """Three finalists, those who look, and what the world they are in has made; `ids` name it, so that answers can be compared."""

    edition: Edition
    entries: dict[str, Entry]
    observers: dict[str, Person | None]
    ids: dict[str, str] = field(default_factory=dict)


def eve():
    """The edition with its finalists announced and nothing else: the world in which nobody has decided."""
    cast = factories.cast()
    unit = factories.entry(cast.edition, state="verified", category="UPP", evidence=False)
    factories.decision(cast.edition, [unit], category="UPP", announced_at=factories.closing("pleno_finalis"))
    mitra = db.session().get(Person, partner(cast.edition).person_id)
    observers = {
        "anyone": None,
        "entrant": cast.entrant,
        "stranger": cast.stranger,
        "evaluator": cast.evaluator,
        "juror": cast.juror,
        "partner": mitra,
    }
    db.commit()
    return Eve(cast.edition, {"first": cast.entry, "second": cast.stranger_entry, "unit": unit}, observers, _nothing())


MADE = ("decision", "decision code", "decision hash", "plenary", "certificate", "certificate code", "serial", "number", "file hash")


def _nothing():
    """Well-shaped guesses that hit nothing."""
    guesses = ("zzzzzzzzzzz1", "HP-99999", "e" * 64, "zzzzzzzzzzz2", "zzzzzzzzzzz3", "d" * 20, "PG-99999", "B/99/2022", "f" * 64)
    return dict(zip(MADE, guesses, strict=True))


def turn(scene, world):
    """Let the scene be in this world: the winners decided with their moment set, papers and letters waiting, or nothing of it."""
    _forget()
    scene.ids = _nothing()
    if world != "undecided":
        _decide(scene, world)
    db.commit()


def _forget():
    session, won = db.session(), Decision.purpose == Purpose.WINNERS
    session.execute(delete(CertificateFile))
    session.execute(delete(Certificate))
    session.execute(delete(Job))
    found = list(session.query(Decision).where(won))
    plenaries = [one.plenary_id for one in found]
    session.execute(delete(DecisionLine).where(DecisionLine.decision_id.in_([one.id for one in found])))
    session.execute(delete(Decision).where(won))
    session.execute(delete(Plenary).where(Plenary.id.in_(plenaries)))
    session.expire_all()


def _decide(scene, world):
    winner, unit = scene.entries[world], scene.entries["unit"]
    awards = {winner.id: "APP", unit.id: "UPPT"}
    given = {"purpose": "winners", "announced_at": MOMENT, "awards": awards, "decree_number": "1473 Tahun 2021"}
    factories.decision(scene.edition, [unit], category="UPP", **given)
    found = factories.decision(scene.edition, [winner], **given)
    paper = factories.stored(b"piagam " + world.encode())
    piece = factories.certificate(found, winner, kind="winner", number="B/17/2022", pdf_sha256=paper.sha256)
    factories.keep(CertificateFile(certificate_id=piece.id, sha256=paper.sha256, role="printed", made_at=EVE))
    jobs.later("results.tell_finalists", scene.edition.id, due=MOMENT)
    things = (found.id, found.code, found.sha256, found.plenary_id, piece.id, piece.code, piece.serial, piece.number, paper.sha256)
    scene.ids = dict(zip(MADE, things, strict=True))
