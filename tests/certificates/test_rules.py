import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from p4comp.certificates.rules import (
    ALPHABET,
    CODE_LENGTH,
    MOVES,
    State,
    Weight,
    award_lines,
    balanced,
    basis,
    check_sign,
    contest,
    grouped,
    in_brand,
    in_lines,
    is_well_formed,
    new_code,
    normalise,
    weight,
)
from p4comp.certificates.rules.kinds import Second
from p4comp.certificates.rules.runs import RUN_MOVES, RunState
from p4comp.core.errors import RuleBroken

LEGAL = {
    ("issued", "number"): "issued",
    ("issued", "suspend"): "suspended",
    ("suspended", "resume"): "issued",
    ("issued", "replace"): "replaced",
    ("suspended", "replace"): "replaced",
    ("issued", "revoke"): "revoked",
    ("suspended", "revoke"): "revoked",
}
LEGAL_RUNS = {
    ("running", "pause"): "paused",
    ("running", "resume"): "running",
    ("paused", "resume"): "running",
    ("running", "cancel"): "cancelled",
    ("paused", "cancel"): "cancelled",
    ("running", "finish"): "done",
    ("done", "retry"): "running",
}
BODIES = st.text(ALPHABET, min_size=CODE_LENGTH - 1, max_size=CODE_LENGTH - 1)
CODES = BODIES.map(lambda body: body + check_sign(body))
WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=14), min_size=1, max_size=24)
EDITION = "Kompetisi Pengelolaan Pengaduan Pelayanan Publik Tahun 2021"


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(State, MOVES.table)))
def test_moves(app_words, state, verb):
    if (state, verb) in LEGAL:
        assert MOVES.after(state, verb) == LEGAL[state, verb]
    else:
        with pytest.raises(RuleBroken):
            MOVES.after(state, verb)


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(RunState, RUN_MOVES.table)))
def test_moves_of_a_run(app_words, state, verb):
    if (state, verb) in LEGAL_RUNS:
        assert RUN_MOVES.after(state, verb) == LEGAL_RUNS[state, verb]
    else:
        with pytest.raises(RuleBroken):
            RUN_MOVES.after(state, verb)


def test_a_new_code_is_well_formed_and_never_the_same():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(is_well_formed(code) for code in codes)


@given(CODES, st.data())
def test_every_single_wrong_sign_shows(code, data):
    place = data.draw(st.integers(0, CODE_LENGTH - 1))
    sign = data.draw(st.sampled_from([one for one in ALPHABET if one != code[place]]))
    assert not is_well_formed(code[:place] + sign + code[place + 1 :])


@given(CODES, st.integers(0, CODE_LENGTH - 2))
def test_swapped_neighbours_show_unless_they_are_the_first_and_the_last_sign_of_the_alphabet(code, place):
    first, second = code[place], code[place + 1]
    swapped = code[:place] + second + first + code[place + 2 :]
    assert is_well_formed(swapped) == (first == second or {first, second} == {ALPHABET[0], ALPHABET[-1]})


@given(CODES)
def test_a_code_survives_being_printed_and_typed(code):
    printed = grouped(code)
    assert len(printed) == 19
    assert normalise(printed) == code
    assert normalise(f"  {printed.replace('-', ' ')} ") == code
    assert normalise(f"https://p4.example/v/{code}/") == code
    assert normalise(printed.replace("0", "O").replace("1", "l").replace("V", "u")) == code


@pytest.mark.parametrize("typed", ["", "abc", "é" * 16, "0" * 17, "٣" * 16, "/", "<script>"])
def test_what_is_no_code_is_not_well_formed(typed):
    assert not is_well_formed(normalise(typed))


@given(WORDS)
def test_a_name_keeps_every_word_in_order(words):
    assert " ".join(balanced(" ".join(words)).lines).split() == words


