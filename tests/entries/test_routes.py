"""Pages of entries, in the browser of whoever opens them."""

import pytest
from sqlalchemy import select

from p4comp.core import db
from p4comp.entries.models import Entry, State
from tests import factories
from tests.entries.entrants import CLOSES, kept, state

JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def registration(at):
    """Registration is open unless a test moves on."""
    at(factories.during("pendaftaran"))


# Entering


def test_from_an_empty_page_to_an_entry(app, browse):
    factories.edition()
    unit = factories.institution("upp", name="RSUD Uji")
    me = browse(factories.member(institution=unit))
    page = me.get("/kepesertaan")
    page = me.get(page.links["Pilih kategori"])
    assert "RSUD Uji terdaftar sebagai unit penyelenggara pelayanan publik. Kategori ini untuk" in page.main
    assert "Ikut kategori Instansi Pemerintah Umum" not in page.links
    page = me.get(page.links["Ikut kategori Unit Penyelenggara Pelayanan Publik"])
    page = page.submit("Mulai kepesertaan", system_name="SP4N-LAPOR!", system_since_on="2019-01-02").follow()
    assert page.h1 == "RSUD Uji"
    entry = db.first(select(Entry))
    assert (entry.category, entry.system_name, str(entry.system_since_on), entry.state) == ("UPP", "SP4N-LAPOR!", "2019-01-02", State.DRAFT)


@pytest.mark.parametrize(
    ("typed", "beside"),
    [
        ({"system_name": "", "system_since_on": "2019-01-02"}, "system_name"),
        ({"system_name": "   ", "system_since_on": "2019-01-02"}, "system_name"),
        ({"system_name": "X" * 201, "system_since_on": "2019-01-02"}, "system_name"),
        ({"system_name": "X", "system_since_on": ""}, "system_since_on"),
        ({"system_name": "X", "system_since_on": "kemarin"}, "system_since_on"),
        ({"system_name": "X", "system_since_on": "2021-08-18"}, "system_since_on"),
        ({"system_name": "X", "system_since_on": "2022-12-31"}, "system_since_on"),
    ],
)
def test_what_is_typed_wrong_is_told_beside_its_field_and_kept(app, browse, typed, beside):
    factories.edition()
    unit = factories.institution()
    me = browse(factories.member(institution=unit))
    page = me.post(f"/kepesertaan/mulai/{unit.id}/UMUM", typed, status=422)
    assert list(page.errors) == [beside, ""]
    assert page.form("Mulai kepesertaan").fields | typed == page.form("Mulai kepesertaan").fields
    assert db.first(select(Entry)) is None


def test_a_page_without_entries_says_when_to_come(app, browse, at):
    factories.edition()
    me = browse(factories.member())
    at(CLOSES)
    assert "Pendaftaran tidak sedang dibuka" in me.get("/kepesertaan").main


def test_nobody_begins_for_an_institution_that_is_not_theirs(app, browse):
    factories.edition()
    foreign = factories.institution()
    browse(factories.member()).post(
        f"/kepesertaan/mulai/{foreign.id}/UMUM", {"system_name": "X", "system_since_on": "2019-01-02"}, status=404
    )
    assert db.first(select(Entry)) is None


def test_a_draft_cannot_be_begun_late(app, browse, at):
    factories.edition()
    unit = factories.institution()
    me = browse(factories.member(institution=unit))
    at(CLOSES)
    page = me.post(f"/kepesertaan/mulai/{unit.id}/UMUM", {"system_name": "X", "system_since_on": "2019-01-02"}, status=403)
    assert "14 April 2022, 23.59 WIB" in page.main


# Filling in


def test_autosave_answers_with_the_version(own):
    entry_id, me, base = own(levels=None)
    answer = me.post(f"{base}/simpan", {"field": "A1.level", "value": "3", "version": "0"}, status=200, headers=JSON)
    assert answer.json["version"] == 1
    assert kept(entry_id).level == 3


def test_autosave_shows_both_versions_of_a_clash(own):
    entry_id, me, base = own(levels=None)
    me.post(f"{base}/simpan", {"field": "A1.narrative", "value": "dari tab satu", "version": "0"}, status=200, headers=JSON)
    answer = me.post(f"{base}/simpan", {"field": "A1.narrative", "value": "dari tab dua", "version": "0"}, status=409, headers=JSON)
    theirs = {"who": "Anda sendiri, di tab atau perangkat lain", "when": "Kamis, 17 Maret 2022 pukul 11.59 WIB"}
    assert answer.json == {"mine": "dari tab dua", "theirs": "dari tab satu", "version": 1} | theirs
    assert kept(entry_id).narrative == "dari tab satu"


@pytest.mark.parametrize(
    "sent",
    [
        {"field": "A1.level", "value": "6", "version": "0"},
        {"field": "A1.level", "version": "0"},
        {"field": "A1.level", "value": "3"},
        {"field": "A1.level", "value": "3", "version": "x"},
        {"field": "A1", "value": "3", "version": "0"},
        {"field": "Z9.level", "value": "3", "version": "0"},
        {"field": "A1.state", "value": "verified", "version": "0"},
        {"field": "A1.narrative", "value": "x" * 20_001, "version": "0"},
        {},
    ],
)
def test_autosave_refuses_what_is_no_answer(own, sent):
    entry_id, me, base = own(levels=None)
    assert me.post(f"{base}/simpan", sent, status=422, headers=JSON).json["error"]
    assert kept(entry_id) is None


