"""A look on the spot is asked for, ordered, filled in and signed: who may what, who is told"""

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from p4comp.core import db
from p4comp.core.autosave import Clash, Saved
from p4comp.core.errors import Invalid, Refused
from p4comp.core.mail import Mail
from p4comp.entries.rules.moves import State
from p4comp.interviews.actions import observations as actions
from p4comp.interviews.models import Panel, SheetState
from p4comp.interviews.policy import observations as policy
from p4comp.interviews.queries import observations as queries
from p4comp.interviews.rules.observations import VisitState
from p4comp.interviews.tasks.observations import print_report
from tests import factories
from tests.interviews import observing
from tests.interviews.observing import ASKED, ORDERED, PLACE, REASON, THERE, VISIT, plan, row, seen
from tests.interviews.stage import actor


def mails(template):
    db.session().flush()
    return db.everything(select(Mail).where(Mail.template == f"interviews/mail/{template}.txt").order_by(Mail.to, Mail.id))


class TestAsking:
    def test_the_chair_asks_and_the_secretariat_is_told_without_the_reason(self, cast):
        found = row(observing.asked(cast))
        assert (found.state, found.reason, found.asked_at) == (VisitState.ASKED, REASON, ASKED)
        assert [mail.to for mail in mails("observation_asked")] == sorted([cast.secretary.email, cast.second_secretary.email])
        assert REASON not in "".join(mail.body for mail in mails("observation_asked"))

    def test_only_the_chair_finds_the_way_to_ask(self, cast):
        chair = observing.chair_of(cast)
        assert queries.asking(actor(chair), cast.interview.id) is not None
        for who in (cast.juror, cast.secretary, cast.evaluator, cast.entrant, cast.auditor):
            assert queries.asking(actor(who), cast.interview.id) is None

    def test_a_chair_who_is_bound_or_stepped_back_finds_nothing(self, cast):
        panel = db.first(select(Panel))
        bound = factories.juror(panel, is_chair=True, employer=cast.institution)
        assert queries.asking(actor(bound.person), cast.interview.id) is None
        bound.employer_id = None
        factories.juror_sheet(cast.interview, bound, state=SheetState.RECUSED)
        assert queries.asking(actor(bound.person), cast.interview.id) is None

    def test_not_before_the_interview_not_twice_and_not_for_who_withdrew(self, cast):
        chair = observing.chair_of(cast)
        asking = queries.asking(actor(chair), cast.interview.id)
        assert not policy.may_ask_observation(actor(chair), asking, cast.interview.starts_at - timedelta(minutes=1))
        assert policy.may_ask_observation(actor(chair), asking, cast.interview.starts_at)
        cast.entry.state = State.WITHDRAWN
        assert not policy.may_ask_observation(actor(chair), asking, ASKED)
        cast.entry.state = State.VERIFIED
        observing.asked(cast, chair)
        assert not policy.may_ask_observation(actor(chair), queries.asking(actor(chair), cast.interview.id), ASKED)

    def test_an_edition_may_have_none(self, app):
        document = factories.document()["wawancara"] | {"pengamatan": {"boleh": False}}
        cast = factories.cast(factories.edition(wawancara=document))
        chair = observing.chair_of(cast)
        verdict = policy.may_ask_observation(actor(chair), queries.asking(actor(chair), cast.interview.id), ASKED)
        assert (bool(verdict), str(verdict.reason)) == (False, "Edisi ini tidak memakai observasi lapangan.")

    def test_declined_with_a_reason_the_chair_is_told(self, cast):
        chair = observing.chair_of(cast)
        found = observing.asked(cast, chair)
        with pytest.raises(Invalid):
            actions.refuse(seen(cast.secretary, found), reason=" ", by=actor(cast.secretary), at=ORDERED)
        actions.refuse(seen(cast.secretary, found), reason="Cukup dari berkas.", by=actor(cast.secretary), at=ORDERED)
        assert row(found).state is VisitState.REFUSED
        assert [(mail.to, "Cukup dari berkas." in mail.body) for mail in mails("observation_answered")] == [(chair.email, True)]


