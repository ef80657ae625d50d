"""Public questions: held back until published; the asker and the original are never public."""

import pytest
from sqlalchemy import select

from p4comp.core import clock, db
from p4comp.core.mail import Mail
from p4comp.messages.models import Question
from tests import factories
from tests.messages import makings

TYPED = {"topic": "registration", "text": "Apakah RSUD boleh ikut?", "name": "Siti Rahasia", "email": "siti@uji.example"}


def kept():
    db.session().expire_all()
    return db.everything(select(Question))


def test_a_question_waits_and_writes_to_nobody(app, browse):
    browse().post("/tanya-jawab/kirim", TYPED)
    [found] = kept()
    assert (found.state, found.original, found.text, found.asker_email) == ("waiting", TYPED["text"], TYPED["text"], "siti@uji.example")
    assert "127.0.0.1" not in found.origin
    assert db.everything(select(Mail)) == []
    assert "RSUD" not in browse().get("/tanya-jawab").text
    assert "RSUD" not in browse().get("/tanya-jawab", query={"cari": "RSUD"}).main
    browse().get(f"/tanya-jawab/{found.id}", status=404)


def test_edited_for_privacy_answered_and_published(app, browse):
    found = makings.question(text="Pak Budi (NIK 123) boleh?", asker_name="Siti Rahasia")
    path, office = f"/moderasi-tanya-jawab/{found.id}", browse(factories.secretariat())
    office.post(f"{path}/terbitkan", status=422)
    office.post(path, {"topic": "other", "text": "Apakah kepala dinas boleh?", "answer": "Boleh."})
    assert "Boleh." not in browse().get("/tanya-jawab").text
    office.post(f"{path}/terbitkan")
    shown = browse().get("/tanya-jawab").text + browse().get(f"/tanya-jawab/{found.id}").text
    assert "Apakah kepala dinas boleh?" in shown
    for secret in ("NIK", "Budi", "Siti", "penanya@"):
        assert secret not in shown
        assert "Belum ada jawabannya" in browse().get("/tanya-jawab", query={"cari": secret}).text
    [mail] = db.everything(select(Mail))
    assert (mail.to, mail.template) == ("penanya@uji.example", "messages/mail/question_published.txt")
    assert db.session().get(Question, found.id).original == "Pak Budi (NIK 123) boleh?"
    office.post(f"{path}/tarik")
    browse().get(f"/tanya-jawab/{found.id}", status=404)
    assert "kepala dinas" not in browse().get("/tanya-jawab").text


def test_refused_with_a_reason_the_asker_reads(app, browse):
    found = makings.question()
    path = f"/moderasi-tanya-jawab/{found.id}/tolak"
    browse(factories.secretariat()).post(path, {"reason": ""}, status=422)
    browse(factories.secretariat()).post(path, {"reason": "Bukan tentang kompetisi."})
    [mail] = db.everything(select(Mail))
    assert "Bukan tentang kompetisi." in mail.body
    browse().get(f"/tanya-jawab/{found.id}", status=404)


def test_a_complaint_is_led_elsewhere_once_and_nothing_is_lost(app, browse):
    typed = TYPED | {"text": "Ada pungli di kantor kami"}
    page = browse().post("/tanya-jawab/kirim", typed, status=422)
    assert "lapor.go.id" in page.errors["text"]
    assert page.form("Kirim pertanyaan").fields["text"].strip() == "Ada pungli di kantor kami"
    browse().post("/tanya-jawab/kirim", typed | {"is_about_competition": "y"})
    assert len(kept()) == 1


def test_a_machine_that_fills_every_field_is_thanked_and_forgotten(app, browse):
    browse().post("/tanya-jawab/kirim", TYPED | {"website": "https://x.example"})
    assert kept() == []


def test_one_asker_sends_five_an_hour(app, browse):
    for number in range(5):
        browse().post("/tanya-jawab/kirim", TYPED | {"text": f"Pertanyaan {number}?"})
    page = browse().post("/tanya-jawab/kirim", TYPED, status=429)
    assert TYPED["text"] in page.form("Kirim pertanyaan").fields["text"]
    browse().post("/tanya-jawab/kirim", TYPED | {"email": "lain@uji.example"})
    assert len(kept()) == 6


def test_forty_people_behind_one_address_are_slowed_after_thirty(app, browse):
    from p4comp.messages.actions.questions import origin_of

    for number in range(30):
        makings.question(asker_email=f"{number}@uji.example", origin=origin_of("127.0.0.1"), received_at=clock.real())
    browse().post("/tanya-jawab/kirim", TYPED, status=429)


@pytest.mark.parametrize("field", ["topic", "text", "name", "email"])
@pytest.mark.parametrize("value", ["", "  ", None])
def test_every_field_is_needed(app, browse, field, value):
    page = browse().post("/tanya-jawab/kirim", TYPED | {field: value}, status=422)
    assert field in page.errors
    assert kept() == []


def test_the_list_is_found_by_words_and_topic(app, browse):
    makings.question(state="published", text="Apakah RSUD boleh?", answer="Boleh 100%.", topic="registration")
    makings.question(state="published", text="Kapan wawancara?", answer="Mei.", topic="interview")

    def shown(**query):
        text = browse().get("/tanya-jawab", query=query).main
        return ["RSUD" in text, "wawancara?" in text]

    assert shown() == [True, True]
    assert shown(cari="rsud boleh") == [True, False]
    assert shown(cari="mei") == [False, True]
    assert shown(cari="100%") == [True, False]
    assert shown(tentang="interview") == [False, True]
    assert shown(tentang="lain") == [True, True]


@pytest.mark.parametrize("path", ["/tanya-jawab", "/moderasi-tanya-jawab?status=published"])
def test_lists_take_the_same_queries_for_one_and_three(app, browse, path):
    office = browse(factories.secretariat())
    makings.question(state="published")
    query = {"status": "published", "x": "1"}
    office.get(path.partition("?")[0], query=query)
    one = len(office.get(path.partition("?")[0], query=query).queries)
    makings.question(state="published")
    makings.question(state="published")
    assert len(office.get(path.partition("?")[0], query=query).queries) == one
