"""p4comp/judging/rules/sheets.py"""

import pytest

from p4comp.competition.queries import spec_of
from p4comp.core.errors import Invalid
from p4comp.judging.rules import sheets
from tests import factories


@pytest.fixture
def instrument(app):
    return spec_of(factories.edition()).instrument_of("UMUM")


@pytest.mark.parametrize(("text", "level"), [("0", 0), ("5", 5), (" 3 ", 3), ("", None)])
def test_a_level_on_the_scale_is_read(instrument, text, level):
    assert sheets.value(instrument, "A1.level", text) == level


@pytest.mark.parametrize("text", ["6", "-1", "99", "2.5", "lima", "٣", "1e0", "0x1", "9" * 5000])
def test_anything_else_is_refused_beside_its_field(instrument, text):
    with pytest.raises(Invalid) as refusal:
        sheets.value(instrument, "A1.level", text)
    assert (refusal.value.field, refusal.value.message) == ("A1.level", "Pilih tingkat 0 sampai 5.")


@pytest.mark.parametrize("field", ["Z9.level", "A1.total", "A1", "", "A1.level.version"])
def test_a_field_the_sheet_does_not_have_is_refused(instrument, field):
    with pytest.raises(Invalid):
        sheets.value(instrument, field, "3")


def test_a_note_is_kept_with_plain_line_ends_and_not_without_end(instrument):
    assert sheets.value(instrument, "A1.note", " satu\r\ndua ") == "satu\ndua"
    with pytest.raises(Invalid):
        sheets.value(instrument, "A1.note", "x" * (sheets.NOTE_LIMIT + 1))


def test_the_total_is_the_weighted_share_of_the_top_level(instrument):
    assert sheets.total(instrument, {"A1": 5, "A2": 0, "B1": 5}) == 70.0
    assert sheets.total(instrument, {"A1": 5, "A2": 5, "B1": 5}) == 100.0


def test_a_sheet_with_gaps_has_no_total_but_a_running_one(instrument):
    with pytest.raises(Invalid) as refusal:
        sheets.total(instrument, {"A1": 5, "A2": None})
    assert refusal.value.message == "Masih 2 indikator tanpa tingkat: A2, B1."
    assert sheets.running(instrument, {"A1": 5, "A2": None}) == 50.0


def test_a_level_off_the_scale_has_no_total(instrument):
    with pytest.raises(Invalid):
        sheets.total(instrument, {"A1": 6, "A2": 0, "B1": 0})
