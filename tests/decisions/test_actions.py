"""p4comp/decisions/actions.py, tasks.py, commands.py"""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from p4comp.accounts.identity import someone
from p4comp.core import canonical, db
from p4comp.core.audit import AuditRecord
from p4comp.core.errors import Invalid, Refused, RuleBroken
from p4comp.core.mail import Mail
from p4comp.decisions import actions, queries, signals
from p4comp.decisions.actions import Decree, Facts
from p4comp.decisions.commands import decisions as command
from p4comp.decisions.models import Decision, Plenary, Purpose
from p4comp.entries.models import Entry
from tests import factories
from tests.decisions.conftest import AT, SOON, propose

COPIED = ("edition_id", "purpose", "category", "proposal", "proposal_sha256", "working", "concerned", "shown")


def _decide(plenary, people):
    actions.confirm(plenary, by=people[0], at=AT, seen=plenary.seen)
    found = actions.confirm(plenary, by=people[1], at=AT, seen=plenary.seen)
    db.session().flush()
    return found


def test_a_proposal_is_kept_with_its_hash(plenary):
    assert (plenary.state, plenary.proposal_sha256) == ("proposed", canonical.sha256(plenary.proposal))


def test_a_new_proposal_withdraws_the_one_that_two_people_have_not_confirmed(edition, plenary, proposal, people):
    actions.confirm(plenary, by=people[0], at=AT, seen=plenary.seen)
    second = propose(edition, proposal, people[1])
    assert (plenary.state, second.state) == ("withdrawn", "proposed")


def test_a_confirmed_list_is_not_proposed_again(edition, plenary, proposal, people):
    _decide(plenary, people)
    with pytest.raises(Refused, match="sudah disahkan"):
        propose(edition, proposal, people[1])


def test_two_living_proposals_of_one_list_never_exist(plenary):
    with pytest.raises(IntegrityError):
        factories.keep(Plenary(**{key: getattr(plenary, key) for key in (*COPIED, "proposed_at", "proposed_by")}))


def test_two_different_people_make_the_decision(plenary, people):
    assert actions.confirm(plenary, by=people[0], at=AT, seen=plenary.seen) is None
    with pytest.raises(Refused, match="orang lain"):
        actions.confirm(plenary, by=people[0], at=AT, seen=plenary.seen)
    assert plenary.state == "confirmed_once"
    decision = actions.confirm(plenary, by=people[1], at=SOON, seen=plenary.seen)
    assert (plenary.state, plenary.first_confirmed_by, plenary.second_confirmed_by) == ("confirmed", people[0].id, people[1].id)
    assert (decision.code, decision.decided_at, decision.announced_at) == ("HP-2022-0001", SOON, None)
    with pytest.raises(RuleBroken):
        actions.confirm(plenary, by=people[2], at=SOON, seen=plenary.seen)


@pytest.mark.parametrize("place", [0, 3])
def test_staff_of_a_ranked_institution_take_no_part(edition, plenary, people, place):
    colleague = factories.secretariat("Peserta juga")
    institution_id = plenary.working["ranking"][place]["institution_id"]
    factories.member(colleague, next(one.institution for one in _entries() if one.institution_id == institution_id))
    by = someone(colleague)
    with pytest.raises(Refused, match="Instansi Anda dinilai"):
        actions.confirm(plenary, by=by, at=AT, seen=plenary.seen)
    with pytest.raises(Refused, match="Instansi Anda dinilai"):
        actions.change(plenary, out="x", into="y", reason="Alasan.", by=by, at=AT)
    assert plenary.state == "proposed"


def _entries():
    return db.everything(select(Entry))


def test_nobody_outside_the_secretariat_confirms(plenary):
    for who in (factories.person(), factories.auditor()):
        with pytest.raises(Refused):
            actions.confirm(plenary, by=someone(who), at=AT, seen=plenary.seen)


