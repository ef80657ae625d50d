"""p4comp/results/rules/nominees.py: what of a text still names a person"""

import pytest

from p4comp.results.rules.nominees import bare, recalls, without

FULL = "dr. Hj. Siti Rahmah, S.Kom. (SIMULASI)"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (FULL, "Siti Rahmah"),
        ("Prof. Dr. Ir. H. Budi Santoso M.Si.", "Budi Santoso"),
        ("Drs.Budi Santoso", "Budi Santoso"),
        ("Dr. (H.C.) Budi Santoso", "Budi Santoso"),
        ("H Ahmad Yani", "Ahmad Yani"),
        ("M. Yusuf", "M. Yusuf"),
        ("Budi A.R.", "Budi A.R."),
        ("Hadi Irawan", "Hadi Irawan"),
        ("Hj. Rahmah, S.Kom.", "Rahmah"),
        ("", ""),
    ],
)
def test_titles_are_no_part_of_a_name(name, said):
    assert bare(name) == said


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (f"Selamat, {FULL}.", "Selamat, N-01."),
        ("dr. Hj. Siti Rahmah dan siti\nrahmah", "N-01 dan N-01"),
        ("SITI RAHMAH, S.Kom.", "N-01, S.Kom."),
        ("Siti Rahmahwati, Rahmah", "Siti Rahmahwati, Rahmah"),
    ],
)
def test_the_code_stands_wherever_the_name_stood(text, after):
    assert without(FULL, "N-01", text) == after


@pytest.mark.parametrize("name", ["Rahmah", "Hj. Rahmah, S.Kom.", "RAHMAH"])
def test_a_name_of_one_word_is_left_for_a_reader(name):
    text = "Siti Rahmah dan Rahmah"
    assert (without(name, "N-01", text), recalls(name, text), recalls(name, "Rahmahwati")) == (text, True, False)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        (FULL, "Ibu rahmah", True),
        (FULL, "Siti", True),
        (FULL, "S.Kom. dr. Hj. SIMULASI", False),
        ("Ani Eka Putra", "Ani dan Eka", False),
        ("Ani", "Ibu ani", True),
        ("", "Siapa pun", False),
    ],
)
def test_a_word_of_four_letters_or_the_only_one_may_still_tell_who_is_meant(name, text, found):
    assert recalls(name, text) is found
