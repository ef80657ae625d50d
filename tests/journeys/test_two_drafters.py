"""Two people fill in one dossier while line, session, server and deadline fail them; at the end nothing is missing."""

import hashlib
import re
from datetime import timedelta

import pytest
import requests
from playwright.sync_api import expect
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.core import audit, canonical, db
from p4comp.core.resumable import Upload
from p4comp.core.storage import store
from p4comp.entries.models import Answer, Evidence, Submission
from tests import factories
from tests.browser.conftest import SHOTS
from tests.browser.screens import Screen
from tests.browser.test_dossier import OFFLINE, says, wait_for_copies
from tests.browser.test_uploads import read, scan, words
from tests.journeys.season import words_of
from tests.lines import Line
from tests.sites import Site

pytestmark = pytest.mark.browser

PASSWORD = "kuda baterai staples"
DUTIES = {"Siti": "drafter", "Budi": "drafter", "Ratna": "approver"}
PHONE, TABLET, DESK = 360, 768, 1440
PIECE = 2 * 1024 * 1024
BIG = 5 * 1024 * 1024
CLOSES = factories.closing("pendaftaran")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def house(workshop, database, tmp_path, chromium):
    """A served portal with a new dossier whose people have signed in by the page."""
    made = House(Site(tmp_path / "instance", workshop.url(database, "journey")), chromium)
    with made.site.app.app_context():
        try:
            made.open()
            yield made
        finally:
            made.close()


class House:
    """One institution's people before their screens, each on a line of their own; `typed` and `sent` are what the portal acknowledged."""

    def __init__(self, site, chromium):
        self.site, self.chromium = site, chromium
        self.lines, self.screens, self.typed, self.sent = {}, {}, {}, {}

    def open(self):
        """Make the dossier while registration is open, serve it, let everybody come in."""
        self.site.at(factories.during("pendaftaran"))
        people = {name: factories.person(name, email=f"{name.lower()}@uji.example", password=PASSWORD) for name in DUTIES}
        entry = factories.entry(levels=None, contact=people["Siti"])
        for name, duty in DUTIES.items():
            factories.member(people[name], entry.institution, {duty})
        self.entry_id, self.base = entry.id, f"/kepesertaan/{entry.id}"
        db.commit()
        self.site.start()
        for name, width in (("Siti", DESK), ("Budi", PHONE), ("Ratna", TABLET)):
            self.come(name, width)

    def come(self, name, width):
        """Somebody signs in by the page."""
        line = self.lines[name] = Line(self.site.port)
        screen = self.screens[name] = Screen(self.chromium, line, None, width=width, shots=SHOTS)
        screen.page.on("dialog", lambda dialog: dialog.accept())
        screen.open("/masuk").fill(email=f"{name.lower()}@uji.example", password=PASSWORD)
        screen.page.locator("main").get_by_role("button", name="Masuk", exact=True).click()
        screen.page.wait_for_url("**/ruang-kerja")

    def aspect(self, code, *names):
        """Some people open one aspect; what comes back are their screens."""
        return [self.screens[name].open(f"{self.base}/aspek/{code}") for name in names]

    def answer(self, field):
        """One field as the database holds it."""
        code, _dot, name = field.partition(".")
        found = read(select(getattr(Answer, name)).where(Answer.entry_id == self.entry_id, Answer.indicator == code))
        return found[0] if found else None

    def offset(self):
        """How much of the upload on its way is acknowledged."""
        return read(select(Upload.offset).where(Upload.state == "open"))

    def close(self):
        """Everybody leaves; nothing odd was met on the way."""
        troubles = [trouble for one in self.screens.values() for trouble in one.close()]
        for line in self.lines.values():
            line.close()
        db.rollback()
        self.site.close()
        assert troubles == []


def test_nothing_is_lost_between_two_drafters_and_the_receipt(house):
    both_type_in_one_field(house)
    the_line_is_cut_in_the_middle_of_a_field(house)
    the_line_is_cut_in_the_middle_of_a_file(house)
    a_session_is_ended_from_elsewhere(house)
    the_server_is_killed_under_both(house)
    the_deadline_passes_over_a_file(house)
    the_approver_hands_in(house)
    nothing_is_missing(house)
    the_receipt_verifies(house)


