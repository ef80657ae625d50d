"""A feedback report on a phone: no sideways scroll, no fault of access, its figures one press away."""

from datetime import timedelta

from playwright.sync_api import expect

from p4comp.accounts.identity import someone
from p4comp.core import db
from tests import factories
from tests.results.feedback_scene import LATER, SOON, edition, released, report_of


def test_a_report_and_the_desk_behind_it_on_a_phone(live, screen):
    who, home = factories.person("Peserta"), factories.institution("pemkab", name="Kabupaten Peserta")
    factories.member(who, home)
    secretary = factories.secretariat()
    made, entries, _unit = edition(umum=10, home=home, who=who, notes=["Lengkapi notula rapat.", "Bapak Budi belum menandatangani."])
    released(made, SOON, someone(secretary), at=SOON - timedelta(days=1))
    db.commit()
    live.at(LATER)
    path = f"/kepesertaan/{entries[0].id}/umpan-balik"
    window = screen(who, width=360).open(path).check()
    window.page.get_by_text("Lihat sebagai tabel").first.click()
    expect(window.page.get_by_role("columnheader", name="Kuartil bawah")).to_be_visible()
    window.page.get_by_role("button", name="Tandai sudah dibaca").click()
    expect(window.page.get_by_text("Ditandai sudah dibaca")).to_be_visible()
    assert report_of(entries[0].id).seen_by == who.id
    desk = screen(secretary, width=360).open(f"{path}/periksa").check()
    expect(desk.page.get_by_text("Memuat nama orang?")).to_be_visible()
    screen(secretary, width=360).open("/umpan-balik/uji").check()
