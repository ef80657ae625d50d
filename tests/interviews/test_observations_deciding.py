"""A look on the spot is reported: conflicts end sight, two open it again, two correct, the plenary reads it"""

import pytest
from sqlalchemy import select

from p4comp.accounts.signals import membership_began, person_erasing
from p4comp.core import db
from p4comp.core.errors import Invalid, Refused
from p4comp.core.mail import Mail
from p4comp.decisions.models import Plenary, Purpose
from p4comp.decisions.signals import remarking
from p4comp.interviews.actions import observations as actions
from p4comp.interviews.models import JurorSheet, Panel, PanelSeat, SheetState
from p4comp.interviews.policy import observations as policy
from p4comp.interviews.queries import observations as queries
from p4comp.interviews.queries.results import interview_results
from p4comp.interviews.rules.observations import VisitState
from p4comp.interviews.tasks.observations import own_visits, print_report
from p4comp.judging.models import TieKind
from tests import factories
from tests.interviews import observing
from tests.interviews.observing import ORDERED, THERE, plan, row, seen
from tests.interviews.stage import actor


def mails(template):
    db.session().flush()
    return db.everything(select(Mail).where(Mail.template == f"interviews/mail/{template}.txt").order_by(Mail.to, Mail.id))


class TestConflicts:
    def test_a_member_who_begins_to_work_there_leaves_and_words_fall(self, cast):
        found = observing.filled(cast)
        actions.sign(seen(cast.juror, found), by=actor(cast.juror), at=THERE)
        factories.member(cast.evaluator, cast.institution)
        assert [one.id for one in actions.leave(cast.evaluator, by=None, at=THERE)] == [found]
        assert [(one.person_id, one.signed_at) for one in row(found).members] == [(cast.juror.id, None)]
        assert queries.visit(actor(cast.evaluator), found) is None
        assert sorted(mail.to for mail in mails("observation_member_left")) == sorted([cast.secretary.email, cast.second_secretary.email])
        assert cast.evaluator.name not in mails("observation_member_left")[0].body
        with pytest.raises(Refused):
            actions.sign(seen(cast.juror, found), by=actor(cast.juror), at=THERE)

    def test_the_registry_tells_of_it_by_itself(self, cast):
        found = observing.ordered(cast)
        factories.member(cast.evaluator, cast.institution)
        membership_began.send(cast.institution, person=cast.evaluator, by=None, at=THERE)
        assert [one.person_id for one in row(found).members] == [cast.juror.id]

    def test_nobody_is_erased_while_sent(self, cast):
        observing.ordered(cast)
        with pytest.raises(Refused):
            person_erasing.send(cast.evaluator)

    def test_a_bond_stated_later_closes_the_page_and_stops_the_others_words(self, cast):
        found = observing.filled(cast)
        reader = cast.assignment.evaluator
        factories.tie(reader, cast.institution, kind=TieKind.AVOIDED)
        assert queries.visit(actor(cast.evaluator), found) is None
        visit = seen(cast.juror, found)
        assert visit.bound == {cast.evaluator.id: "menyatakan tidak dapat menilai instansi ini"}
        assert not policy.may_sign_observation(actor(cast.juror), visit, THERE)

    def test_what_a_member_signed_in_freedom_stays(self, cast):
        found = observing.locked(cast)
        factories.member(cast.evaluator, cast.institution)
        assert actions.leave(cast.evaluator, by=None, at=THERE) == []
        assert len(row(found).members) == 2

    @pytest.mark.parametrize("who", ["entrant", "stranger", "conflicted"])
    def test_others_find_nothing(self, cast, who):
        found = observing.locked(cast)
        assert seen(getattr(cast, who), found) is None
        assert queries.observations(actor(getattr(cast, who))) == []

    def test_a_secretary_who_works_there_finds_nothing(self, cast):
        found = observing.locked(cast)
        factories.member(cast.second_secretary, cast.institution)
        assert (seen(cast.second_secretary, found), queries.observations(actor(cast.second_secretary))) == (None, [])
        assert [one.id for one in queries.observations(actor(cast.secretary))] == [found]

    def test_a_secretary_who_works_there_is_not_written_to(self, cast):
        factories.member(cast.second_secretary, cast.institution)
        observing.asked(cast)
        assert [mail.to for mail in mails("observation_asked")] == [cast.secretary.email]

    def test_a_juror_of_another_panel_finds_nothing(self, cast):
        found = observing.locked(cast)
        other = factories.juror(factories.panel(cast.edition, name="Panel 2"))
        assert (seen(other.person, found), queries.observations(actor(other.person))) == (None, [])