def write(house, screen, field, value):
    """Type, and wait until the page says when it was saved."""
    screen.page.fill(f"[name='{field}']", value)
    saved(house, screen, field, value)


def saved(house, screen, field, value):
    screen.page.locator("[data-autosave-words]").filter(has_text=re.compile(r"^Tersimpan \d\d\.\d\d$")).wait_for(timeout=30_000)
    assert str(house.answer(field)) == value
    house.typed[field] = value


def tick(house, screen, field, value):
    """Choose a level, and wait likewise."""
    screen.page.locator(f"[name='{field}'][value='{value}']").check()
    saved(house, screen, field, value)


def send(house, screen, code, name, content):
    """Choose a file; it is sent at once."""
    house.sent[code, name] = content
    screen.page.locator(f"[id='{code}.evidence-file']").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})


def arrived(screen, code, name):
    """Wait until the page lists the file."""
    screen.page.locator(f"[id='{code}.evidence-list'] .file-name", has_text=name).wait_for(timeout=30_000)


def both_type_in_one_field(house):
    siti, budi = house.aspect("A", "Siti", "Budi")
    write(house, siti, "A1.narrative", "Arahan bupati sejak 2019.")
    budi.page.fill("[name='A1.narrative']", "Edaran sekda tiap triwulan.")
    box = budi.page.locator(".clash")
    box.wait_for()
    for version in ("Edaran sekda tiap triwulan.", "Arahan bupati sejak 2019."):
        box.get_by_text(version, exact=True).wait_for()
    expect(box.get_by_role("button", name="Pakai isian saya")).to_be_in_viewport()
    assert house.answer("A1.narrative") == "Arahan bupati sejak 2019."
    budi.check().shot("two-drafters-clash")
    box.get_by_role("button", name="Gabungkan sendiri").click()
    merged = "Arahan bupati sejak 2019. Edaran sekda tiap triwulan."
    budi.page.get_by_label("Isian gabungan").fill(merged)
    box.get_by_role("button", name="Pakai gabungan ini").click()
    saved(house, budi, "A1.narrative", merged)
    tick(house, siti, "A1.level", "4")


def the_line_is_cut_in_the_middle_of_a_field(house):
    budi = house.screens["Budi"]
    budi.page.locator("[name='A2.narrative']").type("Petugas dibagi ")
    budi.context.set_offline(True)
    budi.page.locator("[name='A2.narrative']").type("menurut wilayah.")
    says(budi, OFFLINE)
    wait_for_copies(budi.page, [["A2.narrative", "Petugas dibagi menurut wilayah."]])
    budi.context.set_offline(False)
    saved(house, budi, "A2.narrative", "Petugas dibagi menurut wilayah.")
    wait_for_copies(budi.page, [])
    tick(house, budi, "A2.level", "3")


