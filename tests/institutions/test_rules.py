"""What a file of institutions or honours must hold, and when an edition is past."""

from datetime import date

import pytest

from p4comp.core.tables import Line, Table
from p4comp.institutions.rules import archive, registry
from p4comp.institutions.rules.names import Names, plain
from p4comp.institutions.rules.registry import Known

KNOWN = Known(frozenset({"63", "63.06"}), {"prov-63": "", "kab-63.06": "prov-63", "upp-a": "kab-63.06"}, {})
GOOD = {
    "code": "x-1",
    "type": "upp",
    "name": "Unit Satu",
    "short_name": "",
    "region_code": "63.06",
    "parent_code": "kab-63.06",
    "valid_from": "",
    "valid_to": "",
}


def table(*rows):
    return Table(tuple(GOOD), tuple(Line(number, GOOD | row) for number, row in enumerate(rows, 2)))


def faults(*rows):
    return [(fault.number, fault.column) for fault in registry.read(table(*rows), KNOWN)[1]]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"type": "kerajaan"}, "type"),
        ({"type": ""}, "type"),
        ({"region_code": "99"}, "region_code"),
        ({"parent_code": "tidak-ada"}, "parent_code"),
        ({"parent_code": "x-1"}, "parent_code"),
        ({"code": ""}, "code"),
        ({"code": "dua kata"}, "code"),
        ({"name": ""}, "name"),
        ({"name": "x" * 251}, "name"),
        ({"name": '=HYPERLINK("http://jahat.example")'}, "name"),
        ({"short_name": "@SUM(A1)"}, "short_name"),
        ({"valid_from": "kemarin"}, "valid_from"),
        ({"valid_to": "2022-02-30"}, "valid_to"),
        ({"valid_from": "2022-01-02", "valid_to": "2022-01-02"}, "valid_to"),
    ],
)
def test_a_wrong_cell_is_named(app, row, column):
    assert faults({"code": "x-0"}, row) == [(3, column)]


def test_every_fault_of_every_row_is_named(app):
    assert faults({"type": "?"}, {"code": "x-2", "region_code": "99", "name": ""}, {"code": "x-2"}) == [
        (2, "type"),
        (3, "name"),
        (3, "region_code"),
        (4, "code"),
    ]


def test_a_code_stands_once(app):
    assert faults({}, {"name": "Lain"}) == [(3, "code")]


def test_a_circle_through_the_file_and_the_registry_is_found(app):
    assert faults({"code": "prov-63", "parent_code": "x-1"}, {"code": "x-1", "parent_code": "upp-a"}) == [
        (2, "parent_code"),
        (3, "parent_code"),
    ]


def test_a_parent_may_stand_further_down_in_the_file(app):
    assert faults({"parent_code": "x-2"}, {"code": "x-2"}) == []


@pytest.mark.parametrize("missing", ["type", "name"])
def test_a_missing_column_is_named(app, missing):
    columns = tuple(column for column in GOOD if column != missing)
    assert [fault.column for fault in registry.read(Table(columns, (Line(2, GOOD),)), KNOWN)[1]] == [missing]


@pytest.mark.parametrize("text", ["2022-06-16", "16-06-2022", "16/6/2022", "16.06.2022"])
def test_days_are_read_as_people_write_them(text):
    assert registry.day(text) == date(2022, 6, 16)


def test_a_type_may_be_written_large(app):
    (wanted,), _ = registry.read(table({"type": "UPP"}), KNOWN)
    assert wanted.kind == "upp"


@pytest.mark.parametrize(
    ("slug", "year", "on", "past"),
    [
        ("p4-2022", 2021, date(2022, 6, 16), False),
        ("p4-2022", 2021, date(2022, 6, 17), True),
        ("p4-2020", 2020, date(2020, 11, 25), False),
        ("p4-2020", 2020, date(2022, 2, 17), True),
        ("kovablik-2024", 2024, date(2024, 12, 31), False),
        ("kovablik-2024", 2024, date(2025, 1, 1), True),
    ],
)
def test_an_edition_is_past_from_the_day_after_its_award(slug, year, on, past):
    assert archive.is_past(slug, year, on) == past


def test_names_are_compared_by_their_words():
    assert plain("Kementerian  PAN-RB") == plain("kementerian pan rb")


def test_a_name_is_found_only_if_it_means_one_institution():
    names = Names(
        [
            ("Kementerian Komunikasi dan Informatika", "a"),
            ("Kominfo", "a"),
            ("Dinas", "b"),
            ("Dinas", "c"),
            ("Kota Contoh", "d"),
            ("", "e"),
        ],
        {"b": "d", "c": "a"},
    )
    assert names.find("KOMINFO") == "a"
    assert names.find("Dinas") is None
    assert names.find("Dinas (Kota Contoh)") == "b"
    assert names.find("Dinas (Kota Lain)") is None
    assert names.find("") is None
