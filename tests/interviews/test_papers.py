"""Paper sheets typed in for a juror, and locked sheets opened again"""

import itertools

import pytest
from sqlalchemy import select

from p4comp.accounts.models import Membership
from p4comp.core.db import commit, everything, session
from p4comp.core.errors import Invalid, RuleBroken
from p4comp.interviews import actions, policy, queries
from p4comp.interviews.models import JurorSheet, Mark, PanelSeat, Reopening
from p4comp.interviews.queries import chairs, closing, papers
from p4comp.interviews.rules.closing import day_ends
from p4comp.interviews.rules.reopening import REOPENINGS, ReopenState
from p4comp.interviews.rules.states import SheetState
from tests import factories
from tests.factories.base import keep
from tests.interviews.stage import actor

LEGAL = {("asked", "grant"): "granted", ("asked", "refuse"): "refused"}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(ReopenState, ("grant", "refuse"))))
def test_moves_of_a_request(state, verb):
    if (state, verb) in LEGAL:
        assert REOPENINGS.after(state, verb) == LEGAL[state, verb]
    else:
        with pytest.raises(RuleBroken):
            REOPENINGS.after(state, verb)


def fill(sheet, *, by, at, codes=factories.CRITERIA, value=80):
    for code in codes:
        actions.save(sheet, f"{code}.score", value, seen=0, by=by, at=at)


def scores(sheet):
    return sorted({mark.score for mark in everything(select(Mark).where(Mark.sheet_id == sheet.id))})


def counted(cast):
    session().flush()
    return queries.interview_results(cast.edition.id)[cast.entry.id].totals


class TestPaper:
    def test_what_was_typed_in_counts_only_once_its_juror_has_locked_it(self, cast):
        secretary, at = actor(cast.secretary), cast.interview.starts_at
        paper = papers.paper(secretary, cast.juror_sheet.id)
        fill(paper.desk.sheet, by=secretary, at=at)
        actions.record_paper(paper, by=secretary, at=at)
        sheet = cast.juror_sheet
        assert (sheet.state, sheet.recorded_by, sheet.recorded_at, sheet.total) == (SheetState.OPEN, cast.secretary.id, at, None)
        assert counted(cast) == ()
        actions.lock(sheet, by=actor(cast.juror), at=at)
        assert counted(cast) == (80.0,)

    def test_the_end_of_the_day_does_not_lock_it_in_the_jurors_place(self, cast):
        secretary, at = actor(cast.secretary), cast.interview.starts_at
        night = day_ends(at, cast.edition.zone)
        fill(cast.juror_sheet, by=secretary, at=at)
        assert closing.overdue(night) == [cast.juror_sheet]
        cast.juror_sheet.recorded_by, cast.juror_sheet.recorded_at = cast.secretary.id, at
        assert closing.overdue(night) == []

    @pytest.mark.parametrize(
        ("state", "filled", "recorded", "early", "verdict"),
        [
            (state, filled, recorded, early, state == "open" and not early and (recorded or not filled))
            for state, filled, recorded, early in itertools.product(("assigned", "open", "locked"), *[(False, True)] * 3)
        ],
    )
    def test_it_is_typed_in_on_an_opened_sheet_the_juror_left_empty(self, cast, state, filled, recorded, early, verdict):
        at = cast.interview.starts_at
        desk = papers.paper(actor(cast.secretary), cast.juror_sheet.id).desk
        desk.sheet.state, desk.sheet.recorded_at = SheetState(state), at if recorded else None
        marks = {"dampak": Mark()} if filled else {}
        paper = policy.Paper(policy.Desk(desk.sheet, desk.form, marks))
        moment = at.replace(hour=0) if early else at
        assert bool(policy.may_record(actor(cast.secretary), paper, moment)) == verdict

    def test_a_secretary_bound_to_the_finalist_types_nothing_in(self, cast):
        bound = factories.member(factories.secretariat(), cast.institution)
        paper = papers.paper(actor(bound), cast.juror_sheet.id)
        assert not policy.may_record(actor(bound), paper, cast.interview.starts_at)

    def test_a_conflicted_jurors_sheet_is_not_found(self, cast):
        recused = next(one for one in everything(select(JurorSheet)) if one.state is SheetState.RECUSED)
        assert papers.paper(actor(cast.secretary), recused.id) is None


