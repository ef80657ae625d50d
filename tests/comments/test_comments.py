"""Comments of the public on finalists: secret writers, moderated summaries, what the plenary reads"""

import itertools
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from p4comp.accounts import signals as accounts
from p4comp.accounts.identity import someone
from p4comp.accounts.models import Person, SetPeriod
from p4comp.comments import queries, rules, tasks
from p4comp.comments.models import Comment, CommentDigest
from p4comp.comments.rules import MOVES, CommentState, Times
from p4comp.core import clock, db
from p4comp.core.audit import AuditRecord
from p4comp.core.errors import RuleBroken
from p4comp.core.mail import Mail
from p4comp.decisions import queries as decisions
from tests import factories
from tests.comments import scene
from tests.comments.scene import ANNOUNCED, EMAIL, LATE, NAME, SOON

LEGAL = {
    ("unconfirmed", "confirm"): "waiting",
    ("waiting", "take"): "taken",
    ("waiting", "set_aside"): "aside",
    ("taken", "set_aside"): "aside",
    ("aside", "take"): "taken",
}
FORM = "/hasil/tanggapan/tanggapan"


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(CommentState, MOVES.table)))
def test_moves(state, verb):
    if (state.value, verb) in LEGAL:
        assert MOVES.after(state, verb) == LEGAL[state.value, verb]
    else:
        with pytest.raises(RuleBroken):
            MOVES.after(state, verb)


@pytest.mark.parametrize(("by_writer", "by_address"), list(itertools.product((0, 2, 3, 9), (0, 19, 20))))
def test_how_much_is_too_much(by_writer, by_address):
    assert rules.is_too_much(by_writer, by_address) is (by_writer >= 3 or by_address >= 20)


def test_each_category_closes_on_its_own_and_the_plenary_reads_what_can_be_answered_no_more():
    times = Times({"UMUM": SOON, "UPP": LATE}, LATE)
    assert [times.is_open(code, SOON) for code in ("UMUM", "UPP", "OA")] == [False, True, False]
    assert (times.last, times.is_answerable(SOON), times.is_answerable(LATE)) == (LATE, True, False)
    assert [rules.is_seen(moderated=a, answerable=b) for a, b in itertools.product((True, False), repeat=2)] == [True, True, False, True]


@pytest.fixture
def finalist(app, at):
    at(SOON)
    edition = scene.edition()
    who = factories.person("Penyetuju")
    entry = factories.entry(
        edition, factories.institution("pemkab", name="Kabupaten Finalis"), state="verified", contact=who, evidence=False
    )
    factories.member(who, entry.institution)
    factories.decision(edition, [entry], announced_at=ANNOUNCED)
    return entry


def kept():
    return db.everything(select(Comment).order_by(Comment.received_at))


def send(browser, finalist, **values):
    body = {"finalist": finalist.id, "words": "Aduan lama tidak dijawab.", "name": NAME, "email": EMAIL} | values
    return browser.post(FORM, body)


def link_of():
    body = db.first(select(Mail.body).where(Mail.template == tasks.MAILS).order_by(Mail.written_at.desc()))
    return "/tanggapan/" + body.split("/tanggapan/")[1].split()[0]


