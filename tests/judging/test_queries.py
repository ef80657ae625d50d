"""p4comp/judging/queries/: scores, progress, what pages are told"""

from flask import g

from p4comp.accounts.identity import someone
from p4comp.core import db, web
from p4comp.judging import queries
from p4comp.judging.queries import results
from p4comp.judging.rules import ranking
from tests import factories

AFTER = factories.during("pleno_finalis")
DURING = factories.during("evaluasi_dokumen")


def _entry(edition, *totals, **values):
    entry = factories.entry(edition, state="verified", evidence=False, **values)
    for total in totals:
        factories.assignment(entry, factories.evaluator(edition), state="locked", levels=3, total=total)
    return entry


def test_the_desk_score_is_the_mean_of_locked_sheets_at_published_precision(app):
    edition = factories.edition()
    entry = _entry(edition, 70.0, 80.0, 80.0)
    factories.assignment(entry, factories.evaluator(edition), state="open", levels=0)
    unread = _entry(edition)
    found = queries.desk_results(edition.id, "UMUM")
    assert (found[entry.id].total, found[entry.id].totals, unread.id in found) == (76.67, (70.0, 80.0, 80.0), False)


def test_progress_counts_entries_short_of_readers_and_locked_sheets(app):
    edition = factories.edition()
    _entry(edition, 70.0, 80.0)
    short = _entry(edition, 70.0)
    factories.assignment(short, factories.evaluator(edition), state="recused")
    _entry(edition)
    factories.entry(edition, state="submitted")
    found = queries.progress(edition.id, 2)["UMUM"]
    assert (found.entries, found.short, found.readings, found.locked, found.is_complete) == (3, 2, 3, 3, False)
    assert (found.missing, found.wanted) == (3, 6)
    assert queries.progress(edition.id, 1)["UMUM"].wanted == 4
    assert [row[0] for row in queries.short_entries(edition.id, 2, given_up_only=True)] == [short.id]
    assert {row[3] for row in queries.short_entries(edition.id, 2)} == {1, 2}


def test_pages_of_a_ranking_together_are_the_ranking(app, monkeypatch):
    edition = factories.edition()
    for level in (5, 4, 4, 4, 3, 3, 2):
        _entry(edition, level * 20.0)
    monkeypatch.setattr(results, "PER_PAGE", 3)
    whole = ranking.rank(queries.inputs(edition, "UMUM"))
    pages = [queries.ranking_page(edition, "UMUM", number) for number in (1, 2, 3)]
    assert [row for page in pages for row in page.rows] == whole
    assert (pages[0].pages, pages[0].cut) == (3, 80.0)
    assert [one for one in pages[1].bins if one[2]] == [(40, 45, 1), (60, 65, 2), (80, 85, 3), (95, 100, 1)]


def test_the_evaluator_is_told_what_is_left_until_when(app, at):
    at(DURING)
    edition = factories.edition()
    who = factories.person()
    one = factories.evaluator(edition, who)
    for state in ("assigned", "open", "locked", "recused"):
        factories.assignment(factories.entry(edition, state="verified", evidence=False), one, state=state)
    db.session().flush()
    with app.test_request_context():
        (todo,) = web.contributed("todo", someone(who), DURING)
        assert (str(todo.title), todo.due) == ("Nilai 2 berkas", factories.closing("evaluasi_dokumen"))
        assert web.contributed("todo", someone(factories.person()), DURING) == []


def test_the_secretariat_is_told_of_complete_categories_to_propose(app, at):
    at(AFTER)
    edition, secretary = factories.edition(), someone(factories.secretariat())
    _entry(edition, 70.0, 80.0, category="UMUM")
    _entry(edition, 70.0, category="UPP")
    wanted = "Usulkan daftar finalis kategori Instansi Pemerintah Umum"
    with app.test_request_context():
        assert wanted not in str(web.contributed("todo", secretary, DURING))
        told = str(web.contributed("todo", secretary, AFTER))
        assert wanted in told
        assert "Usulkan daftar finalis kategori Unit" not in told
        assert "Usulkan" not in str(web.contributed("todo", someone(factories.auditor()), AFTER))
        factories.plenary(edition, state="withdrawn")
        assert wanted in str(web.contributed("todo", secretary, AFTER))
        factories.plenary(edition)
        assert wanted not in str(web.contributed("todo", secretary, AFTER))


def test_the_secretariat_is_told_of_readers_to_replace(app, at):
    at(DURING)
    edition, secretary = factories.edition(), someone(factories.secretariat())
    entry = factories.entry(edition, state="verified", evidence=False)
    with app.test_request_context():
        assert "Cari pengganti" not in str(web.contributed("todo", secretary, DURING))
        factories.assignment(entry, factories.evaluator(edition), state="recused")
        g.pop("tallies", None)  # each question stands for a request of its own
        assert "Cari pengganti pembaca untuk 1 berkas" in str(web.contributed("todo", secretary, DURING))
