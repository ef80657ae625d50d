"""Numbers and moments as people here write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask_babel import force_locale

from p4comp.core import words

MOMENT = datetime(2022, 6, 16, 7, 2, tzinfo=UTC)
pytestmark = pytest.mark.sqlite


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context():
        yield


CASES = [
    (words.moment, (MOMENT,), "Kamis, 16 Juni 2022 pukul 14.02 WIB"),
    (words.moment, (MOMENT, "Asia/Jayapura"), "Kamis, 16 Juni 2022 pukul 16.02 WIT"),
    (words.moment, (datetime(2022, 4, 14, 16, 59, tzinfo=UTC), "Asia/Makassar"), "Jumat, 15 April 2022 pukul 00.59 WITA"),
    (words.short_moment, (MOMENT,), "16 Jun 2022, 14.02 WIB"),
    (words.day, (MOMENT,), "Kamis, 16 Juni 2022"),
    (words.day, (date(2022, 8, 1),), "Senin, 1 Agustus 2022"),
    (words.short_day, (date(2022, 8, 1),), "1 Agustus 2022"),
    (words.hour, (MOMENT,), "14.02 WIB"),
    (words.hour_for, (MOMENT, "Asia/Jakarta", "Asia/Jayapura"), "14.02 WIB (16.02 WIT)"),
    (words.hour_for, (MOMENT, "Asia/Jakarta", "Asia/Pontianak"), "14.02 WIB"),
    (words.number, (1294,), "1.294"),
    (words.number, (1234567.891, 2), "1.234.567,89"),
    (words.number, (-1294,), "-1.294"),
    (words.score, (Decimal("98.1"),), "98,10"),
    (words.percent, (0.981,), "98,1 %"),
    (words.percent, (1,), "100,0 %"),
    (words.size, (0,), "0 byte"),
    (words.size, (1023,), "1023 byte"),
    (words.size, (1536,), "1,5 kB"),
    (words.size, (52428800,), "50,0 MB"),
    (words.size, (5 * 1024**3,), "5.120,0 MB"),
]


@pytest.mark.parametrize(("function", "arguments", "text"), CASES)
def test_indonesian(app, function, arguments, text):
    assert function(*arguments) == text


@pytest.mark.parametrize(
    "function", [words.moment, words.short_moment, words.day, words.hour, words.number, words.score, words.percent, words.size]
)
def test_what_is_not_there_is_a_dash(app, function):
    assert function(None) == "–"


def test_english(app):
    with force_locale("en"):
        assert words.day(MOMENT) == "Thursday, 16 June 2022"
        assert words.number(1234.5, 1) == "1,234.5"


def test_they_are_filters_of_the_templates(app):
    template = app.jinja_env.from_string(
        "{{ m | waktu }} / {{ 1294 | angka }} / {{ 98.1 | nilai }} / {{ 0.5 | persen }} / {{ 1536 | ukuran }}"
    )
    assert template.render(m=MOMENT) == "Kamis, 16 Juni 2022 pukul 14.02 WIB / 1.294 / 98,10 / 50,0 % / 1,5 kB"
