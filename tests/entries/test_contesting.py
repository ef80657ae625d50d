"""Entrants object to announced lists: p4comp/entries/{policy,queries,routes}/contesting.py and what the start page says"""

import itertools
from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import db
from p4comp.core.mail import Mail
from p4comp.decisions.models import Objection
from tests import factories
from tests.entries.contest_scene import ANNOUNCED, LATE, SOON, TERMS, Scene, who_of


@pytest.fixture
def scene(app, at):
    at(SOON)
    return Scene()


def objections():
    return db.everything(select(Objection).order_by(Objection.filed_at))


def test_an_assessed_entrant_that_is_not_on_the_list_objects_and_sees_the_state(scene, browse):
    entrant = browse(who_of(scene.off))
    page = entrant.get(f"/kepesertaan/{scene.off.id}")
    assert "masa sanggah sampai" in page.main
    form = entrant.get(page.links["Ajukan sanggah"])
    assert "Kabupaten Luar tidak ada dalam daftar" in form.main
    done = entrant.post(form.path, {"words": "Nilai E2 keliru.", "file": factories.upload("bukti.pdf")}).follow()
    (one,) = objections()
    assert done.path == f"/sanggah/{one.id}"
    assert f"Sanggah diterima dengan kode portal {one.code}" in done.text
    assert (one.kind, one.subject_id, one.decision_id, one.file_name) == ("finalists", scene.off.id, scene.decision.id, "bukti.pdf")
    assert "Menunggu jawaban" in done.main
    assert "Nilai E2 keliru." in done.main
    assert "Berkas perkara" not in done.main
    entrant.get(scene.path, status=403)
    assert f"sanggah {one.code}" in entrant.get(f"/kepesertaan/{scene.off.id}").links
    assert "decisions/mail/objection_filed.txt" in db.everything(select(Mail.template))


def test_a_listed_entrant_may_object_as_well(scene, browse):
    page = browse(who_of(scene.on)).get(f"/kepesertaan/{scene.on.id}/sanggah/{scene.decision.id}")
    assert "Kabupaten Masuk ada dalam daftar" in page.main


@pytest.mark.parametrize(
    ("name", "error"),
    [("bukti.pdf", ""), ("bukti.png", "Isi berkas ini bukan PDF, apa pun namanya. Simpan ulang dalam format itu, lalu unggah lagi.")],
)
def test_a_refused_form_loses_neither_words_nor_file(scene, browse, name, error):
    file = factories.upload(name) if name.endswith("pdf") else factories.upload(name, b"\x89PNG\r\n\x1a\n" + bytes(64))
    page = browse(who_of(scene.off)).post(scene.path, {"words": " " if not error else "Ada.", "file": file}, status=422)
    wrong = {"file": error} if error else {"words": "Tulis isi sanggah."}
    assert page.errors == wrong | {"": list(wrong.values())}
    if not error:
        kept = page.form("Kirim sanggah").fields["staged"]
        again = page.browser.post(scene.path, {"words": "Nilai E2 keliru.", "staged": kept}).follow()
        assert "bukti.pdf" in again.main
    else:
        assert "Ada." in page.text
    assert len(objections()) == (0 if error else 1)


@pytest.mark.parametrize(
    ("days", "moment", "listed"),
    list(itertools.product((None, 0, 3), (ANNOUNCED - timedelta(seconds=1), SOON, LATE), ("on", "off"))),
)
def test_who_may_object_when(app, at, browse, days, moment, listed):
    at(moment)
    terms = {} if days is None else {"hari_finalis": days, "teks_final": "Daftar ini final."}
    scene = Scene(terms=terms)
    entry = getattr(scene, listed)
    status = 404 if days is None or moment < ANNOUNCED else 403 if days == 0 or moment == LATE else 200
    entrant = browse(who_of(entry))
    entrant.get(f"/kepesertaan/{entry.id}/sanggah/{scene.decision.id}", status=status)
    page = entrant.get(f"/kepesertaan/{entry.id}")
    told = {404: "", 200: "masa sanggah sampai", 403: "Daftar ini final." if days == 0 else "masa sanggah sudah berakhir"}[status]
    assert (told in page.main) is True
    assert ("Hasil dan sanggah" in page.main) is (status != 404)


def test_nothing_tells_of_a_list_before_its_moment(app, at, browse):
    """Byte for byte the page of an edition in which nothing is decided."""
    at(ANNOUNCED - timedelta(seconds=1))
    scene = Scene()
    entrant, paths = browse(who_of(scene.off)), (f"/kepesertaan/{scene.off.id}", "/ruang-kerja", "/hasil/sanggah")
    before = [entrant.get(path).main for path in paths]
    scene.decision.announced_at = None
    db.session().flush()
    assert [entrant.get(path).main for path in paths] == before


def test_the_start_page_and_the_countdown_say_until_when_and_stop_once_it_is_filed(scene, browse):
    entrant = browse(who_of(scene.off))
    page = entrant.get("/ruang-kerja")
    assert "Daftar finalis sudah diumumkan" in page.main
    assert "Masa sanggah berakhir" in page.text
    entrant.post(scene.path, {"words": "Keliru."})
    page = entrant.get("/ruang-kerja")
    assert "Daftar finalis sudah diumumkan" not in page.main
    assert "Masa sanggah berakhir" not in page.text


def test_a_finalist_is_not_urged_to_object_but_may(scene, browse):
    entrant = browse(who_of(scene.on))
    assert "Daftar finalis sudah diumumkan" not in entrant.get("/ruang-kerja").text
    assert "Ajukan sanggah" in entrant.get(f"/kepesertaan/{scene.on.id}").links


