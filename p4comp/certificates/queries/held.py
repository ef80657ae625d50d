"""Who holds which certificate, and what covers a line of a decision."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from p4comp.accounts.models import Membership, Person, Role
from p4comp.certificates.models import LISTED, Certificate
from p4comp.certificates.rules import State
from p4comp.core.db import session
from p4comp.decisions.models import Decision, DecisionLine
from p4comp.entries.models import Entry


@dataclass(frozen=True)
class Held:
    """A certificate and the award it was issued for."""

    certificate: Certificate
    award: str

    def covers(self, line: DecisionLine) -> bool:
        """Whether a line needs no certificate because of this one: same entry and award, neither replaced nor revoked for a correction.

        One revoked by hand covers its line, too: a correction about somebody else does not bring it back.
        """
        one = self.certificate
        is_kept = one.revoked_for_id is None and one.state is not State.REPLACED
        return is_kept and one.entry_id == line.subject_id and self.award == line.award


def of_list(decision: Decision) -> list[Held]:
    """The certificates issued on any decision of the same list, with the award each was issued for; one query."""
    line = and_(DecisionLine.decision_id == Certificate.decision_id, DecisionLine.subject_id == Certificate.entry_id)
    query = select(Certificate, func.coalesce(DecisionLine.award, "")).join(Certificate.decision).outerjoin(DecisionLine, line)
    same = (Decision.edition_id == decision.edition_id, Decision.purpose == decision.purpose, Decision.category == decision.category)
    return [
        Held(row[0], row[1]) for row in session().execute(query.where(*same, Certificate.kind.in_(LISTED)).order_by(Certificate.serial))
    ]


def holders(certificates: Sequence[Certificate]) -> list[tuple[Certificate, Person]]:
    """The people of the institutions that hold these certificates; of a person's own only that person."""
    return _members([one for one in certificates if not one.person_id]) + _persons([one for one in certificates if one.person_id])


def _persons(certificates: list[Certificate]) -> list[tuple[Certificate, Person]]:
    ids = [one.person_id for one in certificates]
    people = {one.id: one for one in session().execute(select(Person).where(Person.id.in_(ids), Person.is_active)).scalars()} if ids else {}
    return [(one, people[one.person_id]) for one in certificates if one.person_id in people]


def _members(certificates: list[Certificate]) -> list[tuple[Certificate, Person]]:
    if not certificates:
        return []
    members = select(Entry.id, Person).join(Membership, Membership.institution_id == Entry.institution_id)
    members = members.join(Person, Person.id == Membership.person_id).where(Membership.role == Role.MEMBER, Person.is_active)
    found = session().execute(members.where(Entry.id.in_([one.entry_id for one in certificates])).order_by(Person.name)).all()
    return [(one, person) for one in certificates for entry_id, person in found if entry_id == one.entry_id]
