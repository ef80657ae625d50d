"""What matches between two instruments, what changed, what is ticked, and when a carried answer counts as looked at."""

import itertools
from datetime import UTC, datetime

import pytest

from p4comp.entries.rules import Claim
from p4comp.entries.rules.carrying import (
    Asked,
    Kind,
    Mark,
    Offer,
    OldFile,
    confirmed,
    gone,
    is_unchecked,
    kind_of,
    marked,
    pairs,
    parts,
    pieces,
)
from p4comp.entries.rules.carrying.parcels import code_of, parts_of_code

AT = datetime(2022, 3, 1, tzinfo=UTC)
LEVELS = ("Tidak ada.", "Ada.", "Lengkap.")
LEADERS = "Bagaimana pimpinan instansi mengarahkan pengelolaan pengaduan setiap bulan?"
STAFF = "Berapa petugas yang dilatih melayani pelapor di seluruh unit kerja?"


def asked(code="A1", question=LEADERS, *, name="Arahan", rubric=LEVELS, evidence="Surat pimpinan."):
    return Asked(code, name, question, rubric, evidence)


NEARLY = LEADERS.replace("setiap bulan", "setiap pekan secara tertulis")


@pytest.mark.parametrize(
    ("new", "old", "kind"),
    [
        (asked(), None, Kind.NEW),
        (asked(), asked(), Kind.SAME),
        (asked(), asked(question=LEADERS.upper().replace("?", " ?!")), Kind.SAME),
        (asked(), asked("B7"), Kind.CHANGED),
        (asked(), asked(question=NEARLY), Kind.CHANGED),
        (asked(), asked(rubric=("Tidak ada.", "Ada.", "Dijalankan.")), Kind.CHANGED),
        (asked(), asked(evidence="Notula rapat."), Kind.CHANGED),
        (asked(), asked(question=STAFF, name="Petugas"), Kind.OTHER),
        (asked(), asked("B7", STAFF, name="Petugas"), Kind.OTHER),
    ],
)
def test_what_became_of_an_indicator(new, old, kind):
    assert kind_of(new, old) is kind


@pytest.mark.parametrize(
    ("new", "old", "found"),
    [
        ([asked()], [], {}),
        ([], [asked()], {}),
        ([asked()], [asked()], {"A1": "A1"}),
        # Words found under another code win over a code whose words are others.
        ([asked("A1"), asked("A2", STAFF, name="Petugas")], [asked("A2"), asked("A1", STAFF, name="Petugas")], {"A1": "A2", "A2": "A1"}),
        # A code in common helps words that are nearly the same.
        ([asked("A1", NEARLY), asked("A2", NEARLY)], [asked("A2")], {"A2": "A2"}),
        # What has nothing but its code in common is proposed last.
        ([asked("A1", STAFF, name="Petugas")], [asked("A1")], {"A1": "A1"}),
        ([asked("A1", STAFF, name="Petugas")], [asked("B1")], {}),
        # No old one goes twice.
        ([asked("B1"), asked("B2")], [asked("A1")], {"B1": "A1"}),
    ],
)
def test_what_is_paired(new, old, found):
    assert pairs(new, old) == found


def test_what_nobody_asks_any_more_is_named():
    assert [one.code for one in gone([asked("A1"), asked("A2"), asked("A3")], {"A2"})] == ["A1", "A3"]


def test_a_change_is_shown_word_by_word():
    assert [(one.mark, one.text) for one in pieces("Ada surat pimpinan", "Ada keputusan pimpinan daerah")] == [
        (Mark.KEPT, "Ada"),
        (Mark.GONE, "surat"),
        (Mark.NEW, "keputusan"),
        (Mark.KEPT, "pimpinan"),
        (Mark.NEW, "daerah"),
    ]


def test_only_texts_that_changed_are_shown_and_a_level_more_is_new(app):
    new = asked(rubric=(*LEVELS, "Dipantau."), evidence="Surat pimpinan!")
    assert [(part.label, [one.mark for one in part.pieces]) for part in parts(asked(), new)] == [("Tingkat 3", [Mark.NEW])]


def offer(new=None, old="same", *, here=(None, ""), before=(2, "Lama."), files=(), there=(), limit=50):
    new = new or asked()
    return Offer(new, asked() if old == "same" else old, limit, Claim(*here), Claim(*before), files, frozenset(there))


OTHER_RUBRIC = asked(rubric=("Tidak ada.", "Sebagian.", "Seluruhnya."))
UNKNOWN = asked(question=STAFF, name="Petugas")


