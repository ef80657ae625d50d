"""Mail against a real server that refuses, puts off and hangs up: nothing is sent twice, nothing is lost, others go on."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from p4comp.core import clock, db, jobs, mail
from p4comp.core.db import session
from p4comp.core.mail import Mail, MailState, MailTry, Outcome
from p4comp.core.mail import rules as mail_rules
from tests import factories
from tests.core.post_office import Clerk, open_office


@pytest.fixture
def clerk(app, monkeypatch):
    """The clerk of a post office on this machine."""
    found = Clerk()
    office = open_office(found)
    settings = replace(app.extensions["settings"], smtp_url=office.url, mail_reply_to="sekretariat@uji.example", mail_rate=3)
    monkeypatch.setitem(app.extensions, "settings", settings)
    yield found
    office.stop()


@pytest.fixture(autouse=True)
def now(at):
    """The moment at which the tests begin."""
    return at(clock.real())


def write(*addresses, **values):
    rows = [mail.queue("messages/mail/test.txt", to=one, at=factories.BEGINNING, name="Siti", **values) for one in addresses]
    ids = [one.id for one in rows]
    db.commit()
    return ids


def state(mail_id):
    db.session().expire_all()
    found = session().get(Mail, mail_id)
    return found.state, found.tries


def outcomes(mail_id):
    return [one.outcome for one in mail.tries(session().get(Mail, mail_id))]


def test_a_letter_says_where_answers_go(clerk, work):
    write("siti@uji.example")
    work()
    [(address, letter)] = clerk.taken
    assert (address, letter["Reply-To"], letter["Auto-Submitted"]) == ("siti@uji.example", "sekretariat@uji.example", "auto-generated")
    assert "Pada" not in letter.get_content()
    assert "Yth. Siti" in letter.get_content()


def test_a_refused_address_fails_with_the_servers_words_and_others_go_on(clerk, work):
    clerk.refused["tiada@uji.example"] = "550 5.1.1 No such user here"
    ids = write("satu@uji.example", "tiada@uji.example", "dua@uji.example")
    work()
    assert clerk.addresses == ["satu@uji.example", "dua@uji.example"]
    assert [state(one) for one in ids] == [(MailState.SENT, 1), (MailState.FAILED, 1), (MailState.SENT, 1)]
    failed = session().get(Mail, ids[1])
    assert (failed.answer, failed.is_address_wrong) == ("550 5.1.1 No such user here", True)
    assert mail.wrong_addresses(["satu@uji.example", "tiada@uji.example"]) == {"tiada@uji.example"}
    assert work() == 0


def test_a_greylisted_letter_comes_back_after_its_pauses_and_leaves_once(clerk, work, at, now):
    clerk.later["siti@uji.example"] = 2
    [mail_id] = write("siti@uji.example")
    work()
    assert state(mail_id) == (MailState.WAITING, 1)
    assert work() == 0
    at(now + timedelta(minutes=1))
    work()
    assert state(mail_id) == (MailState.WAITING, 2)
    at(now + timedelta(minutes=6))
    work()
    assert state(mail_id) == (MailState.SENT, 3)
    assert outcomes(mail_id) == [Outcome.LATER, Outcome.LATER, Outcome.SENT]
    assert clerk.addresses == ["siti@uji.example"]


def test_after_its_last_try_a_letter_fails(clerk, work, at, now):
    clerk.later["siti@uji.example"] = 99
    [mail_id] = write("siti@uji.example")
    for day in range(9):
        at(now + timedelta(days=day * 2))
        work()
    assert state(mail_id) == (MailState.FAILED, len(mail_rules.PAUSES) + 1)
    assert session().get(Mail, mail_id).is_address_wrong is False


def test_a_line_cut_before_the_text_is_tried_again(clerk, work, at, now):
    clerk.cut_before.add("siti@uji.example")
    [mail_id] = write("siti@uji.example")
    work()
    assert state(mail_id) == (MailState.WAITING, 1)
    clerk.cut_before.clear()
    at(now + timedelta(minutes=1))
    work()
    assert state(mail_id) == (MailState.SENT, 2)
    assert clerk.addresses == ["siti@uji.example"]


def test_a_line_cut_after_the_text_is_not_tried_again_by_itself(clerk, work, at, now):
    clerk.cut_after.add("siti@uji.example")
    [mail_id] = write("siti@uji.example")
    work()
    assert (state(mail_id), outcomes(mail_id)) == ((MailState.FAILED, 1), [Outcome.UNSURE])
    at(now + timedelta(days=3))
    mail.rescue()
    db.commit()
    assert work() == 0
    assert clerk.addresses == ["siti@uji.example"]


def test_a_text_that_is_refused_says_nothing_of_the_address(clerk, work):
    clerk.refused_text["siti@uji.example"] = "554 5.7.1 Looks like spam"
    [mail_id] = write("siti@uji.example")
    work()
    assert state(mail_id) == (MailState.FAILED, 1)
    assert session().get(Mail, mail_id).is_address_wrong is False


def test_sent_again_it_is_a_new_letter_on_the_same_row(clerk, work):
    [mail_id] = write("lama@uji.example")
    work()
    found = session().get(Mail, mail_id)
    mail.again(found, "baru@uji.example")
    db.commit()
    work()
    assert clerk.addresses == ["lama@uji.example", "baru@uji.example"]
    first, second = (letter["Message-ID"] for _address, letter in clerk.taken)
    assert first != second
    assert [(one.to, one.outcome) for one in mail.tries(session().get(Mail, mail_id))] == [
        ("lama@uji.example", Outcome.SENT),
        ("baru@uji.example", Outcome.SENT),
    ]


def test_two_jobs_for_one_letter_send_it_once(clerk, work):
    [mail_id] = write("siti@uji.example")
    jobs.later("mail.send", mail_id)
    jobs.later("mail.send", mail_id)
    work()
    assert clerk.addresses == ["siti@uji.example"]


@pytest.mark.parametrize(("is_handed_over", "expected"), [(False, MailState.WAITING), (True, MailState.FAILED)])
def test_a_worker_that_died_is_noticed(clerk, work, is_handed_over, expected):
    [mail_id] = write("siti@uji.example")
    session().execute(update(jobs.Job).values(state=jobs.JobState.DONE))
    session().execute(update(Mail).values(state=MailState.SENDING, tries=1))
    long_ago = clock.real() - jobs.STALE_AFTER - timedelta(seconds=1)
    handed_over_at = long_ago if is_handed_over else None
    factories.keep(MailTry(mail_id=mail_id, to="siti@uji.example", began_at=long_ago, handed_over_at=handed_over_at))
    mail.rescue()
    db.commit()
    assert state(mail_id) == (expected, 1)


def test_a_letter_whose_job_got_lost_is_found(clerk, work, at, now):
    [mail_id] = write("siti@uji.example")
    session().execute(update(jobs.Job).values(state=jobs.JobState.FAILED))
    db.commit()
    at(now + timedelta(minutes=16))
    assert work() == 0
    mail.rescue()
    assert work() == 1
    assert state(mail_id) == (MailState.SENT, 1)


def test_letters_of_a_batch_leave_at_the_rate_and_single_ones_do_not_wait(clerk, work):
    write(*(f"banyak{number}@uji.example" for number in range(5)), batch_id="b")
    write("satu@uji.example")
    work()
    assert sorted(clerk.addresses) == ["banyak0@uji.example", "banyak1@uji.example", "banyak2@uji.example", "satu@uji.example"]
    waiting = session().execute(select(Mail.next_try_at).where(Mail.state == MailState.WAITING).order_by(Mail.next_try_at)).scalars().all()
    assert len(waiting) == 2
    assert waiting[1] - waiting[0] == timedelta(seconds=20)


LEGAL = {
    ("waiting", "claim"): "sending",
    ("sending", "deliver"): "sent",
    ("sending", "postpone"): "waiting",
    ("sending", "fail"): "failed",
    ("sent", "bounce"): "bounced",
    ("sent", "resend"): "waiting",
    ("failed", "resend"): "waiting",
    ("bounced", "resend"): "waiting",
    ("settled", "resend"): "waiting",
    ("failed", "settle"): "settled",
    ("bounced", "settle"): "settled",
}


def test_moves():
    table = mail_rules.MOVES.table
    found = {
        (one.value, verb): mail_rules.MOVES.after(one, verb).value
        for one in MailState
        for verb in table
        if mail_rules.MOVES.allows(one, verb)
    }
    assert found == LEGAL


@pytest.mark.parametrize(
    ("code", "words", "outcome", "is_wrong"),
    [
        (450, "4.2.0 busy", Outcome.LATER, False),
        (421, "closing", Outcome.LATER, False),
        (552, "5.2.2 full", Outcome.LATER, False),
        (550, "5.2.2 mailbox full", Outcome.LATER, False),
        (550, "5.1.1 unknown", Outcome.REFUSED, True),
        (551, "not local", Outcome.REFUSED, True),
        (553, "bad name", Outcome.REFUSED, True),
        (550, "5.7.1 relaying denied", Outcome.REFUSED, False),
        (554, "no", Outcome.REFUSED, False),
    ],
)
def test_what_a_refused_recipient_means(code, words, outcome, is_wrong):
    reply = mail_rules.of_recipient(code, words)
    assert (reply.outcome, reply.is_address_wrong) == (outcome, is_wrong)
