"""Plain content is written down in one way, whatever the order it was put together in."""

import hashlib

import pytest

from p4comp.core import canonical


def test_the_text_is_sorted_json_without_spaces():
    assert canonical.text({"b": 1.5, "a": ["é"]}) == '{"a":["é"],"b":1.5}'


def test_the_hash_is_that_of_the_texts_bytes():
    assert canonical.sha256({"b": 1, "a": "é"}) == hashlib.sha256('{"a":"é","b":1}'.encode()).hexdigest()


def test_the_order_of_the_keys_does_not_matter():
    assert canonical.sha256({"a": 1, "b": "é"}) == canonical.sha256({"b": "é", "a": 1})


def test_what_json_cannot_say_is_refused():
    with pytest.raises(ValueError):
        canonical.text({"a": float("nan")})
