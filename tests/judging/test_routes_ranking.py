"""p4comp/judging/routes/{ranking,figures}.py: a computed ranking on its pages, and whom it stays hidden from"""

import json

import pytest
from sqlalchemy import select

from p4comp.core import canonical, db
from p4comp.judging.models import RankedEntry, RankingRun
from tests import factories
from tests.judging.judged import categories, judged, plan

AFTER = factories.during("pleno_finalis")
BOUND = {"kode": "menteri", "kelompok": "jenis", "nilai": ["kementerian"], "paling_sedikit": 3, "sifat": "mengikat"}
PAGES = ("", "/kepekaan", "/keandalan", "/evaluator")


@pytest.fixture(autouse=True)
def quick(monkeypatch, at):
    """Fewer resamples: what they give is tried elsewhere; the evaluation is over."""
    for name in ("REFITS", "RESAMPLES"):
        monkeypatch.setattr(f"p4comp.judging.rules.reliability.{name}", 3)
    monkeypatch.setattr("p4comp.judging.rules.uncertainty.MANY", 200)
    at(AFTER)


@pytest.fixture
def secretary(app, browse):
    """Somebody of the secretariat at the browser."""
    return browse(factories.secretariat())


def ranked(*bounds, finalists=4, **changes):
    """An edition with a judged category and its computed ranking."""
    edition = factories.edition(rencana_penilaian=plan(**changes), kategori=categories(*bounds, finalists=finalists))
    entries, people = judged(edition)
    run = factories.ranking_run(edition)
    return edition, entries, people, run


def rows(run):
    return list(db.session().execute(select(RankedEntry.row).where(RankedEntry.run_id == run.id).order_by(RankedEntry.place)).scalars())


def test_raw_fair_difference_and_chance_stand_side_by_side(secretary):
    _edition, _entries, _people, run = ranked()
    page = secretary.get("/peringkat/UMUM")
    assert page.response.text.count("cut-after") == 1
    assert page.response.text.count("too-close") == sum(row["band"] == "close" for row in rows(run)) > 0
    first = rows(run)[0]
    for value in (first["raw"], first["fair"], first["fair"] - first["raw"]):
        assert f"{value:.2f}".replace(".", ",") in page.text
    assert "rata-rata mentah, sesuai rencana penilaian" in page.text


def test_under_a_plan_with_fair_scores_these_decide(secretary):
    _edition, _entries, _people, run = ranked(normalisasi="model_campuran")
    page = secretary.get("/peringkat/UMUM")
    assert "nilai adil, sesuai rencana penilaian" in page.text
    assert [row["score"] for row in rows(run)] == [row["fair"] for row in rows(run)]


def test_before_a_run_the_raw_ranking_stands_and_the_page_offers_to_compute(secretary, work):
    edition = factories.edition(rencana_penilaian=plan(normalisasi="model_campuran"))
    judged(edition)
    db.commit()
    page = secretary.get("/peringkat/UMUM")
    assert "hitung dahulu nilai adil" in page.text
    page.submit("Hitung nilai adil")
    waiting = secretary.get("/peringkat/UMUM")
    assert "Peringkat sedang dihitung" in waiting.text
    assert work() == 1
    done = secretary.get("/peringkat/UMUM")
    assert "sedang dihitung" not in done.text
    assert "Peluang masuk" in done.text
    assert db.count(select(RankingRun).where(RankingRun.made_at.is_not(None))) == 1


def test_the_page_says_when_it_is_out_of_date(secretary):
    _edition, entries, _people, _run = ranked()
    assert "Sudah tidak mutakhir" not in secretary.get("/peringkat/UMUM").text
    entries[0].state = "withdrawn"
    db.commit()
    page = secretary.get("/peringkat/UMUM")
    assert "Sudah tidak mutakhir" in page.text
    page.submit("Hitung ulang")
    again = secretary.post("/peringkat/UMUM/hitung", status=409)
    assert "sedang dihitung" in again.text


def test_bounds_mark_the_displaced_and_say_by_which(secretary):
    _edition, _entries, _people, run = ranked(BOUND)
    page = secretary.get("/peringkat/UMUM")
    told = run.summary["composition"]
    assert told["displaced"]
    assert page.text.count("Tergeser batas") == len(told["displaced"])
    assert page.text.count("Masuk karena batas") == len(told["comes"])
    assert "Tergeser: Paling sedikit 3 dari kementerian" in page.text


