"""The same files and nearly the same words in two dossiers, for the secretariat alone."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from p4comp.core import db, storage
from p4comp.core.storage import Scan, StoredFile
from p4comp.entries import actions
from p4comp.entries.models import Answer, Entry, Likeness
from p4comp.entries.rules import likeness
from tests import factories

WORDS = [f"{first}{last}" for first in ("layanan", "aduan", "warga", "tindak", "unit", "data") for last in ("", "an", "kan", "nya", "lah")]


def text(seed, count=200):
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def edited(original, every):
    """Each so manieth word is another."""
    return " ".join("lain" if number % every == 0 else word for number, word in enumerate(original.split(), 1))


def test_a_text_is_wholly_like_itself_whatever_case_and_punctuation():
    one = text(1)
    assert likeness.share(one, one.upper().replace(" ", ",  ")) == 1.0
    assert likeness.fingerprint(one) == likeness.fingerprint(one.upper())


def test_other_texts_are_hardly_alike():
    assert likeness.share(text(1), text(2)) < 0.05
    assert likeness.guesses(likeness.fingerprint(text(1)), [likeness.fingerprint(text(2))])[0] < 0.2


@pytest.mark.parametrize("words", [0, 1, likeness.SHORTEST - 1])
def test_short_texts_tell_nothing(words):
    assert likeness.fingerprint(text(1, words)) == b""
    assert likeness.share(text(1, words), text(1, words)) == 0.0


@given(st.integers(0, 10_000), st.integers(8, 60))
def test_the_guess_is_near_the_count(seed, every):
    one = text(seed)
    other = edited(one, every)
    guess = likeness.guesses(likeness.fingerprint(one), [likeness.fingerprint(other)])[0]
    assert abs(guess - likeness.share(one, other)) < 0.3


def test_guesses_of_nobody_are_none():
    assert likeness.guesses(likeness.fingerprint(text(1)), []) == []


# Dossiers


@pytest.fixture(autouse=True)
def store(app, monkeypatch, tmp_path):
    monkeypatch.setitem(app.extensions, "store", storage.FolderStore(tmp_path / "files"))


def handed_in(**values):
    return factories.entry(state="submitted", evidence=False, **values)


def tell(entry, words, indicator="A1"):
    db.session().flush()
    db.session().get(Answer, (entry.id, indicator)).narrative = words


def sent(entry, content, **values):
    """A piece of evidence that people sent, not the portal's own."""
    piece = factories.proof(entry, content=content, **values)
    db.session().flush()
    db.session().get(StoredFile, piece.sha256).scan = Scan.NONE
    return piece


def compared(*entries):
    db.session().flush()
    for entry in entries:
        actions.compare(entry.id, at=factories.during("pendaftaran"))
        db.session().flush()
    return db.everything(select(Likeness).order_by(Likeness.kind, Likeness.share))


def test_the_same_file_in_two_dossiers_is_found(app):
    one, two = handed_in(), handed_in()
    sent(one, factories.pdf("sama"))
    sent(two, factories.pdf("sama"), indicator="A2", name="sk.pdf")
    (found,) = compared(one, two)
    assert (found.kind, found.entry_id, found.indicator, found.other_id, found.other_indicator) == ("file", two.id, "A2", one.id, "A1")
    assert found.what == "sk.pdf"


def test_the_portals_own_forms_and_common_documents_are_no_sign(app):
    one, two = handed_in(), handed_in()
    for entry in (one, two):
        factories.proof(entry, content=factories.pdf("borang kosong"))
        db.session().flush()
    assert compared(one, two) == []
    many = [handed_in() for _number in range(likeness.COMMON_FROM + 1)]
    for entry in many:
        sent(entry, factories.pdf("peraturan"))
    assert [one.what for one in compared(many[-1])] == []


def test_a_draft_is_compared_with_nobody(app):
    one, two = handed_in(), factories.entry(evidence=False)
    for entry in (one, two):
        sent(entry, factories.pdf("sama"))
    assert compared(one) == []


@pytest.mark.parametrize(("every", "is_found"), [(40, True), (2, False)])
def test_nearly_the_same_words_are_found(app, every, is_found):
    one, two = handed_in(), handed_in()
    tell(one, text(5))
    tell(two, edited(text(5), every))
    found = compared(one, two)
    assert [(like.kind, like.indicator) for like in found] == ([("narrative", "A1")] if is_found else [])
    assert all(0.5 <= like.share <= 1 for like in found)


def test_a_second_hand_in_replaces_what_was_found(app):
    one, two = handed_in(), handed_in()
    tell(one, text(5))
    tell(two, text(5))
    assert len(compared(one, two, two)) == 1
    tell(two, text(6))
    assert compared(two) == []


def test_handing_in_asks_for_the_comparison_and_the_pages_show_it(app, at, browse, work):
    at(factories.during("pendaftaran"))
    one, two = handed_in(), factories.entry()
    tell(one, text(5, 48))
    tell(two, text(5, 48))
    compared(one)
    who = factories.member(institution=two.institution)
    browse(who).post(f"/kepesertaan/{two.id}/kirim", {"declared": "y"})
    work()
    office, auditor = factories.secretariat(), factories.auditor()
    desk = browse(office)
    names = [db.session().get(Entry, entry.id).institution_name for entry in (one, two)]
    for path in ("/verifikasi/kemiripan", f"/verifikasi/{one.id}", f"/verifikasi/{two.id}"):
        words = desk.get(path).main
        assert "Kemiripan" in words
        assert all(name in words for name in names)
    browse(auditor).get("/verifikasi/kemiripan", status=403)
    for path in (f"/verifikasi/{one.id}", f"/verifikasi/{two.id}"):
        assert "Kemiripan" not in browse(auditor).get(path).main
    assert "Kemiripan" not in browse(who).get(f"/kepesertaan/{two.id}").main


def test_a_list_of_three_asks_no_more_than_one_of_one(app, browse):
    office = browse(factories.secretariat())
    counts = []
    for number in range(3):
        one, two = handed_in(), handed_in()
        sent(one, factories.pdf(f"sama {number}"))
        sent(two, factories.pdf(f"sama {number}"))
        compared(one, two)
        counts.append(len(office.get("/verifikasi/kemiripan").queries))
    assert counts[0] == counts[2] <= 12
