"""Honours of institutions that were split: every ruling, for every successor, for every honour of the predecessor."""

import itertools
from datetime import date

import pytest

from p4comp.competition.spec import Category, Rule
from p4comp.competition.succession import Effect, Ruling
from p4comp.entries.rules import Applicant, PastHonour, Predecessor, Statement, eligibility

WINNERS = Rule("honour_general_winner", editions=(1, 2, 3))
HONOURS = {
    "general win": (PastHonour(2, 2019, "UMUM", True, "Top 10"), True),
    "finalist": (PastHonour(2, 2019, "UMUM", False, "Top 30"), False),
    "unit win": (PastHonour(2, 2019, "UPP", True, "Top 3"), False),
    "win of a later edition": (PastHonour(4, 2021, "UMUM", True, "Top 10"), False),
}
RULINGS = ("nothing", "none", "all", "this one", "another", "both")
OPENS = date(2022, 2, 17)


def ruling(effect, *successors, code="R1", on=date(2022, 2, 1), basis="Surat Deputi B/12/2022"):
    return Ruling(code, "lama", Effect(effect), successors, basis, "Urusan pengaduan beralih.", on)


def rulings(kind):
    return {
        "nothing": (),
        "none": (ruling("tidak_ada"),),
        "all": (ruling("semua"),),
        "this one": (ruling("instansi", "baru"),),
        "another": (ruling("instansi", "lain"),),
        "both": (ruling("instansi", "lain", "baru"),),
    }[kind]


def verdict(rule, honours, ruled, *, own=()):
    before = Predecessor("lama", "Kementerian Lama", tuple(honours))
    who = Applicant("Kementerian Baru", "kementerian", tuple(own), (before,), code="baru")
    category = Category("OA", "Outstanding Achievement", "", ("kementerian",), (rule,), "m", "l", 6, 2, ())
    found = eligibility(category, who, Statement(), edition_number=4, opens_on=OPENS, rulings=ruled)
    return found[1]


@pytest.mark.parametrize(("kind", "honour"), list(itertools.product(RULINGS, HONOURS)))
def test_an_honour_passes_only_by_a_ruling_and_only_if_it_would_pass_for_its_holder(app, kind, honour):
    place, is_eligible = HONOURS[honour]
    found = verdict(WINNERS, [place], rulings(kind))
    assert found.passed is (is_eligible and kind in {"all", "this one", "both"})
    assert ("Penghargaan instansi pendahulu" in found.reason) is (is_eligible and kind in {"nothing", "none", "another"})


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            "nothing",
            "tidak diwariskan dengan sendirinya, dan edisi ini belum memuat putusan tentangnya. Ajukan kepada sekretariat agar diputuskan.",
        ),
        ("none", "tidak beralih kepada instansi mana pun menurut putusan R1 tanggal 1 Februari 2022 (Surat Deputi B/12/2022)."),
        (
            "another",
            "beralih kepada penerus lain, bukan kepada Kementerian Baru, menurut putusan R1 tanggal 1 Februari 2022 (Surat Deputi B/12/2022).",
        ),
    ],
)
def test_a_refusal_names_predecessor_honour_and_ruling(app, kind, words):
    reason = verdict(WINNERS, [HONOURS["general win"][0]], rulings(kind)).reason
    assert f"Penghargaan instansi pendahulu, Kementerian Lama (edisi 2 (2019): Top 10), {words}" in reason


def test_a_pass_names_predecessor_edition_and_ruling(app):
    assert verdict(WINNERS, [HONOURS["general win"][0]], rulings("all")).reason == (
        "Tercatat sebagai pemenang umum: edisi 2 (2019): Top 10 – penghargaan Kementerian Lama, "
        "beralih menurut putusan R1 tanggal 1 Februari 2022 (Surat Deputi B/12/2022)."
    )


def test_an_own_honour_needs_no_ruling(app):
    place = HONOURS["general win"][0]
    found = verdict(WINNERS, [place], rulings("none"), own=[place])
    assert (found.passed, found.reason) == (True, "Tercatat sebagai pemenang umum: edisi 2 (2019): Top 10.")