def the_line_is_cut_in_the_middle_of_a_file(house):
    siti, line, content = house.screens["Siti"], house.lines["Siti"], scan(31, BIG)
    begins = []
    siti.page.on("request", lambda request: begins.append(int(request.headers["upload-offset"])) if request.method == "PATCH" else None)
    line.hold_after(PIECE + PIECE // 2)
    send(house, siti, "A1", "surat bupati.pdf", content)
    line.held()
    assert house.offset() == [PIECE]
    line.cut()
    arrived(siti, "A1", "surat bupati.pdf")
    assert (begins[:2], begins.count(0)) == ([0, PIECE], 1)


def a_session_is_ended_from_elsewhere(house):
    budi = house.screens["Budi"]
    elsewhere = house.site.heads(db.first(select(Person).where(Person.name == "Budi")))
    requests.post(f"{house.site.url}/akun/masuk/akhiri-lain", headers=elsewhere, timeout=30).raise_for_status()
    text = "Petugas dibagi menurut wilayah dan bergilir."
    budi.page.fill("[name='A2.narrative']", text)
    dialog = budi.page.locator("dialog")
    dialog.locator("[name='email']").fill("budi@uji.example")
    dialog.locator("[name='password']").fill(PASSWORD)
    assert house.answer("A2.narrative") == "Petugas dibagi menurut wilayah."
    dialog.get_by_role("button", name="Masuk", exact=True).click()
    saved(house, budi, "A2.narrative", text)
    assert budi.path == f"{house.base}/aspek/A"


def the_server_is_killed_under_both(house):
    siti, budi = house.aspect("B", "Siti", "Budi")
    line, content = house.lines["Siti"], scan(32, BIG)
    line.hold_after(PIECE + PIECE // 2)
    send(house, siti, "B1", "perubahan.pdf", content)
    line.held()
    budi.page.fill("[name='B1.narrative']", "Antrean berubah karena pengaduan.")
    house.site.kill()
    says(budi, OFFLINE)
    words(siti.page, "Sambungan terputus")
    line.let_go()
    house.site.start()
    saved(house, budi, "B1.narrative", "Antrean berubah karena pengaduan.")
    arrived(siti, "B1", "perubahan.pdf")
    tick(house, budi, "B1.level", "5")


def the_deadline_passes_over_a_file(house):
    siti, budi = house.aspect("A", "Siti", "Budi")
    line, content = house.lines["Siti"], scan(33, BIG)
    house.site.at(CLOSES - MINUTE)
    line.hold_after(PIECE + PIECE // 2)
    send(house, siti, "A2", "daftar petugas.pdf", content)
    line.held()
    house.site.at(CLOSES + 5 * MINUTE)
    budi.page.fill("[name='A1.narrative']", "Terlambat.")
    says(budi, "Batas waktu sudah lewat")
    assert house.answer("A1.narrative") == house.typed["A1.narrative"]
    line.let_go()
    arrived(siti, "A2", "daftar petugas.pdf")
    siti.check().shot("two-drafters-grace")


def the_approver_hands_in(house):
    siti, ratna = house.screens["Siti"], house.screens["Ratna"]
    siti.open(f"{house.base}/kirim").press("Minta persetujuan")
    ratna.open(f"{house.base}/kirim").check().shot("two-drafters-sign", whole=True)
    assert "Tenggang unggahan" in ratna.text
    ratna.page.locator("[name='declared']").check()
    ratna.press("Kirim berkas").page.wait_for_url(f"**{house.base}/tanda-terima")
    ratna.check().shot("two-drafters-receipt", whole=True)


def nothing_is_missing(house):
    """Every answer and every file, as it was acknowledged: in the tables, in the store, in the snapshot."""
    assert {field: str(house.answer(field)) for field in house.typed} == house.typed
    (submission,) = db.everything(select(Submission))
    hashes = {key: hashlib.sha256(content).hexdigest() for key, content in house.sent.items()}
    kept = db.everything(select(Evidence).where(Evidence.removed_at.is_(None)))
    assert {(one.indicator, one.name): one.sha256 for one in kept} == hashes
    assert [store().path(one.sha256).read_bytes() for one in kept] == [house.sent[one.indicator, one.name] for one in kept]
    assert list(audit.faults()) == []
    snapshot = submission.snapshot
    assert (snapshot["sign_off"]["name"], snapshot["submitted_by"]["name"]) == ("Ratna", "Ratna")
    assert snapshot["grace"]["closes"] == CLOSES.isoformat()
    told = {f"{one['indicator']}.{part}": str(one[part]) for one in snapshot["answers"] for part in ("level", "narrative")}
    assert told == house.typed
    assert {(one["indicator"], one["name"]): one["sha256"] for one in snapshot["evidence"]} == hashes
    assert canonical.sha256(snapshot) == submission.sha256


def the_receipt_verifies(house):
    """The receipt's page and its PDF name every file's fingerprint; anybody may check its number and its own."""
    (submission,) = db.everything(select(Submission))
    ratna = house.screens["Ratna"]
    told = [submission.sha256, *(hashlib.sha256(content).hexdigest() for content in house.sent.values())]
    page = ratna.page.content()
    assert [one in page for one in told] == [True] * len(told)
    pdf = ratna.page.context.request.get(f"{house.base}/tanda-terima.pdf").body()
    printed = words_of(pdf)
    assert submission.code in printed
    assert [one in printed.replace(" ", "") for one in told] == [True] * len(told)
    anyone = house.screens["anyone"] = Screen(house.chromium, house.site, None, width=PHONE, shots=SHOTS)
    anyone.open("/periksa-tanda-terima").fill(kode=submission.code, sha256=submission.sha256).press("Periksa")
    assert anyone.page.locator("h1").inner_text() == "Tanda terima cocok"
    anyone.fill(sha256="0" * 64).press("Periksa")
    assert anyone.page.locator("h1").inner_text() == "Tanda terima tidak cocok"
