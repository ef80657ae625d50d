"""A table of channels comes in whole or not at all, and goes out as the form to fill in."""

import itertools
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from p4comp.channels.models import Channel
from p4comp.channels.rules import Facts, Integration, Kind, read
from p4comp.core import db, tables
from p4comp.core.audit import AuditRecord
from tests import factories
from tests.channels import scene
from tests.channels.scene import AT, PAMAN

TODAY = date(2022, 2, 1)
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


WHOLE = Facts(
    Kind.APP, "LAPOR PAMAN", "https://paman.contoh.go.id", Integration.TWO_WAY, date(2021, 3, 1), date(2019, 5, 2), None, "Senin\nJumat"
)
CELLS = {
    "alamat": ("https://lain.contoh.go.id", "address"),
    "integrasi": ("satu_arah", "integration"),
    "terintegrasi_sejak": ("02/03/2021", "integrated_on"),
    "beroperasi_sejak": ("03.05.2019", "since_on"),
    "berakhir": ("2021-12-31", "until_on"),
    "catatan": ("Jam kerja", "note"),
}
NOW = {
    "address": "https://lain.contoh.go.id",
    "integration": Integration.ONE_WAY,
    "integrated_on": date(2021, 3, 2),
    "since_on": date(2019, 5, 3),
    "until_on": date(2021, 12, 31),
    "note": "Jam kerja",
}
EMPTY = {"address": "", "integrated_on": None, "since_on": None, "until_on": None, "note": ""}
SOME = [some for most in range(len(CELLS) + 1) for some in itertools.combinations(CELLS, most)]


def table(columns, cells):
    whole = ("jenis", "nama", *columns)
    return tables.Table(whole, (tables.Line(2, dict(zip(whole, ("aplikasi", "lapor  paman", *cells), strict=True))),))


@pytest.mark.parametrize(("columns", "ended"), list(itertools.product(SOME, (None, date(2021, 6, 30)))))
def test_a_column_the_table_has_not_stays_as_it_is(app, columns, ended):
    before = replace(WHOLE, until_on=ended)
    (one,), faults = read(table(columns, [CELLS[name][0] for name in columns]), TODAY, {before.key: before})
    assert faults == []
    assert one.facts == replace(before, name="lapor paman", **{CELLS[name][1]: NOW[CELLS[name][1]] for name in columns})


@pytest.mark.parametrize("columns", SOME)
def test_an_empty_cell_empties_what_may_be_empty(app, columns):
    wanted, faults = read(table(columns, [""] * len(columns)), TODAY, {WHOLE.key: WHOLE})
    if "integrasi" in columns:
        assert [one.column for one in faults] == ["integrasi"]
    else:
        assert [one.facts for one in wanted] == [replace(WHOLE, name="lapor paman", **{CELLS[n][1]: EMPTY[CELLS[n][1]] for n in columns})]


def test_what_a_line_leaves_as_it_is_must_fit_what_it_says(app):
    _wanted, faults = read(table(("beroperasi_sejak",), ("02/03/2021",)), TODAY, {WHOLE.key: WHOLE})
    assert [(one.number, one.column) for one in faults] == [(2, "terintegrasi_sejak")]


@pytest.mark.parametrize(
    ("before", "line", "verb", "until"),
    [
        (None, "aplikasi;LAPOR PAMAN;dua_arah;", None, None),
        (None, "aplikasi;LAPOR PAMAN;dua_arah;31/12/2021", "channel.ended", date(2021, 12, 31)),
        (date(2021, 6, 30), "aplikasi;LAPOR PAMAN;dua_arah;", "channel.resumed", None),
        (date(2021, 6, 30), "aplikasi;LAPOR PAMAN;dua_arah;30/06/2021", None, date(2021, 6, 30)),
        (date(2021, 6, 30), "aplikasi;LAPOR PAMAN;dua_arah;31/12/2021", "channel.changed", date(2021, 12, 31)),
        (date(2021, 6, 30), "aplikasi;LAPOR PAMAN;satu_arah;30/06/2021", "channel.changed", date(2021, 6, 30)),
    ],
)
def test_a_table_that_ends_a_channel_or_uses_it_again_is_told_so_in_the_log(desk, before, line, verb, until):
    (one,) = db.everything(select(Channel))
    one.until_on, one.is_public = before, True
    db.session().flush()
    send(desk, f"jenis;nama;integrasi;berakhir\n{line}\n")
    assert log() == ([verb] if verb else [])
    db.session().expire_all()
    assert (one.until_on, one.is_public) == (until, verb is None)


def test_a_table_without_its_column_does_not_use_an_ended_channel_again(desk):
    (one,) = db.everything(select(Channel))
    one.until_on = date(2021, 6, 30)
    db.session().flush()
    page = send(desk, "jenis;nama\naplikasi;LAPOR PAMAN\n")
    assert [[cell.text for cell in row.select("td")] for row in page.select("tbody tr")] == [["2", "tetap", "LAPOR PAMAN"]]
    db.session().expire_all()
    assert (one.until_on, log()) == (date(2021, 6, 30), [])


@pytest.mark.parametrize(("old", "new", "is_good"), [("", "", False), ("01/01/2022", "", True), ("", "01/01/2022", True)])
def test_after_a_table_lapor_is_in_use_once(desk, old, new, is_good):
    home, _browser = desk
    scene.channel(home, Facts(Kind.LAPOR, "LAPOR lama"))
    scene.channel(home, Facts(Kind.LAPOR, "LAPOR baru", until_on=date(2021, 6, 30)))
    send(desk, f"jenis;nama;berakhir\nsp4n_lapor;LAPOR lama;{old}\nsp4n_lapor;LAPOR baru;{new}\n", status=200 if is_good else 422)


def test_lapor_is_not_used_again_by_a_table_beside_another(desk):
    home, _browser = desk
    scene.channel(home, Facts(Kind.LAPOR, "LAPOR lama"))
    scene.channel(home, Facts(Kind.LAPOR, "LAPOR baru", until_on=date(2021, 6, 30)))
    page = send(desk, "jenis;nama;berakhir\nsp4n_lapor;LAPOR baru;\n", status=422)
    assert [[cell.text for cell in row.select("td")][:2] for row in page.select("tbody tr")] == [["2", "nama"]]


def log():
    return [one for one in db.everything(select(AuditRecord.verb).order_by(AuditRecord.number)) if one in CHANGES]


CHANGES = {"channel.added", "channel.changed", "channel.ended", "channel.resumed"}


def test_every_cell_that_is_wrong_is_named_not_only_the_first_of_its_line(app):
    columns = ("jenis", "nama", "integrasi", "beroperasi_sejak")
    cells = [("Faks", "Pusat", "kadang", "kemarin"), ("Telepon atau pusat panggilan", "Pusat", "dua arah", "02/03/2021")]
    lines = tuple(tables.Line(number, dict(zip(columns, line, strict=True))) for number, line in enumerate(cells, 2))
    wanted, faults = read(tables.Table(columns, lines), TODAY, {})
    assert [(one.number, one.column) for one in faults] == [(2, "jenis"), (2, "integrasi"), (2, "beroperasi_sejak")]
    assert [(one.number, one.facts.integration) for one in wanted] == [(3, Integration.TWO_WAY)]
