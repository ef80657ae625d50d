"""p4comp/judging/routes/desk.py, sheet.py"""

import pytest
from sqlalchemy import select

from p4comp.competition.rules.wording import until
from p4comp.core import db
from p4comp.entries.models import Evidence
from p4comp.judging.models import Assignment, Evaluator, Finding
from tests import factories

DURING = factories.during("evaluasi_dokumen")


@pytest.fixture(autouse=True)
def evaluation_runs(at):
    at(DURING)


@pytest.fixture
def desk(cast):
    return f"/evaluasi/{cast.assignment.id}"


def _proof(cast):
    return db.first(select(Evidence.id).where(Evidence.entry_id == cast.entry.id))


def _levels(assignment_id):
    db.session().expire_all()
    return {one.indicator: one.level for one in db.everything(select(Finding).where(Finding.assignment_id == assignment_id))}


def _routes(reading, proof):
    """Every way to a desk: method, path, body."""
    desk = f"/evaluasi/{reading}"
    yield "GET", desk, None
    yield "GET", f"{desk}?aspek=B", None
    yield "POST", desk, {"aspek": "A", "A1.level": "4"}
    yield "GET", f"{desk}/pernyataan", None
    yield "POST", f"{desk}/pernyataan", {"conflict": "tidak"}
    yield "POST", f"{desk}/simpan", {"field": "A1.level", "value": "4", "version": "0"}
    yield "GET", f"{desk}/kunci", None
    yield "POST", f"{desk}/kunci", None
    yield "GET", f"{desk}/bukti/{proof}", None


def _all_404(page, reading, proof):
    for method, path, body in _routes(reading, proof):
        if method == "GET":
            page.get(path, status=404)
        else:
            page.post(path, body, status=404)


# Sight


def test_before_the_declaration_no_dossier_is_shown_and_no_file_given(browse, cast):
    cast.assignment.state = "assigned"
    page = browse(cast.evaluator).get(f"/evaluasi/{cast.assignment.id}")
    assert "Pernyataan benturan kepentingan" in page.text
    assert "Dijalankan sejak 2019." not in page.text
    browse(cast.evaluator).get(f"/evaluasi/{cast.assignment.id}/bukti/{_proof(cast)}", status=404)
    browse(cast.evaluator).post(f"/evaluasi/{cast.assignment.id}/simpan", {"field": "A1.level", "value": "4"}, status=403)


def test_after_the_declaration_claim_narrative_and_file_are_there(browse, cast, desk):
    cast.assignment.state = "assigned"
    evaluator = browse(cast.evaluator)
    evaluator.post(f"{desk}/pernyataan", {"conflict": "tidak"})
    page = evaluator.get(desk)
    assert "Dijalankan sejak 2019." in page.text
    assert evaluator.get(f"{desk}/bukti/{_proof(cast)}").response.data.startswith(b"%PDF-")


def test_who_recuses_cannot_find_the_dossier_by_any_way(browse, cast, desk):
    evaluator = browse(cast.evaluator)
    evaluator.get(desk)
    evaluator.post(f"{desk}/pernyataan", {"conflict": "ada", "reason": "Pernah mendampingi."})
    _all_404(evaluator, cast.assignment.id, _proof(cast))
    assert cast.entry.institution_name not in evaluator.get("/evaluasi").text


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_conflict_without_its_explanation_is_told_beside_the_field(browse, cast, desk, reason):
    cast.assignment.state = "assigned"
    page = browse(cast.evaluator).post(f"{desk}/pernyataan", {"conflict": "ada", "reason": reason}, status=422)
    assert "Jelaskan benturan kepentingannya." in page.text
    assert db.session().get(Assignment, cast.assignment.id, populate_existing=True).state == "assigned"