class TestOrdering:
    def test_a_team_goes_and_all_are_told_with_their_calendars(self, cast):
        found = row(observing.ordered(cast))
        assert (found.state, found.starts_at, found.place) == (VisitState.ORDERED, VISIT, PLACE)
        assert [(one.person_id, one.is_leader) for one in found.members] == [(cast.juror.id, True), (cast.evaluator.id, False)]
        (own,) = mails("observation_finalist")
        assert own.to == cast.entrant.email
        team = mails("observation_team")
        assert [mail.to for mail in team] == sorted([cast.juror.email, cast.evaluator.email])
        for mail in (own, *team):
            (event,) = Calendar.from_ical(mail.attached[0].content).walk("VEVENT")
            assert (event["DTSTART"].dt, int(event["SEQUENCE"]), mail.attached[0].method) == (VISIT, 0, "REQUEST")

    def test_the_institution_learns_neither_who_goes_nor_why(self, cast):
        observing.ordered(cast)
        (own,) = mails("observation_finalist")
        text = own.body + own.attached[0].content.decode()
        for secret in (REASON, cast.juror.name, cast.evaluator.name, cast.evaluator.email):
            assert secret not in text

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            (lambda cast: plan(cast.juror, cast.evaluator, starts_at=ORDERED - timedelta(days=1)), "starts_at"),
            (lambda cast: plan(cast.juror), "team"),
            (lambda cast: plan(cast.juror, cast.evaluator, leader=cast.secretary), "leader"),
            (lambda cast: plan(cast.juror, cast.conflicted), "team"),
            (lambda cast: plan(cast.juror, cast.entrant), "team"),
            (lambda cast: plan(cast.juror, cast.stranger), "team"),
            (lambda cast: plan(cast.juror, cast.juror), "team"),
        ],
    )
    def test_a_bad_order_names_its_field_and_sends_nobody(self, cast, change, field):
        found = observing.asked(cast)
        with pytest.raises(Invalid) as told:
            actions.order(seen(cast.secretary, found), change(cast), by=actor(cast.secretary), at=ORDERED)
        assert told.value.field == field
        db.rollback()
        assert mails("observation_team") == []

    def test_those_bound_are_not_offered_and_the_reason_is_there(self, cast):
        found = observing.asked(cast)
        bars = {one.person.name: one.bar for one in queries.candidates(seen(cast.secretary, found))}
        assert bars[cast.conflicted.name] == "bekerja pada instansi ini"
        assert {name for name, bar in bars.items() if not bar} >= {cast.juror.name, cast.evaluator.name, cast.secretary.name}

    def test_another_day_and_team_need_a_reason_and_everybody_learns_it(self, cast):
        found, later = observing.ordered(cast), VISIT + timedelta(days=3)
        with pytest.raises(Invalid):
            actions.order(seen(cast.secretary, found), plan(cast.juror, cast.second_secretary), by=actor(cast.secretary), at=ORDERED)
        changed = plan(cast.juror, cast.second_secretary, starts_at=later, reason="Juri berhalangan.")
        actions.order(seen(cast.secretary, found), changed, by=actor(cast.secretary), at=ORDERED)
        assert sorted(one.person_id for one in row(found).members) == sorted([cast.juror.id, cast.second_secretary.id])
        again = [mail for mail in mails("observation_team") if "SEQUENCE:1" in mail.attached[0].content.decode()]
        expected = {cast.juror.email: "REQUEST", cast.second_secretary.email: "REQUEST", cast.evaluator.email: "CANCEL"}
        assert {mail.to: mail.attached[0].method for mail in again} == expected
        assert ["Juri berhalangan." in mail.body for mail in mails("observation_finalist")].count(True) == 1

    def test_called_off_with_a_reason_calendars_let_it_go(self, cast):
        found = observing.ordered(cast)
        actions.call_off(seen(cast.secretary, found), reason="Banjir.", by=actor(cast.secretary), at=ORDERED)
        assert row(found).state is VisitState.CANCELLED
        cancelled = [
            mail for name in ("observation_team", "observation_finalist") for mail in mails(name) if mail.attached[0].method == "CANCEL"
        ]
        assert sorted(mail.to for mail in cancelled) == sorted([cast.juror.email, cast.evaluator.email, cast.entrant.email])

    def test_nothing_goes_on_for_an_institution_that_withdrew(self, cast):
        found = observing.ordered(cast)
        cast.entry.state = State.WITHDRAWN
        for who, may in ((cast.secretary, policy.may_order_observation), (cast.juror, policy.may_fill_observation)):
            assert not may(actor(who), seen(who, found), THERE)
        assert policy.may_cancel_observation(actor(cast.secretary), seen(cast.secretary, found), THERE)