def test_autosave_after_the_deadline_says_so(own, at):
    entry_id, me, base = own(levels=None)
    at(CLOSES)
    answer = me.post(f"{base}/simpan", {"field": "A1.level", "value": "3", "version": "0"}, status=403, headers=JSON)
    assert "Batas waktu sudah lewat" in answer.json["error"]
    assert kept(entry_id) is None


def test_a_stranger_who_forges_an_address_changes_nothing(own, browse):
    entry_id, _me, base = own()
    stranger = browse(factories.member())
    stranger.post(f"{base}/simpan", {"field": "A1.level", "value": "0", "version": "0"}, status=404, headers=JSON)
    stranger.post(f"{base}/aspek/A", {"A1.level": "0"}, status=404)
    stranger.post(f"{base}/kirim", {"declared": "y"}, status=404)
    assert (kept(entry_id).level, state(entry_id)) == (3, State.DRAFT)


def test_a_whole_page_is_saved_without_scripts(own):
    entry_id, me, base = own(levels=None)
    page = me.get(f"{base}/aspek/A").submit(
        "Simpan", **{"A1.level": "4", "A1.narrative": "Ada arahan.", "A2.level": "2", "A2.narrative": "Ada petugas."}
    )
    assert page.location.startswith(f"{base}/aspek/A")
    assert [(kept(entry_id, code).level, kept(entry_id, code).narrative) for code in ("A1", "A2")] == [
        (4, "Ada arahan."),
        (2, "Ada petugas."),
    ]


def test_saving_a_page_may_lead_to_the_next_aspect(own):
    _entry_id, me, base = own()
    assert me.get(f"{base}/aspek/A").submit("Simpan dan lanjut ke Perubahan").location == f"{base}/aspek/B"


def test_a_page_from_another_tab_shows_both_texts_and_loses_none(own):
    entry_id, me, base = own(levels=None)
    old = me.get(f"{base}/aspek/A")
    me.post(f"{base}/simpan", {"field": "A1.narrative", "value": "dari tab satu", "version": "0"}, status=200, headers=JSON)
    page = old.submit("Simpan", status=409, **{"A1.narrative": "dari tab dua", "A2.narrative": "tak bentrok"})
    assert "dari tab satu" in page.one(".clash").text
    assert page.form("Simpan").fields["A1.narrative"] == "dari tab dua"
    assert (kept(entry_id).narrative, kept(entry_id, "A2").narrative) == ("dari tab satu", "tak bentrok")
    page.submit("Simpan")
    assert kept(entry_id).narrative == "dari tab dua"


def test_a_text_beyond_the_limit_is_kept_and_blamed(own):
    entry_id, me, base = own(levels=None)
    page = me.get(f"{base}/aspek/A").submit("Simpan", status=422, **{"A1.narrative": "kata " * 51})
    assert "A1: penjelasan 51 kata, paling banyak 50" in page.main
    assert kept(entry_id).narrative == "kata " * 51


def test_a_forged_level_is_blamed_and_the_rest_is_kept(own):
    entry_id, me, base = own(levels=None)
    page = me.post(f"{base}/aspek/A", {"A1.level": "9", "A2.level": "2", "B1.level": "5", "A1.state": "x"}, status=422)
    assert "A1: pilih tingkat 0 sampai 5" in page.main
    assert (kept(entry_id), kept(entry_id, "A2").level, kept(entry_id, "B1")) == (None, 2, None)


def test_what_was_typed_is_shown_as_text_not_as_markup(own):
    _entry_id, me, base = own(levels=None)
    typed = "<script>alert(1)</script></textarea><b>"
    me.post(f"{base}/aspek/A", {"A1.narrative": typed})
    assert me.get(f"{base}/aspek/A").form("Simpan").fields["A1.narrative"] == typed


# Lists


def test_a_list_costs_the_same_with_one_and_with_three_entries(app, browse):
    edition, who = factories.edition(), factories.person()

    def add(count):
        for _ in range(count):
            unit = factories.institution(region=factories.region())
            factories.member(who, unit)
            factories.entry(edition, unit, contact=who)

    add(1)
    me = browse(who)
    one = len(me.get("/kepesertaan").queries)
    add(2)
    page = me.get("/kepesertaan")
    assert len(page.select("main table")) == 3
    assert len(page.queries) == one


@pytest.mark.parametrize("path", ["", "/aspek/A", "/kirim"])
def test_a_dossiers_pages_cost_at_most_twelve_queries(own, path):
    _entry_id, me, base = own()
    taken = [one for one in me.get(base + path).queries if not one.startswith("BEGIN")]
    assert len(taken) <= 12


def test_an_invented_institution_carries_its_mark(own):
    _entry_id, me, base = own(institution=factories.institution(is_invented=True))
    assert "SIMULASI" in me.get(base).main.upper()