@pytest.mark.parametrize("tie", ["membership", "employer", "parent", "province", "dismissed"])
def test_who_becomes_bound_or_is_dismissed_cannot_find_the_dossier_by_any_way(browse, cast, tie):
    one = db.first(select(Evaluator).where(Evaluator.person_id == cast.evaluator.id))
    if tie == "membership":
        factories.member(cast.evaluator, cast.institution)
    elif tie == "employer":
        one.employer_id = cast.institution.id
    elif tie == "parent":
        above = factories.institution("pemprov", region=factories.region("99", name="Jauh"))
        cast.institution.parent_id = one.employer_id = above.id
    elif tie == "province":
        one.employer_id = factories.institution("pemkot", region=factories.region()).id
    else:
        one.is_active = False
    _all_404(browse(cast.evaluator), cast.assignment.id, _proof(cast))


def test_a_member_of_nothing_else_still_finds_it(browse, cast):
    one = db.first(select(Evaluator).where(Evaluator.person_id == cast.evaluator.id))
    one.employer_id = factories.institution("ptn", region=factories.region()).id
    browse(cast.evaluator).get(f"/evaluasi/{cast.assignment.id}")


def test_another_evaluator_finds_neither_the_desk_nor_the_score(browse, cast):
    other = factories.person("Evaluator Dua")
    theirs = factories.assignment(cast.entry, factories.evaluator(cast.edition, other), state="locked", levels=4)
    first = browse(cast.evaluator)
    _all_404(first, theirs.id, _proof(cast))
    pages = [first.get("/evaluasi").text, first.get(f"/evaluasi/{cast.assignment.id}").text]
    assert not any("80,00" in text or "Sesuai bukti." in text or "Evaluator Dua" in text for text in pages)
    cast.assignment.state, cast.assignment.total = "locked", 60.0
    pages = [first.get("/evaluasi").text, first.get(f"/evaluasi/{cast.assignment.id}").text]
    assert not any("80,00" in text or "Sesuai bukti." in text for text in pages)


def test_evidence_of_another_entry_is_not_given_through_a_desk(browse, cast, desk):
    foreign = db.first(select(Evidence.id).where(Evidence.entry_id == cast.stranger_entry.id))
    browse(cast.evaluator).get(f"{desk}/bukti/{foreign}", status=404)
    removed = db.session().get(Evidence, _proof(cast))
    removed.removed_at = DURING
    browse(cast.evaluator).get(f"{desk}/bukti/{removed.id}", status=404)


# Work


def test_a_claim_is_marked_but_never_preselected(browse, cast, desk):
    page = browse(cast.evaluator).get(desk)
    assert "Klaim peserta" in page.text
    assert " checked" not in page.response.text
    assert page.response.text.count('class="level"') == 12


def test_a_field_is_saved_at_once_with_its_version_and_the_sum(browse, cast, desk):
    body = {"field": "A1.level", "value": "4", "version": "0"}
    answer = browse(cast.evaluator).post(f"{desk}/simpan", body, status=200).response.json
    assert (answer["version"], answer["total"], answer["done"]) == (1, "40,00", 1)
    assert _levels(cast.assignment.id) == {"A1": 4}


def test_two_tabs_clash_and_both_values_are_shown(browse, cast, desk):
    evaluator = browse(cast.evaluator)
    evaluator.post(f"{desk}/simpan", {"field": "A1.level", "value": "4", "version": "0"}, status=200)
    answer = evaluator.post(f"{desk}/simpan", {"field": "A1.level", "value": "2", "version": "0"}, status=409).response.json
    assert answer == {"mine": 2, "theirs": 4, "version": 1}
    page = evaluator.post(desk, {"aspek": "A", "A1.level": "2", "A1.level.version": "0", "A2.level": "3"}, status=409)
    assert "menjadi “4”" in page.text
    assert _levels(cast.assignment.id) == {"A1": 4, "A2": 3}