class TestFilling:
    def test_two_members_never_overwrite_each_other(self, cast):
        found = observing.ordered(cast)
        first = actions.save(seen(cast.juror, found), "loket.note", "Dua loket.", seen=0, by=actor(cast.juror), at=THERE)
        second = actions.save(seen(cast.evaluator, found), "loket.note", "Satu loket.", seen=0, by=actor(cast.evaluator), at=THERE)
        assert (first, second) == (Saved(1), Clash("Satu loket.", "Dua loket.", 1))

    @pytest.mark.parametrize(
        ("field", "value"), [("loket.seen", "ya"), ("loket.score", "1"), ("gudang.seen", "seen"), ("findings", "x" * 10_001)]
    )
    def test_what_cannot_be_is_refused(self, cast, field, value):
        visit = seen(cast.juror, observing.ordered(cast))
        with pytest.raises(Invalid):
            actions.save(visit, field, value, seen=0, by=actor(cast.juror), at=THERE)

    def test_not_before_the_day_and_by_nobody_else(self, cast):
        found = observing.ordered(cast)
        assert not policy.may_fill_observation(actor(cast.juror), seen(cast.juror, found), VISIT - timedelta(days=1))
        assert policy.may_fill_observation(actor(cast.juror), seen(cast.juror, found), VISIT - timedelta(hours=1))
        assert not policy.may_fill_observation(actor(cast.secretary), seen(cast.secretary, found), THERE)

    def test_an_unfinished_report_is_not_signed(self, cast):
        found = observing.ordered(cast)
        with pytest.raises(Invalid) as told:
            actions.sign(seen(cast.juror, found), by=actor(cast.juror), at=THERE)
        assert "7 butir belum ditandai" in told.value.message
        assert "Temuan belum ditulis" in told.value.message

    def test_the_last_word_locks_and_the_first_closes_the_fields(self, cast):
        found = observing.filled(cast)
        assert actions.sign(seen(cast.juror, found), by=actor(cast.juror), at=THERE) is False
        assert not policy.may_fill_observation(actor(cast.evaluator), seen(cast.evaluator, found), THERE)
        with pytest.raises(Refused):
            actions.sign(seen(cast.juror, found), by=actor(cast.juror), at=THERE)
        assert actions.sign(seen(cast.evaluator, found), by=actor(cast.evaluator), at=THERE) is True
        assert (row(found).state, row(found).locked_at) == (VisitState.LOCKED, THERE)
        with pytest.raises(Refused):
            actions.save(seen(cast.juror, found), "findings", "Lain.", seen=1, by=actor(cast.juror), at=THERE)

    def test_taking_back_takes_every_word(self, cast):
        found = observing.filled(cast)
        actions.sign(seen(cast.juror, found), by=actor(cast.juror), at=THERE)
        actions.take_back(seen(cast.evaluator, found), by=actor(cast.evaluator), at=THERE)
        assert [one.signed_at for one in row(found).members] == [None, None]
        assert policy.may_fill_observation(actor(cast.juror), seen(cast.juror, found), THERE)

    def test_it_is_printed_by_the_queue_and_kept(self, cast):
        found = observing.locked(cast)
        db.commit()
        print_report(found)
        db.commit()
        assert row(found).report.media_type == "application/pdf"
