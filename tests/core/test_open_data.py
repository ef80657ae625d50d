"""Open data is written in one way, and a room's sets stand in the catalogue by its own word."""

import csv
import io

import pytest

from p4comp.core import open_data

pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(text):
    [row] = csv.DictReader(io.StringIO(open_data.as_csv(["isi"], [{"isi": text}]).removeprefix("\ufeff"), newline=""))
    assert row == {"isi": f"'{text}"}


def test_a_table_has_commas_points_and_a_mark_of_its_encoding():
    rows = [{"b": 2.5, "a": "Satu, dua", "c": "tidak terbit"}, {"a": 'Kata "tiga"', "b": None}]
    assert open_data.as_csv(["a", "b"], rows) == '\ufeffa,b\r\n"Satu, dua",2.5\r\n"Kata ""tiga""",\r\n'


def test_a_file_is_saved_under_its_name(app):
    answer = open_data.csv_file(["a"], [{"a": "é"}], "isi.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == "attachment; filename=isi.csv"
    assert answer.get_data() == b"\xef\xbb\xbfa\r\n\xc3\xa9\r\n"
