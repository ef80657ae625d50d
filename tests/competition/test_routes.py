"""Rules and plan for everybody, editions from inside for staff."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from p4comp.competition import actions, files, queries, rules
from p4comp.competition.models import Extension
from p4comp.core import clock, db
from p4comp.core.db import everything
from tests import factories

BEFORE = datetime(2022, 1, 10, tzinfo=UTC)


@pytest.fixture
def edition(app):
    """The 2022 preset, running since January."""
    found = actions.load(files.read("p4-2022"), by=None, at=BEFORE)
    actions.start(found)
    db.commit()
    return found


def test_the_rules_show_dates_categories_and_marks(app, edition, browse, at):
    at(factories.during("pendaftaran"))
    page = browse().get("/ketentuan")
    assert page.h1 == "Ketentuan Kompetisi P4 2022"
    assert "14 April 2022, 23.59 WIB" in page.text
    assert "30 Mei 2022, 24.00 WIB" in page.text
    assert "Model, bukan naskah resmi" in page.text
    assert "Ada surat rekomendasi dari instansi induk." in page.text
    assert "disimpulkan" in page.text
    assert browse().get("/ketentuan/p4-2022").text == page.text


def test_without_a_running_edition_the_rules_say_so(app, browse):
    assert "Belum ada edisi yang berjalan" in browse().get("/ketentuan").text


def test_a_draft_is_not_public_until_its_plan_is_frozen(app, browse, at):
    at(BEFORE)
    found = actions.load(factories.document(), by=None, at=BEFORE)
    for path in ("", "/rencana-penilaian", "/rencana-penilaian.json"):
        browse().get(f"/ketentuan/uji{path}", status=404)
    actions.freeze_plan(queries.by_slug(found.slug), by=None, at=BEFORE)
    browse().get("/ketentuan/uji/rencana-penilaian")


def test_the_published_plan_has_the_hash_it_is_published_with(app, edition, browse, at):
    at(factories.during("pendaftaran"))
    sha256 = queries.by_slug("p4-2022").plan_sha256
    answer = browse().get("/ketentuan/p4-2022/rencana-penilaian.json")
    assert hashlib.sha256(answer.body).hexdigest() == sha256
    assert answer.json == rules.plan_of(files.read("p4-2022"))
    assert sha256.encode() in browse().get("/ketentuan/p4-2022/rencana-penilaian").body


def test_the_instrument_shows_all_rubrics_and_its_mark(app, edition, browse):
    page = browse().get("/ketentuan/p4-2022/instrumen/model-21")
    assert page.text.count("Rubrik ") == 21
    assert "bukan naskah resmi" in page.text
    browse().get("/ketentuan/p4-2022/instrumen/lain", status=404)


def test_the_secretariat_sees_an_edition_from_inside(app, edition, browse, at):
    at(factories.during("pendaftaran"))
    page = browse(factories.secretariat()).get("/edisi/p4-2022")
    assert page.h1 == "Kompetisi P4 2022"
    assert "Pendaftaran dan penilaian mandiri" in page.text
    assert queries.by_slug("p4-2022").plan_sha256.encode() in page.body


def test_freezing_by_a_button_freezes_for_good(app, edition, browse, at):
    at(BEFORE)
    secretary = browse(factories.secretariat())
    secretary.post("/edisi/p4-2022/bekukan")
    assert queries.by_slug("p4-2022").plan_frozen_at is not None
    secretary.post("/edisi/p4-2022/bekukan", status=403)


def test_starting_by_a_button_shows_the_edition_to_all(app, browse, at):
    at(BEFORE)
    actions.load(factories.document(), by=None, at=BEFORE)
    browse(factories.secretariat()).post("/edisi/uji/jalankan")
    assert browse().get("/ketentuan").h1 == "Ketentuan Kompetisi Uji"


TYPED = {
    "stage": "pendaftaran",
    "category": "",
    "entry_id": "",
    "until": "2022-04-20T12:00",
    "reason": "Gangguan jaringan nasional",
    "letter_number": "",
}


def test_a_typed_extension_is_in_the_ledger_and_the_rules(app, edition, browse, at):
    at(factories.during("pendaftaran"))
    browse(factories.secretariat("Ani")).post("/edisi/p4-2022/tenggat", TYPED)
    row = everything(select(Extension))[0]
    assert row.until == datetime(2022, 4, 20, 5, tzinfo=UTC)
    page = browse().get("/ketentuan")
    assert "Gangguan jaringan nasional" in page.text
    assert "20 April 2022, 12.00 WIB" in page.text
    ledger = browse(factories.secretariat()).get("/edisi/p4-2022/tenggat").text
    assert "Ani" in ledger
    assert "menunggu nomor" in ledger


def test_an_extension_for_one_entry_is_not_public(app, edition, browse, at):
    at(factories.during("pendaftaran"))
    entry = factories.entry(queries.by_slug("p4-2022"))
    actions.extend(
        queries.by_slug("p4-2022"),
        "pendaftaran",
        factories.closing("pendaftaran") + timedelta(days=1),
        reason="Sakit",
        letter_number="",
        entry_id=entry.id,
        by=None,
        at=clock.now(),
    )
    assert "Sakit" not in browse().get("/ketentuan").text


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"until": ""}, "Isi tenggat baru."),
        ({"until": "besok"}, "besok"),
        ({"until": "2022-04-14T23:59"}, "hanya dapat diundurkan"),
        ({"until": "2022-01-01T10:00"}, "akan datang"),
        ({"reason": ""}, "Isi alasan perpanjangan"),
        ({"category": "XX"}, "Gangguan jaringan nasional"),
        ({"stage": "tidur"}, "Gangguan jaringan nasional"),
    ],
)
def test_a_wrong_extension_is_blamed_and_nothing_typed_is_lost(app, edition, browse, at, wrong, word):
    at(factories.during("pendaftaran"))
    page = browse(factories.secretariat()).post("/edisi/p4-2022/tenggat", TYPED | wrong, status=422)
    assert word in page.text + str(page.body)
    if "reason" not in wrong:
        assert b"Gangguan jaringan nasional" in page.body
    assert everything(select(Extension)) == []


def test_the_form_is_filled_in_for_an_entry(app, edition, browse):
    page = browse(factories.secretariat()).get("/edisi/p4-2022/tenggat", query={"kepesertaan": "abc123"})
    assert b'value="abc123"' in page.body


def test_an_auditor_reads_the_ledger_and_cannot_write_it(app, edition, browse):
    auditor = browse(factories.auditor())
    assert "Undurkan tenggat" not in auditor.get("/edisi/p4-2022/tenggat").text
    auditor.post("/edisi/p4-2022/tenggat", TYPED, status=403)


def test_the_list_of_editions_takes_the_same_queries_for_one_and_three(app, browse):
    who = browse(factories.secretariat())
    factories.edition()
    who.get("/edisi")
    one = len(who.get("/edisi").queries)
    for number in (5, 6):
        factories.edition(slug=f"e{number}", nomor=number)
    who.get("/edisi")
    assert len(who.get("/edisi").queries) == one


def test_members_count_down_to_the_close_while_registration_is_open(app, edition, browse, at):
    member = browse(factories.member())
    at(factories.during("pendaftaran"))
    assert "Pendaftaran ditutup" in member.get("/ruang-kerja").text
    at(factories.closing("pendaftaran"))
    assert "Pendaftaran ditutup" not in member.get("/ruang-kerja").text


def test_the_secretariat_is_asked_to_freeze_before_registration(app, edition, browse, at):
    secretary = browse(factories.secretariat())
    at(BEFORE)
    assert "Bekukan rencana penilaian Kompetisi P4 2022" in secretary.get("/ruang-kerja").text
    at(factories.during("pendaftaran"))
    assert "Bekukan rencana penilaian" not in secretary.get("/ruang-kerja").text


def test_one_entry_is_found_by_its_name_and_its_deadline_moved(app, edition, browse, at):
    at(factories.during("pendaftaran"))
    running = queries.by_slug("p4-2022")
    entry = factories.entry(running, factories.institution(name="Pemerintah Kabupaten Hulu Sungai Selatan"))
    factories.entry(running, factories.institution(name="Pemerintah Kabupaten Hulu Sungai Utara"))
    secretary, ledger = browse(factories.secretariat()), "/edisi/p4-2022/tenggat"
    found = secretary.get(ledger, query={"cari": "sungai selatan"}).select('main li a[href*="kepesertaan="]')
    assert [one.text for one in found] == ["Pemerintah Kabupaten Hulu Sungai Selatan"]
    page = secretary.get(ledger, query={"kepesertaan": entry.id})
    assert "Hanya bagi Pemerintah Kabupaten Hulu Sungai Selatan" in page.main
    secretary.post(ledger, TYPED | {"entry_id": entry.id})
    assert [row.entry_id for row in everything(select(Extension))] == [entry.id]
    assert "Pemerintah Kabupaten Hulu Sungai Selatan" in secretary.get(ledger).text


def test_a_refused_extension_keeps_its_entry_and_an_unknown_one_is_told(app, edition, browse, at):
    at(factories.during("pendaftaran"))
    entry = factories.entry(queries.by_slug("p4-2022"), factories.institution(name="Pemerintah Kota Uji"))
    secretary, ledger = browse(factories.secretariat()), "/edisi/p4-2022/tenggat"
    page = secretary.post(ledger, TYPED | {"entry_id": entry.id, "reason": ""}, status=422)
    assert "Hanya bagi Pemerintah Kota Uji" in page.main
    assert f'value="{entry.id}"' in page.response.text
    page = secretary.post(ledger, TYPED | {"entry_id": "tidakada"}, status=422)
    assert "Kepesertaan ini tidak ada pada edisi ini" in page.main
    assert everything(select(Extension)) == []


def test_a_name_nobody_has_says_what_to_do(app, edition, browse):
    assert "Periksa ejaannya" in browse(factories.secretariat()).get("/edisi/p4-2022/tenggat", query={"cari": "xyz"}).main
