"""p4comp/judging/routes/assigning.py"""

import pytest
from sqlalchemy import select

from p4comp.core import db, jobs
from p4comp.judging.actions import proposing
from p4comp.judging.models import Assignment, Pin, Proposal
from tests import factories
from tests.judging.scene import undecided

DURING = factories.during("evaluasi_dokumen")


@pytest.fixture(autouse=True)
def evaluation_runs(cast, at):
    at(DURING)
    undecided()


def live(entry):
    return db.count(select(Assignment).where(Assignment.entry_id == entry.id, Assignment.state.in_(["assigned", "open"])))


def test_a_proposal_is_looked_at_before_anybody_is_given_anything(browse, cast):
    for _ in range(3):
        factories.evaluator(cast.edition)
    secretary = browse(cast.secretary)
    draft = secretary.get("/penugasan").submit("Rancang pembagian").follow()
    assert live(cast.entry) == 1
    assert "Menunggu persetujuan" in draft.text
    assert cast.entry.institution_name in draft.text
    assert "Rancangan pembagian menunggu" in secretary.get("/penugasan").text
    done = draft.submit("Setujui dan berlakukan").follow()
    assert (done.flashes, live(cast.entry)) == (["3 penugasan dibuat. Evaluator diberi tahu lewat surel."], 2)
    assert "Berlaku" in secretary.get(draft.path).text


def test_a_proposal_about_yesterday_is_not_approved(browse, cast):
    for _ in range(3):
        factories.evaluator(cast.edition)
    secretary = browse(cast.secretary)
    draft = secretary.get("/penugasan").submit("Rancang pembagian").follow()
    factories.evaluator(cast.edition)
    refused = secretary.post(f"{draft.path}/setujui", status=409)
    assert "sudah berubah sejak rancangan ini dihitung" in refused.text
    assert live(cast.entry) == 1


def test_any_verified_entry_is_found_by_words_of_its_name_also_with_all_its_readers(browse, cast):
    wanted = factories.entry(cast.edition, factories.institution(name="Pemerintah Kota Uji 100%"), state="verified", evidence=False)
    factories.entry(cast.edition, factories.institution(name="Pemerintah Kota Uji Dua"), state="submitted", evidence=False)
    secretary = browse(cast.secretary)
    page = secretary.get("/penugasan", query={"cari": "uji KOTA"})
    assert page.text.count("Pemerintah Kota Uji") == 2  # found, and lacking readers
    assert len(page.select(f"table a[href='/penugasan/{wanted.id}']")) == 2
    assert "Tidak ada berkas terverifikasi dengan nama “100_”" in secretary.get("/penugasan", query={"cari": "100_"}).text


def test_a_proposal_may_be_left(browse, cast):
    factories.evaluator(cast.edition)
    secretary = browse(cast.secretary)
    draft = secretary.get("/penugasan").submit("Rancang pembagian").follow()
    draft.submit("Tinggalkan rancangan")
    assert "Rancangan ini tidak dipakai" not in secretary.get(draft.path).text
    secretary.post(f"{draft.path}/setujui", status=409)


def test_a_big_proposal_is_computed_by_the_queue_and_the_page_says_so(browse, cast, monkeypatch):
    monkeypatch.setattr(proposing, "AT_ONCE", 0)
    factories.evaluator(cast.edition)
    secretary = browse(cast.secretary)
    draft = secretary.get("/penugasan").submit("Rancang pembagian").follow()
    assert "sedang dihitung" in draft.text
    job = db.first(select(Proposal.job_id))
    db.commit()
    jobs.run(job)
    assert "Setujui dan berlakukan" in secretary.get(draft.path).text


def test_what_cannot_be_met_is_said_with_its_ground(browse, cast):
    for one in db.everything(select(proposing.Evaluator)):
        one.most = 1
    secretary = browse(cast.secretary)
    draft = secretary.get("/penugasan").submit("Rancang pembagian").follow()
    assert "tetap kekurangan pembaca" in draft.text
    assert "kesanggupan evaluator sudah habis" in draft.text or "berbenturan kepentingan" in draft.text


def test_pairs_are_fixed_and_let_go(browse, cast):
    one = factories.evaluator(cast.edition, factories.person("Dr. Sari"))
    secretary, path = browse(cast.secretary), f"/penugasan/{cast.entry.id}"
    page = secretary.post(f"{path}/pasangan", {"pinned": one.id, "fix": "keep", "why": " "}, status=422)
    assert "Isi alasan menetapkan pasangan ini." in page.text
    secretary.post(f"{path}/pasangan", {"pinned": one.id, "fix": "forbid", "why": "Pernah berselisih."})
    assert "Dr. Sari: jangan pernah membaca berkas ini. Pernah berselisih." in secretary.get(path).text
    assert "Dr. Sari: dilarang sekretariat" in secretary.get(path).text
    secretary.get(path).submit("Lepas")
    assert db.count(select(Pin)) == 0


def test_who_stands_apart_and_what_a_conflict_has_overtaken_is_shown(browse, cast):
    lonely = factories.evaluator(cast.edition, factories.person("Ujang Sendiri"))
    factories.assignment(factories.entry(cast.edition, state="verified", evidence=False), lonely)
    late = factories.evaluator(cast.edition, factories.person("Ani Terlambat"), employer=cast.institution)
    sheet = factories.assignment(cast.entry, late, state="locked")
    secretary = browse(cast.secretary)
    page = secretary.get("/penugasan/pemeriksaan")
    assert "Ujang Sendiri" in page.text
    assert "Ani Terlambat" in page.text
    page.submit("Sisihkan lembar ini")
    assert db.session().get(Assignment, sheet.id, populate_existing=True).state == "locked"
    other = browse(cast.second_secretary)
    other.get(other.get("/penugasan/pemeriksaan").links["Menunggu orang kedua"]).submit("Sisihkan lembar")
    assert db.session().get(Assignment, sheet.id, populate_existing=True).state == "set_aside"
    assert "Sisihkan lembar ini" not in secretary.get("/penugasan/pemeriksaan").text


@pytest.mark.parametrize("path", ["/penugasan", "/penugasan/pemeriksaan", "/pengecualian", "/evaluator", "DRAFT", "READERS"])
def test_pages_take_as_many_queries_for_one_as_for_many(browse, cast, path):
    def more(number):
        for _ in range(number):
            one = factories.evaluator(cast.edition, employer=factories.institution("lembaga"))
            entry = factories.entry(cast.edition, factories.institution("kementerian"), state="verified", evidence=False)
            factories.assignment(entry, one, state="locked")
            factories.tie(one, entry.institution)
            factories.waiver(one, entry, state="proposed", by=cast.second_secretary)
            factories.pin(one, cast.entry)

    secretary = browse(cast.secretary)
    counts = []
    for number in (1, 3):
        more(number)
        where = {"DRAFT": "/penugasan", "READERS": f"/penugasan/{cast.entry.id}"}.get(path, path)
        page = secretary.get(where)
        counts.append(len((page.submit("Rancang pembagian").follow() if path == "DRAFT" else page).queries))
    assert counts[0] == counts[1] <= 14
