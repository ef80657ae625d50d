"""Spreadsheets whose heads are not ours: cells keep their types, merged ones are known, formulas without a value are named."""

import io
from datetime import date

import pytest
import xlsxwriter
from flask import request

from p4comp.core import inspection, sheets, uploads
from p4comp.core.errors import Invalid
from p4comp.core.storage import store
from tests import factories, spreadsheets
from tests.spreadsheets import Formula


@pytest.fixture
def read(app):
    """Read bytes as a person's file is read; the sheets, as JSON kept and gave them back."""

    def reader(content):
        received = store().receive(io.BytesIO(content))
        return sheets.restored(sheets._read(received, sheets.MOST_SIGNS))

    return reader


def fault(read, content):
    with pytest.raises(Invalid) as caught:
        read(content)
    return caught.value.message


def test_numbers_texts_and_dates_keep_their_types(read, tmp_path):
    path = tmp_path / "tabel.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Rekap")
        page.write_row(0, 0, ["Bulan", "Masuk", "Hari", "Teks"])
        page.write_datetime(1, 0, date(2022, 1, 1), book.add_format({"num_format": "mmm yyyy"}))
        page.write_row(1, 1, [1294, 4.5, "1.294"])
    [sheet] = read(path.read_bytes())
    assert sheet.name == "Rekap"
    assert sheet.rows == (("Bulan", "Masuk", "Hari", "Teks"), (date(2022, 1, 1), 1294, 4.5, "1.294"))


def test_all_sheets_are_read(read):
    assert [(one.name, one.rows) for one in read(spreadsheets.book([["a"]], [["b"]]))] == [("Lembar1", (("a",),)), ("Lembar2", (("b",),))]


def test_a_table_that_begins_further_in_keeps_its_places(read, tmp_path):
    path = tmp_path / "tabel.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Rekap")
        page.write_row(2, 3, ["Bulan", "Masuk"])
        page.write(3, 16_383, "jauh di luar tabelnya")
    [sheet] = read(path.read_bytes())
    assert [[cell or "" for cell in row][:5] for row in sheet.rows[:3]] == [[""] * 5, [""] * 5, ["", "", "", "Bulan", "Masuk"]]
    assert (len(sheet.rows), sheet.width) == (4, sheets.MOST_COLUMNS)


@pytest.mark.parametrize("signs", [sheets.MOST_SIGNS, sheets.LONGEST_TEXT])
def test_what_would_be_too_much_is_never_printed(app, monkeypatch, tmp_path, signs):
    path = tmp_path / "tabel.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for _sheet in range(2):
            page = book.add_worksheet()
            for row in range(500):
                page.write_row(row, 0, ["あ" * 200] * 60)
    printed = []
    monkeypatch.setattr(inspection, "in_turn", lambda *told, own=inspection.in_turn: printed.append(own(*told)) or printed[-1])
    with pytest.raises(Invalid) as caught:
        sheets._book(path, signs)
    assert printed == [b'"much"']
    assert "terlalu banyak isi" in caught.value.message


def test_a_merged_cell_is_seen_in_all_its_places(read):
    [sheet] = read(
        spreadsheets.book(
            [["Rekap", None, None], ["Bulan", "Status", None], [None, "Proses", "Selesai"]], merged=["A1:C1", "A2:A3", "B2:C2"]
        )
    )
    assert [sheet.seen(0, column) for column in range(3)] == ["Rekap"] * 3
    assert [sheet.seen(2, 0), sheet.seen(1, 2), sheet.seen(2, 2)] == ["Bulan", "Status", "Selesai"]
    assert sheet.cell(1, 2) in (None, "")


def test_a_formula_is_read_as_the_value_kept_with_it(read):
    [sheet] = read(spreadsheets.book([["Masuk", Formula("1+2", value=3)]]))
    assert (sheet.cell(0, 1), sheet.uncounted) == (3, frozenset())


def test_a_formula_that_was_never_counted_is_named(read):
    assert read(spreadsheets.book([["Masuk", Formula("1+2")]]))[0].uncounted == {"B1"}
    assert read(spreadsheets.book([["Masuk", Formula("1+2", value=0)]], counts_on_load=True))[0].uncounted == {"B1"}


def test_a_bomb_is_refused(read):
    content = spreadsheets.bomb()
    assert len(content) < 2 * 1024 * 1024
    assert "jauh lebih besar daripada ukurannya" in fault(read, content)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "kosong"),
        (b"PK\x03\x04 bukan arsip", "Isi berkas ini bukan XLSX"),
        (b"bulan;masuk\0", "bukan CSV atau XLSX"),
        (b"%PDF-1.7 bukan rekap", "bukan CSV atau XLSX"),
        (b"x" * (sheets.MOST_BYTES + 1), "lebih besar dari 5 MB"),
        (b"\n" * 400 + b"x;" * 60 * 300, ""),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_the_reason(read, content, word):
    if word:
        assert word in fault(read, content)
    else:
        assert read(content)[0].width == sheets.MOST_COLUMNS


def test_entities_are_not_unfolded_beyond_all_bounds(read):
    each = "".join(f'<!ENTITY {chr(97 + n)} "{f"&{chr(96 + n)};" * 10}">' for n in range(1, 10))
    content = spreadsheets.book([["a"]], doctype=f'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa">{each}]>')
    assert "rusak" in fault(read, content)


@pytest.mark.parametrize(
    "content",
    [
        b"Bulan;Masuk\nJan-22;1.294\n",
        "\ufeffBulan;Masuk\r\nJan-22;1.294\r\n".encode(),
        b"Bulan\tMasuk\nJan-22\t1.294\n",
        b"Bulan,Masuk\nJan-22,1.294\n",
        b'"Bulan";"Masuk"\n"Jan-22";"1.294"\n',
    ],
)
def test_a_list_is_read_whatever_parts_its_cells(read, content):
    assert read(content)[0].rows == (("Bulan", "Masuk"), ("Jan-22", "1.294"))


def test_decimal_commas_do_not_part_a_list_of_semicolons(read):
    assert read(b"Rekap tahun 2021\nBulan;Hari\nJan;4,5\nFeb;5,5\n")[0].rows[2] == ("Jan", "4,5")


def test_a_list_of_older_windows_programs_is_read(read):
    assert read("Bulan;Diarsipkan – lama\nJan;1\n".encode("cp1252"))[0].rows[0][1] == "Diarsipkan – lama"


def test_a_long_list_says_that_rows_were_left_out(read):
    [sheet] = read(b"Jan;1\n" * 501)
    assert (len(sheet.rows), sheet.is_long) == (500, True)
    assert read(b"Jan;1\n" * 500)[0].is_long is False


def test_columns_are_named_as_spreadsheets_do():
    assert [sheets.letter(number) for number in (0, 25, 26, 27, 51, 52)] == ["A", "Z", "AA", "AB", "AZ", "BA"]


def test_what_was_not_read_before_the_transaction_is_not_taken(app):
    with app.test_request_context("/", method="POST", data={"file": factories.upload("rekap.csv", b"a;b\n")}):
        uploads.take_in()
        with pytest.raises(Invalid):
            sheets.take(request.files["file"])