def test_after_the_first_confirmation_the_others_are_asked_by_mail(plenary, people):
    actions.confirm(plenary, by=people[0], at=AT, seen=plenary.seen)
    mails = db.everything(select(Mail).where(Mail.template == "decisions/mail/second.txt"))
    assert {mail.person_id for mail in mails} == {people[1].id, people[2].id}


def test_the_list_changes_with_a_reason_only_and_before_any_confirmation(plenary, people):
    ids = [row["subject_id"] for row in plenary.working["ranking"]]
    before = plenary.proposal_sha256
    with pytest.raises(Invalid) as refusal:
        actions.change(plenary, out=ids[0], into=ids[3], reason="  ", by=people[0], at=AT)
    assert (refusal.value.field, plenary.proposal_sha256) == ("reason", before)
    actions.change(plenary, out=ids[0], into=ids[3], reason="Dibatalkan instansi.", by=people[0], at=AT)
    assert [line["subject_id"] for line in plenary.proposal["list"]] == [ids[1], ids[3]]
    assert [row["subject_id"] for row in plenary.working["ranking"]] == ids
    (change,) = plenary.proposal["changes"]
    assert (change["out"], change["into"], change["reason"], change["by"]) == (ids[0], ids[3], "Dibatalkan instansi.", people[0].id)
    assert plenary.proposal_sha256 == canonical.sha256(plenary.proposal) != before
    actions.confirm(plenary, by=people[0], at=AT, seen=plenary.seen)
    with pytest.raises(RuleBroken):
        actions.change(plenary, out=ids[1], into=ids[0], reason="Terlambat.", by=people[1], at=AT)


def test_the_decision_is_an_immutable_snapshot_with_its_lines(edition, plenary, people, proposal):
    actions.record_facts(plenary, Facts(date(2022, 5, 10), "", "Ketua\nAnggota", "Sepakat."), by=people[0], at=AT)
    decision = _decide(plenary, people)
    assert decision.sha256 == canonical.sha256(decision.snapshot)
    assert decision.snapshot["ranking"] == proposal["ranking"]
    assert decision.snapshot["plan_sha256"] == edition.plan_sha256
    assert decision.snapshot["plenary"]["confirmed_by"] == [people[0].id, people[1].id]
    assert decision.snapshot["plenary"]["held_on"] == "2022-05-10"
    assert [(line.subject_id, line.place, line.score) for line in decision.lines] == [
        (row["subject_id"], row["place"], row["score"]) for row in proposal["list"]
    ]


def test_upper_rooms_hear_of_the_decision_in_the_same_transaction(plenary, people):
    heard = []

    def hear(decision, **values):
        heard.append((decision.code, values["at"]))

    with signals.decided.connected_to(hear):
        _decide(plenary, people)
    assert heard == [("HP-2022-0001", AT)]


def test_after_the_confirmation_only_the_number_is_typed_in(plenary, people):
    facts = Facts(date(2022, 5, 10), "", "Ketua", "")
    actions.record_facts(plenary, facts, by=people[0], at=AT)
    _decide(plenary, people)
    actions.record_facts(plenary, Facts(facts.held_on, "BA/12/2022", facts.attendance, ""), by=people[0], at=SOON)
    assert plenary.number == "BA/12/2022"
    with pytest.raises(Refused):
        actions.record_facts(plenary, Facts(date(2022, 5, 9), "BA/12/2022", facts.attendance, ""), by=people[0], at=SOON)


def test_before_its_moment_an_announced_decision_does_not_exist_outside(edition, plenary, people):
    decision = _decide(plenary, people)
    assert queries.announced(edition.id, Purpose.FINALISTS, SOON) == []
    actions.announce([decision], SOON, by=people[0], at=AT)
    db.session().flush()
    assert queries.announced(edition.id, Purpose.FINALISTS, SOON - timedelta(seconds=1)) == []
    assert queries.counts(edition.id, Purpose.FINALISTS, at=AT, announced_only=True) == {}
    assert queries.counts(edition.id, Purpose.FINALISTS, at=AT, announced_only=False) == {"UMUM": 2}
    assert queries.announced(edition.id, Purpose.FINALISTS, SOON) == queries.decided(edition.id, Purpose.FINALISTS, SOON) == [decision]


