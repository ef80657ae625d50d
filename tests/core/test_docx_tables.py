"""p4comp/core/docx: whose words stand where in tables, how wide, and who signs beside whom."""

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.documents import TABLE, cells, opened, values

pytestmark = pytest.mark.sqlite


def test_a_tables_head_comes_again_on_each_page_and_no_row_is_cut(app):
    table = opened(TABLE).tables[0]
    assert cells(table) == [
        ["Tempat", "Peserta", "Nilai"],
        ["1", "Pemerintah Kabupaten Simulasi Dua Belas di Timur Laut", "98,10"],
        ["2", "BPOM", "97,00"],
    ]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False]
    assert [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows] == [True, True, True]
    assert [one.text for one in opened(TABLE).paragraphs] == ["Daftar", ""]


def test_numbers_stand_at_the_right(app):
    table = opened(TABLE).tables[0]
    assert [[values(cell._tc, "jc") for cell in row.cells] for row in table.rows] == [[[], [], ["right"]]] * 3


def test_columns_are_as_wide_as_their_words_need_and_fill_the_page(app):
    widths = [column.width for column in opened(TABLE).tables[0].columns]
    assert abs(sum(widths) - Mm(163)) < Mm(1)
    assert widths[1] > 3 * widths[0]
    assert widths[1] > 3 * widths[2]


def test_facts_have_their_names_in_a_column_of_its_own(app):
    inside = "<table class='doc-facts'><tr><th scope='row'>Hadir</th><td>Ketua<br>Anggota<br></td></tr><tr><th scope='row'>Hal</th><td></td></tr></table>"
    table = opened(inside).tables[0]
    assert cells(table) == [["Hadir", "Ketua\nAnggota"], ["Hal", ""]]
    assert [[cell.paragraphs[0].style.name for cell in row.cells] for row in table.rows] == [["Nama keterangan", "Isi keterangan"]] * 2
    assert abs(table.columns[0].width - Mm(48)) < Mm(1)


def test_cells_over_columns_and_rows_stay_whole(app):
    inside = "<table><tr><th rowspan='2'>A</th><th colspan='2'>B</th></tr><tr><td>b1</td><td>b2</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>"
    assert cells(opened(inside).tables[0]) == [["A", "B", "B"], ["A", "b1", "b2"], ["1", "2", "3"]]


def test_a_table_in_a_cell_and_two_tables_in_a_row_stay_apart(app):
    document = opened(f"<table><tr><td>{TABLE}</td></tr></table>{TABLE}")
    assert len(document.tables) == 2
    assert len(document.tables[0].cell(0, 0).tables) == 1


@pytest.mark.parametrize(
    ("names", "rows"),
    [(["Satu"], [["Satu"]]), (["Satu", "Dua"], [["Satu", "Dua"]]), (["Satu", "Dua", "Tiga"], [["", "Satu"], ["Dua", "Tiga"]])],
)
def test_signatures_stand_two_by_two_at_the_right_and_stay_together(app, names, rows):
    people = "".join(
        f"<div><p>Mengesahkan,</p><div class='doc-sign-space'></div><p class='doc-sign-name'>{name}</p></div>" for name in names
    )
    table = opened(f"<div class='doc-sign'>{people}</div>").tables[0]
    assert [[cell.paragraphs[-1].text for cell in row.cells] for row in table.rows] == rows
    assert values(table._tbl.tblPr, "jc") == ["right"]
    last = table.rows[-1].cells[-1].paragraphs
    assert [one.style.name for one in last] == ["Tanda tangan", "Ruang tanda tangan", "Nama penanda tangan"]
    assert last[0].style.paragraph_format.keep_with_next is True


def test_without_anybody_to_sign_there_is_no_empty_table(app):
    assert opened("<p>a</p><div class='doc-sign'>\n</div>").tables == []
