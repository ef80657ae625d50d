"""p4comp/core/letterheads.py"""

from datetime import date

import pytest

from p4comp.core.letterheads import Capacity, HeadForm, TypedHead, signed_by


@pytest.mark.parametrize(
    ("capacity", "expected"), list(zip(Capacity, ["Deputi", "Plt. Deputi", "Plh. Deputi", "Pj. Deputi", "a.n. Deputi"], strict=True))
)
def test_a_signatory_is_written_as_letters_write_it(capacity, expected):
    assert signed_by(capacity, "Deputi") == expected
    assert signed_by(capacity, "") == ""


@pytest.mark.parametrize(
    ("typed", "accepted"), [("", True), ("2022-05-10", True), ("2022-05-11", True), ("2022-05-12", False), ("3022-05-11", False)]
)
def test_a_letter_bears_no_day_that_has_not_come(app, typed, accepted):
    with app.test_request_context(method="POST", data={"signed_on": typed, "place": "Jakarta", "capacity": "definitif"}):
        form = HeadForm()
        assert (form.sent_well() and form.is_signed_by(date(2022, 5, 11))) is accepted
        assert bool(form.signed_on.errors) is not accepted


def test_what_was_typed_loses_its_blanks(app):
    with app.test_request_context(method="POST", data={"number": " B/1 ", "place": "", "capacity": "plt", "office": " Deputi "}):
        assert HeadForm().typed() == TypedHead(number="B/1", capacity=Capacity.ACTING, office="Deputi")
