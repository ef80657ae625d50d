"""Complaint figures in the browser: typed, looked at, handed in, suggested."""

import pytest
from sqlalchemy import select

from p4comp.competition import files
from p4comp.core import canonical, db
from p4comp.entries.models import Entry, FigureVersion, Submission
from tests import factories
from tests.entries.entrants import kept
from tests.entries.figuring import JSON, count, lines, save


@pytest.fixture(autouse=True)
def registration(at):
    """Registration is open unless a test moves on."""
    at(factories.during("pendaftaran"))


# Typed


def test_each_figure_is_saved_by_itself(own):
    entry_id, me, base = own(levels=None)
    assert save(me, base, "instansi.2021-01.received", "1.294")["version"] == 1
    assert save(me, base, "instansi.2021-01.average_days", "4,5")["version"] == 1
    assert save(me, base, "instansi.2021-01_2021-12.received", "15000")["version"] == 1
    assert lines(entry_id) == {
        ("instansi", "2021-01", "2021-01"): {"received": 1294, "average_days": 4.5},
        ("instansi", "2021-01", "2021-12"): {"received": 15000},
    }


def test_two_tabs_never_overwrite_each_other(own):
    entry_id, me, base = own(levels=None)
    save(me, base, "instansi.2021-01.done", "5")
    answer = save(me, base, "instansi.2021-01.done", "6", status=409)
    assert (answer["mine"], answer["theirs"], answer["version"]) == (6, 5, 1)
    assert save(me, base, "instansi.2021-01.received", "9")["version"] == 1
    assert save(me, base, "instansi.2021-01.done", "6", version="1")["version"] == 2
    assert lines(entry_id) == {("instansi", "2021-01", "2021-01"): {"done": 6, "received": 9}}
    assert [(one.figure, one.version, one.value) for one in db.everything(select(FigureVersion))] == [("done", 1, "5")]


def test_an_emptied_figure_states_nothing(own):
    entry_id, me, base = own(levels=None)
    save(me, base, "instansi.2021-01.done", "")
    assert lines(entry_id) == {}
    save(me, base, "instansi.2021-01.done", "0")
    assert lines(entry_id) == {("instansi", "2021-01", "2021-01"): {"done": 0}}
    save(me, base, "instansi.2021-01.done", "", version="1")
    assert lines(entry_id) == {("instansi", "2021-01", "2021-01"): {}}


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("instansi.2021-01.done", "banyak", "bukan angka"),
        ("instansi.2021-01.done", "1,5", "bukan bilangan bulat"),
        ("instansi.2021-01.done", "-1", "di luar batas"),
        ("instansi.2021-13.done", "1", "tidak dikenal"),
        ("instansi.2021-01.versions", "1", "tidak dikenal"),
        ("instansi.2021-01", "1", "tidak dikenal"),
        ("wilayah.2021-01.done", "1", "tidak dikenal"),
        ("", "1", "tidak dikenal"),
    ],
)
def test_what_is_no_figure_is_refused_with_the_reason(own, field, value, word):
    entry_id, me, base = own(levels=None)
    answer = me.post(f"{base}/angka/simpan", {"field": field, "value": value, "version": "0"}, status=422, headers=JSON)
    assert word in answer.body.decode() or word in answer.json["error"]
    assert lines(entry_id) == {}


def test_the_grid_without_scripts_keeps_what_is_good_and_shows_what_is_wrong(own):
    entry_id, me, base = own(levels=None)
    page = me.get(f"{base}/angka/instansi/isi", query={"dari": "2021-01", "sampai": "2021-02"})
    assert [row.text for row in page.select("tbody th")] == ["Januari–Februari 2021", "Januari 2021", "Februari 2021"]
    typed = {"instansi.2021-01.received": "10", "instansi.2021-01.done": "tiga", "instansi.2021-02.received": "20"}
    page = me.post(f"{base}/angka/instansi/isi", typed | {"dari": "2021-01", "sampai": "2021-02"}, status=422)
    assert lines(entry_id) == {("instansi", "2021-01", "2021-01"): {"received": 10}, ("instansi", "2021-02", "2021-02"): {"received": 20}}
    assert page.one("[name='instansi.2021-01.done']").get("value") == "tiga"
    assert page.one("[name='instansi.2021-01.received.version']").get("value") == "1"
    assert "Januari 2021, Selesai: “tiga” bukan angka" in page.main