def test_the_public_line_says_until_when_or_with_the_decree_that_it_is_final(app, at, browse):
    at(SOON)
    scene = Scene()
    assert "Masa sanggah sampai" in browse().get("/hasil/sanggah").main
    at(LATE)
    app.extensions["page_cache"].clear()
    assert "Masa sanggah sudah berakhir" in browse().get("/hasil/sanggah").main
    winners = factories.decision(scene.edition, [scene.on], purpose="winners", announced_at=LATE)
    assert winners.is_known(LATE)
    app.extensions["page_cache"].clear()
    assert TERMS["teks_final"] not in browse().get("/hasil/sanggah").main
    winners.decree_number, winners.decree_on, winners.decree_signatory = "12/2022", LATE.date(), "Menteri"
    db.session().commit()
    app.extensions["page_cache"].clear()
    assert TERMS["teks_final"] in browse().get("/hasil/sanggah").main


def test_an_edition_without_terms_has_no_public_line(app, at, browse):
    at(SOON)
    Scene(terms={})
    assert "anggah" not in browse().get("/hasil/sanggah").main


def test_the_correction_may_be_objected_to_by_whom_it_moves_and_by_nobody_else(scene, browse, at):
    newer = factories.decision(scene.edition, [scene.on, scene.off], replaces=scene.decision, announced_at=SOON)
    newer.plenary.concerned = scene.decision.plenary.concerned
    at(SOON + timedelta(hours=1))
    statuses = {"on": 404, "off": 200, "more": 200}
    for name, status in statuses.items():
        entry = getattr(scene, name)
        browse(who_of(entry)).get(f"/kepesertaan/{entry.id}/sanggah/{newer.id}", status=status)
        browse(who_of(entry)).get(f"/kepesertaan/{entry.id}/sanggah/{scene.decision.id}", status=403)


def test_the_queue_has_a_case_file_that_the_entrant_and_the_bound_never_see(scene, browse):
    browse(who_of(scene.off)).post(scene.path, {"words": "Keliru."})
    (one,) = objections()
    secret = "Nilai terendah dalam daftar"
    desk = browse(scene.secretaries[2])
    page = desk.get("/sanggah")
    assert page.links["Kabupaten Luar"] == f"/sanggah/{one.id}"
    assert secret in desk.get(f"/sanggah/{one.id}").main
    bound = scene.secretaries[3]
    factories.member(bound, scene.on.institution)
    page = browse(bound).get(f"/sanggah/{one.id}")
    assert secret not in page.main
    assert "Anda terikat dengan instansi" in page.main
    browse(bound).post(f"/sanggah/{one.id}/jawab", {"verdict": "rejected", "words": "x"}, status=403)
    assert secret not in browse(who_of(scene.off)).get(f"/sanggah/{one.id}").main


def test_a_rejected_objection_has_its_letter_and_an_open_one_none(scene, browse):
    entrant = browse(who_of(scene.off))
    entrant.post(scene.path, {"words": "Keliru."})
    (one,) = objections()
    entrant.get(f"/sanggah/{one.id}/jawaban.pdf", status=403)
    desk = browse(scene.secretaries[2])
    body = {"verdict": "rejected", "words": "Sudah diperiksa.", "number": "B/7/2022"}
    page = desk.post(f"/sanggah/{one.id}/jawab", body).follow()
    assert "Tidak dikabulkan" in page.main
    assert "Sudah diperiksa." in entrant.get(f"/sanggah/{one.id}").main
    assert entrant.get(f"/sanggah/{one.id}/jawaban.pdf").body[:5] == b"%PDF-"
    mail = db.first(select(Mail).where(Mail.template == "decisions/mail/objection_answered.txt"))
    assert "Daftar yang diumumkan tetap berlaku." in mail.body


def test_the_entrant_reads_waiting_while_a_second_person_is_waited_for(scene, browse):
    entrant = browse(who_of(scene.off))
    entrant.post(scene.path, {"words": "Keliru."})
    (one,) = objections()
    path = f"/sanggah/{one.id}"
    browse(scene.secretaries[2]).post(f"{path}/jawab", {"verdict": "accepted", "words": "Benar, E2 terlewat."})
    page = entrant.get(path)
    assert "Menunggu jawaban" in page.main
    assert "E2 terlewat" not in page.text
    assert "Kabulkan sanggah" in browse(scene.secretaries[0]).get("/persetujuan").main
    browse(scene.secretaries[2]).post(f"{path}/setujui", status=403)
    refused = browse(scene.secretaries[0]).post(f"{path}/kembalikan", {"reason": " "}, status=422)
    assert refused.errors["reason"] == "Tulis apa yang perlu dipertimbangkan lagi."
    browse(scene.secretaries[0]).get(path).submit("Setujui dan kabulkan")
    assert "E2 terlewat" in entrant.get(path).main
    page = browse(scene.secretaries[0]).get(path)
    assert "Belum selesai: daftar harus dikoreksi rapat pleno." in page.main
    form = browse(scene.secretaries[2]).get(page.links["Usulkan koreksi keputusan"])
    assert form.form("Buat usulan koreksi").fields["reason"] == f"Sanggah {one.code} dikabulkan: "


def test_the_queue_takes_as_many_queries_for_one_as_for_three(scene, browse):
    desk, entries = browse(scene.secretaries[2]), (scene.on, scene.off, scene.more)
    desk.get("/sanggah")
    pages = []
    for entry in entries:
        factories.objection(entry, kind="finalists", decision_id=scene.decision.id, file=False)
        pages.append(desk.get("/sanggah"))
    assert [len(page.select("main tbody tr")) for page in pages] == [1, 2, 3]
    assert len(pages[0].queries) == len(pages[2].queries) <= 12
