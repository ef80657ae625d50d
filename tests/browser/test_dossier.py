"""The dossier in a real Chromium: nothing typed is lost, whoever else types, whatever breaks."""

import os
import re
import signal
from pathlib import Path

import pytest
from sqlalchemy import update

from p4comp.accounts.models import SignIn
from p4comp.core import clock, db
from p4comp.entries.models import Answer
from tests import factories
from tests.browser.screens import CHROMIUM, FLAGS
from tests.word_counts import WORD_COUNTS

PASSWORD = "kuda baterai staples"
FIELD = "[name='A1.narrative']"
STATE = "[data-autosave-words]"
OFFLINE = "Tidak ada sambungan. Isian disimpan di perangkat ini, dikirim lagi begitu tersambung."


@pytest.fixture
def dossier(live):
    """A draft of an institution with two drafters, while registration is open."""
    live.at(factories.during("pendaftaran"))
    siti = factories.person("Siti Aminah", email="siti@uji.example", password=PASSWORD)
    budi = factories.person("Budi Santoso", email="budi@uji.example", password=PASSWORD)
    entry = factories.entry(levels=None, contact=siti)
    for who in (siti, budi):
        factories.member(who, entry.institution)
    db.commit()
    return Dossier(entry.id, siti, budi)


class Dossier:
    """The draft, its two drafters, and what is kept of it."""

    def __init__(self, entry_id, siti, budi):
        self.entry_id, self.siti, self.budi = entry_id, siti, budi
        self.path = f"/kepesertaan/{entry_id}/aspek/A"

    @property
    def kept(self):
        """The narrative as the database holds it."""
        db.rollback()
        db.session().expire_all()
        answer = db.session().get(Answer, (self.entry_id, "A1"))
        narrative = answer.narrative if answer else None
        db.rollback()  # an open transaction would make everybody who saves wait
        return narrative


def says(window, words):
    """Wait until the save state says something."""
    window.page.locator(STATE, has_text=words).wait_for()


def saved(window):
    """Wait until the save state says when it was saved."""
    window.page.locator(STATE).filter(has_text=re.compile(r"^Tersimpan \d\d\.\d\d$")).wait_for()


def copies(page):
    """The copies on the device."""
    return page.evaluate("Copies.own().then(all => all.map(one => [one.field, one.value]))")


def wait_for_copies(page, expected):
    """Wait until just these copies are on the device."""
    for _try in range(100):
        if copies(page) == expected:
            return
        page.wait_for_timeout(50)
    assert copies(page) == expected


def test_two_people_on_one_field_get_both_versions(dossier, screen):
    one, two = screen(dossier.siti).open(dossier.path), screen(dossier.budi, width=360).open(dossier.path)
    one.page.fill(FIELD, "dari Siti")
    saved(one)
    two.page.fill(FIELD, "dari Budi")
    box = two.page.locator(".clash")
    box.wait_for()
    assert [words in box.inner_text() for words in ("Isian Anda", "dari Budi", "Siti Aminah, ", "dari Siti")] == [True] * 4
    assert dossier.kept == "dari Siti"
    two.check().shot("clash", whole=True)
    box.get_by_role("button", name="Gabungkan sendiri").click()
    two.page.get_by_label("Isian gabungan").fill("dari Siti dan Budi")
    box.get_by_role("button", name="Pakai gabungan ini").click()
    saved(two)
    assert dossier.kept == "dari Siti dan Budi"
    wait_for_copies(two.page, [])


def test_a_cut_line_is_waited_out(dossier, screen):
    window = screen(dossier.siti).open(dossier.path)
    window.context.set_offline(True)
    window.page.fill(FIELD, "ditulis tanpa sambungan")
    says(window, OFFLINE)
    assert copies(window.page) == [["A1.narrative", "ditulis tanpa sambungan"]]
    window.context.set_offline(False)
    saved(window)
    assert dossier.kept == "ditulis tanpa sambungan"
    wait_for_copies(window.page, [])


def test_an_ended_session_is_renewed_in_place(dossier, screen):
    window = screen(dossier.siti, width=360).open(dossier.path)
    end_sign_ins()
    window.page.fill(FIELD, "ditulis sesudah sesi berakhir")
    fill_in(window, "siti@uji.example")
    saved(window)
    assert dossier.kept == "ditulis sesudah sesi berakhir"
    assert window.path == dossier.path


