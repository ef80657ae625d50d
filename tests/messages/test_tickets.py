"""Private questions: all members of one institution and the secretariat, and nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import db
from p4comp.core.mail import Mail
from p4comp.core.staging import StagedFile
from p4comp.messages.models import Ticket, TicketLine
from tests import factories
from tests.messages import makings


@pytest.fixture
def place(app):
    return factories.institution(name="Pemerintah Kabupaten Uji")


@pytest.fixture
def ani(place):
    return factories.member(factories.person("Ani", email="ani@uji.example"), place)


@pytest.fixture
def budi(place):
    return factories.member(factories.person("Budi", email="budi@uji.example"), place, duties=())


@pytest.fixture
def office(app):
    return factories.secretariat("Sari", email="sari@uji.example")


def mails():
    return [(one.to, one.template.rpartition("/")[2]) for one in db.everything(select(Mail).order_by(Mail.written_at, Mail.to))]


def only(model):
    db.session().expire_all()
    return db.first(select(model))


def test_asked_answered_and_closed(browse, place, ani, budi, office):
    browse(ani).post("/tanya-sekretariat/baru", {"institution_id": place.id, "subject": "Surat", "text": "Kepada siapa?"})
    found = only(Ticket)
    path = f"/tanya-sekretariat/{found.id}"
    assert mails() == [("sari@uji.example", "ticket_asked.txt")]
    assert "Kepada siapa?" in browse(budi).get(path).text
    assert "1 pertanyaan instansi menunggu jawaban" in browse(office).get("/ruang-kerja").text
    browse(office).post(f"{path}/balas", {"text": "Kepada Deputi.", "cara": "jawab"})
    assert (only(Ticket).state, only(Ticket).owner_id) == ("answered", office.id)
    assert mails()[1:] == [("ani@uji.example", "ticket_answered.txt"), ("budi@uji.example", "ticket_answered.txt")]
    assert "Kepada Deputi." not in db.everything(select(Mail.body).where(Mail.to == "ani@uji.example"))[0]
    page = browse(ani).get(path)
    assert "Kepada Deputi." in page.text
    assert "Sari" not in page.main.replace("Ditangani: Sari", "")
    assert "Dijawab: Surat" in browse(ani).get("/ruang-kerja").text
    browse(budi).post(f"{path}/selesai")
    assert only(Ticket).state == "done"
    browse(ani).post(f"{path}/balas", {"text": "Satu lagi."})
    assert only(Ticket).state == "new"


def test_the_secretariat_asks_back(browse, place, ani, office):
    found = makings.ticket(place, ani)
    browse(office).post(f"/tanya-sekretariat/{found.id}/balas", {"text": "Nomor berapa?", "cara": "tanya"})
    assert only(Ticket).state == "asked_back"
    assert "Sekretariat bertanya balik" in browse(ani).get("/ruang-kerja").text


def test_another_institutions_ticket_does_not_exist(browse, place, ani):
    stranger = factories.member(factories.person(), factories.institution(parent=place))
    found = makings.ticket(place, ani, subject="Rahasia kami")
    line = makings.line(found, ani, "x", file_sha256=factories.stored().sha256, file_name="a.pdf")
    path, other = f"/tanya-sekretariat/{found.id}", browse(stranger)
    assert "Rahasia kami" not in other.get("/tanya-sekretariat").text
    for one in (path, f"{path}/lampiran/{line.id}"):
        other.get(one, status=404)
    for verb in ("balas", "selesai", "ambil", "catatan"):
        other.post(f"{path}/{verb}", {"text": "x", "note": "x"}, status=404)
    own = makings.ticket(factories.institution(), stranger)
    other.get(f"/tanya-sekretariat/{own.id}/lampiran/{line.id}", status=404)


def test_a_former_member_sees_nothing_more(browse, place, ani):
    from p4comp.accounts.models import Membership

    found = makings.ticket(place, ani)
    browser = browse(ani)
    browser.get(f"/tanya-sekretariat/{found.id}")
    db.session().delete(db.first(select(Membership).where(Membership.person_id == ani.id)))
    browser.get(f"/tanya-sekretariat/{found.id}", status=404)


def test_internal_notes_stay_inside(browse, place, ani, office):
    found = makings.ticket(place, ani)
    path = f"/tanya-sekretariat/{found.id}"
    browse(office).post(f"{path}/catatan", {"note": "Periksa dulu ke biro hukum."})
    assert "biro hukum" in browse(office).get(path).text
    assert "biro hukum" not in browse(ani).get(path).text
    assert (only(Ticket).state, mails()) == ("new", [])


def test_nobody_asks_for_another_institution(browse, place, ani):
    other = factories.institution()
    page = browse(ani).post("/tanya-sekretariat/baru", {"institution_id": other.id, "subject": "x", "text": "y"}, status=422)
    assert "institution_id" in page.errors
    assert only(Ticket) is None


def test_a_good_file_of_a_refused_form_is_kept(browse, place, ani):
    path = "/tanya-sekretariat/baru"
    page = browse(ani).post(
        path, {"institution_id": place.id, "subject": "", "text": "Lihat surat.", "file": factories.upload()}, status=422
    )
    assert "surat.pdf sudah diterima" in page.text
    fields = page.form("Kirim pertanyaan").fields | {"subject": "Surat"}
    fields.pop("file", None)
    browse(ani).post(path, fields)
    assert db.count(select(StagedFile)) == 1
    assert only(TicketLine).file_name == "surat.pdf"
    line = only(TicketLine)
    assert browse(ani).get(f"/tanya-sekretariat/{line.ticket_id}/lampiran/{line.id}").body == factories.pdf("surat.pdf")


def test_a_file_that_is_none_is_refused_beside_its_field(browse, place, ani):
    typed = {"institution_id": place.id, "subject": "Surat", "text": "Isi yang panjang.", "file": factories.upload("a.pdf", b"MZ\x90")}
    page = browse(ani).post("/tanya-sekretariat/baru", typed, status=422)
    assert "Isi berkas ini bukan" in page.text
    assert page.form("Kirim pertanyaan").fields["text"].strip() == "Isi yang panjang."
    assert only(Ticket) is None


def test_news_go_to_the_owner_alone_once_there_is_one(browse, place, ani, office):
    other = factories.secretariat("Tuti")
    found = makings.ticket(place, ani)
    browse(other).post(f"/tanya-sekretariat/{found.id}/ambil")
    browse(ani).post(f"/tanya-sekretariat/{found.id}/balas", {"text": "Ada kabar?"})
    assert mails() == [(other.email, "ticket_asked.txt")]


def test_the_secretariat_sees_the_usual_time_to_an_answer(browse, place, ani, office):
    for hours in (1, 2, 30):
        makings.ticket(place, ani, state="answered", first_answered_at=makings.MOMENT + timedelta(hours=hours))
    assert "2,0 jam" in browse(office).get("/tanya-sekretariat").text
    assert "jam" not in browse(ani).get("/tanya-sekretariat").main


def test_saved_answers_are_offered_to_the_secretariat_only(browse, place, ani, office):
    browse(office).post("/jawaban-tersimpan", {"title": "Alamat", "text": "Kepada Deputi."})
    path = f"/tanya-sekretariat/{makings.ticket(place, ani).id}"
    assert "Kepada Deputi." in browse(office).get(path).text
    assert "Kepada Deputi." not in browse(ani).get(path).text


@pytest.mark.parametrize("is_staff", [True, False])
def test_pages_take_the_same_queries_for_one_and_three(browse, place, ani, office, is_staff):
    browser = browse(office if is_staff else ani)
    found = makings.ticket(place, ani)
    path = f"/tanya-sekretariat/{found.id}"

    def taken():
        return [len(browser.get(one).queries) for one in ("/tanya-sekretariat", path)]

    taken()
    one = taken()
    for number in range(2):
        makings.ticket(place, ani, subject=f"T{number}")
        makings.line(found, factories.person(), "x", file_sha256=factories.stored().sha256, file_name="a.pdf")
    assert taken() == one
