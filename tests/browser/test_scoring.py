"""The scoring desk in a real Chromium: by keyboard, on a cut line, in two tabs, on a phone; calibration and reconciliation beside it."""

import re

import pytest

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.judging import actions, queries
from p4comp.judging.actions.reviewing import review
from p4comp.judging.models import EvidenceVerdict, Finding, Phrase
from tests import factories
from tests.browser.test_dossier import OFFLINE, end_sign_ins, fill_in, says
from tests.judging import together

PASSWORD = "kuda baterai staples"
DURING = factories.during("evaluasi_dokumen")


@pytest.fixture
def desk(live):
    """An evaluator's open sheet on an entry with a file of two pages."""
    live.at(DURING)
    who = factories.person("Evaluator Satu", email="satu@uji.example", password=PASSWORD)
    edition = together.edition(pembacaan={"kalibrasi": 1})
    entry = factories.entry(edition, state="verified")
    proof = factories.proof(entry, "A1", content=factories.pdf("Laporan"))
    proof.file.pages = 1
    factories.keep(Phrase(person_id=who.id, text="Bukti lengkap dan terbaca.", added_at=factories.BEGINNING))
    sheet = factories.assignment(entry, factories.evaluator(edition, who), state="open")
    secret = factories.app_of(who)
    db.commit()
    return Desk(sheet.id, who, proof.id, secret)


class Desk:
    """The sheet, its evaluator, and what is kept of it."""

    def __init__(self, sheet_id, who, proof_id, secret):
        self.sheet_id, self.who, self.proof_id, self.secret = sheet_id, who, proof_id, secret
        self.path = f"/evaluasi/{sheet_id}?aspek=A"

    def kept(self, indicator="A1"):
        """A finding as the database holds it."""
        db.rollback()
        db.session().expire_all()
        one = db.session().get(Finding, (self.sheet_id, indicator))
        found = (one.level, one.note, one.in_doubt) if one else None
        db.rollback()
        return found

    def held(self):
        """The verdict on the file."""
        db.rollback()
        db.session().expire_all()
        one = db.session().get(EvidenceVerdict, (self.sheet_id, self.proof_id))
        found = one.verdict if one else None
        db.rollback()
        return found


def saved(window):
    """Wait until all is saved."""
    window.page.locator("[data-autosave-words]").filter(has_text=re.compile(r"^Tersimpan \d\d\.\d\d$")).wait_for()


def test_by_keyboard_through_all_indicators(desk, screen):
    window = screen(desk.who).open(desk.path)
    keys = window.page.keyboard
    for key in "n4rc":
        keys.press(key)
    keys.type("Perlu notulen.")
    keys.press("Escape")
    for key in "n2":
        keys.press(key)
    saved(window)
    window.page.wait_for_timeout(1200)
    assert (desk.kept("A1"), desk.kept("A2")) == ((4, "Perlu notulen.", True), (2, "", False))
    keys.press("n")
    window.page.wait_for_url("**aspek=B#awal")
    keys.press("5")
    saved(window)
    assert window.page.locator("[data-sheet-done]").inner_text() == "3"
    keys.press("p")
    window.page.wait_for_url("**aspek=A#akhir")
    assert window.page.evaluate("document.activeElement.name") == "A2.level"


def test_a_verdict_a_phrase_and_pages_beside_the_sheet(desk, screen):
    window = screen(desk.who).open(desk.path)
    page = window.page
    page.locator(".leaves summary").last.click()
    page.locator(".leaves-pages img").last.wait_for()
    page.get_by_role("button", name="Putar").last.click()
    page.get_by_role("button", name="Perbesar").last.click()
    assert page.locator(".leaves[data-turned='1'][data-zoom='1']").count() == 1
    page.locator(f"[name='bukti.{desk.proof_id}'][value='sebagian']").check()
    saved(window)
    assert desk.held() == "sebagian"
    page.locator("[name='A1.note']").focus()
    page.locator(".phrases summary").click()
    page.get_by_role("button", name="Bukti lengkap dan terbaca.").click()
    page.wait_for_timeout(1200)
    saved(window)
    assert desk.kept() == (None, "Bukti lengkap dan terbaca.", False)
    window.check(widths=(360, 768)).shot("desk", whole=True)
    window.widen(360).shot("desk", whole=True)


