"""Tables in: CSV as spreadsheets write it, and XLSX; none of them is worth a minute or the web process."""

import os
import time
import tracemalloc
from datetime import date

import pytest
import xlsxwriter

from p4comp.core import inspection, tables
from p4comp.core.errors import Invalid


@pytest.fixture
def read(app, tmp_path):
    """Read bytes as a table."""

    def reader(content, **options):
        path = tmp_path / "tabel"
        path.write_bytes(content)
        return tables.read(path, **options)

    return reader


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_each_separator_is_understood(read, sign):
    table = read(f"kode{sign}nama\na{sign}Satu\n".encode())
    assert (table.columns, dict(table.lines[0].cells)) == (("kode", "nama"), {"kode": "a", "nama": "Satu"})


def test_columns_are_known_by_other_spellings(read):
    assert read(b"Kode  Wilayah,Nama\n63,x\n", names={"kode_wilayah": "region"}).columns == ("region", "nama")


def test_lines_keep_the_number_the_spreadsheet_shows(read):
    assert [line.number for line in read(b"a,b\n1,2\n,\n3,4\n").lines] == [2, 4]


def test_short_and_long_lines_lose_nothing_that_has_a_column(read):
    first, second = read(b"a,b\n1\n1,2,3\n").lines
    assert (first.get("a"), first.get("b"), second.get("b")) == ("1", "", "2")


@pytest.mark.parametrize("content", [b"", b"a\0b", b"PK\x03\x04", b"a,a\n1,2\n"])
def test_what_is_no_table_is_refused(read, content):
    with pytest.raises(Invalid):
        read(content)


def test_a_spreadsheet_gives_texts(read, tmp_path):
    path = tmp_path / "buku.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["kode", "angka", "hari"])
        sheet.write(1, 0, "63.06")
        sheet.write(1, 1, 12)
        sheet.write_datetime(1, 2, date(2022, 6, 16), book.add_format({"num_format": "yyyy-mm-dd"}))
    assert dict(tables.read(path).lines[0].cells) == {"kode": "63.06", "angka": "12", "hari": "2022-06-16"}


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        (1_048_575, 16_383, "terlalu besar untuk dibuka"),
        (49_998, 16_383, "terlalu besar untuk dibuka"),
        (1, 200, "lebih dari 200 kolom"),
        (50_000, 1, "lebih dari 50000 baris"),
    ],
)
def test_two_cells_in_far_corners_cost_nothing_and_are_refused(read, tmp_path, row, column, told):
    path = tmp_path / "buku.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "kode")
        sheet.write(row, column, "x")
    with pytest.raises(Invalid) as caught:
        tables.read(path)
    assert told in caught.value.message
    assert caught.value.field == "file"


def test_a_text_that_many_cells_share_is_not_unpacked_for_each(app, tmp_path):
    path = tmp_path / "buku.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row in range(1000):
            sheet.write_row(row, 0, ["x" * 30_000] * 2)
    assert path.stat().st_size < 100_000
    with pytest.raises(Invalid) as caught:
        tables.read(path)
    assert "terlalu banyak" in caught.value.message


def book(path, rows, columns, text):
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        sheet.write(0, 0, "kode")
        for row in range(1, rows + 1):
            for column in columns:
                sheet.write_string(row, column, text)
    return path


@pytest.mark.parametrize(
    ("rows", "columns", "text", "told"),
    [
        (9_000, [0], "あ" * 1000, "terlalu banyak"),  # 27 MB of one text, from a file of a few kB
        (5_000, [0, 199], "x", "terlalu luas"),  # a million cells between two
    ],
)
def test_a_small_file_never_grows_to_more_than_a_web_process_can_bear(app, tmp_path, rows, columns, text, told):
    path = book(tmp_path / "buku.xlsx", rows, columns, text)
    assert path.stat().st_size < 400_000
    tracemalloc.start()
    try:
        with pytest.raises(Invalid) as caught:
            tables.read(path)
        assert tracemalloc.get_traced_memory()[1] < 20 * 1024**2
    finally:
        tracemalloc.stop()
    assert told in caught.value.message


