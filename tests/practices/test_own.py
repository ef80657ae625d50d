"""An institution writes a practice: who may, when, what is kept, what is refused; consent and its end"""

import pytest
from sqlalchemy import select, update

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.core.mail import Mail
from p4comp.entries.models import Answer
from p4comp.practices import actions, queries
from p4comp.practices.models import PracticeCard, PracticeFile, PracticeTextVersion
from tests import factories
from tests.practices import scene
from tests.practices.scene import ANNOUNCED, BEFORE, SOON, TEXTS


@pytest.fixture
def hall(app, at):
    """A winner and a finalist of one edition, whose winners become public at a moment set before."""
    edition, won, winner = scene.stage(name="Kabupaten Pemenang")
    _same, heard, finalist = scene.stage(name="Kabupaten Finalis", edition=edition)
    scene.announce(edition, [won, heard], [won])
    at(SOON)
    return {"edition": edition, "won": won, "heard": heard, "winner": winner, "finalist": finalist}


def test_before_the_moment_winner_and_finalist_find_the_same_nothing(hall, browse, at):
    at(BEFORE)
    pages = []
    for who, entry in (("winner", "won"), ("finalist", "heard")):
        browser = browse(hall[who])
        browser.post(f"/praktik-kami/{hall[entry].id}/mulai", status=404)
        pages.append(browser.get("/praktik-kami").main)
        assert "Bagikan praktik baik" not in browser.get("/ruang-kerja").main
    assert pages[0] == pages[1]
    assert "Tulis praktik baru" not in pages[0]
    assert [queries.invitations(someone(hall[who]), BEFORE) for who in ("winner", "finalist")] == [[], []]


@pytest.mark.parametrize(("who", "entry"), [("winner", "won"), ("finalist", "heard")])
def test_from_the_moment_on_both_are_asked_and_may_begin(hall, browse, at, who, entry):
    at(ANNOUNCED)
    browser = browse(hall[who])
    assert "Bagikan praktik baik instansi Anda" in browser.get("/ruang-kerja").main
    page = browser.get("/praktik-kami").submit("Tulis praktik baru").follow()
    (practice,) = scene.kept()
    assert (practice.entry_id, practice.state, practice.texts, practice.code) == (hall[entry].id, "draft", {}, None)
    assert page.h1 == "Praktik baru"


def test_whoever_was_no_finalist_and_whoever_only_reads_begins_nothing(hall, browse):
    _edition, other, stranger = scene.stage(name="Kabupaten Lain", edition=hall["edition"])
    browse(stranger).post(f"/praktik-kami/{other.id}/mulai", status=404)
    reader = factories.member(None, hall["won"].institution, duties=())
    browse(reader).post(f"/praktik-kami/{hall['won'].id}/mulai", status=403)
    assert scene.kept() == []


def test_three_practices_are_enough(hall, browse):
    for _number in range(3):
        scene.practice(hall["won"])
    assert "Tulis praktik baru" not in browse(hall["winner"]).get("/praktik-kami").main
    browse(hall["winner"]).post(f"/praktik-kami/{hall['won'].id}/mulai", status=403)


def save(browser, practice, name, value, version, status=200):
    return browser.post(
        f"/praktik-kami/praktik/{practice.id}/isian", {"field": name, "value": value, "version": version}, status=status
    ).json


def test_a_field_saves_itself_and_keeps_what_stood_there(hall, browse):
    practice, browser = scene.practice(hall["won"]), browse(hall["winner"])
    assert save(browser, practice, "title", "Judul kedua", "1")["version"] == 2
    assert save(browser, practice, "title", "Judul ketiga", "1", status=409)["theirs"] == "Judul kedua"
    assert "NIK" in save(browser, practice, "problem", "6306010101900001", "1", status=422)["error"]
    assert save(browser, practice, "theme", "tiada", "1", status=422)["error"] == "Pilih tema dari daftar."
    assert save(browser, practice, "lain", "x", "0", status=422)["error"] == "Isian ini tidak dikenal."
    assert scene.kept()[0].texts["title"] == "Judul kedua"
    assert [(one.field, one.value) for one in db.everything(select(PracticeTextVersion))] == [("title", TEXTS["title"])]
    assert TEXTS["title"] in browser.get(f"/praktik-kami/praktik/{practice.id}/riwayat").main


