"""Letters about practices."""

from datetime import datetime

from sqlalchemy import select

from p4comp.accounts.models import Membership, Person, Role
from p4comp.core import db, mail
from p4comp.practices.models import Adoption, Practice


def tell(
    template: str, institution_id: str, *, at: datetime, practice: Practice, adoption: Adoption | None = None, approvers: bool = False
) -> None:
    """Write to those who draft or approve for an institution, or to its approvers only."""
    duty = Membership.approves if approvers else Membership.approves | Membership.drafts
    query = select(Person).join(Membership, Membership.person_id == Person.id).where(Membership.institution_id == institution_id)
    query = query.where(Membership.role == Role.MEMBER, Person.is_active, duty).order_by(Person.name, Person.id)
    for person in db.everything(query):
        mail.to_person(f"practices/mail/{template}.txt", person, at=at, practice=practice, adoption=adoption)