def test_the_grid_without_scripts_shows_a_clash(own):
    entry_id, me, base = own(levels=None)
    save(me, base, "instansi.2021-01.done", "5")
    sent = {"instansi.2021-01.done": "6", "instansi.2021-01.done.version": "0", "dari": "2021-01", "sampai": "2021-01"}
    page = me.post(f"{base}/angka/instansi/isi", sent, status=409)
    assert page.one("[name='instansi.2021-01.done']").get("value") == "6"
    assert page.one("[name='instansi.2021-01.done.version']").get("value") == "1"
    me.post(f"{base}/angka/instansi/isi", sent | {"instansi.2021-01.done.version": "1"})
    assert lines(entry_id) == {("instansi", "2021-01", "2021-01"): {"done": 6}}


def test_the_grid_begins_with_the_twelve_months_before_registration(own):
    _entry_id, me, base = own(levels=None)
    page = me.get(f"{base}/angka/instansi/isi", query={"dari": "kemarin"})
    months = [row.text for row in page.select("tbody th")]
    assert (len(months), months[1], months[-1]) == (13, "Februari 2021", "Januari 2022")


def test_a_province_states_its_region_apart(own):
    entry_id, me, base = own(levels=None, institution=factories.institution("pemprov"))
    save(me, base, "wilayah.2021-01.received", "1011")
    save(me, base, "instansi.2021-01.received", "90")
    me.get(f"{base}/angka/wilayah/isi")
    assert lines(entry_id) == {("instansi", "2021-01", "2021-01"): {"received": 90}, ("wilayah", "2021-01", "2021-01"): {"received": 1011}}
    stats = [one.text for one in me.get(f"{base}/angka").select(".stat-value")]
    assert (stats[0], stats[4]) == ("90", "1.011")


# Looked at


def edition_of(document):
    """The running edition with another document."""
    edition = factories.edition()
    edition.document = files.to_kept(document)
    edition.document_sha256 = canonical.sha256(edition.document)
    return edition


def full(entry_id):
    entry = db.session().get(Entry, entry_id)
    factories.figures(entry, "2020-01_2020-12", received=1294, done=1219, in_process=51, others=24, average_days=4.5)
    return entry


def test_the_page_shows_rates_sums_and_limits_with_their_source(own):
    entry_id, me, base = own(levels=None)
    full(entry_id)
    page = me.get(f"{base}/angka")
    assert [one.text for one in page.select(".stat-value")] == ["1.294", "94,2 %", "98,1 %", "4,5 hari"]
    assert "Jumlah diterima sama dengan jumlah bagian-bagiannya." in page.main
    assert "14 hari kerja" in page.main
    assert [cell.text for cell in page.select(".monthly tbody td")] == ["1.294", "1.219"]


def test_a_sum_that_is_wrong_is_shown_and_hinders_nobody(own):
    entry_id, me, base = own()
    entry = db.session().get(Entry, entry_id)
    factories.figures(
        entry, "2018-01_2018-06", received=57171, done=15061, in_process=3189, waiting=7542, postponed=1158, unverified=4876, archived=24345
    )
    note = "tertulis 57.171, jumlah bagian 56.171, selisih 1.000."
    for path in ("/angka", "", "/kirim"):
        assert note in me.get(f"{base}{path}").main
    me.get(f"{base}/kirim").submit("Kirim berkas", declared="y")
    assert count(Submission) == 1


def test_many_months_cost_no_more_questions_than_one(own):
    entry_id, me, base = own(levels=None)
    entry = full(entry_id)
    one = len(me.get(f"{base}/angka").queries)
    for month in ("2021-01", "2021-02", "2021-03"):
        factories.figures(entry, month, received=10, done=9)
        factories.figure_source(entry, taken=True, name=f"{month}.csv", content=month.encode())
    page = me.get(f"{base}/angka")
    assert (len(page.queries), one <= 12) == (one, True)
    grid = len(me.get(f"{base}/angka/instansi/isi").queries)
    assert (grid, grid <= 12) == (len(me.get(f"{base}/angka/instansi/isi", query={"dari": "2021-01", "sampai": "2021-02"}).queries), True)


def test_an_edition_that_asks_for_no_figures_has_no_page(own):
    document = factories.document()
    del document["angka_pengaduan"]
    del document["instrumen"][0]["aspek"][1]["indikator"][0]["ukuran"]
    _entry_id, me, base = own(levels=None, edition=edition_of(document))
    me.get(f"{base}/angka", status=404)
    assert "Angka pengaduan" not in me.get(base).main