def test_what_is_unsent_is_not_sent_for_another_person(dossier, screen):
    window = screen(dossier.siti).open(dossier.path)
    end_sign_ins()
    window.page.fill(FIELD, "milik Siti")
    fill_in(window, "budi@uji.example")
    window.page.get_by_text("Anda masuk sebagai Budi Santoso. Isian di halaman ini milik Siti Aminah, jadi tidak dikirim.").wait_for()
    window.page.locator("dialog").get_by_role("button", name="Nanti saja").click()
    says(window, "Anda masuk sebagai Budi Santoso.")
    assert dossier.kept is None
    window.open(dossier.path)
    wait_for_copies(window.page, [])
    assert window.page.locator(".unsent").count() == 0


def end_sign_ins():
    """End every sign-in, as time does."""
    db.session().execute(update(SignIn).values(ended_at=clock.real()))
    db.commit()


def fill_in(window, email):
    """Sign in within the dialog."""
    dialog = window.page.locator("dialog")
    dialog.locator("[name='email']").wait_for()
    window.check()
    dialog.locator("[name='email']").fill(email)
    dialog.locator("[name='password']").fill(PASSWORD)
    dialog.get_by_role("button", name="Masuk", exact=True).click()


def test_a_copy_outlives_a_killed_browser(dossier, live, chromium, tmp_path):
    kind, folder = chromium.browser_type, str(tmp_path / "profile")
    cookie = {"name": "p4", "value": live.cookie(dossier.siti), "url": live.url}
    context = profile(kind, folder, live, cookie)
    page = context.new_page()
    page.goto(dossier.path)
    context.set_offline(True)
    page.fill(FIELD, "ditulis sebelum listrik padam")
    wait_for_copies(page, [["A1.narrative", "ditulis sebelum listrik padam"]])
    kill(folder)
    context = profile(kind, folder, live, cookie)
    page = context.new_page()
    page.goto(dossier.path)
    page.get_by_text("Ada isian yang belum tersimpan dari").wait_for()
    assert dossier.kept is None
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.locator(STATE, has_text="Tersimpan").wait_for()
    assert dossier.kept == "ditulis sebelum listrik padam"
    assert page.input_value(FIELD) == "ditulis sebelum listrik padam"
    context.close()


def profile(kind, folder, live, cookie):
    """A Chromium with a profile of its own, which stays on the disk."""
    context = kind.launch_persistent_context(folder, executable_path=CHROMIUM, args=FLAGS, base_url=live.url, timezone_id="Asia/Jakarta")
    context.add_cookies([cookie])
    return context


def kill(folder):
    """Kill the browser that runs on this profile, as a power cut does."""
    mark = f"--user-data-dir={folder}".encode()
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        words = place.read_bytes().split(b"\0") if place.exists() else []
        if mark in words and not any(word.startswith(b"--type=") for word in words):
            os.kill(int(place.parent.name), signal.SIGKILL)


def test_signing_out_clears_the_copies_of_all_tabs(dossier, screen):
    window = screen(dossier.siti).open(dossier.path)
    other = window.context.new_page()
    other.goto("/kepesertaan")
    window.page.route("**/simpan", lambda route: route.abort())
    window.page.fill(FIELD, "tidak sempat dikirim")
    says(window, OFFLINE)
    other.once("dialog", lambda dialog: dialog.accept())
    other.locator("details.person summary").click()
    other.get_by_role("button", name="Keluar").click()
    other.wait_for_url("**/")
    says(window, "Anda sudah keluar di tab lain.")
    left = window.page.evaluate(
        "new Promise(done => { indexedDB.open('p4-isian').onsuccess = event => { event.target.result.transaction('copies').objectStore('copies').getAll().onsuccess = found => done(found.target.result.length); }; })"
    )
    assert left == 0


def test_colleagues_see_who_else_is_here(dossier, screen):
    one = screen(dossier.siti).open(dossier.path)
    one.page.wait_for_load_state("networkidle")
    two = screen(dossier.budi, width=360).open(dossier.path)
    two.page.get_by_text("Siti Aminah (sekarang) di aspek A").wait_for()
    two.check()


def test_the_page_counts_words_as_the_server_does(live, screen):
    page = screen().open("/").page
    assert [page.evaluate("text => wordsIn(text)", text) for text, _count in WORD_COUNTS] == [count for _text, count in WORD_COUNTS]
