import hashlib

import pytest
from flask import g
from sqlalchemy import select

from p4comp.accounts.identity import Someone
from p4comp.certificates import actions, contributions, rules
from p4comp.certificates.models import Certificate
from p4comp.certificates.tasks import drawing
from p4comp.core import clock, db
from p4comp.core.db import session
from p4comp.institutions.models import Institution
from tests import factories
from tests.certificates.conftest import AFTER


@pytest.fixture
def issued(cast, announced):
    made = actions.issue_all(announced, by=None, at=AFTER)
    db.commit()
    return made


def wrong(code):
    return code[:-1] + rules.ALPHABET[(rules.ALPHABET.index(code[-1]) + 1) % 32]


def test_anybody_sees_what_a_true_code_stands_for(browse, issued):
    certificate = issued[0]
    page = browse().get(f"/v/{certificate.code}")
    assert page.h1 == "Piagam asli dan berlaku"
    facts = dict(zip([one.text for one in page.select("main dt")], [one.text for one in page.select("main dd")], strict=True))
    assert facts == {
        "Diberikan kepada": "Pemerintah Kabupaten Peserta",
        "Penghargaan": "sebagai penerima Piala Uji · Aspek pengelolaan terbaik",
        "Kategori": "Instansi Pemerintah Umum",
        "Edisi": "Kompetisi Uji Pengelolaan Pengaduan",
        "Nomor piagam": "menunggu nomor",
        "Kode portal": certificate.serial,
        "Tanggal piagam": "16 Juni 2022",
        "Penandatangan": "menunggu penandatangan",
        "SHA-256 berkas terbaru": "berkas sedang dicetak",
    }
    assert "bukan tanda tangan elektronik tersertifikasi" in page.main
    assert [one.get("lang") for one in page.select("main [lang]")] == ["en", "id"]  # the other language, and the award's own words


def test_the_hash_shown_is_that_of_the_file(browse, cast, issued, work):
    work()
    file = browse(cast.entrant).get(f"/piagam/{issued[0].id}/unduh")
    assert file.headers["Content-Type"] == "application/pdf"
    assert hashlib.sha256(file.body).hexdigest() in browse().get(f"/v/{issued[0].code}").main


def test_a_forged_code_a_mistyped_one_and_a_true_one_are_answered_apart(browse, issued):
    code = issued[0].code
    pages = [
        browse().get(f"/v/{one}", status=status) for one, status in ((code, 200), (rules.new_code(), 404), (wrong(code), 404), ("x", 404))
    ]
    assert [page.h1 for page in pages] == [
        "Piagam asli dan berlaku",
        "Bukan piagam yang diterbitkan portal ini",
        "Kode salah ketik",
        "Kode salah ketik",
    ]
    assert not any("Pemerintah Kabupaten Peserta" in page.text for page in pages[1:])


def test_a_certificate_not_yet_announced_looks_like_one_that_does_not_exist(browse, cast):
    secret = factories.decision(cast.edition, [cast.entry], purpose="winners", announced_at=factories.closing("penganugerahan"))
    kept = factories.certificate(secret, cast.entry, code=rules.new_code())
    with clock.at(AFTER):
        there, nowhere = (browse().get(f"/v/{code}", status=404) for code in (kept.code, rules.new_code()))
        assert there.main.replace(rules.grouped(kept.code), "") == nowhere.main.replace(nowhere.path[-16:], "").replace(
            rules.grouped(nowhere.path[-16:]), ""
        )
        browse(cast.entrant).get(f"/piagam/{kept.id}/unduh", status=404)
        assert browse(cast.entrant).get("/piagam").main.count("Unduh") == 0
    with clock.at(factories.closing("penganugerahan")):
        assert browse().get(f"/v/{kept.code}").h1 == "Piagam asli dan berlaku"


def test_a_revoked_certificate_says_when_and_why(browse, cast, issued):
    certificate = issued[0]
    page = browse(cast.secretary).get(f"/piagam/{certificate.id}/cabut")
    listed = page.submit("Cabut piagam", reason="Salah <nama>.").follow()
    assert f"Piagam {certificate.serial} dicabut" in listed.flashes[0]
    shown = browse().get(f"/v/{certificate.code}")
    assert shown.h1 == "Piagam ini sudah dicabut"
    assert "Dicabut pada Kamis, 16 Juni 2022. Alasan: Salah <nama>." in shown.text
    assert "berlaku" not in shown.h1
    browse(cast.entrant).get(f"/piagam/{certificate.id}/unduh", status=403)


def test_revoking_asks_for_a_reason_and_keeps_the_certificate_until_then(browse, cast, issued):
    page = browse(cast.secretary).get(f"/piagam/{issued[0].id}/cabut").submit("Cabut piagam", reason="  ", status=422)
    assert page.errors["reason"] == "Isi alasan pencabutan; alasan ini tampil di halaman periksa piagam."
    assert db.count(select(Certificate).where(Certificate.state == "revoked")) == 0


def test_the_check_form_leads_to_the_page_of_the_code_however_it_is_typed(browse, issued):
    code = issued[0].code
    found = browse().get("/periksa", status=303, query={"kode": f" {rules.grouped(code)} "})
    assert found.location == f"/v/{code}"
    assert found.follow().h1 == "Piagam asli dan berlaku"
    assert browse().get("/periksa", status=303, query={"kode": f"http://localhost/v/{code}"}).location == f"/v/{code}"


def test_a_mistyped_code_comes_back_beside_its_field(browse, issued):
    page = browse().get("/periksa", status=422, query={"kode": wrong(issued[0].code)})
    assert "salah ketik" in page.errors["kode"]
    assert page.form("Periksa").fields == {"kode": wrong(issued[0].code)}
    assert browse().get("/periksa").errors == {}


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "%00", "'; DROP TABLE certificate; --", "a" * 5000])
def test_whatever_is_typed_is_answered(browse, typed):
    browse().get("/periksa", status=422, query={"kode": typed})


