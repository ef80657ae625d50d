"""p4comp/judging/routes/profile.py, waivers.py"""

import pypdfium2
import pytest
from sqlalchemy import select

from p4comp.core import db
from p4comp.core.mail import Mail
from p4comp.judging.models import ConductText, Evaluator, Tie, Waiver
from p4comp.judging.rules import conduct
from tests import factories
from tests.judging.scene import undecided

DURING = factories.during("evaluasi_dokumen")


@pytest.fixture(autouse=True)
def evaluation_runs(cast, at):
    at(DURING)
    undecided()


@pytest.fixture
def one(cast):
    """The cast's evaluator."""
    return db.first(select(Evaluator).where(Evaluator.person_id == cast.evaluator.id))


def test_an_evaluator_fills_in_the_profile(browse, cast, one):
    home = factories.institution("lembaga", name="Badan Uji Coba")
    reader = browse(cast.evaluator)
    page = reader.get("/profil-evaluator")
    page.submit("Simpan profil", employer="Badan Uji Coba", most="12", is_experienced="y", kinds=["pemkab", "pemkot"], themes=["A"])
    db.session().expire_all()
    assert (one.employer_id, one.most, one.is_experienced) == (home.id, 12, True)
    assert (one.kinds, one.themes, one.categories) == (["pemkab", "pemkot"], ["A"], [])


@pytest.mark.parametrize(("field", "value", "said"), [("most", "0", "1 sampai 1000"), ("employer", "Khayalan", "tidak ada dalam registri")])
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(browse, cast, one, field, value, said):
    page = browse(cast.evaluator).post(f"/evaluator/{one.id}/profil", {"most": "7", "employer": "", field: value}, status=422)
    assert said in page.text
    assert f'value="{value}"' in page.response.text


def test_an_institution_stated_takes_its_dossier_away_with_the_same_click(browse, cast, one):
    reader = browse(cast.evaluator)
    assert cast.entry.institution_name in reader.get("/evaluasi").text
    assert "Nilai 1 berkas" in reader.get("/ruang-kerja").text
    body = {"institution": cast.institution.name, "kind": "avoided", "note": "Ipar saya kepala dinas di sana."}
    done = reader.post(f"/evaluator/{one.id}/profil/hubungan", body).follow()
    assert f"Hubungan dengan {cast.institution.name} dicatat" in done.flashes[0]
    assert cast.entry.institution_name not in reader.get("/evaluasi").text
    reader.get(f"/evaluasi/{cast.assignment.id}", status=404)
    assert "Nilai 1 berkas" not in reader.get("/ruang-kerja").text
    again = reader.post(f"/evaluator/{one.id}/profil/hubungan", body, status=422)
    assert "sudah tercatat" in again.text


def test_only_the_secretariat_takes_a_tie_away(browse, cast, one):
    tie = factories.tie(one, factories.institution("lembaga", name="Badan Keliru"))
    page = browse(cast.evaluator).get("/profil-evaluator")
    assert "Ada yang keliru? Sekretariat yang menghapusnya." in page.text
    assert not any("Hapus" in form.buttons for form in page.forms)
    secretary = browse(cast.secretary)
    secretary.post(f"/evaluator/{one.id}/profil/hubungan/{tie.id}/hapus")
    assert db.count(select(Tie)) == 0


def test_days_away_are_noted_and_taken_off_again(browse, cast, one):
    reader, path = browse(cast.evaluator), f"/evaluator/{one.id}/profil/berhalangan"
    wrong = reader.post(path, {"first": "2022-05-03", "last": "2022-05-01"}, status=422)
    assert "tidak mendahului" in wrong.text
    reader.post(path, {"first": "02/05/2022", "last": "2022-05-06"})
    assert "Senin, 2 Mei 2022 sampai Jumat, 6 Mei 2022" in reader.get("/profil-evaluator").text
    reader.post(f"{path}/0/hapus")
    reader.post(f"{path}/0/hapus", status=404)
    db.session().expire_all()
    assert one.away == []


# The code of conduct


def test_no_dossier_opens_before_the_code_of_conduct_is_accepted(browse, cast, one):
    one.conduct_at = None
    reader, desk = browse(cast.evaluator), f"/evaluasi/{cast.assignment.id}"
    page = reader.get(desk)
    assert "Setujui dahulu pakta integritas" in page.text
    assert "Uji tiga indikator" not in page.text
    proof = factories.proof(cast.entry, "A1").id
    db.commit()
    reader.get(f"{desk}/bukti/{proof}", status=403)
    reader.post(desk, {"aspek": "A", "A1.level": "4"}, status=403)
    reader.post(f"{desk}/kunci", status=403)
    reader.get(page.links["Baca pakta integritas"]).submit("Setujui pakta integritas", accepted="y")
    db.session().expire_all()
    text = conduct.text_of(None)
    assert (one.conduct_sha256, db.first(select(ConductText.text))) == (conduct.sha256_of(text), text)
    reader.get(f"{desk}/bukti/{proof}")