def test_a_comment_counts_once_its_writer_followed_the_link_and_getting_it_writes_nothing(finalist, browse):
    anyone = browse()
    page = browse().get("/hasil/tanggapan")
    assert page.links["Sampaikan tanggapan tentang finalis"] == FORM
    assert send(anyone, finalist).location == f"{FORM}/terkirim"
    (one,) = kept()
    assert (one.state, one.writer_mark == EMAIL, EMAIL in one.writer, NAME in one.writer) == ("unconfirmed", False, False, False)
    link = link_of()
    assert "Aduan lama" not in db.first(select(Mail.body).where(Mail.template == tasks.MAILS))
    anyone.get(link)
    assert kept()[0].state == "unconfirmed"
    page = anyone.get(link).submit("Konfirmasi tanggapan").follow()
    assert "Diterima" in page.main
    assert kept()[0].state == "waiting"
    anyone.get(link).submit("Hapus identitas saya")
    assert (kept()[0].writer, kept()[0].writer_mark, kept()[0].words) == ("", "", "Aduan lama tidak dijawab.")
    anyone.get("/tanggapan/salah", status=404)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"finalist": "lain"}, "Pilih finalis yang masih dapat ditanggapi."),
        ({"words": " "}, "Tulis tanggapan Anda."),
        ({"name": ""}, "Isi nama Anda."),
        ({"email": "warga"}, "Isi alamat surel yang lengkap, misalnya nama@contoh.id."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(finalist, browse, wrong, message):
    body = {"finalist": finalist.id, "words": "Aduan lama.", "name": NAME, "email": EMAIL} | wrong
    page = browse().post(FORM, body, status=422)
    assert page.errors[next(iter(wrong))] == message
    assert page.form("Kirim tanggapan").fields["words"] == body["words"]
    assert kept() == []


def test_machines_and_those_who_send_too_much_are_let_down_gently(finalist, browse):
    send(browse(), finalist, website="x")
    assert kept() == []
    for _ in range(3):
        send(browse(), finalist)
    page = browse().post(FORM, {"finalist": finalist.id, "words": "Lagi.", "name": NAME, "email": EMAIL}, status=429)
    assert "Lagi." in page.text
    assert len(kept()) == 3


@pytest.mark.parametrize(("asks", "moment"), list(itertools.product((True, False), (ANNOUNCED - timedelta(seconds=1), SOON, LATE))))
def test_there_is_no_trace_where_the_edition_asks_nobody_or_nothing_is_announced(app, at, browse, asks, moment):
    at(moment)
    edition = scene.edition() if asks else factories.edition(slug="tanggapan", nomor=9)
    entry = factories.entry(edition, state="verified", evidence=False)
    factories.decision(edition, [entry], announced_at=ANNOUNCED)
    known = asks and moment >= ANNOUNCED
    page = browse().get(FORM, status=200 if known else 404)
    assert ("Kirim tanggapan" in page.text) is (known and moment == SOON)
    assert ("anggapan" in browse().get("/hasil/tanggapan").main) is (known and moment == SOON)
    desk = browse(factories.secretariat())
    page = desk.get("/tanggapan-masyarakat", status=200 if asks else 404)
    assert ("Belum ada finalis" in page.main) is (asks and not known)
    assert ("Tanggapan masyarakat" in desk.get("/ruang-kerja").text) is asks


def test_the_writer_is_told_to_nobody_but_a_secretary_with_a_reason_that_is_logged(finalist, browse):
    one = scene.comment(finalist)
    desk, auditor = browse(factories.secretariat()), browse(factories.auditor())
    path = f"/tanggapan-masyarakat/tanggapan/{one.id}"
    for page in (desk.get(path), auditor.get(path), desk.get(f"/tanggapan-masyarakat/{finalist.id}")):
        assert (NAME in page.text, EMAIL in page.text) == (False, False)
    desk.post(f"{path}/identitas", {"why": " "}, status=422)
    assert db.everything(select(AuditRecord).where(AuditRecord.verb == "public_comment.identified")) == []
    page = desk.post(f"{path}/identitas", {"why": "Diminta penyidik."}, status=200)
    assert (NAME in page.main, EMAIL in page.main) == (True, True)
    (logged,) = db.everything(select(AuditRecord).where(AuditRecord.verb == "public_comment.identified"))
    assert (logged.details["reason"], NAME in str(logged.details)) == ("Diminta penyidik.", False)
    desk.get(path).submit("Hapus identitas")
    desk.post(f"{path}/identitas", {"why": "Lagi."}, status=403)


def test_no_list_of_mails_shows_the_writer_and_the_mail_is_forgotten(finalist, browse, app):
    send(browse(), finalist)
    mail = db.first(select(Mail).where(Mail.template == tasks.MAILS))
    secretary = browse(factories.secretariat())
    assert EMAIL not in secretary.get("/surat-keluar").text
    assert EMAIL not in secretary.get("/surat-keluar", query={"cari": EMAIL}).main.replace(f"“{EMAIL}”", "")
    secretary.get(f"/surat-keluar/{mail.id}", status=404)
    mail.state = "sent"
    db.session().flush()
    tasks.forget_mails()
    assert db.first(select(func.count(Mail.id)).where(Mail.template == tasks.MAILS)) == 0


@pytest.mark.parametrize(("days", "left"), [(2, 2), (4, 1), (181, 1)])
def test_what_nobody_confirmed_goes_after_three_days_and_the_writer_after_half_a_year(finalist, days, left):
    received = clock.real() - timedelta(days=days)
    scene.comment(finalist, state="unconfirmed", link="a", received_at=received)
    scene.comment(finalist, state="taken", link="b", received_at=received)
    tasks.forget_unconfirmed()
    tasks.forget_writers()
    db.session().expire_all()
    assert [bool(one.writer) for one in kept()] == [days < 180] * left


def test_the_secretariat_may_set_a_shorter_period_for_writers(finalist):
    scene.comment(finalist, state="taken", link="b", received_at=clock.real() - timedelta(days=31))
    factories.keep(SetPeriod(code="comment_writer", days=30, ground="Keputusan", set_at=factories.BEGINNING))
    tasks.forget_writers()
    db.session().expire_all()
    assert [one.writer for one in kept()] == [""]


def test_whoever_is_erased_is_no_writer_any_more(finalist):
    scene.comment(finalist)
    person = factories.person()
    accounts.person_erased.send(person, name=NAME, email=EMAIL, phone="")
    db.session().expire_all()
    assert [one.writer for one in kept()] == [""]


def test_summary_answer_and_what_the_plenary_reads(finalist, browse):
    """The comment itself goes nowhere; the plenary reads the summary once the answer was passed on."""
    one = scene.comment(finalist, words="Saya Budi menunggu setahun.")
    desk, entrant = browse(factories.secretariat()), browse(db.session().get(Person, finalist.contact_id))
    path = f"/tanggapan-masyarakat/{finalist.id}"
    desk.post(f"{path}/ringkasan", {"words": "Seorang warga menunggu setahun."}, status=403)
    desk.post(f"/tanggapan-masyarakat/tanggapan/{one.id}/putusan", {"verdict": "kesampingkan"}, status=422)
    desk.post(f"/tanggapan-masyarakat/tanggapan/{one.id}/putusan", {"verdict": "pakai"})
    entrant.get(f"/kepesertaan/{finalist.id}/tanggapan-masyarakat", status=404)
    page = desk.post(f"{path}/ringkasan", {"words": "Hubungi 081234567890."}, status=422)
    assert page.errors["words"] == "Hapus dahulu yang menunjuk orang: nomor telepon."
    desk.post(f"{path}/ringkasan", {"words": "Seorang warga menunggu setahun."})
    plenary = factories.plenary(finalist.edition, [finalist], purpose="winners")
    actor = someone(factories.secretariat("Lain"))

    def read():
        return [(remark.words, remark.answer) for item in decisions.agenda(plenary, actor).items for remark in item.remarks]

    assert read() == []
    assert "Jawab ringkasan tanggapan masyarakat" in entrant.get("/ruang-kerja").main
    page = entrant.get(entrant.get(f"/kepesertaan/{finalist.id}").links["Ringkasan tanggapan masyarakat"])
    assert ("Seorang warga menunggu setahun." in page.main, "Budi" in page.text) == (True, False)
    page.submit("Kirim jawaban", answer="Sudah dijawab; pelapornya Pak Budi.")
    assert read() == []
    desk.get(path).submit("Teruskan kepada rapat pleno", shown="Sudah dijawab.")
    assert read() == [("Seorang warga menunggu setahun.", "Sudah dijawab.")]
    entrant.post(f"/kepesertaan/{finalist.id}/tanggapan-masyarakat", {"answer": "Lain."}, status=403)
    desk.post(f"{path}/ringkasan", {"words": "Lain."}, status=403)
    assert "Budi" not in desk.get(f"/pleno/{plenary.id}").text


def test_a_bound_secretary_reads_nothing_of_it(finalist, browse):
    one, bound = scene.comment(finalist), factories.secretariat()
    factories.member(bound, finalist.institution)
    for path in (f"/tanggapan-masyarakat/{finalist.id}", f"/tanggapan-masyarakat/tanggapan/{one.id}"):
        browse(bound).get(path, status=403)


def test_lists_take_as_many_queries_for_one_as_for_three(finalist, browse):
    desk, paths = browse(factories.secretariat()), ("/tanggapan-masyarakat", f"/tanggapan-masyarakat/{finalist.id}")
    scene.comment(finalist, link="1")
    few = [len(desk.get(path).queries) for path in paths]
    for key in ("2", "3"):
        scene.comment(finalist, link=key)
    many = [len(desk.get(path).queries) for path in paths]
    assert many == few
    assert max(many) <= 12


def test_counts_are_one_query_each(finalist):
    scene.comment(finalist, state="aside")
    scene.comment(finalist, link="b")
    assert queries.counts(finalist.edition_id) == {finalist.id: {"aside": 1, "waiting": 1}}
    assert db.first(queries.waiting(finalist.edition_id)) == 1
    assert db.everything(select(CommentDigest)) == []