def test_the_page_of_a_simulated_certificate_bears_the_mark(browse, cast, announced):
    certificate = factories.certificate(announced, cast.entry, code=rules.new_code(), is_simulated=True)
    assert [one.text for one in browse().get(f"/v/{certificate.code}").select("main .simulasi")] == ["SIMULASI"]


def test_members_find_their_own_certificates_and_nobody_elses(browse, cast, issued, work):
    work()
    page = browse(cast.entrant).get("/piagam")
    assert issued[0].serial in page.main
    assert issued[1].serial not in page.main
    browse(cast.entrant).get(f"/piagam/{issued[0].id}/unduh")
    browse(cast.entrant).get(f"/piagam/{issued[1].id}/unduh", status=404)
    browse(cast.stranger).get(f"/piagam/{issued[0].id}/unduh", status=404)


def test_a_file_not_yet_printed_is_promised(browse, cast, issued):
    page = browse(cast.entrant).get(f"/piagam/{issued[0].id}/unduh", status=202)
    assert page.h1 == "Piagam sedang dicetak"
    assert page.links["Muat ulang"] == f"/piagam/{issued[0].id}/unduh"


def test_the_secretariat_issues_a_whole_list_by_one_button(browse, cast, announced, work):
    page = browse(cast.secretary).get(f"/edisi/{cast.edition.slug}/piagam")
    after = [form for form in page.forms if f"/keputusan/{announced.id}/terbitkan-piagam" in form.action]
    done = browse(cast.secretary).post(after[0].action).follow()
    assert done.flashes == ["2 piagam diterbitkan; berkasnya sedang dicetak dan instansi sudah disurati."]
    assert db.count(select(Certificate)) == 2
    assert done.select("progress")[0].get("value") == "0"
    again = browse(cast.secretary).post(after[0].action).follow()
    assert again.flashes == ["Semua piagam daftar ini sudah terbit."]
    work()
    assert browse(cast.secretary).get(f"/edisi/{cast.edition.slug}/piagam").select("progress") == []


def test_a_list_not_yet_announced_offers_no_issuing_and_says_why(browse, cast):
    factories.decision(cast.edition, [cast.entry], purpose="winners")
    with clock.at(AFTER):
        page = browse(cast.secretary).get(f"/edisi/{cast.edition.slug}/piagam")
    assert "Piagam diterbitkan setelah hasil diumumkan." in page.main


def test_failed_prints_are_shown_and_can_be_asked_for_again(browse, cast, issued, work, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(drawing, "pdf_of", lambda certificate: 1 / 0)
        for _ in range(4):
            work()
    page = browse(cast.secretary).get(f"/edisi/{cast.edition.slug}/piagam")
    assert "2 berkas gagal dicetak" in page.main
    assert page.submit("Cetak lagi").follow().flashes == ["2 piagam masuk antrean cetak lagi."]
    work()
    assert all(one.pdf_sha256 for one in db.everything(select(Certificate)))


def test_the_official_number_is_typed_on_a_page(browse, cast, issued):
    path = f"/piagam/{issued[0].id}/nomor"
    page = browse(cast.secretary).get(path)
    assert page.form("Simpan dan cetak ulang").fields["on"] == "2022-06-16"
    refused = page.submit("Simpan dan cetak ulang", number="B/640", on="31-31", title="", name="N" * 91, status=422)
    assert set(refused.errors) == {"on", "title", "name", ""}
    assert refused.form("Simpan dan cetak ulang").fields["number"] == "B/640"
    refused.submit("Simpan dan cetak ulang", on="2022-06-17", title="Menteri", name="Nama")
    shown = browse().get(f"/v/{issued[0].code}")
    assert "B/640" in shown.main
    assert "Nama, Menteri" in shown.main
    assert "17 Juni 2022" in shown.main


def test_the_todo_list_names_certificates_without_number(app, cast, issued):
    staff = Someone(
        id=cast.secretary.id,
        name="S",
        email="s@uji.example",
        role_label="",
        roles=frozenset({("secretariat", "")}),
        institutions=frozenset(),
        is_signed_in=True,
    )
    with app.test_request_context():
        assert [item.title for item in contributions.unnumbered(staff, AFTER)] == ["Isi nomor resmi 2 piagam"]
        assert [item.title for item in contributions.unissued(staff, AFTER)] == ["Terbitkan 2 piagam"]
        issued[0].revoked_for_id = issued[0].decision_id
        g.pop("tallies")
        assert [item.title for item in contributions.unissued(staff, AFTER)] == ["Terbitkan 3 piagam"]


def test_the_lists_ask_as_often_for_three_as_for_one(browse, cast):
    entries = [factories.entry(cast.edition, state="verified", contact=cast.entrant) for _ in range(3)]
    for entry in entries:
        factories.member(cast.entrant, session().get(Institution, entry.institution_id))
    decision = factories.decision(cast.edition, entries, purpose="winners", announced_at=factories.opening("penganugerahan"))
    entrant, secretary = browse(cast.entrant), browse(cast.secretary)
    taken = []
    with clock.at(AFTER):
        for shown in (entries[:1], entries[1:]):
            for entry in shown:
                factories.certificate(decision, entry, code=rules.new_code())
            own, managed = entrant.get("/piagam"), secretary.get(f"/edisi/{cast.edition.slug}/piagam")
            taken.append((len(own.queries), len(managed.queries)))
    assert len(own.select("main .tile")) == len(managed.select("tbody tr")) == 3
    assert taken[0] == taken[1]
