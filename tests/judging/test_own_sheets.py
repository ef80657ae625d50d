"""p4comp/competition/own_sheets.py, as judging's pages keep to it: whoever still scores does not see what others gave."""

import pytest

from p4comp.core import audit, db
from tests import factories

DURING = factories.during("evaluasi_dokumen")


@pytest.fixture(autouse=True)
def evaluation_runs(at):
    at(DURING)


def both(edition, entry, state="open"):
    """Somebody of the secretariat who also evaluates, with a sheet on the entry, and another's locked sheet beside it."""
    who = factories.secretariat("Sekretaris Evaluator")
    factories.assignment(entry, factories.evaluator(edition, who), state=state)
    other = factories.evaluator(edition, factories.person("Evaluator Lain"))
    factories.assignment(entry, other, state="locked", total=73.25)
    return who, other


@pytest.mark.parametrize("state", ["assigned", "open"])
def test_until_the_own_sheet_is_locked_others_scores_are_hidden_on_every_page(browse, edition, state):
    entry = factories.entry(edition, state="verified")
    who, other = both(edition, entry, state)
    browser, auditor = browse(who), browse(factories.auditor())
    for path in (f"/penugasan/{entry.id}", f"/evaluator/{other.id}"):
        assert "73,25" in auditor.get(path).text
        page = browser.get(path)
        assert "73,25" not in page.response.text
        assert "tersembunyi sampai lembar Anda terkunci" in page.text
    assert "73,25" in auditor.get("/peringkat/UMUM").text
    refused = browser.get("/peringkat/UMUM", status=403)
    assert "Kunci dahulu semua lembar Anda" in refused.text
    assert "73,25" not in refused.response.text


@pytest.mark.parametrize("state", ["locked", "recused", "withdrawn"])
def test_with_the_own_sheet_done_or_given_up_they_see_all(browse, edition, state):
    entry = factories.entry(edition, state="verified")
    who, other = both(edition, entry, state)
    browser = browse(who)
    for path in (f"/penugasan/{entry.id}", f"/evaluator/{other.id}", "/peringkat/UMUM"):
        assert "73,25" in browser.get(path).text


def test_an_open_sheet_hides_its_entry_and_its_category_and_nothing_else(browse, edition):
    entry, second = (factories.entry(edition, state="verified") for _ in range(2))
    unit = factories.entry(edition, state="verified", category="UPP")
    who, other = both(edition, entry)
    factories.assignment(second, other, state="locked", total=61.5)
    factories.assignment(unit, other, state="locked", total=55.75)
    browser = browse(who)
    page = browser.get(f"/evaluator/{other.id}")
    assert ["73,25" in page.text, "61,50" in page.text, "55,75" in page.text] == [False, True, True]
    assert "61,50" in browser.get(f"/penugasan/{second.id}").text
    assert "55,75" in browser.get("/peringkat/UPP").text


def test_such_a_person_does_not_lay_the_ranking_before_the_plenary(browse, edition, at):
    entry = factories.entry(edition, state="verified")
    at(factories.during("pleno_finalis"))
    assert "Kunci dahulu semua lembar Anda" in browse(both(edition, entry)[0]).post("/peringkat/UMUM/usulkan", status=403).text


def test_an_open_sheet_of_an_interview_hides_the_ranking_too(browse, edition):
    entry = factories.entry(edition, state="verified")
    who = factories.secretariat("Sekretaris Juri")
    sheet = factories.juror_sheet(factories.interview(entry, room := factories.panel(edition)), factories.juror(room, who), state="open")
    browser = browse(who)
    browser.get("/peringkat/UMUM", status=403)
    sheet.state = "locked"
    db.commit()
    browser.get("/peringkat/UMUM")


def test_plenary_minutes_decision_and_snapshot_are_refused_with_the_reason(browse, edition):
    entry = factories.entry(edition, state="verified")
    who, _other = both(edition, entry)
    decision = factories.decision(edition, [entry])
    unit = factories.decision(edition, [factories.entry(edition, state="verified", category="UPP")], category="UPP")
    browser, auditor = browse(who), browse(factories.auditor())
    for found, status in ((decision, 403), (unit, 200)):
        pages = [f"/pleno/{found.plenary_id}", f"/pleno/{found.plenary_id}/berita-acara.pdf"]
        for path in [*pages, f"/keputusan/{found.id}", f"/keputusan/{found.id}/cuplikan.json"]:
            auditor.get(path)
            answer = browser.get(path, status=status)
            assert (b"Kunci dahulu semua lembar Anda" in answer.response.get_data()) == (status == 403)


def test_the_audit_log_tells_the_totals_of_locked_sheets_to_nobody_who_still_scores(browse, edition, by):
    entry = factories.entry(edition, state="verified")
    who, _other = both(edition, entry)
    audit.record("sheet.locked", entry, by=by, at=DURING, total=73.25)
    db.commit()
    assert "73.25" in browse(factories.auditor()).get("/catatan-audit.jsonl").response.get_data(as_text=True)
    for path in ("/catatan-audit", "/catatan-audit.jsonl"):
        assert "Kunci dahulu semua lembar Anda" in browse(who).get(path, status=403).text
