"""Fields read what people in Indonesia type."""

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from wtforms import StringField
from wtforms.widgets.core import html_params

from p4comp.core import words
from p4comp.core.errors import Invalid
from p4comp.core.forms import Form, LocalMomentField, MonthField, attributes, is_month, parse_decimal
from p4comp.core.months import Month


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("98,5", "98.5"),
        ("98.5", "98.5"),
        ("98", "98"),
        ("1.294", "1294"),
        ("1.294,50", "1294.50"),
        ("12.345.678", "12345678"),
        ("0.125", "0.125"),
        ("-1.294", "-1294"),
        (" 98,5 ", "98.5"),
        ("1 294,5", "1294.5"),
        ("98.50", "98.50"),
    ],
)
def test_a_number_is_read_as_it_is_written_here(text, value):
    assert parse_decimal(text) == Decimal(value)


@pytest.mark.parametrize("text", ["sembilan", "1,2,3", "--1", "98,5%", "."])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(InvalidOperation):
        parse_decimal(text)


@pytest.mark.parametrize("text", ["nan", "inf", "-Infinity", "1e400", "1e9"])
def test_no_field_takes_a_number_that_is_not_written_in_digits(text):
    with pytest.raises(InvalidOperation):
        parse_decimal(text)


@given(st.decimals(min_value=-9_999_999, max_value=9_999_999, places=2))
def test_what_the_portal_writes_it_reads_again(value):
    assert parse_decimal(words.number(value, 2)) == value


class Sheet(Form):
    name = StringField("Nama")
    until = LocalMomentField("Sampai", zone="Asia/Makassar")


@pytest.fixture
def sheet(app):
    def fill(method="POST", **data):
        context = app.test_request_context("/x", method=method, data=data)
        context.push()
        pushed.append(context)
        return Sheet()

    pushed = []
    yield fill
    for context in reversed(pushed):
        context.pop()


pytestmark = pytest.mark.sqlite


def test_a_form_gives_the_moment(sheet):
    form = sheet(until="2022-04-15T00:59")
    assert form.sent_well()
    assert form.until.data == datetime(2022, 4, 14, 16, 59, tzinfo=UTC)


def test_what_was_typed_wrongly_is_kept_and_blamed(sheet):
    form = sheet(until="lusa")
    assert not form.sent_well()
    assert form.status == 422
    assert form.until._value() == "lusa"
    assert form.errors == {"until": ["Isi tanggal dan jam, misalnya 14/04/2022 23.59."]}


@pytest.mark.parametrize("until", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_moment_that_other_zones_cannot_tell_is_blamed(sheet, until):
    form = sheet(until=until)
    assert not form.sent_well()
    assert list(form.errors) == ["until"]


def test_a_moment_is_shown_on_the_wall_clock_of_its_zone(app):
    with app.test_request_context():
        form = Sheet(until=datetime(2022, 4, 14, 16, 59, tzinfo=UTC))
        assert form.until._value() == "2022-04-15T00:59"


def test_a_form_that_was_not_sent_is_not_sent_well(sheet):
    form = sheet(method="GET")
    assert not form.sent_well()
    assert form.status == 200


def test_a_refusal_stands_beside_the_field_it_names_or_above_the_form(sheet):
    form = sheet(until="2022-04-15T00:59")
    assert form.sent_well()
    form.blame(Invalid("Waktu itu sudah lewat.", "until"))
    form.blame(Invalid("Sudah terkunci.", ""))
    assert (form.form_errors, form.until.errors) == (["Sudah terkunci."], ["Waktu itu sudah lewat."])


@given(
    st.dictionaries(st.sampled_from(["class_", "id", "data_words", "aria_describedby", "value"]), st.text() | st.booleans() | st.integers())
)
def test_attributes_are_written_as_wtforms_writes_them(values):
    assert attributes(**values) == html_params(**values)


def test_attributes_keep_what_is_escaped_already_and_let_no_quote_out():
    values = {"value": Markup('Rp1 &amp; "2"'), "title": '"><script>'}
    assert attributes(**values) == html_params(**values) == Markup('title="&#34;&gt;&lt;script&gt;" value="Rp1 &amp; &quot;2&quot;"')


class MonthsForm(Form):
    """A form with a month."""

    month = MonthField("Bulan", [is_month])


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("2022-03", Month(2022, 3)),
        (" Maret 2022 ", Month(2022, 3)),
        ("03/2022", Month(2022, 3)),
        ("Januari–Maret 2022", None),
        ("2022", None),
        ("dua", None),
        ("", None),
    ],
)
def test_a_month_is_read_as_people_write_it_and_nothing_else_is(app, typed, month):
    with app.test_request_context(method="POST", data={"month": typed}):
        form = MonthsForm()
        assert (form.validate(), form.month.month) == (month is not None, month)
        assert list(form.month.errors) == ([] if month else ["Isi bulan dan tahun, misalnya 2022-03 atau Maret 2022."])


def test_a_month_is_shown_as_browsers_know_it(app):
    with app.test_request_context():
        assert [MonthsForm(data={"month": one}).month.data for one in (Month(2022, 3), None)] == ["2022-03", ""]
