"""A table of channels comes in whole or not at all, and goes out as the form to fill in."""

import pytest
from sqlalchemy import select

from p4comp.channels.models import Channel
from p4comp.core import db, tables
from tests import factories
from tests.channels import scene
from tests.channels.scene import AT, PAMAN

HEAD = "jenis;nama;alamat;integrasi;terintegrasi_sejak;beroperasi_sejak;berakhir;catatan\n"
GOOD = HEAD + (
    "SP4N-LAPOR!;SP4N-LAPOR!;https://www.lapor.go.id;;;01/03/2016;;\n"
    "aplikasi sendiri;LAPOR PAMAN;https://paman.contoh.go.id;Terintegrasi satu arah;2021-03-01;2.5.2019;;\n"
).replace("2.5.2019", "02/05/2019")
BAD = (
    HEAD
    + "radio;Radio kota;;tidak;;;;\nloket;Loket;;;;;;\nloket;Meja;;tidak;;17 Agustus;;\nloket;Depan;;tidak;;;;\nloket;depan;;tidak;;;;\n"
)


@pytest.fixture
def desk(app, at, browse):
    """A drafter at the register of an institution that has one channel."""
    at(AT)
    home = factories.institution("pemkab", name="Kabupaten Kanal")
    scene.channel(home)
    return home, browse(factories.member(None, home, {"drafter"}))


def names():
    db.session().expire_all()
    return sorted((one.name, one.integration) for one in db.everything(select(Channel)))


def send(desk, text, status=200):
    home, browser = desk
    return browser.post(f"/kanal/{home.code}/impor", {"file": factories.upload("kanal.csv", text.encode())}, status=status)


def test_good_lines_add_and_change_and_say_which(desk):
    assert "Laporan per baris" in send(desk, GOOD).main
    assert names() == [("LAPOR PAMAN", "satu_arah"), ("SP4N-LAPOR!", None)]
    page = send(desk, GOOD)
    assert page.main.count("tetap") >= 2
    assert len(names()) == 2


def test_one_bad_line_refuses_all_and_every_fault_stands_beside_its_row(desk):
    page = send(desk, BAD, status=422)
    told = [[cell.text for cell in row.select("td")] for row in page.select("tbody tr")]
    assert [row[:2] for row in told] == [["2", "jenis"], ["3", "integrasi"], ["4", "beroperasi_sejak"], ["6", "nama"]]
    assert told[2][2] == "“17 Agustus” bukan tanggal. Isi misalnya 17/08/2021."
    assert names() == [("LAPOR PAMAN", "dua_arah")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nama\nLoket\n",
        HEAD,
        HEAD + "sp4n_lapor;A;;;;;;\nsp4n_lapor;B;;;;;;\n",
        HEAD + "".join(f"loket;L{n};;tidak;;;;\n" for n in range(60)),
    ],
)
def test_what_is_no_table_of_channels_changes_nothing(desk, text):
    send(desk, text, status=422)
    assert names() == [("LAPOR PAMAN", "dua_arah")]


def test_what_goes_out_comes_in_again_unchanged(desk, tmp_path):
    home, browser = desk
    content = browser.get(f"/kanal/{home.code}/daftar.xlsx").body
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(content)
    (line,) = tables.read(path).lines
    assert (line.get("jenis"), line.get("nama"), line.get("beroperasi_sejak")) == ("Aplikasi sendiri", PAMAN.name, "02/05/2019")
    page = browser.post(f"/kanal/{home.code}/impor", {"file": factories.upload("daftar.xlsx", content)}, status=200)
    assert [[cell.text for cell in row.select("td")] for row in page.select("tbody tr")] == [["2", "tetap", "LAPOR PAMAN"]]
