"""What invitations let go of when a person is erased: the calendar address, and the name wherever it was typed."""

from functools import partial

from sqlalchemy import delete, or_, select

from p4comp.accounts.models import Person
from p4comp.core.db import everything, session
from p4comp.interviews.models import CalendarFeed, ChangeRequest, Invitation
from p4comp.messages.rules.erasing import unnamed

TYPED = ("presenter", "companions", "answered_for")


def forget(person: Person, *, name: str, email: str, phone: str) -> None:
    """Presenters, companions, telephone notes and requests no longer name who was erased."""
    session().execute(delete(CalendarFeed).where(CalendarFeed.person_id == person.id))
    without = partial(unnamed, instead=person.name, name=name, email=email, phone=phone)
    named = or_(*(getattr(Invitation, field).icontains(name, autoescape=True) for field in TYPED))
    for found in everything(select(Invitation).where(named)):
        if name.casefold() in found.presenter.casefold():
            found.position = ""
        for field in TYPED:
            setattr(found, field, without(getattr(found, field)))
    said = or_(ChangeRequest.asked_by == person.id, ChangeRequest.reason.icontains(name, autoescape=True))
    for request in everything(select(ChangeRequest).where(said)):
        request.reason, request.answer = without(request.reason), without(request.answer)