@pytest.mark.parametrize("value", ["6", "-1", "x"])
def test_a_score_off_the_scale_is_refused_beside_its_field_and_nothing_is_lost(browse, cast, desk, value):
    evaluator = browse(cast.evaluator)
    answer = evaluator.post(f"{desk}/simpan", {"field": "A1.level", "value": value, "version": "0"}, status=422).response.json
    assert answer == {"error": "Pilih tingkat 0 sampai 5.", "field": "A1.level"}
    page = evaluator.post(desk, {"aspek": "A", "A1.level": value, "A1.note": "Catatan panjang saya"}, status=422)
    assert "Pilih tingkat 0 sampai 5." in page.text
    assert "Catatan panjang saya" in page.text
    assert _levels(cast.assignment.id) == {}


def test_without_scripts_an_aspect_is_saved_and_the_next_one_opens(browse, cast, desk):
    page = browse(cast.evaluator).post(desk, {"aspek": "A", "A1.level": "4", "A2.level": "0", "A2.note": "Kurang.", "go": "B"})
    assert page.response.location.endswith(f"{desk}?aspek=B")
    assert _levels(cast.assignment.id) == {"A1": 4, "A2": 0}


def test_an_incomplete_sheet_is_not_locked(browse, cast, desk):
    page = browse(cast.evaluator).post(f"{desk}/kunci", status=422)
    assert "Masih 3 indikator tanpa tingkat: A1, A2, B1." in page.text
    assert db.session().get(Assignment, cast.assignment.id, populate_existing=True).state == "open"


def test_a_sheet_is_locked_once_and_can_only_be_read_then(browse, cast, desk):
    evaluator = browse(cast.evaluator)
    evaluator.post(desk, {"aspek": "A", "A1.level": "4", "A2.level": "3"})
    evaluator.post(desk, {"aspek": "B", "B1.level": "5"})
    evaluator.post(f"{desk}/kunci")
    reading = db.session().get(Assignment, cast.assignment.id, populate_existing=True)
    assert (reading.state, reading.total) == ("locked", 78.0)
    evaluator.post(f"{desk}/kunci", status=403)
    evaluator.post(f"{desk}/simpan", {"field": "A1.level", "value": "0", "version": "1"}, status=403)
    evaluator.post(f"{desk}/pernyataan", {"conflict": "ada", "reason": "Baru tahu."}, status=403)
    page = evaluator.get(desk)
    assert "78,00" in page.text
    assert "<textarea" not in page.response.text


def test_one_second_after_the_window_nothing_is_saved(browse, cast, desk, at):
    at(factories.closing("evaluasi_dokumen"))
    page = browse(cast.evaluator).post(f"{desk}/simpan", {"field": "A1.level", "value": "4", "version": "0"}, status=403)
    assert "Batas waktu evaluasi dokumen sudah lewat" in page.text
    assert _levels(cast.assignment.id) == {}


def test_a_forged_form_changes_nothing(browse, cast, desk):
    browse(cast.evaluator).post(desk, {"aspek": "A", "A1.level": "4"}, token=False, status=400)
    assert _levels(cast.assignment.id) == {}


def test_the_deadline_reads_as_in_the_rules(browse, cast, desk):
    cast.assignment.state = "assigned"
    evaluator = browse(cast.evaluator)
    closes = factories.closing("evaluasi_dokumen")
    said = until(closes, cast.edition.zone)
    assert "24.00" in said
    for path in ("/evaluasi", desk, "/ruang-kerja"):
        text = evaluator.get(path).text
        assert said.split(", ")[0] in text
        assert "24.00" in text
        assert "00.00" not in text.replace("24.00", "")


def test_the_evaluators_list_takes_as_many_queries_for_one_as_for_many(browse, cast):
    evaluator = browse(cast.evaluator)
    few = len(evaluator.get("/evaluasi").queries)
    one = db.first(select(Evaluator).where(Evaluator.person_id == cast.evaluator.id))
    for _ in range(3):
        factories.assignment(factories.entry(cast.edition, state="verified", evidence=False), one)
    page = evaluator.get("/evaluasi")
    assert len(page.queries) == few <= 12
    assert page.text.count("Menunggu pernyataan") == 3
