"""What hangs on a corrected list follows it at its announcement: certificates and interviews."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Person
from p4comp.certificates import actions as certificates
from p4comp.certificates.models import Certificate
from p4comp.core import db
from p4comp.core.db import everything, first, session
from p4comp.core.errors import Refused
from p4comp.core.mail import Mail
from p4comp.interviews import actions as interviews
from p4comp.interviews.models import Interview
from p4comp.interviews.queries import finalists, unplaced
from tests import factories
from tests.results.corrections import MOMENT, REASON, announce, corrected, of


@pytest.mark.parametrize("moment", [MOMENT, None])
def test_certificates_of_a_line_taken_out_end_with_the_announcement_and_the_reason_names_the_decision(browse, at, season, work, moment):
    old, entry = of(season, "winners"), season.entries["second"]
    codes = {one.kind: one for one in everything(select(Certificate).where(Certificate.entry_id == entry.id))}
    new = corrected(season, ["first"], ["APP"])
    at(MOMENT - timedelta(hours=1) if moment else MOMENT)
    announce(new, MOMENT, MOMENT - timedelta(hours=1) if moment else MOMENT)
    if moment:
        work()
        assert browse().get(f"/v/{codes['winner'].code}").h1 == "Piagam asli dan berlaku"
        at(MOMENT)
        late = browse().get(f"/v/{codes['winner'].code}")
        assert (late.h1, f"Keputusan {new.code} menggantikan {old.code}: {REASON}" in late.text) == ("Piagam ini sudah dicabut", True)
        work()
    db.session().expire_all()
    assert (codes["winner"].state, codes["winner"].revoked_at, codes["winner"].revoked_for_id) == ("revoked", MOMENT, new.id)
    assert codes["winner"].revoked_reason == f"Keputusan {new.code} menggantikan {old.code}: {REASON}"
    page = browse().get(f"/v/{codes['winner'].code}")
    assert (page.h1, codes["winner"].revoked_reason in page.text) == ("Piagam ini sudah dicabut", True)
    assert browse().get(f"/v/{codes['finalist'].code}").h1 == "Piagam asli dan berlaku"
    assert everything(select(Mail).where(Mail.template == "certificates/mail/revoked.txt")) == []


def test_new_lines_get_certificates_and_unchanged_ones_keep_theirs(at, season, work):
    new = corrected(season, ["second", "first"], ["APP", "APP"])
    at(MOMENT)
    announce(new, MOMENT, MOMENT)
    states = {(one.entry_id, one.kind): one.state for one in everything(select(Certificate))}
    assert states[season.entries["first"].id, "winner"] == "issued"
    assert states[season.entries["second"].id, "winner"] == "revoked"
    with pytest.raises(Refused, match="sudah digantikan"):
        certificates.issue_all(new.replaces, by=None, at=MOMENT)
    made = certificates.issue_all(new, by=None, at=MOMENT)
    assert [(one.entry_id, one.phrases[-1]) for one in made] == [(season.entries["second"].id, "Aspek pengelolaan terbaik")]
    assert certificates.issue_all(new, by=None, at=MOMENT) == []


def test_who_falls_out_and_comes_back_is_given_a_new_certificate_and_one_revoked_by_hand_is_not(at, season):
    by = someone(factories.secretariat())
    by_hand = first(select(Certificate).where(Certificate.entry_id == season.entries["first"].id, Certificate.kind == "winner"))
    certificates.revoke(by_hand, "Tidak sah.", by=by, at=MOMENT)
    at(MOMENT)
    out = corrected(season, ["first"], ["APP"])
    announce(out, MOMENT, MOMENT)
    back = corrected(season, ["first", "second"], ["APP", "AKD"], decided_at=MOMENT)
    announce(back, MOMENT, MOMENT)
    assert [one.entry_id for one in certificates.issue_all(back, by=None, at=MOMENT)] == [season.entries["second"].id]


@pytest.fixture
def week(app, at):
    """Two finalists of UMUM announced before their interviews, both placed; a third ranked."""
    edition = factories.edition()
    entries = [factories.entry(edition, state="verified", evidence=False) for _ in range(3)]
    old = factories.decision(edition, entries[:2], announced_at=factories.closing("pleno_finalis"))
    panel = factories.panel(edition)
    juror = factories.juror(panel)
    opens = factories.opening("wawancara") + timedelta(hours=2)
    slots = [factories.interview(one, panel, starts_at=opens + timedelta(minutes=35 * n)) for n, one in enumerate(entries[:2])]
    for slot in slots:
        factories.juror_sheet(slot, juror)
    new = factories.decision(edition, [entries[0], entries[2]], replaces=old, reason=REASON)
    db.commit()
    return edition, entries, slots, new, opens


def test_who_fell_out_keeps_no_slot_and_who_came_in_is_placed(browse, at, work, week):
    edition, entries, slots, new, opens = week
    moment = opens - timedelta(hours=3)
    at(moment - timedelta(hours=1))
    announce(new, moment, moment - timedelta(hours=1))
    work()
    assert [one.state for one in everything(select(Interview).order_by(Interview.starts_at))] == ["placed", "placed"]
    assert {one.id for one in finalists(edition, moment - timedelta(seconds=1))} == {entries[0].id, entries[1].id}
    at(moment)
    work()
    db.session().expire_all()
    assert [one.state for one in slots] == ["placed", "cancelled"]
    assert {one.id for one in finalists(edition, moment)} == {entries[0].id, entries[2].id}
    assert unplaced(edition, moment) == [entries[2].institution_name]
    made = interviews.place_all(edition, by=None, at=moment)
    db.session().flush()
    assert [one.entry_id for one in made] == [entries[2].id]
    assert db.count(select(Mail).where(Mail.template == "interviews/mail/cancelled_juror.txt")) == 1
    member = session().get(Person, entries[1].contact_id)
    assert "Belum ada" in browse(member).get("/jadwal-wawancara/saya").text


def test_an_interview_that_has_begun_is_not_cancelled(at, work, week):
    _edition, _entries, slots, new, opens = week
    begun = opens + timedelta(minutes=35)
    at(begun)
    announce(new, begun, begun)
    db.session().expire_all()
    assert [one.state for one in slots] == ["placed", "placed"]


def test_a_finalist_who_comes_back_may_be_placed_again(at, work, week):
    edition, entries, _slots, new, opens = week
    at(opens - timedelta(hours=3))
    announce(new, opens - timedelta(hours=3), opens - timedelta(hours=3))
    again = factories.decision(edition, entries[:2], replaces=new, reason="Ternyata benar.")
    announce(again, opens - timedelta(hours=2), opens - timedelta(hours=3))
    at(opens - timedelta(hours=2))
    work()
    db.session().expire_all()
    assert [one.entry_id for one in interviews.place_all(edition, by=None, at=opens - timedelta(hours=2))] == [entries[1].id]