def test_two_tabs_never_overwrite_each_other_and_nothing_typed_is_lost(hall, browse):
    practice, browser = scene.practice(hall["won"]), browse(hall["winner"])
    address = f"/praktik-kami/praktik/{practice.id}"
    first, second = browser.get(address), browser.get(address)
    first.submit("Simpan", title="Judul tab pertama")
    answer = second.submit("Simpan", title="Judul tab kedua", status=422)
    assert "Judul tab pertama" in answer.errors["title"]
    assert answer.form("Simpan").fields["title"] == "Judul tab kedua"
    answer.submit("Simpan")
    assert scene.kept()[0].texts["title"] == "Judul tab kedua"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("title", "x" * 181, "paling banyak 180 huruf"),
        ("problem", "Hubungi 0812 3456 7890", "Nomor telepon seluler tidak dimuat"),
        ("steps", "Lihat https://contoh.com", "Tautan tidak dimuat"),
        ("office_email", "a" * 300, "paling banyak 254 huruf"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_saved(hall, browse, name, value, words):
    practice = scene.practice(hall["won"])
    page = browse(hall["winner"]).get(f"/praktik-kami/praktik/{practice.id}")
    answer = page.submit("Simpan", **{name: value, "lessons": "Pelajaran yang baru saja kami tulis."}, status=422)
    assert words in answer.errors[name]
    assert answer.form("Simpan").fields[name] == value
    assert scene.kept()[0].texts["lessons"] == "Pelajaran yang baru saja kami tulis."


def test_a_practice_that_lacks_something_is_not_handed_in_and_says_what(hall, browse):
    practice = scene.practice(hall["won"], texts={"title": "Pendek", "sources": ""})
    answer = browse(hall["winner"]).get(f"/praktik-kami/praktik/{practice.id}").submit("Kirim kepada penyetuju", status=422)
    assert sorted(answer.errors) == ["", "sources", "title"]
    assert scene.kept()[0].state == "draft"


def test_the_drafter_asks_the_approver_consents_and_may_withdraw_at_any_time(hall, browse):
    drafter = factories.member(factories.person("Penyusun"), hall["won"].institution, duties=("drafter",))
    practice = scene.practice(hall["won"])
    address = f"/praktik-kami/praktik/{practice.id}"
    page = browse(drafter).get(address).submit("Kirim kepada penyetuju").follow()
    assert "Menunggu penyetuju instansi Anda." in page.main
    browse(drafter).post(f"{address}/setujui", {"agrees": "y"}, status=403)
    assert [mail.to for mail in db.everything(select(Mail).where(Mail.template == "practices/mail/to_approve.txt"))] == [
        hall["winner"].email
    ]
    approver = browse(hall["winner"])
    assert "1 praktik baik menunggu Anda" in approver.get("/ruang-kerja").main
    assert "Beri tanda bahwa instansi setuju." in approver.post(f"{address}/setujui", {}, status=422).main
    approver.get(address).submit("Setujui penerbitan", agrees="y")
    assert (scene.kept()[0].state, scene.kept()[0].consented_by) == ("consented", hall["winner"].id)
    approver.get(address).submit("Tarik persetujuan")
    assert (scene.kept()[0].state, scene.kept()[0].ended_at) == ("withdrawn", None)
    approver.get(address).submit("Tulis versi berikutnya")
    assert scene.kept()[0].state == "draft"
    verbs = [one.verb for one in db.everything(select(AuditRecord).order_by(AuditRecord.number))]
    assert verbs[-4:] == ["practice.sent", "practice.consented", "practice.withdrawn", "practice.revised"]


def say(entry, words):
    db.session().execute(update(Answer).where(Answer.entry_id == entry.id).values(narrative=words))


def test_the_dossiers_words_are_taken_over_only_where_they_were_chosen(hall, browse):
    say(hall["won"], "Kami membuka meja aduan.")
    practice = scene.practice(hall["won"], texts={"problem": ""})
    browser = browse(hall["winner"])
    page = browser.get(f"/praktik-kami/praktik/{practice.id}/salin")
    codes = [one.code for one in queries.narratives(practice)]
    assert "Pilih bagian tujuan" in page.submit("Salin yang dipilih", status=422).main
    page.submit("Salin yang dipilih", **{codes[0]: "problem", codes[1]: "done"})
    texts = scene.kept()[0].texts
    assert texts["problem"] == "Kami membuka meja aduan."
    assert texts["done"] == TEXTS["done"] + "\n\nKami membuka meja aduan."
    assert texts["steps"] == TEXTS["steps"]


def test_private_numbers_of_the_dossier_stay_there(hall, browse):
    say(hall["won"], "Hubungi 081234567890.")
    practice = scene.practice(hall["won"])
    code = queries.narratives(practice)[0].code
    answer = browse(hall["winner"]).post(f"/praktik-kami/praktik/{practice.id}/salin", {code: "problem"}, status=422)
    assert f"{code} tidak dapat disalin." in answer.main
    assert scene.kept()[0].texts == TEXTS


def test_files_are_pictures_with_words_and_none_is_lost_for_want_of_words(hall, browse):
    practice = scene.practice(hall["won"])
    browser, address = browse(hall["winner"]), f"/praktik-kami/praktik/{practice.id}"
    content = factories.pdf("meja")
    answer = browser.post(f"{address}/berkas", {"file": factories.upload("meja.pdf", content), "caption": ""}, status=422)
    assert answer.errors["caption"] == "Tulis apa yang terlihat, untuk pembaca yang tidak dapat melihat gambarnya."
    answer.submit("Lampirkan", caption="Meja aduan di pasar")
    assert [(one.name, one.caption) for one in db.everything(select(PracticeFile))] == [("meja.pdf", "Meja aduan di pasar")]
    again = browser.post(f"{address}/berkas", {"file": factories.upload("lain.pdf", content), "caption": "Sama"}, status=422)
    assert "sudah dilampirkan" in again.main
    browser.post(f"{address}/berkas", {"file": factories.upload("isi.txt", b"halo"), "caption": "Teks"}, status=422)
    browser.get(address).submit("Hapus “meja.pdf”")
    assert scene.kept()[0].attached == []


def test_consent_withdrawn_while_somebody_reads_leaves_the_address_and_nothing_else(hall, browse):
    _who, secretary = scene.secretary()
    practice = scene.published(hall["won"], secretary)
    reader = browse()
    address = f"/praktik/{practice.code}"
    assert TEXTS["problem"] in reader.get(address).main
    browse(hall["winner"]).get(f"/praktik-kami/praktik/{practice.id}").submit("Tarik persetujuan")
    gone = reader.get(address, status=410)
    assert "Ditarik atas permintaan instansi" in gone.main
    assert [word for word in (TEXTS["title"], TEXTS["problem"], TEXTS["office_email"]) if word in gone.text] == []
    reader.get(f"{address}/cetak.pdf", status=404)
    assert reader.get(f"{address}/versi/1", status=410).h1 == gone.h1
    assert db.everything(select(PracticeCard)) == []
    assert TEXTS["title"] not in reader.get("/praktik").main


def test_a_new_consent_brings_the_next_version_to_the_same_address(hall, browse):
    _who, secretary = scene.secretary()
    practice, actor = scene.published(hall["won"], secretary), someone(hall["winner"])
    for act in (actions.withdraw, actions.revise, actions.send, actions.consent):
        act(practice, by=actor, at=SOON)
    code = practice.code
    actions.publish(queries.case(secretary, practice.id), by=secretary, at=scene.LATER)
    assert (practice.code, practice.published_number) == (code, 2)
    assert TEXTS["title"] in browse().get(f"/praktik/{code}").main
