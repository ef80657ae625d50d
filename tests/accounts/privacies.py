"""Requests about personal data, and breaches, plainly made."""

from datetime import timedelta

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Breach, PrivacyRequest
from p4comp.core import clock
from tests import factories

MOMENT = factories.during("pendaftaran")


def wish(person=None, kind="correct", **values):
    """A waiting request, of a person or of somebody without account."""
    name, email = (person.name, person.email) if person else ("Warga", "warga@uji.example")
    values = {"name": name, "email": email, "asked_at": MOMENT, "due_at": MOMENT + timedelta(hours=72)} | values
    return factories.keep(
        PrivacyRequest(
            wish=kind,
            person_id=person.id if person else None,
            received_at=clock.real(),
            text=values.pop("text", "Nama saya keliru."),
            origin="" if person else "x",
            state=values.pop("state", "waiting"),
            **values,
        )
    )


def breach(**values):
    """A case written down at MOMENT."""
    values = {"noticed_at": MOMENT, "recorded_at": MOMENT, "recorded_by": "s", "state": "recorded", "people": 12} | values
    return factories.keep(Breach(what=values.pop("what", "Laptop hilang"), data=values.pop("data", "Nama dan telepon"), **values))


def actor(person):
    """The person as policies see them."""
    return someone(person)


def subjects(cast):
    """Requests of the entrant and of a stranger, open and done, with a copy and without; cases in each state."""
    done = {"answered_at": MOMENT, "state": "fulfilled"}
    copy = wish(cast.entrant, "copy", copy_sha256=factories.stored().sha256, copy_until=clock.real() + timedelta(days=1), **done)
    other, told = factories.person("Pemohon"), {"people_told_at": MOMENT, "authority_told_at": MOMENT}
    asked = {kind: {"request_id": wish(other, kind).id} for kind in ("correct", "erase")}
    over = {"request_id": wish(other, "erase", **done).id}
    cases = {state: {"breach_id": breach(state=state, **told).id} for state in ("told", "closed")} | {"open": {"breach_id": breach().id}}
    verbs = ("take_privacy_request", "fulfil_privacy_request", "refuse_privacy_request")
    moves = ("breach", "edit_breach", "close_breach", "dismiss_breach", "reopen_breach")
    found = {f"accounts.{name}": asked["correct"] for name in (*verbs, "privacy_request", "correct_person")}
    found |= {f"accounts.{name}@done": over for name in verbs} | {f"accounts.{name}": cases["open"] for name in moves}
    return found | {
        "accounts.own_copy": {"request_id": copy.id},
        "accounts.own_copy@unmade": {"request_id": wish(cast.entrant, "copy").id},
        "accounts.retract_privacy_request": {"request_id": wish(cast.entrant).id},
        "accounts.retract_privacy_request@done": {"request_id": copy.id},
        "accounts.correct_person@erase": asked["erase"],
        "accounts.erase_person": asked["erase"],
        "accounts.erase_person@correct": asked["correct"],
        "accounts.set_period": {"code": "mail"},
        "accounts.carry_out_period": {"code": "mail"},
        "accounts.carry_out_period@archive": {"code": "audit"},
        "accounts.breach_letter": cases["open"] | {"whom": "people", "form": "docx"},
        "accounts.edit_breach@closed": cases["closed"],
        "accounts.tell_of_breach": cases["open"] | {"whom": "people"},
        "accounts.tell_of_breach@closed": cases["closed"] | {"whom": "people"},
        "accounts.close_breach@told": cases["told"],
        "accounts.dismiss_breach@told": cases["told"],
        "accounts.reopen_breach@closed": cases["closed"],
    }