def test_words_are_searched_from_the_sheet_and_a_copy_is_asked_for(desk, screen):
    window = screen(desk.who).open(desk.path)
    page = window.page
    page.locator(".reading summary").click()
    page.get_by_label("Cari kata dalam bukti").fill("rekapitulasi")
    page.keyboard.press("Enter")
    page.get_by_text("halaman 1 berupa gambar, tidak dapat dicari").first.wait_for()
    window.check(widths=(360, 768)).widen(360).shot("search", whole=True)
    page.get_by_role("link", name="bukti-A1.pdf").first.click()
    page.get_by_role("button", name="Perbesar").click()
    assert page.locator(".leaves[data-zoom='1'] .leaves-pages img").count() == 1
    page.locator(".reading summary").click()
    page.get_by_role("link", name="Salinan bertanda").click()
    page.get_by_role("button", name="Buat salinan").click()
    page.get_by_text("Menunggu giliran dibuat.").wait_for()
    window.check(widths=(360, 768))


def test_a_cut_line_is_waited_out(desk, screen):
    window = screen(desk.who, width=360).open(desk.path)
    window.context.set_offline(True)
    window.page.locator("[name='A1.level'][value='3']").check()
    says(window, OFFLINE)
    assert desk.kept() is None
    window.context.set_offline(False)
    saved(window)
    assert desk.kept() == (3, "", False)


def test_sending_without_a_line_keeps_the_page(desk, screen):
    window = screen(desk.who, width=360).open(desk.path)
    window.context.set_offline(True)
    window.page.locator("[name='A1.level'][value='3']").check()
    window.page.locator("form[data-autosave]").evaluate("form => form.requestSubmit()")
    says(window, re.compile("tekan sekali lagi setelah tersambung"))
    assert window.page.locator("[name='A1.level'][value='3']").is_checked()
    window.context.set_offline(False)
    saved(window)
    assert desk.kept() == (3, "", False)


def test_two_tabs_get_both_versions(desk, screen):
    one, two = screen(desk.who).open(desk.path), screen(desk.who).open(desk.path)
    one.page.locator("[name='A1.level'][value='3']").check()
    saved(one)
    two.page.locator("[name='A1.level'][value='5']").check()
    box = two.page.locator(".clash")
    box.wait_for()
    assert desk.kept()[0] == 3
    box.get_by_role("button", name="Pakai isian saya").click()
    saved(two)
    assert desk.kept()[0] == 5


def test_an_ended_session_is_renewed_in_place(desk, screen):
    window = screen(desk.who).open(desk.path)
    end_sign_ins()
    window.page.locator("[name='A1.level'][value='2']").check()
    fill_in(window, "satu@uji.example")
    code = window.page.locator("dialog [name='code']")
    code.fill(factories.code_now(desk.secret))
    code.press("Enter")
    saved(window)
    assert desk.kept() == (2, "", False)


def test_calibration_and_reconciliation_are_readable_on_a_phone(live, screen):
    live.at(DURING)
    edition = together.edition()
    people = [factories.person(f"Evaluator {number}") for number in range(5)]
    evaluators = [factories.evaluator(edition, who) for who in people]
    common = factories.entry(edition, state="verified", evidence=False)
    together.shared(common)
    together.read_by(common, evaluators, [{"A1": level, "A2": 3, "B1": 2 + level // 4} for level in (1, 3, 3, 4, 5)])
    entry = factories.entry(edition, state="verified", evidence=False)
    sheets = together.read_by(entry, evaluators[:2], [{"A1": 1, "A2": 3, "B1": 2}, {"A1": 4, "A2": 4, "B1": 2}])
    review(edition, [entry.id], at=DURING)
    (alone,) = together.read_by(factories.entry(edition, state="verified", evidence=False), evaluators[:1], [{"A1": 1, "A2": 3, "B1": 2}])
    db.commit()
    for width in (1440, 360):
        window = screen(people[0], width=width)
        window.open("/kalibrasi/UMUM").check().shot("calibration", whole=True)
        window.open(f"/rekonsiliasi/{entry.id}?indikator=A1").check().shot("case", whole=True)
        window.open("/evaluasi").check().shot("mine", whole=True)
        window.open("/evaluasi/indikator").check().shot("compare", whole=True)
        window.open(f"/evaluasi/{sheets[0].id}/riwayat").check()
        window.open("/evaluasi/frasa").check()
        window.open(f"/evaluasi/{sheets[0].id}/temuan-kedua?indikator=A1").check().shot("second", whole=True)
        window.open(f"/lembar/{alone.id}/buka-kunci").check()
    who = someone(people[0])
    asked = actions.ask_unlock(queries.locked(who, alone.id), reason="Bukti terlewat.", by=who, at=DURING)
    secretary = screen(factories.secretariat(), width=360)
    secretary.open(f"/buka-kunci/{asked.id}").check().shot("unlocking", whole=True)
    secretary.open("/kalibrasi/UMUM").check().shot("calibration-office", whole=True)
