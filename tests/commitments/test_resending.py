"""Agreements and commitments under bad conditions: sent twice, in a second tab, cut off, after the sign-in or the agreement has ended."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from p4comp.accounts.models import SignIn
from p4comp.accounts.routes import replay
from p4comp.commitments import actions, queries
from p4comp.commitments.models import Accord, Commitment, CommitmentProof, PartnerView, Signatory
from p4comp.commitments.rules.openness import Thing
from p4comp.commitments.rules.states import State
from p4comp.core import clock, db
from p4comp.core.audit import AuditRecord
from p4comp.core.mail import Mail
from p4comp.core.resending import OVERTAKEN
from p4comp.core.staging import StagedFile
from tests import factories
from tests.commitments import scene
from tests.commitments.scene import AT, TYPED

NOW = "Yang tersimpan sekarang: “{}”."


@pytest.fixture
def house(app, at):
    """Two agencies and a partner with a person each, two of the secretariat, an agreement in force with one commitment."""
    at(AT)
    province = factories.institution("pemprov", name="Provinsi Uji", region=factories.region())
    agencies = [factories.institution("upp", name=f"Dinas {name}", parent=province) for name in ("Kesehatan", "Pendidikan")]
    office = factories.institution("lembaga", name="Perwakilan Ombudsman Uji")
    secretary, by = scene.host()
    found = scene.agreement(by, agencies, partner=office)
    one = scene.commitment(by, found)
    own = factories.member(None, agencies[0], {"drafter"})
    partners = {name: factories.member(None, office, {"drafter"}) for name in ("office", "colleague")}
    db.session().execute(Mail.__table__.delete())
    item = f"/komitmen/butir/{one.id}"
    people = {"host": secretary, "second": factories.secretariat(), "own": own}
    return {"by": by, "agencies": agencies, "found": found, "one": one, "item": item, "url": f"/komitmen/{found.id}"} | people | partners


def all_of(model):
    db.session().expire_all()
    return db.everything(select(model))


def verbs():
    mine = AuditRecord.verb.startswith("commitment") | AuditRecord.verb.startswith("accord")
    return db.everything(select(AuditRecord.verb).where(mine).order_by(AuditRecord.number))


def beside(page):
    assert page.errors[""][-1] == OVERTAKEN
    return {name: said for name, said in page.errors.items() if name}


def test_an_agreement_sent_twice_is_drawn_up_once(house, browse):
    before = len(all_of(Accord))
    page = browse(house["host"]).get("/komitmen/baru")
    first, second = (page.submit("Simpan", **TYPED) for _time in range(2))
    assert (second.location, len(all_of(Accord))) == (first.location, before + 1)


def test_commitments_sent_twice_are_taken_on_once(house, browse):
    page = browse(house["host"]).get(f"{house['url']}/tambah")
    signatories = [one.id for one in house["found"].signatories]
    typed = {"scope": "1", "title": "Melatih petugas", "due_on": "2022-07-01", "signatories": signatories}
    answers = [page.submit("Tambah komitmen", **typed) for _time in range(2)]
    made = [one for one in all_of(Commitment) if one.title == "Melatih petugas"]
    assert sorted(one.signatory_id for one in made) == sorted(signatories)
    assert ["2 komitmen dicatat." in one.follow().text for one in answers[1:]] == [True]


def test_a_signatory_sent_twice_is_there_once_and_another_name_is_refused(house, browse):
    draft = scene.agreement(house["by"], [], in_force=False)
    browser, url = browse(house["host"]), f"/komitmen/{draft.id}/penanda-tangan"
    typed = {"institution": "Dinas Kesehatan", "signed_by": "dr. Ani"}
    for status, name in ((303, "dr. Ani"), (303, "dr. Ani"), (422, "dr. Budi")):
        page = browser.post(url, typed | {"signed_by": name}, status=status)
    assert page.errors["institution"] == "Instansi ini sudah tercatat sebagai penanda tangan."
    signed = [one.signed_by for one in all_of(Signatory) if one.agreement_id == draft.id]
    assert signed == ["dr. Ani"]


def test_a_file_sent_twice_is_attached_once(house, browse):
    browser, content = browse(house["own"]), factories.pdf("SK")
    for _time in range(2):
        browser.post(f"{house['item']}/bukti", {"caption": "SK", "file": factories.upload("sk.pdf", content)})
    assert len(all_of(CommitmentProof)) == 1
    browser.post(f"{house['item']}/bukti", {"caption": "Lain", "file": factories.upload("sk.pdf", content)}, status=422)
    assert len(all_of(CommitmentProof)) == 1


def test_a_file_with_wrong_words_need_not_be_chosen_again(house, browse):
    page = browse(house["own"]).post(f"{house['item']}/bukti", {"caption": " ", "file": factories.upload("sk.pdf")}, status=422)
    assert "sk.pdf sudah diterima dan tidak perlu dipilih lagi." in page.text
    page.submit("Lampirkan", caption="SK penunjukan")
    assert [(one.name, one.caption) for one in all_of(CommitmentProof)] == [("sk.pdf", "SK penunjukan")]
    assert len(all_of(StagedFile)) == 1


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the form reader leaves the half file to the collector
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_that_is_cut_off_on_its_way_is_not_kept(house, browse, share):
    browser = browse(house["own"])
    head = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{browser.token()}\r\n--x\r\n'
    head += (
        'Content-Disposition: form-data; name="caption"\r\n\r\nSK\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="sk.pdf"'
    )
    whole = head.encode() + b"\r\nContent-Type: application/pdf\r\n\r\n" + factories.pdf("SK") + b"\r\n--x--\r\n"
    sent = factories.cut_off(whole, int(len(whole) * share), "multipart/form-data; boundary=x")
    assert browser.client.post(f"{house['item']}/bukti", **sent).status_code == 400
    assert all_of(CommitmentProof) == []


def test_what_was_shown_twice_is_shown_once_and_said(house, browse):
    scene.proof(house["one"])
    page = browse(house["own"]).get(house["item"])
    page.submit("Tunjukkan untuk diperiksa", report="Sudah ditunjuk.")
    again = page.submit("Tunjukkan untuk diperiksa", status=403, report="Sudah ditunjuk, sekali lagi.")
    assert "Komitmen ini berstatus “Menunggu diperiksa”." in again.main
    assert "Sudah ditunjuk, sekali lagi." in again.main
    assert (scene.kept(house["one"]).report, verbs().count("commitment.shown")) == ("Sudah ditunjuk.", 1)


def test_a_view_sent_twice_is_told_once(house, browse):
    page = browse(house["office"]).get(house["item"])
    for _time in range(2):
        page.submit("Simpan pandangan", opinion="partly", words="Pengganti belum ditunjuk.")
    assert (len(all_of(PartnerView)), len(all_of(Mail)), verbs().count("commitment.viewed")) == (1, 1, 1)


def test_a_colleagues_view_is_not_overwritten_unseen(house, browse):
    mine, theirs = browse(house["office"]).get(house["item"]), browse(house["colleague"]).get(house["item"])
    theirs.submit("Simpan pandangan", opinion="kept", words="Sudah baik.")
    page = mine.submit("Simpan pandangan", status=422, opinion="partly", words="Pengganti belum ditunjuk.")
    assert beside(page) == {"opinion": NOW.format("Terpenuhi"), "words": NOW.format("Sudah baik.")}
    assert [one.words for one in all_of(PartnerView)] == ["Sudah baik."]
    page.submit("Simpan pandangan")
    assert [one.words for one in all_of(PartnerView)] == ["Pengganti belum ditunjuk."]


def test_a_second_tab_does_not_word_a_commitment_anew_unseen(house, browse):
    path = f"{house['item']}/ubah"
    mine, theirs = browse(house["host"]).get(path), browse(house["second"]).get(path)
    theirs.submit("Simpan", due_on="2022-08-01", scope="2")
    page = mine.submit("Simpan", status=422, title="Menunjuk pejabat dan pengganti")
    told = {"due_on": "1 Agustus 2022", "scope": "2. Pencegahan maladministrasi", "title": "Menunjuk pejabat penghubung"}
    assert beside(page) == {name: NOW.format(words) for name, words in told.items()}
    page.submit("Simpan")
    assert scene.kept(house["one"]).title == "Menunjuk pejabat dan pengganti"


def test_a_second_tab_does_not_rewrite_an_agreement_unseen(house, browse):
    draft = scene.agreement(house["by"], [], in_force=False)
    path = f"/komitmen/{draft.id}/naskah"
    mine, theirs = browse(house["host"]).get(path), browse(house["second"]).get(path)
    theirs.submit("Simpan", number="PKS/7/2022")
    page = mine.submit("Simpan", status=422, summary="Ringkas.")
    assert beside(page) == {"number": NOW.format("PKS/7/2022"), "summary": NOW.format("kosong")}
    db.session().expire_all()
    assert (draft.number, draft.summary) == ("PKS/7/2022", "")


def test_openness_in_a_second_tab_shows_what_was_decided_meanwhile(house, browse):
    path = f"{house['url']}/keterbukaan"
    mine, theirs = browse(house["host"]).get(path), browse(house["second"]).get(path)
    theirs.submit("Simpan", commitments=["parties", "partner", "public"], reason="Adendum 1")
    page = mine.submit("Simpan", status=422, reason="Adendum 2")
    assert beside(page) == {"commitments": NOW.format("Penanda tangan lain, Mitra perjanjian, Umum")}
    assert len(all_of(Mail)) == 3
    assert verbs().count("accord.opened") == 1


FORMS = {
    "draw_up": ("host", "/komitmen/baru", TYPED, TYPED["title"]),
    "commit": ("host", "{url}/tambah", {"title": "Melatih petugas", "due_on": "2022-07-01"}, "Melatih petugas"),
    "sign": ("host", "{url}/penanda-tangan", {"institution": "Dinas X", "signed_by": "dr. Ani"}, "dr. Ani"),
    "show": ("own", "{item}/tunjukkan", {"report": "Sudah ditunjuk."}, "Sudah ditunjuk."),
    "view": ("office", "{item}/pandangan", {"opinion": "partly", "words": "Belum semua."}, "Belum semua."),
    "give_back": ("host", "{item}/kembalikan", {"reason": "Tanpa tanda tangan"}, "Tanpa tanda tangan"),
    "end": ("host", "{url}/akhiri", {"why": "Selesai"}, "Selesai"),
}


@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_outlives_the_sign_in(house, browse, name):
    who, path, typed, word = FORMS[name]
    browser = browse(house[who])
    browser.get("/komitmen", status=None)
    db.session().execute(update(SignIn).values(ended_at=clock.real()))
    page = browser.post(path.format(**house), typed, status=401)
    assert word in [value for _name, value in replay.unpack(page.one("[name=replay]").get("value")).shown]


DUE = datetime(2022, 6, 30, 15, 59, tzinfo=UTC)


@pytest.mark.parametrize("moment", [DUE, datetime(2022, 6, 30, 17, 0, tzinfo=UTC), datetime(2022, 6, 30, 17, 1, tzinfo=UTC)])
def test_a_minute_past_its_day_a_commitment_is_still_shown(house, browse, at, moment):
    scene.proof(house["one"])
    at(DUE)
    page = browse(house["own"]).get(house["item"])
    at(moment)
    page.submit("Tunjukkan untuk diperiksa", report="Sudah ditunjuk.")
    assert scene.kept(house["one"]).state is State.SHOWN


def test_what_was_written_to_an_agreement_that_ended_meanwhile_stays_on_the_page(house, browse):
    page = browse(house["own"]).get(house["item"])
    actions.end(queries.agreement(house["by"], house["found"].id), "Selesai", by=house["by"], at=AT)
    answer = page.submit("Tunjukkan untuk diperiksa", status=403, report="Sudah ditunjuk dengan SK 7.")
    assert "Perjanjian ini tidak sedang berlaku." in answer.main
    assert "Sudah ditunjuk dengan SK 7." in answer.main


def test_a_signatory_begins_with_its_own_and_may_see_all(house, browse):
    scene.commitment(house["by"], house["found"], title="Milik Pendidikan", whose=1)
    browser = browse(house["own"])
    assert browser.get("/komitmen", status=303).location == house["url"]
    assert ["Milik Pendidikan" in browser.get(house["url"] + asked).main for asked in ("", "?instansi=")] == [False, True]


def test_the_partner_finds_what_waits_for_its_word(house, browse):
    own, title = house["own"], house["one"].title
    scene.shown(house["by"], house["found"], own, title="Sudah ditunjukkan")
    office = browse(house["office"])
    page = office.get("/komitmen?keadaan=pandangan", status=303).follow()
    assert [words in page.main for words in ("Sudah ditunjukkan", title)] == [True, False]
    asked = browse(house["host"]).get(f"{house['url']}?keadaan=pandangan")
    assert "Sudah ditunjukkan" in asked.main


def test_who_does_not_see_views_does_not_learn_which_there_are(house, browse):
    scene.shown(house["by"], house["found"], house["own"], title="Sudah ditunjukkan")
    pact, shown = queries.agreement(house["by"], house["found"].id), ("signatories", "commitments", "states")
    found = {}
    for audiences in ([], ["parties"]):
        table = {thing.value: ["parties"] if thing.value in shown else [] for thing in Thing} | {"view": audiences}
        actions.open_to(pact, table, reason="uji", by=house["by"], at=AT)
        other = factories.member(None, house["agencies"][1], {"drafter"})
        page = browse(other).get(f"{house['url']}?keadaan=pandangan")
        found[bool(audiences)] = "Sudah ditunjukkan" in page.main
    assert found == {False: False, True: True}
