"""Who was erased is named in no ticket and no question any more, whoever wrote it; everything else that was said stays."""

import pytest
from sqlalchemy import select

from p4comp.accounts.actions.privacy_erasing import erase
from p4comp.core.db import everything, session
from p4comp.messages.models import Question, Ticket, TicketLine
from p4comp.messages.rules.erasing import unnamed
from tests import factories
from tests.messages import makings
from tests.messages.makings import MOMENT

NAMED = {"instead": "X", "name": "Sari Dewi", "email": "sari@uji.go.id", "phone": "628123456789"}


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Saya Sari Dewi, surel sari@uji.go.id.", "Saya X, surel X."),
        ("SARI  DEWI\nSari\nDewi", "X\nX"),
        ("Sari saja, Dewi saja, Sari Dewinta, Asari Dewi", "Sari saja, Dewi saja, Sari Dewinta, Asari Dewi"),
        ("Bukan sari@uji.go.idn atau basari@uji.go.id", "Bukan sari@uji.go.idn atau basari@uji.go.id"),
        ("WA 08123456789, 0812-3456-789, +62 812 3456 789, (62) 8123456789", "WA X, X, X, (X"),
        ("Nomor surat 008123456789 dan 081234567890", "Nomor surat 008123456789 dan 081234567890"),
    ],
)
def test_name_address_and_telephone_are_found_however_they_are_typed(text, after):
    assert unnamed(text, **NAMED) == after


def test_where_little_is_known_little_is_taken_out():
    assert unnamed("Apa kabar? 0 62 08", instead="X", name="", email="", phone="") == "Apa kabar? 0 62 08"


def test_an_erased_person_is_named_in_no_ticket_and_no_question(app):
    place = factories.institution()
    sari, colleague = (factories.member(factories.person(name), place) for name in ("Sari Dewi", "Budi"))
    sari.phone = "628123456789"
    own = factories.keep(Ticket(institution_id=place.id, subject="Sari Dewi bertanya", asked_by=sari.id, asked_at=MOMENT, moved_at=MOMENT))
    other = factories.keep(Ticket(institution_id=place.id, subject="Lain", asked_by=colleague.id, asked_at=MOMENT, moved_at=MOMENT))
    said = {
        "sari": (own, sari, f"Hubungi saya di {sari.email} atau 0812 3456 789. Batas waktunya kapan?", "KTP Sari Dewi.pdf"),
        "office": (own, colleague, "Baik, Ibu Sari Dewi.", ""),
        "other": (other, colleague, "Sari Dewi lain, di tiket yang tidak ada hubungannya.", ""),
    }
    for ticket, by, text, name in said.values():
        factories.keep(TicketLine(ticket_id=ticket.id, text=text, written_by=by.id, written_at=MOMENT, file_name=name))
    asked = makings.question(text="Saya Sari Dewi. Bolehkah?", answer="Boleh, Bu Sari Dewi.", person_id=sari.id, state="published")
    erase(sari, by=makings.actor(factories.secretariat()), at=MOMENT)
    session().flush()
    session().expire_all()
    gone = f"Orang terhapus {sari.id}"
    lines = sorted((one.text, one.file_name) for one in everything(select(TicketLine)))
    assert lines == sorted(
        [
            (f"Hubungi saya di {gone} atau {gone}. Batas waktunya kapan?", f"KTP {gone}.pdf"),
            (f"Baik, Ibu {gone}.", ""),
            ("Sari Dewi lain, di tiket yang tidak ada hubungannya.", ""),
        ]
    )
    assert sorted(one.subject for one in everything(select(Ticket))) == ["Lain", f"{gone} bertanya"]
    kept = session().get_one(Question, asked.id)
    assert (kept.original, kept.text, kept.answer) == (f"Saya {gone}. Bolehkah?", f"Saya {gone}. Bolehkah?", f"Boleh, Bu {gone}.")