class TestReopening:
    def test_two_people_open_it_and_the_report_that_was_locked_is_kept(self, cast):
        found = observing.locked(cast)
        db.commit()
        print_report(found)
        kept = row(found).report_sha256
        actions.ask_reopening(seen(cast.juror, found), reason="Salah tulis.", by=actor(cast.juror), at=THERE)
        assert not policy.may_ask_observation_reopening(actor(cast.juror), seen(cast.juror, found), THERE)
        actions.answer_reopening(seen(cast.secretary, found), grants=True, reason="", by=actor(cast.secretary), at=THERE)
        opened = row(found)
        assert (opened.state, opened.report_sha256, opened.reopenings[0].report_sha256) == (VisitState.ORDERED, None, kept)
        assert [one.signed_at for one in opened.members] == [None, None]
        assert [mail.to for mail in mails("observation_reopening")] == [cast.juror.email]

    def test_a_member_of_the_team_never_answers_and_a_no_needs_its_reason(self, cast):
        found = observing.asked(cast)
        actions.order(seen(cast.secretary, found), plan(cast.juror, cast.second_secretary), by=actor(cast.secretary), at=ORDERED)
        visit = seen(cast.juror, found)
        for item in visit.terms.items:
            actions.save(visit, f"{item.code}.seen", "unseen", seen=0, by=actor(cast.juror), at=THERE)
        actions.save(visit, "findings", "Tidak ada.", seen=0, by=actor(cast.juror), at=THERE)
        for who in (cast.juror, cast.second_secretary):
            actions.sign(seen(who, found), by=actor(who), at=THERE)
        actions.ask_reopening(seen(cast.juror, found), reason="Salah tulis.", by=actor(cast.juror), at=THERE)
        second = seen(cast.second_secretary, found)
        assert not policy.may_answer_observation_reopening(actor(cast.second_secretary), second, THERE)
        with pytest.raises(Invalid):
            actions.answer_reopening(seen(cast.secretary, found), grants=False, reason="", by=actor(cast.secretary), at=THERE)
        actions.answer_reopening(seen(cast.secretary, found), grants=False, reason="Isinya benar.", by=actor(cast.secretary), at=THERE)
        assert row(found).state is VisitState.LOCKED


