"""p4comp/core/spelled.py"""

import pytest

from p4comp.core.spelled import holds, replaced


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Selamat, SITI  rahmah!", "Selamat, X!"),
        ("Siti\nRahmah", "X"),
        ("Siti Rahmahwati, Asiti Rahmah, Siti", "Siti Rahmahwati, Asiti Rahmah, Siti"),
    ],
)
def test_words_are_found_as_words_of_their_own(text, after):
    assert replaced(text, "Siti Rahmah", "X") == after
    assert holds(text, "Siti Rahmah") is (text != after)


@pytest.mark.parametrize("said", ["", " "])
def test_nothing_said_is_found_nowhere(said):
    assert (replaced("Apa kabar?", said, "X"), holds("Apa kabar?", said)) == ("Apa kabar?", False)
