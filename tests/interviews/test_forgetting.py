"""Who is erased is no longer named by invitations, and has no calendar address."""

from sqlalchemy import select

from p4comp.accounts.actions.privacy_erasing import erase
from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.core.mail import MailAttachment
from p4comp.interviews.actions import feeds, letters
from p4comp.interviews.models import CalendarFeed
from tests import factories
from tests.interviews.inviting import invitation
from tests.interviews.stage import PLACED_AT


def test_nothing_names_them_any_more(placed, session):
    row = placed[1]["91"]
    person = factories.member(factories.person("Yohana Wenda"), row.entry.institution)
    people = {row.entry.institution_id: [person]}
    letters.tell_finalist(row, letters.MOVED, people, PLACED_AT, was=row.starts_at)
    feeds.make_feed(by=someone(person), at=PLACED_AT)
    kept = invitation(row)
    kept.presenter, kept.position, kept.companions, kept.answered_for = "Yohana Wenda", "Sekda", "Budi\nYohana Wenda", "Yohana Wenda, Sekda"
    session.commit()
    email = person.email
    erase(person, by=someone(factories.secretariat()), at=PLACED_AT)
    session.commit()
    kept = invitation(row)
    assert "Yohana" not in kept.presenter + kept.position + kept.companions + kept.answered_for
    assert "Budi" in kept.companions
    assert db.everything(select(CalendarFeed)) == []
    assert not any(email.encode() in one.content for one in db.everything(select(MailAttachment)))