def test_one_endless_line_is_refused_before_it_is_parted(read):
    content = b"a,b\n" + b"00000," * 800_000
    tracemalloc.start()
    try:
        with pytest.raises(Invalid) as caught:
            read(content)
        assert tracemalloc.get_traced_memory()[1] < 7 * len(content)
    finally:
        tracemalloc.stop()
    assert "lebih dari 200 kolom" in caught.value.message


def test_empty_cells_at_the_end_of_a_row_are_not_carried_along(app, tmp_path):
    path = tmp_path / "buku.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["kode", "nama", "catatan"])
        sheet.write_row(1, 0, ["a", "é", ""])
        sheet.write_row(3, 1, ["", " ", ""])
        sheet.write_row(4, 2, ["akhir"])
    assert tables._rows(path) == [["kode", "nama", "catatan"], ["a", "é"], [], [], ["", "", "akhir"]]
    assert [(line.number, dict(line.cells)) for line in tables.read(path).lines] == [
        (2, {"kode": "a", "nama": "é"}),
        (5, {"kode": "", "nama": "", "catatan": "akhir"}),
    ]


def test_lines_share_the_places_of_their_columns(read):
    content = ("kode,nama,jenis\n" + "a,b,c\n" * 20_000).encode()
    rows = [line.split(",") for line in content.decode().splitlines()]
    tracemalloc.start()
    try:
        table = tables._table(rows, {})
        assert tracemalloc.get_traced_memory()[1] / len(table.lines) < 200  # no dict for each
    finally:
        tracemalloc.stop()
    assert dict(table.lines[-1].cells) == {"kode": "a", "nama": "b", "jenis": "c"}


def test_the_largest_tables_people_have_are_read(app, tmp_path):
    names = ["kode", "nama", "bulan", *(f"angka_{n}" for n in range(6))]
    path = tmp_path / "buku.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, names)
        for row in range(514 * 60):
            sheet.write_row(row + 1, 0, [f"63.{row % 514}", f"Kabupaten {row % 514}", f"2022-{row % 12 + 1:02}", *range(row, row + 6)])
    table = tables.read(path)
    assert (len(table.lines), table.lines[-1].number, table.lines[-1].get("angka_5")) == (30_840, 30_841, "30844")


@pytest.mark.parametrize("name", ["table_reading.py", "sheet_reading.py"])
def test_a_reader_that_sleeps_is_ended_by_the_clock(app, monkeypatch, tmp_path, name):
    text = (inspection.PROGRAMS / name).read_text("utf-8")
    (tmp_path / name).write_text(text.replace("LONGEST = 30", "LONGEST = 2"), "utf-8")
    os.mkfifo(tmp_path / "tabel")  # who opens it waits for ever
    monkeypatch.setattr(inspection, "PROGRAMS", tmp_path)
    with pytest.raises(inspection.Busy):
        inspection.in_turn(name, str(tmp_path / "tabel"), *["1000"] * 4)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (",".join(f"k{n}" for n in range(30_000)).encode(), "lebih dari 200 kolom"),
        (b"kode,nama\n" + b"," * 200 + b"\n", "lebih dari 200 kolom"),
        (b"kode\n" + (b"," * 199 + b"\n") * 5_001, "terlalu luas"),
        (("a\n" * 50_001).encode(), "lebih dari 50000 baris"),
        (b"a" * (5 * 1024 * 1024 + 1), "lebih besar dari 5 MB"),
    ],
)
def test_a_table_that_is_too_big_is_refused_at_once(read, content, told):
    began = time.process_time()
    with pytest.raises(Invalid) as caught:
        read(content)
    assert told in caught.value.message
    assert time.process_time() - began < 1


def test_a_table_of_two_hundred_columns_is_read(read):
    assert len(read(",".join(f"k{n}" for n in range(200)).encode()).columns) == 200


def test_every_importer_reads_its_table_before_it_writes(app):
    found = {name for name, access in app.extensions["access"].items() if access.body is tables.look_in}
    assert found == {
        "institutions.import_file",
        "channels.import_file",
        "commitments.import_signatories",
        "monitoring.import_area",
        "monitoring.import_unit",
    }


@pytest.mark.parametrize(
    ("text", "is_one"), [("=1+1", True), ("+62", True), ("@SUM", True), ("\tx", True), ("Nama", False), ("-5", False), ("", False)]
)
def test_a_formula_is_known_by_its_first_sign(text, is_one):
    assert tables.is_formula(text) == is_one