class TestReopening:
    def asked(self, cast):
        juror, at = actor(cast.juror), cast.interview.starts_at
        fill(cast.juror_sheet, by=juror, at=at)
        actions.lock(cast.juror_sheet, by=juror, at=at)
        return actions.ask_reopening(papers.locked(juror, cast.juror_sheet.id), reason="Tertukar.", by=juror, at=at)

    def test_a_request_keeps_what_was_locked_and_the_sheet_counts_until_it_is_answered(self, cast):
        request = self.asked(cast)
        assert (request.total, set(request.scores.values()), request.seen) == (80.0, {80.0}, 0)
        assert counted(cast) == (80.0,)

    def test_the_sheet_says_that_a_request_waits(self, cast, browse, at):
        at(cast.interview.starts_at)
        page = f"/wawancara/{cast.juror_sheet.id}"
        self.asked(cast)
        commit()
        text = browse(cast.juror).get(page).text
        assert "Menunggu jawaban sekretariat Anda meminta lembar ini dibuka kembali" in text
        assert "Minta lembar dibuka kembali" not in text
        request, secretary = everything(select(Reopening))[0], actor(cast.secretary)
        actions.refuse_reopening(papers.reopening(secretary, request.id), answer="Tidak.", by=secretary, at=cast.interview.starts_at)
        commit()
        assert "Minta lembar dibuka kembali" in browse(cast.juror).get(page).text

    def test_granted_the_sheet_is_open_and_counts_no_more_until_it_is_locked_again(self, cast):
        request, secretary, at = self.asked(cast), actor(cast.secretary), cast.interview.ends_at
        actions.grant_reopening(papers.reopening(secretary, request.id), by=secretary, at=at)
        sheet = cast.juror_sheet
        assert (sheet.state, sheet.total, sheet.locked_at, sheet.reopened_at) == (SheetState.OPEN, None, None, at)
        assert counted(cast) == ()
        actions.save(sheet, "dampak.score", 90, seen=1, by=actor(cast.juror), at=at)
        actions.lock(sheet, by=actor(cast.juror), at=at)
        assert (scores(sheet), request.total) == ([80.0, 90.0], 80.0)

    def test_refused_it_stays_locked_and_a_reason_is_needed(self, cast):
        request, secretary, at = self.asked(cast), actor(cast.secretary), cast.interview.ends_at
        with pytest.raises(Invalid):
            actions.refuse_reopening(papers.reopening(secretary, request.id), answer="  ", by=secretary, at=at)
        actions.refuse_reopening(papers.reopening(secretary, request.id), answer="Tidak ada salah tulis.", by=secretary, at=at)
        assert (request.state, cast.juror_sheet.state) == (ReopenState.REFUSED, SheetState.LOCKED)
        assert not policy.may_grant_reopening(secretary, papers.reopening(secretary, request.id), at)

    def test_nobody_answers_the_own_request_and_nobody_bound_to_the_finalist_does(self, cast):
        request, at = self.asked(cast), cast.interview.ends_at
        bound = factories.member(factories.secretariat(), cast.institution)
        keep(Membership(person_id=cast.juror.id, role="secretariat"))
        for who in (actor(cast.juror), actor(bound)):
            assert not policy.may_grant_reopening(who, papers.reopening(who, request.id), at)
            assert not policy.may_refuse_reopening(who, papers.reopening(who, request.id), at)

    def test_once_the_winners_are_before_the_plenary_no_sheet_is_opened(self, cast):
        request, secretary, at = self.asked(cast), actor(cast.secretary), cast.interview.ends_at
        found = papers.reopening(secretary, request.id)
        assert policy.may_grant_reopening(secretary, found, at)
        before = policy.Reopen(found.request, found.desk, standing=object())
        assert not policy.may_grant_reopening(secretary, before, at)
        assert not policy.may_ask_reopening(actor(cast.juror), policy.Locked(found.desk, standing=object()), at)


class TestChair:
    def test_the_chair_sees_who_is_missing_and_no_other_juror_sees_anything(self, cast):
        at = cast.interview.starts_at
        assert chairs.chaired(actor(cast.juror), at) == []
        seat = next(one for one in everything(select(PanelSeat)) if one.juror_id == cast.juror_sheet.juror_id)
        seat.is_chair = True
        found = chairs.chaired(actor(cast.juror), at)
        assert [(one.interview.id, one.missing) for one in found] == [(cast.interview.id, [cast.juror.name])]
        assert cast.conflicted.name not in found[0].states
        assert found[0].zone == "Asia/Jakarta"
        cast.juror_sheet.state = SheetState.RECUSED
        assert chairs.chaired(actor(cast.juror), at) == []

    def test_a_juror_who_chairs_no_panel_is_told_so(self, cast, browse, at):
        at(cast.interview.starts_at)
        commit()
        page = browse(cast.juror).get("/wawancara/panel")
        assert "Anda tidak memimpin panel" in page.text
        assert "panel yang Anda pimpin" not in page.text
        next(one for one in everything(select(PanelSeat)) if one.juror_id == cast.juror_sheet.juror_id).is_chair = True
        commit()
        page = browse(cast.juror).get("/wawancara/panel")
        assert "Anda tidak memimpin panel" not in page.text
        assert cast.entry.institution_name in page.main