def test_an_announcement_may_be_moved_until_a_minute_before_and_never_into_the_past(plenary, people, at):
    at(AT)
    decision = _decide(plenary, people)
    with pytest.raises(Invalid) as refusal:
        actions.announce([decision], AT - timedelta(seconds=1), by=people[0], at=AT)
    assert (refusal.value.field, decision.announced_at) == ("moment", None)
    actions.announce([decision], SOON, by=people[0], at=AT)
    actions.announce([decision], SOON + timedelta(hours=1), by=people[0], at=AT)
    actions.announce([decision], SOON, by=people[0], at=SOON - timedelta(minutes=1))
    for late in (timedelta(minutes=1) - timedelta(microseconds=1), timedelta(seconds=1)):
        with pytest.raises(Refused, match="kurang dari satu menit"):
            actions.announce([decision], SOON + timedelta(hours=1), by=people[0], at=SOON + timedelta(hours=0) - late)
    at(SOON - timedelta(seconds=30))
    with pytest.raises(Refused, match="kurang dari satu menit"):
        actions.announce([decision], SOON + timedelta(hours=1), by=people[0], at=SOON - timedelta(minutes=5))
    with pytest.raises(Refused):
        actions.announce([decision], SOON + timedelta(hours=3), by=people[0], at=SOON + timedelta(hours=2))


def test_finalists_are_mailed_at_the_moment_and_not_before(plenary, people, work, at):
    at(AT)
    decision = _decide(plenary, people)
    actions.announce([decision], SOON, by=people[0], at=AT)
    letters = select(Mail).where(Mail.template == "judging/mail/finalist.txt")
    work()
    assert db.count(letters) == 0
    at(SOON)
    work()
    assert db.count(letters) == 2


def test_the_decree_is_typed_in_and_recorded(plenary, people):
    decision = _decide(plenary, people)
    actions.record_decree(decision, Decree(" KEP/7/2022 ", date(2022, 5, 12), "Menteri"), by=people[0], at=SOON)
    db.commit()
    assert (decision.decree_number, decision.decree_on, decision.decree_signatory) == ("KEP/7/2022", date(2022, 5, 12), "Menteri")
    assert decision.sha256 == canonical.sha256(decision.snapshot)
    assert db.everything(select(AuditRecord.verb).order_by(AuditRecord.number))[-1] == "decision.decreed"


def test_the_minutes_are_kept_once_the_list_is_confirmed(plenary, people, work):
    actions.confirm(plenary, by=people[0], at=AT, seen=plenary.seen)
    work()
    assert plenary.minutes_sha256 is None
    actions.confirm(plenary, by=people[1], at=AT, seen=plenary.seen)
    work()
    db.session().refresh(plenary)
    assert plenary.minutes_sha256 is not None


def _verify(code):
    return CliRunner().invoke(command, ["verify", code])


def test_a_decision_is_verified_to_the_last_digit(app, plenary, people):
    decision = _decide(plenary, people)
    result = _verify(decision.code)
    assert (result.exit_code, decision.sha256 in result.output) == (0, True)


@pytest.mark.parametrize("change", ["ranking", "list", "line", "inputs"])
def test_a_changed_decision_fails_its_verification(app, plenary, people, change):
    decision = _decide(plenary, people)
    snapshot = deepcopy(decision.snapshot)
    if change == "ranking":
        snapshot["ranking"][0]["score"] += 0.01
    elif change == "list":
        snapshot["list"][0]["name"] = "Lain"
    elif change == "inputs":
        snapshot["inputs"]["entries"][3]["totals"] = [99.0]
    else:
        decision.lines[0].subject_name = "Lain"
    decision.snapshot = snapshot
    decision.sha256 = canonical.sha256(snapshot)
    db.session().flush()
    assert _verify(decision.code).exit_code == 1


def test_an_unknown_code_is_told_so(app):
    assert _verify("HP-1999-0001").exit_code == 2
    assert db.count(select(Decision)) == 0