def test_a_wording_changed_meanwhile_is_not_accepted(browse, cast, one):
    one.conduct_at = None
    page = browse(cast.evaluator).post(f"/evaluator/{one.id}/pakta", {"accepted": "y", "seen": "0" * 64}, status=409)
    assert "berubah sejak halaman dibuka" in page.text
    assert "Beri tanda" in browse(cast.evaluator).post(f"/evaluator/{one.id}/pakta", {"seen": ""}, status=422).text


def test_the_document_says_who_accepted_when_and_which_wording(browse, cast, one):
    text = conduct.text_of(None)
    one.conduct_sha256 = factories.keep(ConductText(sha256=conduct.sha256_of(text), text=text)).sha256
    document = pypdfium2.PdfDocument(browse(cast.evaluator).get(f"/evaluator/{one.id}/pakta.pdf").response.data)
    found = " ".join(" ".join(part.get_textpage().get_text_range() for part in document).split())
    assert "Disetujui lewat akun portal oleh Evaluator" in found
    assert one.conduct_sha256[:20] in found.replace(" ", "")


def test_the_secretariat_sees_and_reminds_who_has_not_accepted(browse, cast, one):
    one.conduct_at = None
    page = browse(cast.secretary).get("/evaluator")
    assert "1 evaluator belum menyetujui pakta integritas" in page.text
    page.submit("Ingatkan lewat surel")
    assert db.everything(select(Mail.to).where(Mail.template == "judging/mail/conduct.txt")) == [cast.evaluator.email]


# Waivers


@pytest.fixture
def near(cast):
    """An evaluator whom the province bars from the cast's entry."""
    return factories.evaluator(
        cast.edition, factories.person("Dr. Sari"), employer=factories.institution("pemprov", region=factories.region())
    )


def test_a_waiver_takes_two_people_and_a_reason(browse, cast, near):
    first, second = browse(cast.secretary), browse(cast.second_secretary)
    page = first.get(first.get(f"/penugasan/{cast.entry.id}").links["Usulkan pengecualian untuk Dr. Sari"])
    page.submit("Usulkan pengecualian", status=422)
    page.submit("Usulkan pengecualian", reason="Satu-satunya ahli air minum.")
    found = db.first(select(Waiver))
    first.post(f"/pengecualian/{found.id}/sahkan", status=403)
    first.post(f"/penugasan/{cast.entry.id}", {"evaluator": near.id}, status=422)
    assert "Sahkan atau tolak 1 pengecualian benturan kepentingan" in second.get("/ruang-kerja").text
    assert "Sahkan atau tolak" not in first.get("/ruang-kerja").text
    second.get(f"/pengecualian/{found.id}").submit("Sahkan pengecualian")
    first.post(f"/penugasan/{cast.entry.id}", {"evaluator": near.id})
    reader = browse(near.person)
    declare = reader.get(reader.get("/evaluasi").links[cast.entry.institution_name])
    assert "bekerja pada pemerintah daerah di provinsi yang sama" in declare.text
    declare.submit("Kirim pernyataan", conflict="tidak", status=422)
    opened = declare.submit("Kirim pernyataan", conflict="tidak", statement="Tidak membawahi kabupaten itu.")
    assert opened.status == 303
    assert "Tidak membawahi kabupaten itu." in first.get(f"/penugasan/{cast.entry.id}").text


def test_a_revoked_waiver_sets_the_sheet_aside(browse, cast, near):
    made = factories.waiver(near, cast.entry, relation="province")
    sheet = factories.assignment(cast.entry, near, state="open")
    reader = browse(near.person)
    reader.get(f"/evaluasi/{sheet.id}")
    browse(cast.secretary).post(f"/pengecualian/{made.id}/cabut", {"answer": " "}, status=422)
    browse(cast.secretary).post(f"/pengecualian/{made.id}/cabut", {"answer": "Ternyata membawahinya."})
    db.session().expire_all()
    assert sheet.state == "set_aside"
    reader.get(f"/evaluasi/{sheet.id}", status=404)


def test_nobody_bound_to_the_entrant_waives_and_the_own_institution_never(browse, cast, near):
    bound = factories.member(factories.secretariat(), cast.institution)
    browse(bound).get(f"/penugasan/{cast.entry.id}/pengecualian/{near.id}", status=403)
    own = factories.evaluator(cast.edition, employer=cast.institution)
    page = browse(cast.secretary).get(f"/penugasan/{cast.entry.id}/pengecualian/{own.id}", status=403)
    assert "tidak ada pengecualian" in page.text