@pytest.mark.parametrize(
    ("name", "size", "lines"),
    [
        ("BPOM", "huge", ("BPOM",)),
        ("Pemerintah Kabupaten Sleman", "large", ("Pemerintah Kabupaten Sleman",)),
        ("Badan Pengawas Obat dan Makanan", "short", ("Badan Pengawas Obat dan Makanan",)),
        (
            "Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi",
            "middle",
            ("Kementerian Pendidikan,", "Kebudayaan, Riset, dan Teknologi"),
        ),
    ],
)
def test_names_are_set_as_large_as_they_fit(name, size, lines):
    found = balanced(name)
    assert (found.size, found.lines) == (size, lines)


def test_a_name_of_180_characters_stands_in_four_even_lines():
    name = ("Unit Pelaksana Teknis Daerah Pusat Pelayanan Terpadu Pemberdayaan Perempuan dan Perlindungan Anak " * 2)[:180].strip()
    found = balanced(name)
    assert found.size == "longer"
    assert len(found.lines) == 4
    assert max(map(len, found.lines)) - min(map(len, found.lines)) < 18


def test_a_line_does_not_end_in_dan():
    assert not any(
        line.endswith(" dan") for line in balanced("Dinas Kependudukan dan Pencatatan Sipil dan Arsip Daerah Kota dan Kabupaten").lines[:-1]
    )


def test_the_award_breaks_before_the_edition():
    assert award_lines(f"atas capaian sebagai finalis {EDITION}", EDITION) == ("atas capaian sebagai finalis", EDITION)
    assert award_lines("sebagai penerima Piala Anggakara Birawa", EDITION) == ("sebagai penerima Piala Anggakara Birawa",)
    assert award_lines(EDITION, EDITION) == (EDITION,)


def test_an_empty_title_takes_one_empty_line():
    assert in_lines("", 50) == ("",)


def test_the_edition_is_named_once(app_words):
    assert contest("UPP", EDITION, [f"finalis {EDITION}"]) == "Kategori UPP"
    assert contest("UPP", EDITION, ["penerima piala"]) == f"Kategori UPP · {EDITION}"


def test_only_a_decree_is_called_penetapan(app_words):
    assert basis("HP-2022-0001", "", None) == "berdasarkan hasil rapat pleno, kode portal HP-2022-0001"
    assert basis("HP-2022-0001", "640 Tahun 2022", date(2022, 6, 10)) == "berdasarkan penetapan nomor 640 Tahun 2022 tanggal 10 Juni 2022"
    assert basis("HP-2022-0001", "640 Tahun 2022", None) == "berdasarkan penetapan nomor 640 Tahun 2022"


def test_a_region_keeps_its_name_on_one_line():
    assert balanced("Pemerintah Kabupaten Hulu Sungai Selatan").lines == ("Pemerintah Kabupaten", "Hulu Sungai Selatan")
    assert balanced("Dinas Pendidikan dan Kebudayaan Provinsi Kalimantan Selatan").lines == (
        "Dinas Pendidikan dan Kebudayaan",
        "Provinsi Kalimantan Selatan",
    )


@pytest.mark.parametrize("second", list(Second))
@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("is_by_score", [False, True])
def test_a_place_or_predicate_leads_and_two_reasons_weigh_alike(second, count, is_by_score):
    expected = Weight.REASON
    if count == 2 and second is Second.ANOTHER:
        expected = Weight.EVEN
    if (count, second, is_by_score) == (2, Second.AWARD, True):
        expected = Weight.RANK
    assert weight(second, count, is_by_score=is_by_score) is expected


def test_a_brand_colours_what_is_red_and_nothing_else():
    drawn = "a{color:#b42b2d}b{color:#8f2527}c{color:#f6e4da}d{fill:#b08b3f}e{fill:#fdf8ec}"
    assert in_brand(drawn, "") == drawn
    assert in_brand(drawn, "#0b5c3b") == "a{color:#0b5c3b}b{color:#094a2f}c{color:#e6e9db}d{fill:#b08b3f}e{fill:#fdf8ec}"
