"""What is put in place on a played season so that each role finds its work: an open dossier, desk sheet and juror's sheet."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from sqlalchemy import Select, insert, select, update

from p4comp.accounts.actions import open_sign_in
from p4comp.accounts.models import Membership, Person
from p4comp.accounts.rules import Proof
from p4comp.certificates.models import Certificate, CertificateKind
from p4comp.competition.models import Extension
from p4comp.competition.spec import EditionSpec, Stage
from p4comp.core import clock, db
from p4comp.core.db import new_id
from p4comp.decisions.models import DecisionLine, Plenary, Purpose
from p4comp.demo import rules
from p4comp.entries.models import Answer, Entry, State
from p4comp.interviews.models import Interview, Juror, JurorSheet, Mark
from p4comp.interviews.rules.states import SheetState as JurorState
from p4comp.judging.models import Assignment, Evaluator, Finding, SheetState
from tests.bench import crowd
from tests.bench.multiply import spec_now
from tests.bench.visits import Guest, guest

CATEGORY = "UMUM"
FOR_EVER = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Field:
    """A field of the form `code.name`, with the version it has now."""

    name: str
    version: int


@dataclass(frozen=True)
class Scene:
    """Who visits, and the ids of what they open."""

    spec: EditionSpec
    guests: dict[str, Guest]
    entry: str
    institution: str
    narrative: Field
    assignment: str
    level: Field
    sheet: str
    score: Field
    verified: str
    plenary: str
    certificate: str

    @property
    def code(self) -> str:
        """An indicator of the open dossier."""
        return self.spec.instrument_of(CATEGORY).indicators[0].code


def prepare(app: Flask) -> Scene:
    """Set the scene on the played season."""
    with app.app_context(), db.transactions(writing=True):
        member, dossier = _open_dossier()
        entry, institution = dossier.id, dossier.institution.code
        assignment = _open_desk()
        sheet = _open_juror_sheet()
        spec = spec_now()
        crowd.gather(dossier, [one.code for one in spec.instrument_of(CATEGORY).aspects])
        people = {role: _person(role) for role in ("sekretariat", "penilai", "juri")} | {"peserta": member}
        scene = Scene(
            spec=spec,
            guests={role: guest(app, open_sign_in(person, second=Proof.TOTP, agent="bench")) for role, person in people.items()},
            entry=entry,
            institution=institution,
            narrative=_field(Answer, Answer.entry_id == entry, spec.instrument_of(CATEGORY).indicators[0].code, "narrative"),
            assignment=assignment,
            level=_field(Finding, Finding.assignment_id == assignment, spec.instrument_of(CATEGORY).indicators[0].code, "level"),
            sheet=sheet,
            score=_mark_field(sheet),
            verified=_first(select(Entry.id).where(Entry.state == State.VERIFIED, Entry.category == CATEGORY).order_by(Entry.id)),
            plenary=_first(select(Plenary.id).where(Plenary.purpose == Purpose.FINALISTS, Plenary.category == CATEGORY)),
            certificate=_first(select(Certificate.code).where(Certificate.kind == CertificateKind.WINNER).order_by(Certificate.serial)),
        )
        db.commit()
        db.db.session.remove()
    return scene


def _first(query: Select[Any]) -> Any:
    return db.session().execute(query.limit(1)).scalar_one()


def _person(role: str) -> str:
    guide = rules.guide(role)
    assert guide is not None
    return str(_first(select(Person.id).where(Person.email == guide.email)))


def _open_dossier() -> tuple[str, Entry]:
    """A complete dossier that is a draft again, and may be worked on whatever the day; its approver, and itself."""
    found = select(Entry).where(Entry.state == State.REFUSED, Entry.category == CATEGORY).order_by(Entry.id)
    entry: Entry = _first(found)
    entry.state = State.DRAFT
    extension = {"id": new_id(), "edition_id": entry.edition_id, "stage": Stage.REGISTRATION.value, "entry_id": entry.id, "until": FOR_EVER}
    extension |= {"category": "", "reason": "bench", "letter_number": "", "person_id": "", "made_at": clock.real()}
    db.session().execute(insert(Extension), [extension])
    approver = select(Membership.person_id).where(Membership.institution_id == entry.institution_id, Membership.approves)
    return _first(approver), entry


def _open_desk() -> str:
    """A filled sheet of the demo's evaluator that is not locked yet, on an entry that went no further."""
    listed = select(DecisionLine.subject_id)
    query = select(Assignment.id).join(Assignment.evaluator).join(Assignment.entry)
    query = query.where(Evaluator.person_id == _person("penilai"), Entry.category == CATEGORY, Entry.id.not_in(listed))
    found = _first(query.order_by(Assignment.id))
    db.session().execute(update(Assignment).where(Assignment.id == found).values(state=SheetState.OPEN, locked_at=None))
    return str(found)


def _open_juror_sheet() -> str:
    """A filled sheet of the demo's juror that is not locked yet."""
    query = select(JurorSheet.id).join(JurorSheet.juror).join(JurorSheet.interview).join(Interview.entry)
    query = query.where(Juror.person_id == _person("juri"), Entry.category == CATEGORY).order_by(Interview.starts_at)
    found = _first(query)
    db.session().execute(update(JurorSheet).where(JurorSheet.id == found).values(state=JurorState.OPEN, locked_at=None))
    return str(found)


def _field(model: Any, owner: Any, code: str, name: str) -> Field:
    version = _first(select(getattr(model, f"{name}_version")).where(owner, model.indicator == code))
    return Field(f"{code}.{name}", version)


def _mark_field(sheet: str) -> Field:
    mark: Mark = _first(select(Mark).where(Mark.sheet_id == sheet).order_by(Mark.criterion))
    return Field(f"{mark.criterion}.score", mark.score_version)
