"""p4comp/judging/routes/office.py, ranking.py"""

import pytest
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.core import db
from p4comp.decisions.models import Decision, Plenary
from p4comp.judging.models import Assignment, Evaluator
from tests import factories

DURING = factories.during("evaluasi_dokumen")
AFTER = factories.during("pleno_finalis")


@pytest.fixture(autouse=True)
def evaluation_runs(at):
    at(DURING)


def test_an_evaluator_of_an_unknown_employer_is_refused_and_the_form_kept(browse, cast):
    body = {"name": "Dr. Ani", "email": "ani@uji.example", "employer": "Instansi Khayalan"}
    page = browse(cast.secretary).post("/evaluator/tambah", body, status=422)
    assert "tidak ada dalam registri" in page.text
    assert 'value="Instansi Khayalan"' in page.response.text
    browse(cast.secretary).post("/evaluator/tambah", body | {"employer": cast.institution.name})
    added = db.first(select(Evaluator).join(Evaluator.person).where(Person.email == "ani@uji.example"))
    assert added.employer_id == cast.institution.id


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


def test_a_second_proposal_is_possible_but_the_page_says_what_it_takes_back(browse, cast, at):
    _rank(cast, [2, 5])
    at(AFTER)
    secretary = browse(cast.secretary)
    secretary.get("/peringkat/UPP").submit("Usulkan ke rapat pleno")
    first = db.first(select(Plenary).where(Plenary.category == "UPP"))
    page = secretary.get("/peringkat/UPP")
    assert "Bila diusulkan ulang, usulan itu" in page.text
    assert page.links["Buka rapat pleno"] == f"/pleno/{first.id}"
    assert 'data-confirm="Tarik usulan' in page.response.text
    page.submit("Usulkan ulang")
    db.session().expire_all()
    assert sorted(db.everything(select(Plenary.state).where(Plenary.category == "UPP"))) == ["proposed", "withdrawn"]


def test_a_confirmed_shortlist_is_not_proposed_again_and_the_ranking_leads_to_it(browse, cast, at):
    at(AFTER)
    decision = db.first(select(Decision).where(Decision.category == "UMUM"))
    secretary = browse(cast.secretary)
    page = secretary.get("/peringkat/UMUM")
    assert "sudah disahkan rapat pleno dan tidak diganti" in page.text
    assert "Urutan sementara" not in page.text
    assert page.links["Buka keputusan"] == f"/keputusan/{decision.id}"
    refused = secretary.post("/peringkat/UMUM/usulkan", status=403)
    assert "sudah disahkan rapat pleno" in refused.text


@pytest.mark.parametrize("path", ["/peringkat/UPP", "/peringkat", "/evaluator", "/penugasan"])
def test_pages_of_the_office_take_as_many_queries_for_one_as_for_many(browse, cast, path):
    secretary = browse(cast.secretary)
    _rank(cast, [4, 4])
    few = len(secretary.get(path).queries)
    _rank(cast, [4, 4, 3, 2, 1])
    assert len(secretary.get(path).queries) == few <= 12