def test_a_fallen_guard_is_said_and_the_raw_mean_holds(secretary):
    edition = factories.edition(rencana_penilaian=plan(normalisasi="model_campuran"))
    judged(edition, evaluators=4)
    factories.ranking_run(edition)
    page = secretary.get("/peringkat/UMUM")
    assert "Paling sedikit enam evaluator: ditemukan 4, diperlukan 6" in page.text
    assert "Yang berlaku rata-rata mentah." in page.text
    assert "tidak dapat dihitung" in secretary.get("/peringkat/UMUM/evaluator").text


def test_the_sensitivity_table_names_who_would_come_and_go(secretary):
    _edition, _entries, _people, run = ranked()
    page = secretary.get("/peringkat/UMUM/kepekaan")
    names = {row["subject_id"]: row["name"] for row in rows(run)}
    for line in run.figures["sensitivity"]:
        assert f"{line['stay']} dari {line['of']}" in page.text
        assert all(names[key] in page.text for key in (*line["comes"], *line["goes"]))


def test_reliability_has_an_interval_and_words_for_all_but_alpha(secretary):
    _edition, _entries, _people, run = ranked()
    page = secretary.get("/peringkat/UMUM/keandalan")
    assert len(run.figures["reliability"]["whole"]) == 3
    assert "Pembaca yang diperlukan" in page.text
    assert all(code in page.text for code in ("A1", "A2", "B1"))


def test_every_evaluator_has_a_line(secretary):
    _edition, _entries, people, _run = ranked()
    page = secretary.get("/peringkat/UMUM/evaluator")
    assert all(one.person.name in page.text for one in people)


def test_the_snapshot_is_the_kept_file(secretary):
    _edition, _entries, _people, run = ranked()
    response = secretary.get("/peringkat/UMUM/cuplikan").response
    assert canonical.sha256(json.loads(response.data)) == run.sha256
    assert "attachment" in response.headers["Content-Disposition"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_take_as_many_queries_for_few_as_for_many(secretary, path):
    edition = factories.edition(rencana_penilaian=plan(), kategori=categories(BOUND, finalists=4))
    judged(edition, entries=6)
    factories.ranking_run(edition)
    db.commit()
    few = len(secretary.get(f"/peringkat/UMUM{path}").queries)
    judged(edition, entries=9, seed=3)
    factories.ranking_run(edition)
    db.commit()
    assert len(secretary.get(f"/peringkat/UMUM{path}").queries) == few <= 12


# Leaks


@pytest.mark.parametrize("path", [*PAGES, "/cuplikan"])
def test_whoever_still_scores_in_the_category_sees_nothing_of_it(browse, path):
    edition, entries, _people, _run = ranked()
    who = factories.secretariat()
    factories.assignment(entries[0], factories.evaluator(edition, who), state="open")
    db.commit()
    page = browse(who).get(f"/peringkat/UMUM{path}", status=403)
    assert not any(entry.institution_name in page.text for entry in entries)


@pytest.mark.parametrize(("path", "status"), [("/kepekaan", 200), ("/keandalan", 200), ("/evaluator", 403), ("/cuplikan", 403)])
def test_whoever_has_evaluated_never_sees_how_others_score(browse, path, status):
    edition, entries, people, _run = ranked()
    who = factories.secretariat()
    factories.assignment(entries[0], factories.evaluator(edition, who), state="locked")
    factories.ranking_run(edition)
    db.commit()
    page = browse(who).get(f"/peringkat/UMUM{path}", status=status)
    assert not any(one.person.name in page.text for one in people)
    assert "/peringkat/UMUM/evaluator" not in browse(who).get("/peringkat/UMUM").response.text


@pytest.mark.parametrize("path", [*PAGES, "/cuplikan", "/hitung"])
def test_evaluators_entrants_and_strangers_find_no_ranking(browse, path):
    _edition, entries, people, _run = ranked()
    db.commit()
    for who in (people[0].person, db.session().get(type(people[0].person), entries[0].contact_id), factories.person()):
        db.commit()
        browser = browse(who)
        (browser.post if path == "/hitung" else browser.get)(f"/peringkat/UMUM{path}", status=404)