# Suggested


def test_the_suggestion_is_never_preselected_and_taken_over_by_a_button(own):
    entry_id, me, base = own(levels=None)
    full(entry_id)
    page = me.get(f"{base}/aspek/B")
    assert "Angka Anda menyarankan tingkat 4 (penyelesaian 94,2 %; batas tingkat 4: 90 %)." in page.main
    assert page.select("input[type=radio][checked]") == []
    page = me.post(f"{base}/indikator/B1/saran", {"B1.narrative": "Baru diketik", "B1.narrative.version": "0"}).follow()
    assert (kept(entry_id, "B1").level, kept(entry_id, "B1").narrative) == (4, "Baru diketik")


def test_without_figures_nothing_can_be_taken_over(own):
    entry_id, me, base = own(levels=None)
    me.post(f"{base}/indikator/B1/saran", status=409)
    me.post(f"{base}/indikator/A1/saran", status=409)
    assert kept(entry_id, "B1") is None


def test_figures_of_a_region_suggest_nothing(own):
    entry_id, me, base = own(levels=None, institution=factories.institution("pemprov"))
    factories.figures(db.session().get(Entry, entry_id), scope="wilayah", received=10, done=10)
    assert "Angka Anda menyarankan" not in me.get(f"{base}/aspek/B").main


def test_an_aspect_that_is_not_read_from_figures_does_not_ask_for_them(own):
    entry_id, me, base = own(levels=None)
    full(entry_id)
    assert not [query for query in me.get(f"{base}/aspek/A").queries if "figure_line" in str(query)]


def test_secretariat_evaluator_and_juror_see_figure_and_suggestion_as_a_fact(cast, browse, at):
    factories.figures(cast.entry, received=10, done=9, others=1)
    at(factories.during("verifikasi"))
    fact = "Angka pengaduan menyarankan tingkat 4 (penyelesaian 90,0 %; batas tingkat 4: 90 %)."
    page = browse(cast.columns["secretariat"]).get(f"/verifikasi/{cast.entry.id}")
    assert fact in page.main
    at(factories.during("evaluasi_dokumen"))
    seen = browse(cast.columns["evaluator"]).get(f"/evaluasi/{cast.assignment.id}", query={"aspek": "B"})
    assert fact in seen.main
    at(factories.during("wawancara"))
    assert fact in browse(cast.columns["juror"]).get(f"/wawancara/{cast.juror_sheet.id}").main
    assert [one.text for one in page.select(".monthly tbody td")][:2] == ["10", "9"]


# Handed in


def test_figures_and_their_files_are_part_of_what_is_handed_in(own):
    entry_id, me, base = own()
    entry = full(entry_id)
    source = factories.figure_source(entry, taken=True)
    factories.figure_source(entry, name="belum.csv", content=b"belum")
    me.get(f"{base}/kirim").submit("Kirim berkas", declared="y")
    found = db.first(select(Submission).where(Submission.entry_id == entry_id))
    assert found.snapshot["figures"] == {
        "lines": [
            {
                "scope": "instansi",
                "months": ["2020-01", "2020-12"],
                "received": 1294,
                "in_process": 51,
                "done": 1219,
                "others": 24,
                "average_days": 4.5,
            }
        ],
        "sources": [{"name": "rekap.csv", "sha256": source.sha256, "size": source.file.size, "type": "text/csv"}],
    }
    assert found.sha256 == canonical.sha256(found.snapshot)
    assert "rekap.csv" in me.get(f"{base}/tanda-terima").main


def test_a_dossier_without_figures_is_handed_in_as_before(own):
    entry_id, me, base = own()
    page = me.get(f"{base}/kirim")
    assert "Angka pengaduan belum diisi." in page.main
    page.submit("Kirim berkas", declared="y")
    assert "figures" not in db.first(select(Submission).where(Submission.entry_id == entry_id)).snapshot


def test_an_edition_may_require_figures(own):
    entry_id, me, base = own(edition=edition_of(factories.document(angka_pengaduan={"wajib": True})))
    page = me.get(f"{base}/kirim")
    assert page.links["Isi angka pengaduan instansi Anda sendiri."] == f"{base}/angka"
    me.post(f"{base}/kirim", {"declared": "y"}, status=422)
    full(entry_id)
    me.get(f"{base}/kirim").submit("Kirim berkas", declared="y")
    assert count(Submission) == 1
