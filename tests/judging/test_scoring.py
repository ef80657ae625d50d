"""The desk beyond levels: verdicts on evidence, two notes, doubts, phrases, history, where somebody stopped, the pace."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.core.autosave import Clash, Saved
from p4comp.core.errors import Invalid, Refused
from p4comp.entries.models import Evidence
from p4comp.judging import actions, queries
from p4comp.judging.models import Evaluator, EvidenceVerdict, Finding
from p4comp.judging.rules.pace import pace
from tests import factories
from tests.judging.scene import DURING

TODAY = date(2022, 5, 2)


@pytest.fixture(autouse=True)
def evaluation_runs(at):
    at(DURING)


def _piece(entry):
    return db.first(select(Evidence).where(Evidence.entry_id == entry.id, Evidence.indicator == "A1"))


def test_a_verdict_on_a_piece_of_evidence_is_kept_and_a_second_tab_is_told(desk):
    sheet, who = desk
    field = f"bukti.{_piece(sheet.entry).id}"
    assert actions.save(sheet, field, "sebagian", seen=0, by=who, at=DURING) == Saved(1)
    assert actions.save(sheet, field, "tidak", seen=0, by=who, at=DURING) == Clash("tidak", "sebagian", 1)
    assert [one.verdict for one in queries.verdicts(sheet.assignment.id).values()] == ["sebagian"]


@pytest.mark.parametrize("text", ["mungkin", "MEMBUKTIKAN"])
def test_a_verdict_nobody_offered_is_refused_with_all_that_was_sent_with_it(desk, text):
    sheet, who = desk
    with pytest.raises(Invalid):
        actions.save_all(sheet, {"A1.level": "3", f"bukti.{_piece(sheet.entry).id}": text}, {}, by=who, at=DURING)
    assert (queries.findings(sheet.assignment.id), db.count(select(EvidenceVerdict))) == ({}, 0)


def test_evidence_of_another_entry_cannot_be_judged_here(desk):
    sheet, who = desk
    foreign = _piece(factories.entry(sheet.edition, state="verified"))
    with pytest.raises(Invalid):
        actions.save(sheet, f"bukti.{foreign.id}", "tidak", seen=0, by=who, at=DURING)


def test_a_masked_copy_keeps_the_verdict_on_what_it_replaces(desk):
    sheet, who = desk
    first = _piece(sheet.entry)
    actions.save(sheet, f"bukti.{first.id}", "membuktikan", seen=0, by=who, at=DURING)
    first.removed_at = DURING
    copy = factories.proof(sheet.entry, "A1", content=factories.pdf("Salinan"), origin_id=first.id, is_masked=True)
    assert copy.root in queries.verdicts(sheet.assignment.id)
    assert actions.save(sheet, f"bukti.{copy.root}", "sebagian", seen=1, by=who, at=DURING) == Saved(2)


def test_the_two_notes_are_two_fields(desk):
    sheet, who = desk
    actions.save_all(sheet, {"A1.note": "Lengkapi notulen.", "A1.remark": "Bandingkan dengan A2."}, {}, by=who, at=DURING)
    found = queries.findings(sheet.assignment.id)["A1"]
    assert (found.note, found.remark, found.level) == ("Lengkapi notulen.", "Bandingkan dengan A2.", None)


def test_every_level_that_was_chosen_is_kept(desk):
    sheet, who = desk
    moments = [DURING + timedelta(minutes=number) for number in range(4)]
    for version, (text, at) in enumerate(zip(("2", "4", "4", "0"), moments, strict=True)):
        actions.save(sheet, "A1.level", text, seen=min(version, 2), by=who, at=at)
        db.session().flush()
    assert queries.findings(sheet.assignment.id)["A1"].level == 0
    past = queries.past_levels(sheet.assignment.id)["A1"]
    assert [(one.version, one.level, one.until) for one in past] == [(2, 4, moments[3]), (1, 2, moments[1])]


def test_doubts_are_gathered_on_one_page_and_the_last_mark_counts(browse, cast):
    evaluator, desk = browse(cast.evaluator), f"/evaluasi/{cast.assignment.id}"
    evaluator.post(f"{desk}/simpan", {"field": "B1.in_doubt", "value": "1", "version": "0"}, status=200)
    page = evaluator.get(f"{desk}?aspek=ragu")
    assert ("B1.level" in page.response.text, "A1.level" in page.response.text) == (True, False)
    assert "1 ragu" in evaluator.get("/evaluasi").text
    evaluator.post(desk, {"aspek": "ragu", "B1.in_doubt.shown": "1", "B1.level": "2"})
    found = db.session().get(Finding, (cast.assignment.id, "B1"), populate_existing=True)
    assert (found.in_doubt, found.level) == (False, 2)
    assert "Tidak ada yang ditandai ragu" in evaluator.get(f"{desk}?aspek=ragu").text


def test_the_list_leads_back_to_the_field_that_was_saved_last(browse, cast):
    evaluator, desk = browse(cast.evaluator), f"/evaluasi/{cast.assignment.id}"
    evaluator.post(f"{desk}/simpan", {"field": "A1.level", "value": "4", "version": "0"}, status=200)
    evaluator.post(f"{desk}/simpan", {"field": "B1.remark", "value": "Cek.", "version": "0"}, status=200)
    db.session().get(Finding, (cast.assignment.id, "A1")).saved_at = DURING - timedelta(hours=1)
    assert f"{desk}?aspek=B#B1.remark" in evaluator.get("/evaluasi").response.text
    assert "B1.level" in evaluator.get(desk).response.text


def test_pages_of_evidence_lie_beside_the_sheet(browse, cast):
    piece = _piece(cast.entry)
    piece.file.pages = 12
    db.commit()
    text = browse(cast.evaluator).get(f"/evaluasi/{cast.assignment.id}").response.text
    address = f"/evaluasi/{cast.assignment.id}/bukti/{piece.id}"
    assert [f"{address}/halaman/{number}" in text for number in (1, 10, 11)] == [True, True, False]
    assert f"{address}/lihat?dari=11" in text


def test_a_sheet_takes_as_many_queries_for_much_evidence_as_for_little(browse, cast):
    evaluator, desk = browse(cast.evaluator), f"/evaluasi/{cast.assignment.id}"
    few = len(evaluator.get(desk).queries)
    for number in range(3):
        factories.proof(cast.entry, "A1", content=factories.pdf(f"Bukti {number}"))
    assert len(evaluator.get(desk).queries) == few <= 12


def test_one_indicator_across_all_own_dossiers_and_nobody_elses(browse, cast):
    one = db.first(select(Evaluator).where(Evaluator.person_id == cast.evaluator.id))
    second = factories.entry(cast.edition, state="verified", evidence=False)
    factories.assignment(second, one, state="locked", levels={"A1": 5, "A2": 1, "B1": 1})
    stranger = factories.evaluator(cast.edition)
    hidden = factories.entry(cast.edition, state="verified", evidence=False)
    factories.assignment(hidden, stranger, state="locked", levels=2)
    factories.assignment(cast.entry, stranger, state="locked", levels=1, total=20.0)
    found = queries.beam(someone(cast.evaluator), "UMUM", "A1")
    assert [(line.assignment.entry_id, line.finding.level if line.finding else None) for line in found.lines] == [
        (second.id, 5),
        (cast.entry.id, None),
    ]
    page = browse(cast.evaluator).get("/evaluasi/indikator?kategori=UMUM&indikator=A1")
    assert (second.institution_name in page.text, hidden.institution_name in page.text, len(page.queries) <= 12) == (True, False, True)
    browse(cast.evaluator).get("/evaluasi/indikator?kategori=UMUM&indikator=Z9", status=404)


def test_the_comparison_leaves_out_whom_a_conflict_bars_by_now(browse, cast):
    factories.member(cast.evaluator, cast.institution)
    browse(cast.evaluator).get("/evaluasi/indikator", status=404)


def test_phrases_are_ones_own(browse, cast):
    other = factories.person("Evaluator Lain")
    factories.evaluator(cast.edition, other)
    evaluator = browse(cast.evaluator)
    evaluator.post("/evaluasi/frasa", {"text": "Bukti lengkap dan terbaca."})
    kept = queries.phrases(cast.evaluator.id)
    assert [one.text for one in kept] == ["Bukti lengkap dan terbaca."]
    assert "Bukti lengkap dan terbaca." in evaluator.get(f"/evaluasi/{cast.assignment.id}").response.text
    browse(other).post(f"/evaluasi/frasa/{kept[0].id}/hapus", status=404)
    evaluator.post(f"/evaluasi/frasa/{kept[0].id}/hapus")
    assert queries.phrases(cast.evaluator.id) == []


@pytest.mark.parametrize("text", ["", "  ", "x" * 501])
def test_a_phrase_that_is_none_is_told_beside_the_field(browse, cast, text):
    browse(cast.evaluator).post("/evaluasi/frasa", {"text": text}, status=422)
    assert queries.phrases(cast.evaluator.id) == []


def test_phrases_are_not_hoarded(app, cast):
    who = someone(cast.evaluator)
    for number in range(40):
        actions.keep_phrase(f"Frasa {number}", by=who, at=DURING)
        db.session().flush()
    with pytest.raises(Refused):
        actions.keep_phrase("Satu lagi", by=who, at=DURING)


@pytest.mark.parametrize(
    ("left", "done", "last", "away", "expected"),
    [
        (12, 2, 3, [], (4, 4)),
        (12, 0, 2, [], (3, 4)),
        (1, 0, 0, [], (1, 1)),
        (12, 0, 3, [(date(2022, 5, 3), date(2022, 5, 4))], (2, 6)),
        (3, 0, 1, [(date(2022, 5, 1), date(2022, 5, 9))], (1, 3)),
    ],
)
def test_the_pace_is_the_same_every_night_that_is_left(left, done, last, away, expected):
    found = pace(left, done, TODAY, TODAY + timedelta(last), away)
    assert (found.days, found.today) == expected


def test_there_is_no_pace_when_nothing_is_left_or_time_is_over():
    assert (pace(0, 5, TODAY, TODAY), pace(5, 0, TODAY, TODAY - timedelta(1))) == (None, None)


def test_the_list_says_how_many_tonight(browse, cast):
    assert "Malam ini" in browse(cast.evaluator).get("/evaluasi").text
