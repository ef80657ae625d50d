"""Proposing winners and publishing them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core.audit import AuditRecord
from p4comp.core.db import everything
from p4comp.core.errors import Invalid, Refused
from p4comp.core.mail import Mail
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.interviews.models import SheetState
from p4comp.results import actions
from tests import factories
from tests.results.season import at_the_end, decided

JUNE = factories.during("pleno_akhir")


def logged(verb):
    return [one.details for one in everything(select(AuditRecord).where(AuditRecord.verb == verb))]


def secretary():
    return someone(factories.secretariat())


class TestProposing:
    def test_the_proposal_holds_ranking_awards_and_all_it_was_made_from(self, app):
        season = at_the_end()
        plenary = actions.propose_winners(season.edition, "UMUM", by=secretary(), at=JUNE)
        first, second = (season.entries[name].id for name in ("first", "second"))
        assert plenary.purpose is Purpose.WINNERS
        assert [(line["subject_id"], line["place"], line["award"], line["score"]) for line in plenary.proposal["list"]] == [
            (first, 1, "APP", 85.6),
            (second, 2, "AKD", 83.5),
        ]
        assert [row["criteria"] for row in plenary.working["ranking"]] == [
            {"dampak": 80, "inovasi": 92, "penyaji": 90},
            {"dampak": 84, "inovasi": 85, "penyaji": 80},
        ]
        assert plenary.proposal["plan_sha256"] == season.edition.plan_sha256
        assert sorted(one["id"] for one in plenary.working["inputs"]["entries"]) == sorted([first, second])

    def test_a_category_with_one_award_gives_it_to_all_winners(self, app):
        season = at_the_end()
        plenary = actions.propose_winners(season.edition, "UPP", by=secretary(), at=JUNE)
        assert [line["award"] for line in plenary.proposal["list"]] == ["UPPT"]

    def test_a_sheet_that_is_not_locked_is_named_and_stops_the_proposal(self, app):
        season = at_the_end()
        season.sheets["second"][0].state = SheetState.OPEN
        with pytest.raises(Refused, match=season.entries["second"].institution_name):
            actions.propose_winners(season.edition, "UMUM", by=secretary(), at=JUNE)

    def test_a_recused_juror_is_not_waited_for(self, app):
        season = at_the_end()
        season.sheets["second"][0].state = SheetState.RECUSED
        assert actions.propose_winners(season.edition, "UMUM", by=secretary(), at=JUNE).proposal["list"]

    def test_a_finalist_nobody_heard_is_waited_for(self, app):
        season = at_the_end()
        late = factories.entry(season.edition, state="verified", category="UPP", levels=None)
        line = DecisionLine(subject_id=late.id, subject_name=late.institution_name, place=2, score=None)
        season.finalists[1].lines.append(line)
        with pytest.raises(Refused, match=late.institution_name):
            actions.propose_winners(season.edition, "UPP", by=secretary(), at=JUNE)

    def test_the_desk_evaluation_breaks_a_tie(self, app):
        season = at_the_end(scores={"first": 80, "second": 80, "unit": 70})
        reader = factories.evaluator(season.edition)
        factories.assignment(season.entries["first"], reader, state="locked", levels=3)
        factories.assignment(season.entries["second"], reader, state="locked", levels=4)
        plenary = actions.propose_winners(season.edition, "UMUM", by=secretary(), at=JUNE)
        assert plenary.proposal["list"][0]["subject_id"] == season.entries["second"].id


class TestPublishing:
    def moments(self):
        return set(everything(select(Decision.announced_at).where(Decision.purpose == Purpose.WINNERS)))

    def test_all_categories_are_announced_together(self, session):
        season = decided()
        moment = factories.opening("penganugerahan")
        actions.publish(season.edition, moment, by=secretary(), at=JUNE)
        session.commit()
        assert self.moments() == {moment}
        assert len(everything(select(AuditRecord).where(AuditRecord.verb == "decision.announced"))) == 2

    def test_a_category_without_a_decision_holds_back_all(self, app):
        season = at_the_end()
        factories.decision(season.edition, [season.entries["unit"]], purpose="winners", category="UPP")
        with pytest.raises(Refused, match="Instansi Pemerintah Umum"):
            actions.publish(season.edition, JUNE, by=secretary(), at=JUNE)
        assert self.moments() == {None}

    def test_the_moment_may_be_moved_until_a_minute_before_it_comes(self, app, at):
        season, by = decided(), secretary()
        at(JUNE)
        moment = factories.opening("penganugerahan")
        actions.publish(season.edition, moment, by=by, at=JUNE)
        actions.publish(season.edition, moment + timedelta(hours=1), by=by, at=moment - timedelta(minutes=1))
        assert self.moments() == {moment + timedelta(hours=1)}
        with pytest.raises(Refused):
            actions.publish(season.edition, moment + timedelta(hours=2), by=by, at=moment + timedelta(hours=1))

    @pytest.mark.parametrize(("arrived", "written"), [(-1, -1), (-59, -59), (-120, -30), (-120, 5), (-1, 1)])
    def test_in_the_last_minute_nothing_is_moved_whichever_clock_is_late(self, app, at, session, arrived, written):
        season, by, moment = decided(), secretary(), factories.opening("penganugerahan")
        at(JUNE)
        actions.publish(season.edition, moment, by=by, at=JUNE)
        session.commit()
        at(moment + timedelta(seconds=written))
        with pytest.raises(Refused):
            actions.publish(season.edition, moment + timedelta(hours=1), by=by, at=moment + timedelta(seconds=arrived))
        session.rollback()
        assert self.moments() == {moment}

    @pytest.mark.parametrize("ahead", [timedelta(days=1), timedelta(days=3)])
    def test_before_the_day_of_the_timetable_it_is_asked_for_and_kept_in_the_log(self, session, ahead):
        season, moment = decided(), factories.opening("penganugerahan") - ahead
        with pytest.raises(Invalid) as refused:
            actions.publish(season.edition, moment, by=secretary(), at=JUNE)
        assert (refused.value.field, "16 Juni 2022" in refused.value.message) == ("knowingly", True)
        assert self.moments() == {None}
        actions.publish(season.edition, moment, by=secretary(), at=JUNE, knowingly=True)
        session.commit()
        assert [one.get("ahead_of") for one in logged("decision.announced")] == ["2022-06-16"] * 2

    def test_on_the_day_itself_nothing_is_asked_whatever_the_hour(self, session):
        season = decided()
        actions.publish(season.edition, factories.opening("penganugerahan") - timedelta(hours=8), by=secretary(), at=JUNE)
        session.commit()
        assert [one.get("ahead_of") for one in logged("decision.announced")] == [None] * 2

    def test_finalists_before_their_stage_are_asked_for_too(self, app):
        season = at_the_end(announced=False)
        early = factories.opening("pleno_finalis") - timedelta(days=2)
        with pytest.raises(Invalid):
            actions.announce_finalists(season.edition, early, by=secretary(), at=early)
        actions.announce_finalists(season.edition, early, by=secretary(), at=early, knowingly=True)
        assert set(everything(select(Decision.announced_at))) == {early}

    def test_a_broken_minute_is_refused(self, app):
        season = decided()
        with pytest.raises(Invalid):
            actions.publish(season.edition, factories.opening("penganugerahan") + timedelta(seconds=30), by=secretary(), at=JUNE)

    def test_nobody_is_mailed_before_the_moment_and_every_finalist_then(self, at, work):
        season, moment = decided(), factories.opening("penganugerahan")
        at(JUNE)
        actions.publish(season.edition, moment, by=secretary(), at=JUNE)
        at(moment - timedelta(seconds=1))
        work()
        assert everything(select(Mail).where(Mail.template.like("results/%"))) == []
        at(moment)
        work()
        assert len(everything(select(Mail).where(Mail.template.like("results/%")))) == 3

    def test_a_publication_moved_to_later_is_told_once(self, at, work):
        season, moment = decided(), factories.opening("penganugerahan")
        by = secretary()
        at(JUNE)
        actions.publish(season.edition, moment, by=by, at=JUNE)
        actions.publish(season.edition, moment + timedelta(hours=1), by=by, at=JUNE)
        actions.publish(season.edition, moment + timedelta(hours=1), by=by, at=JUNE)
        at(moment)
        work()
        assert everything(select(Mail).where(Mail.template.like("results/%"))) == []
        at(moment + timedelta(hours=1))
        work()
        assert len(everything(select(Mail).where(Mail.template.like("results/%")))) == 3

    def test_a_publication_moved_away_and_back_is_told_once(self, at, work):
        season, moment = decided(), factories.opening("penganugerahan")
        by = secretary()
        at(JUNE)
        for one in (moment, moment + timedelta(hours=1), moment):
            actions.publish(season.edition, one, by=by, at=JUNE)
        at(moment)
        work()
        at(moment + timedelta(hours=1))
        work()
        assert len(everything(select(Mail).where(Mail.template.like("results/%")))) == 3

    def test_winners_and_others_get_the_same_letter(self, at, work):
        season = decided()
        at(JUNE)
        actions.publish(season.edition, JUNE, by=secretary(), at=JUNE, knowingly=True)
        work()
        letters = everything(select(Mail).where(Mail.template == "results/mail/published.txt"))
        assert sorted(one.person_id for one in letters) == sorted(entry.contact_id for entry in season.entries.values())
        assert not any("pemenang" in one.subject.lower() for one in letters)

    def test_finalists_are_announced_together_too(self, app):
        season = at_the_end(announced=False)
        moment = factories.closing("pleno_finalis")
        actions.announce_finalists(season.edition, moment, by=secretary(), at=moment - timedelta(hours=1))
        assert {one.announced_at for one in season.finalists} == {moment}
        with pytest.raises(Refused):
            actions.announce_finalists(season.edition, moment + timedelta(hours=2), by=secretary(), at=moment + timedelta(hours=1))
