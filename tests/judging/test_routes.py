"""p4comp/judging/routes/"""

import pytest
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.core import db
from p4comp.decisions.models import Plenary
from p4comp.entries.models import Evidence
from p4comp.judging.models import Assignment, Evaluator, Finding
from tests import factories

DURING = factories.during("evaluasi_dokumen")
AFTER = factories.during("pleno_finalis")


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
    assert page.response.text.count('type="radio"') == 12


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


# Office


def test_an_evaluator_of_an_unknown_employer_is_refused_and_the_form_kept(browse, cast):
    body = {"name": "Dr. Ani", "email": "ani@uji.example", "employer": "Instansi Khayalan"}
    page = browse(cast.secretary).post("/evaluator/tambah", body, status=422)
    assert "tidak ada dalam registri" in page.text
    assert 'value="Instansi Khayalan"' in page.response.text
    browse(cast.secretary).post("/evaluator/tambah", body | {"employer": cast.institution.name})
    added = db.first(select(Evaluator).join(Evaluator.person).where(Person.email == "ani@uji.example"))
    assert added.employer_id == cast.institution.id


def test_dossiers_are_given_out_with_one_button(browse, cast):
    for _ in range(3):
        factories.evaluator(cast.edition)
    browse(cast.secretary).post("/penugasan/bagi")
    live = select(Assignment).where(Assignment.entry_id == cast.entry.id, Assignment.state.in_(["assigned", "open"]))
    assert db.count(live) == 2


def test_a_bound_evaluator_cannot_be_chosen_and_the_page_says_why(browse, cast):
    bound = factories.evaluator(cast.edition, factories.person("Terikat"), employer=cast.institution)
    free = factories.evaluator(cast.edition, factories.person("Bebas"))
    secretary = browse(cast.secretary)
    page = secretary.get(f"/penugasan/{cast.entry.id}")
    assert "Terikat: bekerja pada instansi ini" in page.text
    body = {"replaces": cast.assignment.id, "reason": "Sakit."}
    secretary.post(f"/penugasan/{cast.entry.id}", body | {"evaluator": bound.id}, status=422)
    assert db.session().get(Assignment, cast.assignment.id, populate_existing=True).state == "open"
    secretary.post(f"/penugasan/{cast.entry.id}", body | {"evaluator": free.id})
    readings = {one.evaluator_id: one.state for one in db.everything(select(Assignment).where(Assignment.entry_id == cast.entry.id))}
    assert readings[free.id] == "assigned"
    assert db.session().get(Assignment, cast.assignment.id, populate_existing=True).state == "withdrawn"


def test_taking_a_reading_back_needs_a_reason(browse, cast):
    free = factories.evaluator(cast.edition)
    page = browse(cast.secretary).post(f"/penugasan/{cast.entry.id}", {"replaces": cast.assignment.id, "evaluator": free.id}, status=422)
    assert "Isi alasan penggantian." in page.text
    assert db.session().get(Assignment, cast.assignment.id, populate_existing=True).state == "open"


# Ranking


def _rank(cast, scores):
    people = [factories.evaluator(cast.edition) for _ in range(2)]
    for level in scores:
        entry = factories.entry(cast.edition, state="verified", category="UPP", evidence=False)
        for one in people:
            factories.assignment(entry, one, state="locked", levels=level, total=level * 20.0)


def test_the_ranking_shows_places_cut_line_and_how_a_tie_was_broken(browse, cast):
    _rank(cast, [2, 5, 5])
    page = browse(cast.secretary).get("/peringkat/UPP")
    assert page.response.text.count("cut-after") == 1
    assert page.text.count("undian") == 2
    assert "100,00 · 100,00" in page.text


def test_proposing_leads_to_the_plenary(browse, cast, at):
    _rank(cast, [2, 5])
    secretary = browse(cast.secretary)
    secretary.post("/peringkat/UPP/usulkan", status=403)
    at(AFTER)
    page = secretary.post("/peringkat/UPP/usulkan")
    found = db.first(select(Plenary).where(Plenary.category == "UPP"))
    assert page.response.location.endswith(f"/pleno/{found.id}")
    assert "100,00" in secretary.get(f"/pleno/{found.id}").text


@pytest.mark.parametrize("path", ["/peringkat/UPP", "/peringkat", "/evaluator", "/penugasan"])
def test_pages_of_the_office_take_as_many_queries_for_one_as_for_many(browse, cast, path):
    secretary = browse(cast.secretary)
    _rank(cast, [4, 4])
    few = len(secretary.get(path).queries)
    _rank(cast, [4, 4, 3, 2, 1])
    assert len(secretary.get(path).queries) == few <= 12


def test_the_evaluators_list_takes_as_many_queries_for_one_as_for_many(browse, cast):
    evaluator = browse(cast.evaluator)
    few = len(evaluator.get("/evaluasi").queries)
    one = db.first(select(Evaluator).where(Evaluator.person_id == cast.evaluator.id))
    for _ in range(3):
        factories.assignment(factories.entry(cast.edition, state="verified", evidence=False), one)
    page = evaluator.get("/evaluasi")
    assert len(page.queries) == few <= 12
    assert page.text.count("Menunggu pernyataan") == 3
