"""Rules of the library: moves, what may not stand in a text, what is missing, what is searched for"""

import itertools

import pytest

from p4comp.core.errors import Invalid, RuleBroken
from p4comp.practices import rules
from p4comp.practices.rules import ADOPTION_MOVES, FIELDS, MOVES, THEMES, AdoptionState, State, Theme
from p4comp.practices.rules.searching import tokens
from tests.practices.scene import TEXTS

LEGAL = {
    ("draft", "send"): "ready",
    ("draft", "withdraw"): "withdrawn",
    ("draft", "remove"): "removed",
    ("ready", "take_back"): "draft",
    ("ready", "consent"): "consented",
    ("ready", "withdraw"): "withdrawn",
    ("ready", "remove"): "removed",
    ("consented", "take_back"): "draft",
    ("consented", "propose"): "proposed",
    ("consented", "give_back"): "draft",
    ("consented", "publish"): "published",
    ("consented", "withdraw"): "withdrawn",
    ("consented", "remove"): "removed",
    ("proposed", "take_back"): "draft",
    ("proposed", "accept"): "consented",
    ("proposed", "decline"): "consented",
    ("proposed", "withdraw"): "withdrawn",
    ("proposed", "remove"): "removed",
    ("published", "revise"): "draft",
    ("published", "withdraw"): "withdrawn",
    ("published", "remove"): "removed",
    ("withdrawn", "revise"): "draft",
    ("withdrawn", "remove"): "removed",
}
LEGAL_ADOPTIONS = {
    ("noted", "note"): "noted",
    ("noted", "confirm"): "confirmed",
    ("noted", "withdraw"): "withdrawn",
    ("noted", "remove"): "removed",
    ("confirmed", "note"): "noted",
    ("confirmed", "withdraw"): "withdrawn",
    ("confirmed", "remove"): "removed",
    ("withdrawn", "note"): "noted",
    ("withdrawn", "remove"): "removed",
}


@pytest.mark.parametrize(
    ("moves", "legal", "state", "verb"),
    [(MOVES, LEGAL, *pair) for pair in itertools.product(State, MOVES.table)]
    + [(ADOPTION_MOVES, LEGAL_ADOPTIONS, *pair) for pair in itertools.product(AdoptionState, ADOPTION_MOVES.table)],
)
def test_moves(moves, legal, state, verb):
    if (state.value, verb) in legal:
        assert moves.after(state, verb) == legal[state.value, verb]
    else:
        with pytest.raises(RuleBroken):
            moves.after(state, verb)


PRIVATE = [
    "0812 3456 7890",
    "+62 812-3456-7890",
    "(62) 8123456789 atau 628123456789",
    "6306010101900001",
    "19800101 200501 1 001",
    "3171.0101.0190.0001",
]
LINKS = ["https://drive.google.com/x", "www.contoh.com", "bit.ly/abc", "contoh.co.id", "lihat lapor.go.id"]
FINE = [
    "Aduan naik dari 12 menjadi 140",
    "2018 2019 2020 2021",
    "(0511) 123456",
    "57.171 aduan",
    "Rp1.250.000.000,00 setahun",
    "Pasal 36 dan 37",
    "dst.yang lain",
]


@pytest.mark.parametrize("text", [*PRIVATE, *LINKS, "kirim ke budi@contoh.go.id"])
def test_private_numbers_addresses_and_links_are_refused_beside_their_field(text):
    with pytest.raises(Invalid) as told:
        rules.tidy("problem", f"Hubungi {text} segera")
    assert told.value.field == "problem"


@pytest.mark.parametrize("text", FINE)
def test_numbers_of_reports_laws_and_offices_are_kept(text):
    assert rules.tidy("results", text) == text


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [
        ("lapor.go.id", True),
        ("https://lapor.go.id/instansi", True),
        ("ugm.ac.id", True),
        ("contoh.com", False),
        ("lapor.go.id.contoh.com", False),
    ],
)
def test_only_official_channels_are_addresses(text, is_kept):
    if is_kept:
        assert rules.tidy("channel", text) == text
    else:
        with pytest.raises(Invalid):
            rules.tidy("channel", text)


def test_texts_are_kept_tidy_and_never_too_long():
    assert rules.tidy("title", "  Meja \r\n aduan\x00 ") == "Meja aduan"
    assert rules.tidy("title", "Meja\x01 aduan\ufffe\x1b") == "Meja aduan"  # signs that XML does not know, as the public feed is
    assert rules.tidy("steps", "satu\r\ndua\rtiga") == "satu\ndua\ntiga"
    assert rules.tidy("title", "x" * 180) == "x" * 180
    for field, text in (("title", "x" * 181), ("lain", "x"), ("steps", "x" * 6001)):
        with pytest.raises(Invalid):
            rules.tidy(field, text)


def test_a_whole_practice_lacks_nothing():
    assert rules.gaps(TEXTS, THEMES) == {}


@pytest.mark.parametrize("name", [name for name, shape in FIELDS.items() if shape.least])
def test_whatever_is_needed_is_missed_when_it_is_empty_or_too_short(name):
    assert list(rules.gaps(TEXTS | {name: ""}, THEMES)) == [name]
    if FIELDS[name].least > 1:
        assert name in rules.gaps(TEXTS | {name: "x" * (FIELDS[name].least - 1)}, THEMES)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"sources": ""}, "sources"),
        ({"theme": "tiada"}, "theme"),
        ({"theme_two": "tiada"}, "theme_two"),
        ({"theme_two": "kanal"}, "theme_two"),
        ({"office_email": "organisasi"}, "office_email"),
        ({"office_phone": "kantor kami"}, "office_phone"),
    ],
)
def test_what_does_not_fit_is_named(change, wrong):
    assert list(rules.gaps(TEXTS | change, THEMES)) == [wrong]


def test_results_without_numbers_need_no_source():
    words = "Pedagang kini berani mengadu dan jawaban dibacakan di pasar."
    assert rules.gaps(TEXTS | {"results": words, "sources": ""}, THEMES) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Meja-aduan, PASAR!", ["meja", "aduan", "pasar"]),
        ('"aduan" OR pasar*', ["aduan", "or", "pasar"]),
        ("100% %_ ' ; --", ["100"]),
        ("SP4N-LAPOR!", ["sp4n", "lapor"]),
        ("café ﬁle", ["cafe", "file"]),
        ("", []),
        ("() & | !", []),
        ("a" * 500, ["a" * 40]),
    ],
)
def test_a_search_is_plain_words(text, found):
    assert tokens(text) == found


def test_a_very_long_search_is_cut_to_some_words():
    assert len(tokens(" ".join(f"kata{n}" for n in range(100)), most=8)) == 8


def test_themes_are_those_shipped_as_the_secretariat_changed_them():
    found = rules.merged([Theme("kanal", "Kanal", True), Theme("baru", "Baru")])
    assert (found["kanal"].is_closed, found["baru"].name, found["warga"].name) == (True, "Baru", THEMES["warga"])
    assert (rules.code_from(" Aduan & Anak! "), rules.code_from("…")) == ("aduan-anak", "")
