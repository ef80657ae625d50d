"""An order that is changed one step at a time, and seats shared out along it."""

import itertools

import pytest

from p4comp.institutions.rules.kinds import Kind
from p4comp.results.rules.ordering import arranged, moved
from p4comp.results.rules.seating import PROTOCOL, Party, by_protocol, seats

ARRANGED = {
    (("a", "b", "c"), ()): ["a", "b", "c"],
    (("a", "b", "c"), ("c", "a")): ["c", "a", "b"],
    (("a", "b"), ("x", "b", "b", "a")): ["b", "a"],
    ((), ("a",)): [],
}


@pytest.mark.parametrize(("given", "kept"), ARRANGED)
def test_what_was_put_comes_first_what_is_new_after_it_what_is_gone_not_at_all(given, kept):
    assert arranged(given, kept) == ARRANGED[given, kept]


STEPS = {
    ("a", -1): ["a", "b", "c"],
    ("a", 1): ["b", "a", "c"],
    ("b", -1): ["b", "a", "c"],
    ("b", 1): ["a", "c", "b"],
    ("c", -1): ["a", "c", "b"],
    ("c", 1): ["a", "b", "c"],
}


@pytest.mark.parametrize(("key", "by"), list(itertools.product("abc", (-1, 1))))
def test_one_step_changes_places_with_the_neighbour_and_ends_hold(key, by):
    assert moved(["a", "b", "c"], key, by) == STEPS[key, by]


def test_every_kind_of_institution_has_its_place_in_protocol():
    assert sorted(PROTOCOL) == sorted(Kind)


def party(name, kind=Kind.REGENCY, persons=1):
    return Party(name, name, kind, persons)


def test_protocol_goes_by_kind_then_by_the_alphabet_with_regencies_and_cities_together():
    guests = [party("Kota B", Kind.CITY), party("Puskesmas", Kind.SERVICE_UNIT), party("Kabupaten A"), party("Kabupaten c")]
    guests += [party("Provinsi Z", Kind.PROVINCE), party("Kementerian Z", Kind.MINISTRY), party("Badan A", Kind.AGENCY)]
    assert by_protocol(guests) == ["Kementerian Z", "Badan A", "Provinsi Z", "Kabupaten A", "Kabupaten c", "Kota B", "Puskesmas"]


def test_a_party_that_fits_in_a_row_is_not_torn_apart_and_who_does_not_come_has_no_seat():
    guests = [party("a", persons=3), party("b", persons=0), party("c", persons=2), party("d", persons=4), party("e", persons=6)]
    assert seats(guests, 4) == {"a": "A1–A3", "c": "B1–B2", "d": "C1–C4", "e": "D1–E2"}


def test_rows_after_the_twenty_sixth_have_two_letters():
    found = seats([party(str(number), persons=4) for number in range(28)], 4)
    assert (found["25"], found["26"], found["27"]) == ("Z1–Z4", "AA1–AA4", "AB1–AB4")
