"""Feedback on its way out: drawn up from locked sheets, read and mended by the secretariat, released, made anew by corrections."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core import audit, clock, db, jobs
from p4comp.core.errors import Invalid, Refused
from p4comp.core.mail import Mail
from p4comp.decisions import actions as decisions
from p4comp.decisions.models import Decision, Purpose
from p4comp.judging.models import Assignment, Evaluator, Finding
from p4comp.results.actions import feedback as actions
from p4comp.results.models.feedback import FeedbackState, NoteState
from p4comp.results.queries import feedback as queries
from tests import factories
from tests.results.feedback_scene import ANNOUNCED, BEFORE, LATER, SOON, drawn_up, edition, released, report_of, reports


@pytest.fixture
def by(app):
    return someone(factories.secretariat())


def case(by, entry):
    return queries.feedback_case(by, entry.id)


def note_of(by, entry, place=0):
    return queries.note_case(by, entry.id, case(by, entry).feedback.notes[place].id)


def words_of(entry_id):
    return [one.words for one in report_of(entry_id).notes]


class TestDrawingUp:
    def test_every_assessed_entry_gets_a_report_of_what_the_sheets_hold(self, by):
        made, entries, unit = edition(umum=3)
        unread = factories.entry(made, state="verified", evidence=False)
        factories.assignment(unread, factories.evaluator(made), state="open", levels=5)
        found = drawn_up(made, by)
        assert set(found) == {*(one.id for one in entries), unit.id}
        facts = found[entries[0].id].facts
        assert [(one["code"], one["claimed"], one["found"]) for one in facts["aspects"]] == [("A", 3.0, 2.5), ("B", 3.0, 2.5)]
        assert (facts["readings"], facts["assessed"], facts["aspects"][0]["field"]) == (2, 3, None)
        assert facts["outcome"] == {"list": "finalists", "award": "", "rules": []}
        assert found[entries[1].id].facts["outcome"]["list"] == "winners"
        assert len(facts["sources"]) == 2

    def test_ten_entries_have_a_field_and_nine_have_none(self, by):
        for number, size in ((1, 9), (2, 10)):
            made, entries, _unit = edition(umum=size, own=factories.edition(slug=f"uji-{size}", nomor=number, running=False))
            facts = drawn_up(made, by)[entries[0].id].facts
            assert [one["field"] is not None for one in facts["aspects"]] == [size == 10] * 2

    def test_notes_for_colleagues_and_names_of_evaluators_stay_inside(self, by):
        made, entries, _unit = edition(notes=["Lengkapi notula.", "Bukti kurang."])
        for one in db.everything(select(Finding)):
            one.remark = "RAHASIA"
        report = drawn_up(made, by)[entries[0].id]
        assert sorted(words_of(entries[0].id)) == ["Bukti kurang.", "Lengkapi notula."]
        people = [one.person.name for one in db.everything(select(Evaluator))]
        said = str(report.facts) + str([vars(one) for one in report.notes])
        assert "RAHASIA" not in said
        assert [name for name in people if name in said] == []

    def test_drawn_up_again_nothing_changes_and_a_new_sheet_before_the_release_changes_the_report_itself(self, by):
        made, entries, _unit = edition()
        first = {key: (one.sha256, one.version) for key, one in drawn_up(made, by).items()}
        assert {key: (one.sha256, one.version) for key, one in drawn_up(made, by).items()} == first
        own = select(Assignment.id).where(Assignment.entry_id == entries[0].id)
        for one in db.everything(select(Finding).where(Finding.assignment_id.in_(own))):
            one.level = 5
        changed = drawn_up(made, by)
        assert changed[entries[0].id].version == 1
        assert changed[entries[0].id].sha256 != first[entries[0].id][0]
        assert changed[entries[1].id].sha256 == first[entries[1].id][0]

    def test_undecided_winners_are_waited_for(self, by):
        made = factories.edition()
        with pytest.raises(Refused):
            actions.draw_up(queries.desk_of(made), by=by, at=BEFORE)


class TestReading:
    def test_a_note_is_reworded_and_its_original_who_and_why_are_kept(self, by):
        made, entries, _unit = edition(notes=["Bapak Budi belum tanda tangan."])
        drawn_up(made, by)
        assert report_of(entries[0].id).doubts == 1
        actions.mend(note_of(by, entries[0]), "Pimpinan belum tanda tangan.", "Menyebut nama.", by=by, at=BEFORE)
        db.commit()
        note = report_of(entries[0].id).notes[0]
        assert (note.original, note.words, note.state) == (
            "Bapak Budi belum tanda tangan.",
            "Pimpinan belum tanda tangan.",
            NoteState.REWORDED,
        )
        assert (note.changed_by, note.reason, report_of(entries[0].id).doubts) == (by.id, "Menyebut nama.", 0)
        assert [one.verb for one in audit.records()][-1] == "feedback_note.reworded"

    def test_an_empty_note_is_left_out_and_the_original_brings_it_back(self, by):
        made, entries, _unit = edition(notes=["Bukti kurang."])
        drawn_up(made, by)
        actions.mend(note_of(by, entries[0]), "", "Tidak sopan.", by=by, at=BEFORE)
        assert note_of(by, entries[0]).note.state is NoteState.LEFT_OUT
        actions.mend(note_of(by, entries[0]), "Bukti kurang.", "", by=by, at=BEFORE)
        assert note_of(by, entries[0]).note.state is NoteState.AS_WRITTEN

    @pytest.mark.parametrize(("words", "reason", "field"), [("Lain.", "", "reason"), ("", " ", "reason"), ("Bukti kurang.", "x", "words")])
    def test_a_change_without_a_reason_or_without_a_change_is_refused(self, by, words, reason, field):
        made, entries, _unit = edition(notes=["Bukti kurang."])
        drawn_up(made, by)
        with pytest.raises(Invalid) as refused:
            actions.mend(note_of(by, entries[0]), words, reason, by=by, at=BEFORE)
        assert refused.value.field == field

    def test_in_bulk_only_reports_without_a_doubtful_note_are_passed(self, by):
        made, entries, unit = edition(umum=3, notes=["Telepon 0812-3456-7890."])
        found = drawn_up(made, by)
        count = actions.pass_many(queries.desk_of(made), [one.id for one in found.values()], by=by, at=BEFORE)
        assert count == 3
        assert [key for key, one in reports(made).items() if one.state is FeedbackState.WAITING] == [entries[0].id]
        assert unit.id in found

    def test_whoever_is_bound_to_an_institution_leaves_its_report_to_others(self, by):
        made, entries, _unit = edition(notes=["Bukti kurang."])
        drawn_up(made, by)
        who = factories.member(factories.secretariat("Terikat"), entries[0].institution)
        bound = someone(who)
        for act in (
            lambda: actions.pass_on(case(bound, entries[0]), by=bound, at=BEFORE),
            lambda: actions.mend(note_of(bound, entries[0]), "Lain.", "x", by=bound, at=BEFORE),
        ):
            with pytest.raises(Refused):
                act()
        ids = [one.id for one in reports(made).values()]
        assert actions.pass_many(queries.desk_of(made), ids, by=bound, at=BEFORE) == len(ids) - 1
        assert report_of(entries[0].id).state is FeedbackState.WAITING


class TestRelease:
    def test_not_before_every_report_was_read(self, by):
        made, _entries, _unit = edition()
        drawn_up(made, by)
        with pytest.raises(Refused):
            actions.release(queries.desk_of(made), SOON, by=by, at=BEFORE)

    @pytest.mark.parametrize(("moment", "is_taken"), [(ANNOUNCED - timedelta(minutes=1), False), (ANNOUNCED, True), (SOON, True)])
    def test_not_before_the_winners_are_announced(self, by, moment, is_taken):
        made, entries, _unit = edition()
        if is_taken:
            released(made, moment, by)
            assert {one.out_at for one in reports(made).values()} == {moment}
        else:
            with pytest.raises(Invalid):
                released(made, moment, by)
            assert report_of(entries[0].id).out_at is None

    def test_the_people_are_told_at_its_moment_once_and_nobody_before(self, by, at):
        who = factories.person("Peserta")
        home = factories.institution("pemkab", name="Kabupaten Peserta")
        factories.member(who, home)
        made, _entries, _unit = edition(home=home, who=who)
        released(made, SOON, by)
        for moment, letters in ((ANNOUNCED, 0), (SOON - timedelta(seconds=1), 0), (SOON, 1), (LATER, 1)):
            at(moment)
            jobs.run_waiting()
            assert len(told(who)) == letters
        jobs.later("results.tell_feedback", queries.round_of(made.id).id)
        db.commit()
        jobs.run_waiting()
        assert len(told(who)) == 1

    def test_a_publication_that_was_put_off_holds_the_feedback_back(self, by, at):
        who = factories.person("Peserta")
        home = factories.institution("pemkab", name="Kabupaten Peserta")
        factories.member(who, home)
        made, entries, _unit = edition(home=home, who=who)
        released(made, SOON, by)
        for one in db.everything(select(Decision).where(Decision.purpose == Purpose.WINNERS)):
            one.announced_at = LATER
        db.commit()
        at(SOON)
        jobs.run_waiting()
        assert (len(told(who)), queries.own_feedback(someone(who), entries[0].id)) == (0, None)
        at(LATER)
        jobs.run_waiting()
        assert len(told(who)) == 1
        assert queries.own_feedback(someone(who), entries[0].id) is not None


def told(who):
    return db.everything(select(Mail).where(Mail.person_id == who.id, Mail.template == "results/mail/feedback.txt"))


class TestVersions:
    def test_a_correction_makes_a_new_version_of_those_it_concerns_and_keeps_the_old(self, by, at):
        made, entries, _unit = edition(umum=3, notes=["Bukti kurang."])
        drawn_up(made, by)
        actions.mend(note_of(by, entries[0]), "Bukti belum cukup.", "Halus.", by=by, at=BEFORE)
        released(made, SOON, by)
        old = db.first(select(Decision).where(Decision.purpose == Purpose.WINNERS, Decision.category == "UMUM"))
        new = factories.decision(made, [entries[0]], purpose="winners", replaces=old, awards={entries[0].id: "APP"})
        at(LATER)
        decisions.announce([new], LATER, by=by, at=LATER)
        db.commit()
        jobs.run_waiting()
        versions = {one.entry_id: one.version for one in reports(made).values()}
        assert [versions[one.id] for one in entries] == [2, 2, 1]
        second = report_of(entries[0].id)
        assert (second.state, second.out_at, second.facts["outcome"]["list"]) == (FeedbackState.WAITING, None, "winners")
        assert new.code in second.reason
        assert [(one.original, one.words) for one in second.notes] == [("Bukti kurang.", "Bukti belum cukup.")]
        assert report_of(entries[0].id, 1).facts["outcome"]["list"] == "finalists"

    def test_what_is_out_stays_until_the_new_version_was_read(self, by, at):
        who = factories.person("Peserta")
        home = factories.institution("pemkab", name="Kabupaten Peserta")
        factories.member(who, home)
        made, entries, _unit = edition(home=home, who=who, notes=["Bapak Budi lupa."])
        released(made, SOON, by)
        at(LATER)
        actions.renew(case(by, entries[0]), "Catatan menyebut nama.", by=by, at=LATER)
        actions.mend(note_of(by, entries[0]), "", "Nama orang.", by=by, at=LATER)
        assert queries.own_feedback(someone(who), entries[0].id).feedback.version == 1
        actions.pass_on(case(by, entries[0]), by=by, at=LATER)
        own = queries.own_feedback(someone(who), entries[0].id).feedback
        assert (own.version, own.notes[0].state) == (2, NoteState.LEFT_OUT)

    def test_a_note_of_a_report_that_is_out_is_not_changed(self, by, at):
        made, entries, _unit = edition(notes=["Bukti kurang."])
        released(made, SOON, by)
        at(SOON)
        with pytest.raises(Refused):
            actions.mend(note_of(by, entries[0]), "Lain.", "x", by=by, at=SOON)


def test_all_files_are_made_in_the_queue_and_a_changed_report_loses_its(by):
    made, entries, _unit = edition()
    for entry_id in drawn_up(made, by):
        actions.pass_on(queries.feedback_case(by, entry_id), by=by, at=BEFORE)
    with clock.at(BEFORE):
        actions.print_all(queries.desk_of(made), by=by, at=BEFORE)
        db.commit()
        jobs.run_waiting()
        desk = queries.desk_of(made)
    assert (desk.counts.printed, desk.printing.state.value) == (3, "done")
    assert report_of(entries[0].id).file.media_type == "application/pdf"