class TestCorrecting:
    @pytest.fixture
    def bench(self, app):
        """A plan that lets findings correct, a chair, a locked report: cast, chair, its id."""
        cast = factories.cast(observing.correcting())
        chair = observing.chair_of(cast)
        found = observing.locked(cast, chair)
        for sheet in db.everything(select(JurorSheet).where(JurorSheet.state == SheetState.OPEN)):
            sheet.state, sheet.total = SheetState.LOCKED, 80
        return cast, chair, found

    def test_it_counts_beside_the_sheets_once_a_second_juror_has_confirmed_it(self, bench):
        cast, chair, found = bench
        actions.propose_correction(seen(chair, found), 1.5, reason="Loket terbukti.", by=actor(chair), at=THERE)
        assert interview_results(cast.edition.id)[cast.entry.id].correction is None
        actions.answer_correction(seen(cast.juror, found), confirms=True, reason="Setuju.", by=actor(cast.juror), at=THERE)
        db.session().flush()
        result = interview_results(cast.edition.id)[cast.entry.id]
        assert (result.correction, result.total, result.totals) == (1.5, 80, (80, 80))

    def test_not_while_a_juror_still_scores(self, bench):
        cast, chair, found = bench
        cast.juror_sheet.state = SheetState.OPEN
        assert not policy.may_propose_correction(actor(chair), seen(chair, found), THERE)

    def test_the_same_hand_never_confirms_and_nobody_outside_the_panel(self, bench):
        cast, chair, found = bench
        actions.propose_correction(seen(chair, found), 1.5, reason="Loket terbukti.", by=actor(chair), at=THERE)
        for who in (chair, cast.evaluator, cast.secretary):
            with pytest.raises(Refused):
                actions.answer_correction(seen(who, found), confirms=True, reason="Ya.", by=actor(who), at=THERE)
        with pytest.raises(Invalid):
            actions.answer_correction(seen(cast.juror, found), confirms=True, reason="", by=actor(cast.juror), at=THERE)

    def test_beyond_the_bound_it_is_refused_and_once_proposed_the_report_stays_locked(self, bench):
        cast, chair, found = bench
        with pytest.raises(Invalid) as told:
            actions.propose_correction(seen(chair, found), 2.5, reason="Banyak.", by=actor(chair), at=THERE)
        assert told.value.field == "points"
        actions.propose_correction(seen(chair, found), -2, reason="Loket tutup.", by=actor(chair), at=THERE)
        assert not policy.may_ask_observation_reopening(actor(cast.juror), seen(cast.juror, found), THERE)
        actions.answer_correction(seen(cast.juror, found), confirms=False, reason="Tidak sebanding.", by=actor(cast.juror), at=THERE)
        db.session().flush()
        assert interview_results(cast.edition.id)[cast.entry.id].correction is None
        assert policy.may_propose_correction(actor(chair), seen(chair, found), THERE)

    def test_a_seat_given_afterwards_corrects_nothing(self, bench):
        """One secretary gives seats and names the chair: whoever did not score the finalist neither proposes nor confirms."""
        cast, chair, found = bench
        panel = db.first(select(Panel).where(Panel.edition_id == cast.edition.id))
        late = factories.juror(panel, factories.person("Juri Susulan")).person
        assert not policy.may_answer_correction(actor(late), seen(late, found), THERE)
        actions.propose_correction(seen(chair, found), 1.5, reason="Loket terbukti.", by=actor(chair), at=THERE)
        with pytest.raises(Refused, match="sesudahnya"):
            actions.answer_correction(seen(late, found), confirms=True, reason="Setuju.", by=actor(late), at=THERE)
        actions.answer_correction(seen(cast.juror, found), confirms=False, reason="Tidak.", by=actor(cast.juror), at=THERE)
        db.session().flush()
        for seat in db.everything(select(PanelSeat).where(PanelSeat.panel_id == panel.id).order_by(PanelSeat.is_chair.desc())):
            seat.is_chair = False
            db.session().flush()
            seat.is_chair = seat.juror.person_id == late.id
        verdict = policy.may_propose_correction(actor(late), seen(late, found), THERE)
        assert (bool(verdict), "ikut menilai" in str(verdict.reason)) == (False, True)

    def test_only_the_chair_proposes(self, bench):
        cast, _chair, found = bench
        assert not policy.may_propose_correction(actor(cast.juror), seen(cast.juror, found), THERE)

    def test_a_plan_that_only_informs_corrects_nothing(self, cast):
        chair = observing.chair_of(cast)
        found = observing.locked(cast, chair)
        verdict = policy.may_propose_correction(actor(chair), seen(chair, found), THERE)
        assert (bool(verdict), "hanya menjadi catatan" in str(verdict.reason)) == (False, True)

    def test_not_once_the_winners_are_before_the_plenary(self, bench):
        cast, chair, found = bench
        factories.plenary(cast.edition, [cast.entry], purpose=Purpose.WINNERS)
        assert not policy.may_propose_correction(actor(chair), seen(chair, found), THERE)


def test_the_plenary_on_winners_reads_locked_findings_only(cast):
    found = observing.filled(cast)
    plenary = factories.plenary(cast.edition, [cast.entry], purpose=Purpose.WINNERS)
    shortlist = db.first(select(Plenary).where(Plenary.purpose == Purpose.FINALISTS))

    def read(of):
        answers = [remarks for _receiver, remarks in remarking.send(of, subjects=[cast.entry.id])]
        return [(one.subject_id, one.source) for remarks in answers for one in remarks or ()]

    assert read(plenary) == []
    row(found).state, row(found).locked_at = VisitState.LOCKED, THERE
    db.session().flush()
    assert read(plenary) == [(cast.entry.id, "Observasi lapangan")]
    assert read(shortlist) == []


def test_what_is_known_of_a_person_names_where_they_were_sent(cast):
    observing.ordered(cast)
    (table,) = list(own_visits(cast.juror))
    assert [line[0] for line in table.rows] == [cast.entry.institution_name]
