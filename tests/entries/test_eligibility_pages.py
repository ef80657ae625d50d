"""The check before anything is typed: for the institution's own people, and for everybody."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from p4comp.core import db
from p4comp.entries.commands import entries
from p4comp.entries.models import Entry
from tests import factories
from tests.entries.entrants import DURING

SINCE = {"kode": "sejak", "teks": "Sejak kapan sistem dipakai?", "jenis": "tanggal", "aturan": "system_in_use"}
LETTER = {"kode": "surat", "teks": "Apakah ada surat rekomendasi?", "jenis": "ya_tidak", "aturan": "parent_recommendation"}
WINNER = {"kode": "menang", "teks": "Pernah menang?", "jenis": "ya_tidak", "aturan": "honour_general_winner"}
LINKED = {
    "kode": "sp4n",
    "teks": "Apakah sudah terhubung?",
    "jenis": "pilihan",
    "terpenuhi": ["lapor"],
    "saran": "Hubungkan sistem Anda.",
    "pilihan": [{"kode": "lapor", "teks": "Ya, SP4N-LAPOR!", "nama_sistem": "SP4N-LAPOR!"}, {"kode": "belum", "teks": "Belum"}],
}


@pytest.fixture
def asking(app, at):
    """The small edition with questions, and a gated third category."""
    at(DURING)
    found = factories.document()
    general, units = found["kategori"]
    general["pertanyaan"], units["pertanyaan"] = [SINCE, LINKED], [SINCE, LINKED, LETTER]
    rules = [{"aturan": "honour_general_winner", "edisi_lalu": [1, 2, 3]}]
    gated = general | {"kode": "OA", "nama": "Outstanding Achievement", "syarat": rules, "pertanyaan": [WINNER]}
    return factories.edition(kategori=[general, units, gated])


@pytest.fixture
def unit(asking):
    return factories.institution("upp", name="RSUD Uji")


@pytest.fixture
def me(unit, browse):
    return browse(factories.member(institution=unit))


def test_the_registrys_verdicts_stand_there_before_anything_is_typed(me, unit):
    page = me.get(f"/kepesertaan/mulai/{unit.id}")
    assert page.h1 == "Periksa kelayakan"
    assert "RSUD Uji terdaftar sebagai unit penyelenggara pelayanan publik." in page.main
    assert "Dapat ikut bila sistem dipakai paling lambat" in page.main
    assert "Kategori yang sesuai: Unit Penyelenggara Pelayanan Publik." in page.main
    assert page.main.count("Sejak kapan sistem dipakai?") == 1
    assert "Pernah menang?" not in page.main  # the gated category is not for units
    assert "Ikut kategori Instansi Pemerintah Umum" not in page.links


def test_answers_judge_and_are_carried_into_the_entry_and_nothing_is_kept(me, unit):
    page = me.get(f"/kepesertaan/mulai/{unit.id}?sejak=02/01/2019&sp4n=lapor&surat=tidak")
    assert "Dipakai sejak 2 Januari 2019" in page.main
    assert {"Naskah surat (PDF)", "Naskah surat (Word)"} <= set(page.links)
    page = me.get(page.links["Ikut kategori Unit Penyelenggara Pelayanan Publik"])
    typed = page.form("Mulai kepesertaan").fields
    assert (typed["system_name"], typed["system_since_on"]) == ("SP4N-LAPOR!", "2019-01-02")
    assert "Dipakai sejak 2 Januari 2019" in page.main
    assert db.count(select(Entry.id)) == 0
    page.submit("Mulai kepesertaan")
    entry = db.first(select(Entry))
    assert (entry.system_name, str(entry.system_since_on)) == ("SP4N-LAPOR!", "2019-01-02")


def test_a_late_system_names_the_date_that_would_do_and_offers_no_entry(me, unit):
    page = me.get(f"/kepesertaan/mulai/{unit.id}?sejak=2022-02-01&sp4n=belum")
    assert "Ikut kategori Unit Penyelenggara Pelayanan Publik" not in page.links
    assert "Kategori ini tidak dapat dipilih: 1 syarat tidak terpenuhi." in page.main
    assert "Hubungkan sistem Anda." in page.main


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"sejak": "kemarin"}, "Isi tanggal lengkap, misalnya 17/08/2021."),
        ({"sejak": "2031-01-01"}, "Tanggal itu belum terjadi. Isi tanggal sistem mulai dipakai."),
        ({"sejak": "31/02/2021"}, "Isi tanggal lengkap, misalnya 17/08/2021."),
        ({"surat": "mungkin"}, "Pilih salah satu jawaban (ya, tidak)."),
        ({"sp4n": "<script>"}, "Pilih salah satu jawaban (lapor, belum)."),
    ],
)
def test_an_answer_that_is_none_is_blamed_beside_its_question(me, unit, answer, message):
    for path in (f"/kepesertaan/mulai/{unit.id}", f"/kelayakan/{unit.code}"):
        page = me.get(path, query=answer, status=422)
        assert page.errors == {next(iter(answer)): message, "": [message]}


def test_answers_to_questions_that_are_not_asked_are_passed_over(me, unit):
    page = me.get(f"/kepesertaan/mulai/{unit.id}?menang=ya&hantu=1&institution_id=2")
    assert "RSUD Uji" in page.main
    assert "hantu" not in "".join(page.links.values())


def test_a_no_leads_to_the_claim_and_to_the_secretariat(asking, browse):
    city = factories.institution("pemkot", name="Pemerintah Kota Uji")
    page = browse(factories.member(institution=city)).get(f"/kepesertaan/mulai/{city.id}?menang=ya")
    assert "Jawaban Anda berbeda dari arsip" in page.main
    claimed = browse(factories.member(institution=city)).get(page.links["Kami pemenang yang belum tercatat"])
    assert claimed.h1 == "Kami pemenang yang belum tercatat"
    asked = browse(factories.member(institution=city)).get(page.links["Tulis kepada sekretariat"])
    assert asked.form("Kirim pertanyaan").fields["subject"] == "Kelayakan Pemerintah Kota Uji, kategori Unit Penyelenggara Pelayanan Publik"


def test_the_letter_is_there_before_the_entry_as_pdf_and_for_word(me, unit):
    at = f"/kepesertaan/mulai/{unit.id}/UPP/surat-rekomendasi"
    assert me.get(f"{at}.pdf").response.data.startswith(b"%PDF")
    assert me.get(f"{at}.docx").response.data.startswith(b"PK")


# Everybody


def test_everybody_finds_an_institution_and_its_verdicts(unit, browse):
    page = browse().get("/kelayakan?cari=rsud")
    page = browse().get(page.links["RSUD Uji"])
    assert page.h1 == "Kelayakan RSUD Uji"
    assert "RSUD Uji terdaftar sebagai unit penyelenggara pelayanan publik." in page.main
    assert "Minta akun instansi" in page.links
    page = browse().get(f"/kelayakan/{unit.code}/UPP")
    assert "Instansi Pemerintah Umum" not in page.main


def test_everybody_reads_the_same_whether_an_institution_entered_or_not(asking, unit, browse):
    before = browse().get(f"/kelayakan/{unit.code}?sejak=2019-01-02").main
    entry = factories.entry(asking, unit, category="UPP", state="submitted")
    factories.claim(unit)
    assert browse().get(f"/kelayakan/{unit.code}?sejak=2019-01-02").main == before
    assert entry.state == "submitted"


def test_everybody_sees_no_honour_that_the_archive_does_not_show(asking, browse):
    shown, hidden, own = (factories.institution("pemkot", name=f"Pemerintah Kota {one}") for one in ("Satu", "Dua", "Tiga"))
    factories.honour(shown, edition_number=3)
    factories.honour(hidden, edition_number=3, is_simulated=True)
    found = {one.name: browse().get(f"/kelayakan/{one.code}/OA").main for one in (shown, hidden, own)}
    assert ["Tercatat sebagai pemenang umum" in one for one in found.values()] == [True, False, False]
    page = browse(factories.member(institution=hidden)).get(f"/kepesertaan/mulai/{hidden.id}")
    assert "Tercatat sebagai pemenang umum" in page.main


def test_a_page_without_answers_is_cached_and_one_with_answers_is_not(unit, browse):
    plain = browse().get(f"/kelayakan/{unit.code}").response
    answered = browse().get(f"/kelayakan/{unit.code}?sejak=2019-01-02").response
    assert plain.headers["Cache-Control"] == "public, no-cache"
    assert "public" not in answered.headers.get("Cache-Control", "")


@pytest.mark.parametrize("path", ["/kelayakan/hantu", "/kelayakan/{code}/XX"])
def test_what_does_not_exist_is_not_found(unit, browse, path):
    browse().get(path.format(code=unit.code), status=404)


def test_without_a_published_edition_nothing_is_judged(app, browse):
    browse().get(f"/kelayakan/{factories.institution('upp').code}", status=404)


def test_the_pages_cost_the_same_with_one_and_with_three(asking, browse):
    def cost(path, who=None):
        return len(browse(who).get(path).queries)

    one, three = factories.institution("pemkot", name="Pemerintah Kota Satu"), factories.institution("pemkot", name="Pemerintah Kota Tiga")
    factories.honour(one, edition_number=3)
    for number in (1, 2, 3):
        factories.honour(three, edition_number=number)
        factories.institution("upp", name=f"Puskesmas Bersama {number}")
    factories.institution("upp", name="Posyandu Sendiri")
    assert cost(f"/kelayakan/{one.code}") == cost(f"/kelayakan/{three.code}") <= 12
    assert cost("/kelayakan?cari=posyandu") == cost("/kelayakan?cari=puskesmas") <= 12
    member = factories.member(institution=one)
    factories.member(member, three)
    assert cost(f"/kepesertaan/mulai/{one.id}", member) == cost(f"/kepesertaan/mulai/{three.id}", member) <= 12


# The command


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({}, 0),
        ({"sejak": "2019-01-02", "surat": "ya"}, 0),
        ({"sejak": "2022-02-01"}, 1),
        ({"surat": "tidak"}, 1),
        ({"sejak": "kemarin"}, 2),
        ({"hantu": "ya"}, 2),
        ({"surat": True}, 2),
        ([], 2),
    ],
)
def test_the_command_takes_answers(asking, unit, answers, code):
    result = CliRunner().invoke(entries, ["check", unit.code, "UPP", "--edition", asking.slug, "--answers", json.dumps(answers)])
    assert (result.exit_code, bool(result.stderr)) == (code, code == 2)


def test_the_command_gives_ways_and_advice_as_json(asking, unit):
    answers = json.dumps({"surat": "tidak", "sp4n": "belum"})
    command = ["check", unit.code, "UPP", "--edition", asking.slug, "--json", "--answers", answers]
    found = json.loads(CliRunner().invoke(entries, command).stdout)
    assert found["advice"] == ["Hubungkan sistem Anda."]
    assert {one["rule"]: [way["way"] for way in one["ways"]] for one in found["rules"]} == {
        "entrant_type": [],
        "system_in_use": ["date"],
        "parent_recommendation": ["letter"],
    }
