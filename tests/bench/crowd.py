"""What a busy season leaves in the rooms the demo does not play: questions, tickets, colleagues at the same dossier."""

from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from sqlalchemy import insert, select

from p4comp.accounts.models import Membership, Person, Role
from p4comp.core import clock, db
from p4comp.core.db import new_id
from p4comp.demo.rules import stop
from p4comp.entries.models import Entry, Presence, Share, SignOffRequest
from p4comp.entries.rules.sign_off import SignOffState
from p4comp.messages.models import Question, Ticket
from p4comp.messages.rules.questions import QuestionState, Topic
from p4comp.messages.rules.tickets import TicketState

TICKETS, QUESTIONS, COLLEAGUES = 2000, 600, 8


def gather(entry: Entry, aspects: list[str]) -> None:
    """Let everybody ask, and colleagues of one institution share its dossier."""
    found = stop("pendaftaran")
    assert found is not None
    _tickets(found.at)
    _questions(found.at)
    _colleagues(entry, aspects, found.at)


def _tickets(at: datetime) -> None:
    query = select(Membership.institution_id, Membership.person_id).where(Membership.role == Role.MEMBER).order_by(Membership.id)
    members = db.session().execute(query.limit(TICKETS)).all()
    rows = [
        {"id": new_id(), "institution_id": institution, "subject": "Bukti ditolak", "state": state, "asked_by": person, "asked_at": asked}
        | {"moved_at": asked, "owner_id": "", "first_answered_at": None if state is TicketState.NEW else asked + timedelta(hours=4)}
        for number, ((institution, person), state) in enumerate(zip(members, cycle(TicketState), strict=False))
        for asked in [at - timedelta(minutes=number)]
    ]
    db.session().execute(insert(Ticket), rows)


def _questions(at: datetime) -> None:
    told: dict[str, Any] = {"text": "Apakah bukti boleh berupa tautan?", "original": "", "answer": "Tidak. Unggah berkasnya.", "reason": ""}
    told |= {"asker_name": "Warga", "asker_email": "warga@uji.example", "person_id": "", "origin": "", "answered_by": ""}
    rows = [
        told | {"id": new_id(), "topic": topic, "state": state, "asked_at": asked, "received_at": asked, "published_at": asked}
        for number, topic, state in zip(range(QUESTIONS), cycle(Topic), cycle(QuestionState), strict=False)
        for asked in [at - timedelta(minutes=number)]
    ]
    db.session().execute(insert(Question), rows)


def _colleagues(entry: Entry, aspects: list[str], at: datetime) -> None:
    """Drafters who have the dossier open and were given a part each, and asked for the approver's word."""
    session, people = db.session(), [_colleague(number, entry, at) for number in range(COLLEAGUES)]
    soon = clock.real() + timedelta(hours=1)
    session.add_all(
        Presence(entry_id=entry.id, person_id=one, aspect=part, seen_at=soon) for one, part in zip(people, cycle(aspects), strict=False)
    )
    given = {"entry_id": entry.id, "given_by": people[0], "given_at": at}
    session.add_all(Share(aspect=part, person_id=one, **given) for one, part in zip(people, aspects, strict=False))
    session.add(SignOffRequest(entry_id=entry.id, state=SignOffState.WAITING, content={}, asked_at=at, asked_by=people[0]))
    session.flush()


def _colleague(number: int, entry: Entry, at: datetime) -> str:
    session, id_ = db.session(), new_id()
    session.add(Person(id=id_, name=f"Rekan {number}", email=f"rekan.{id_}@uji.example", joined_at=at))
    session.flush()
    session.add(Membership(person_id=id_, role=Role.MEMBER, institution_id=entry.institution_id, drafts=True))
    return id_