@pytest.mark.parametrize(
    ("new", "here", "narrative", "level"),
    [
        (asked(), (None, ""), (True, True), (True, True)),
        (asked(), (None, "Baru."), (True, False), (True, True)),
        (asked(), (1, ""), (True, True), (True, False)),
        (asked(), (2, "Lama."), (False, False), (False, False)),
        (OTHER_RUBRIC, (None, ""), (True, True), (True, False)),
        (UNKNOWN, (None, ""), (True, False), (True, False)),
        (asked(rubric=LEVELS[:2]), (None, ""), (True, True), (False, False)),
    ],
)
def test_what_is_offered_and_what_is_ticked(new, here, narrative, level):
    found = offer(new, here=here)
    assert ((found.has_narrative, found.ticks_narrative), (found.has_level, found.ticks_level)) == (narrative, level)


@pytest.mark.parametrize(("kind", "is_old"), list(itertools.product(("same", "unknown"), (False, True))))
def test_a_file_is_ticked_where_the_question_is_known_and_it_is_of_the_time_assessed(kind, is_old):
    file = OldFile("f1", "ab", "sk.pdf", 3, AT, is_old)
    assert offer(asked() if kind == "same" else UNKNOWN, files=[file]).ticks(file) is (kind == "same" and not is_old)


def test_a_file_that_is_there_already_is_not_offered():
    files = [OldFile(name, name, f"{name}.pdf", 3, AT) for name in ("ab", "cd")]
    assert [one.id for one in offer(files=files, there=["ab"]).new_files] == ["cd"]


def test_the_surplus_over_the_new_limit_is_counted():
    assert [offer(before=(1, "satu dua tiga"), limit=most).surplus for most in (2, 3, 4)] == [1, 0, 0]


def test_nothing_is_offered_without_a_pair():
    found = offer(old=None, before=(None, ""))
    assert (found.has_any, found.kind, found.parts) == (False, Kind.NEW, [])


MARK = {"from": "Edisi lalu", "files": [], "at": "", "by": ""}


@pytest.mark.parametrize(
    ("mark", "versions", "unchecked"),
    [
        (None, {}, False),
        ({}, {}, False),
        (MARK | {"level": None, "narrative": 1}, {"narrative": 1}, True),
        (MARK | {"level": None, "narrative": 1}, {"narrative": 2}, False),
        (MARK | {"level": 1, "narrative": 1}, {"level": 1, "narrative": 1}, True),
        (MARK | {"level": 1, "narrative": 1}, {"level": 2, "narrative": 1}, False),
        (MARK | {"level": 1, "narrative": None}, {"level": 1, "narrative": 5}, True),
        (MARK | {"level": None, "narrative": None, "files": ["f"]}, {"narrative": 3}, True),
        (MARK | {"level": None, "narrative": None}, {}, False),
        (MARK | {"level": None, "narrative": 1, "confirmed": {}}, {"narrative": 1}, False),
    ],
)
def test_a_carried_answer_is_unchecked_until_it_is_changed_or_confirmed(mark, versions, unchecked):
    assert is_unchecked(mark, versions) is unchecked


def test_what_is_carried_later_joins_what_was_not_looked_at_yet():
    first = marked(None, "Lalu", {"narrative": 1}, ["f1"], by="p", at=AT)
    second = marked(first, "Provinsi", {"level": 4}, ["f2"], by="p", at=AT)
    assert (second["from"], second["narrative"], second["level"], second["files"]) == ("Provinsi", 1, 4, ["f1", "f2"])
    third = marked(confirmed(second, by="p", at=AT), "Lagi", {"level": 5}, [], by="p", at=AT)
    assert (third["narrative"], third["level"], third["files"], "confirmed" in third) == (None, 5, [], False)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        (code_of("", "abc"), ("", "abc")),
        (code_of("kalsel", "abc"), ("kalsel", "abc")),
        (" KALSEL. a b\nc ", ("kalsel", "abc")),
        ("abc", ("abc", "")),
        (".abc", ("?", "abc")),
        ("", ("?", "")),
    ],
)
def test_a_code_is_read_as_people_copy_it(typed, parts):
    assert parts_of_code(typed) == parts


def test_two_instruments_are_compared_once_for_all_entrants():
    pieces.cache_clear()
    old, new = asked(question=f"{LEADERS} Sebutkan."), asked(question=f"{LEADERS} Lampirkan.")
    first = parts(old, new)
    again = parts(asked(question=old.question), asked(question=new.question))
    assert (again, pieces.cache_info().misses, pieces.cache_info().hits) == (first, 1, 1)


def test_a_pairing_that_somebody_changes_is_their_own():
    first = pairs([asked()], [asked()])
    first["A1"] = "Z9"
    assert pairs([asked()], [asked()]) == {"A1": "A1"}