def test_a_ruling_without_number_waits_for_one(app):
    assert "(menunggu nomor)" in verdict(WINNERS, [HONOURS["general win"][0]], (ruling("semua", basis=""),)).reason


@pytest.mark.parametrize("turned", [False, True])
def test_of_several_rulings_the_latest_counts(app, turned):
    ruled = (ruling("semua"), ruling("tidak_ada", code="R2", on=date(2022, 3, 1)))
    found = verdict(WINNERS, [HONOURS["general win"][0]], ruled[::-1] if turned else ruled)
    assert found.passed is False
    assert "menurut putusan R2 tanggal 1 Maret 2022" in found.reason


@pytest.mark.parametrize("code", ["honour_not_won", "honour_not_holder"])
@pytest.mark.parametrize(("kind", "passed"), [("nothing", True), ("none", True), ("another", True), ("all", False), ("this one", False)])
def test_an_honour_that_passes_counts_against_its_heir_as_well(app, code, kind, passed):
    place = PastHonour(3, 2020, "OA", True, "Outstanding Achievement")
    assert verdict(Rule(code, honour_category="OA"), [place], rulings(kind)).passed is passed


def test_a_ruling_on_another_institution_changes_nothing(app):
    other = Ruling("R1", "lainnya", Effect.ALL, (), "", "x", date(2022, 2, 1))
    assert "belum memuat putusan" in verdict(WINNERS, [HONOURS["general win"][0]], (other,)).reason


FIRST, SECOND, THIRD = date(2022, 2, 1), date(2022, 2, 2), date(2022, 2, 3)


def _passed(code, predecessor, effect, *successors, on):
    return Ruling(code, predecessor, Effect(effect), successors, "Surat Deputi B/12/2022", "Urusan pengaduan beralih.", on)


@pytest.mark.parametrize(
    ("ruled", "passes", "words"),
    [
        ((("R1", "lama", "instansi", "tengah"), ("R2", "tengah", "instansi", "baru")), True, "putusan R1 tanggal 1 Februari 2022"),
        ((("R1", "lama", "instansi", "tengah"), ("R2", "tengah", "semua")), True, "putusan R2 tanggal 2 Februari 2022"),
        ((("R1", "lama", "instansi", "tengah"),), False, "bukan kepada Kementerian Baru"),
        ((("R1", "lama", "instansi", "tengah"), ("R2", "tengah", "tidak_ada")), False, "bukan kepada Kementerian Baru"),
        ((("R1", "lama", "instansi", "tengah"), ("R2", "tengah", "instansi", "lain")), False, "bukan kepada Kementerian Baru"),
        ((("R1", "lama", "tidak_ada"), ("R2", "tengah", "instansi", "baru")), False, "tidak beralih kepada instansi mana pun"),
        ((("R1", "lama", "instansi", "tengah"), ("R2", "tengah", "instansi", "lama")), False, "bukan kepada Kementerian Baru"),
        ((("R2", "tengah", "instansi", "baru"),), False, "belum memuat putusan"),
    ],
)
def test_honours_pass_by_way_of_others_ruling_after_ruling(app, ruled, passes, words):
    days = (FIRST, SECOND, THIRD)
    rulings = tuple(_passed(*one, on=day) for one, day in zip(ruled, days, strict=False))
    before = (Predecessor("lama", "Kementerian Lama", (HONOURS["general win"][0],)), Predecessor("tengah", "Kementerian Tengah"))
    who = Applicant("Kementerian Baru", "kementerian", (), before, code="baru")
    category = Category("OA", "Outstanding Achievement", "", ("kementerian",), (WINNERS,), "m", "l", 6, 2, ())
    found = eligibility(category, who, Statement(), edition_number=4, opens_on=OPENS, rulings=rulings)[1]
    assert (found.passed, words in found.reason) == (passes, True)
