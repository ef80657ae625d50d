"""Rules of entries: moves, eligibility, completeness, the form of a hand-in."""

import itertools
from datetime import date

import pytest

from p4comp.competition.spec import Aspect, Category, Indicator, Instrument, Rule
from p4comp.core.errors import RuleBroken
from p4comp.entries.rules import (
    CLAIM_MOVES,
    MOVES,
    Applicant,
    Claim,
    ClaimState,
    PastHonour,
    Predecessor,
    State,
    Statement,
    code_of,
    eligibility,
    failures,
    gaps,
    months_later,
)

LEGAL = {
    ("draft", "submit"): "submitted",
    ("draft", "withdraw"): "withdrawn",
    ("returned", "submit"): "submitted",
    ("returned", "withdraw"): "withdrawn",
    ("submitted", "reopen"): "draft",
    ("submitted", "withdraw"): "withdrawn",
    ("submitted", "verify"): "verified",
    ("submitted", "return"): "returned",
    ("submitted", "refuse"): "refused",
    ("withdrawn", "restart"): "draft",
    ("returned", "decide_earlier"): "submitted",
    ("refused", "reinstate"): "submitted",
}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(State, MOVES.table)))
def test_moves(app, state, verb):
    if (state, verb) in LEGAL:
        assert MOVES.after(state, verb) == LEGAL[state, verb]
    else:
        with pytest.raises(RuleBroken):
            MOVES.after(state, verb)


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(ClaimState, CLAIM_MOVES.table)))
def test_moves_of_a_claim(app, state, verb):
    legal = {("waiting", "confirm"): "confirmed", ("waiting", "refuse"): "refused"}
    if (state, verb) in legal:
        assert CLAIM_MOVES.after(state, verb) == legal[state, verb]
    else:
        with pytest.raises(RuleBroken):
            CLAIM_MOVES.after(state, verb)


def test_a_verified_entry_moves_no_more_and_a_refused_one_only_by_an_objection():
    assert [verb for verb in MOVES.table for state in (State.VERIFIED, State.REFUSED) if MOVES.allows(state, verb)] == ["reinstate"]


# Eligibility

GENERAL_WIN = PastHonour(2, 2019, "UMUM", True, "Pendorong perubahan terbaik")
TOP_25 = PastHonour(1, 2018, "UMUM", False, "Top 25")
TOP_30 = PastHonour(2, 2019, "UMUM", False, "Top 30")
UNIT_WIN = PastHonour(2, 2019, "UPP", True, "Top 3")
OA_FINAL = PastHonour(3, 2020, "OA", False, "Top 6 OA")
OA_WIN = PastHonour(3, 2020, "OA", True, "Outstanding Achievement")
LATER_WIN = PastHonour(4, 2021, "UMUM", True, "Aspek dampak terbaik")
LATER_OA = PastHonour(4, 2021, "OA", True, "Outstanding Achievement")
OPENS = date(2022, 2, 17)


def category(*rules, types=("pemkab", "pemkot")):
    return Category("OA", "Outstanding Achievement", "", types, rules, "m", "l", 6, 2, ())


def verdict(rule, *, honours=(), kind="pemkot", statement=None, predecessors=(), edition=4, opens_on=OPENS):
    who = Applicant("Pemerintah Kota Uji", kind, tuple(honours), tuple(predecessors))
    found = eligibility(category(rule), who, statement or Statement(), edition_number=edition, opens_on=opens_on)
    return next(one for one in found if one.rule == rule.code)


WINNERS = Rule("honour_general_winner", editions=(1, 2, 3))


@pytest.mark.parametrize(
    ("honours", "passed"),
    [
        ([GENERAL_WIN], True),
        ([GENERAL_WIN, TOP_25], True),
        ([GENERAL_WIN, OA_FINAL], True),
        ([TOP_25], False),
        ([TOP_30], False),
        ([TOP_25, TOP_30], False),
        ([UNIT_WIN], False),
        ([OA_FINAL], False),
        ([LATER_WIN], False),
        ([], False),
    ],
)
def test_only_general_winners_of_a_lower_numbered_edition_pass(app, honours, passed):
    assert verdict(WINNERS, honours=honours).passed is passed


def test_a_winner_of_an_edition_that_the_rule_does_not_name_does_not_pass(app):
    assert verdict(Rule("honour_general_winner", editions=(1, 3)), honours=[GENERAL_WIN]).passed is False


def test_the_same_edition_asks_only_editions_before_it(app):
    assert verdict(WINNERS, honours=[GENERAL_WIN], edition=2).passed is False
    assert verdict(WINNERS, honours=[GENERAL_WIN], edition=3).passed is True


def test_a_mere_finalist_is_told_exactly_that(app):
    reason = verdict(WINNERS, honours=[TOP_25, TOP_30]).reason
    assert "tercatat sebagai finalis saja (edisi 1 (2018): Top 25; edisi 2 (2019): Top 30)" in reason
    assert "bukan salah satu dari sepuluh pemenang umum" in reason
    assert "Pilih kategori lain" in reason


def test_a_winner_among_units_is_told_that_units_do_not_count(app):
    assert "kategori Unit Penyelenggara Pelayanan Publik" in verdict(WINNERS, honours=[UNIT_WIN]).reason


def test_honours_of_a_predecessor_are_not_inherited_and_it_says_so(app):
    found = verdict(WINNERS, predecessors=[Predecessor("lama", "Kementerian Lama", (GENERAL_WIN,))])
    assert found.passed is False
    assert found.reason.startswith(
        "Pemerintah Kota Uji tidak tercatat sebagai pemenang umum pada edisi 1, 2, 3. Penghargaan instansi pendahulu, Kementerian Lama "
        "(edisi 2 (2019): Pendorong perubahan terbaik), tidak diwariskan dengan sendirinya, dan edisi ini belum memuat putusan tentangnya. "
        "Ajukan kepada sekretariat agar diputuskan."
    )


def test_a_pass_names_the_honour_it_rests_on(app):
    assert verdict(WINNERS, honours=[GENERAL_WIN]).reason == "Tercatat sebagai pemenang umum: edisi 2 (2019): Pendorong perubahan terbaik."


@pytest.mark.parametrize("code", ["honour_not_won", "honour_not_holder"])
@pytest.mark.parametrize(
    ("honours", "passed"),
    [([], True), ([GENERAL_WIN], True), ([OA_FINAL], True), ([OA_WIN], False), ([LATER_OA], True), ([OA_WIN, LATER_OA], False)],
)
def test_a_holder_is_one_who_won_in_a_lower_numbered_edition(app, code, honours, passed):
    assert verdict(Rule(code, honour_category="OA"), honours=honours).passed is passed


@pytest.mark.parametrize(
    ("since", "passed"),
    [
        (None, None),
        (date(2021, 8, 16), True),
        (date(2021, 8, 17), True),
        (date(2021, 8, 18), False),
        (date(2022, 2, 17), False),
        (date(2015, 1, 1), True),
    ],
)
def test_a_system_must_be_in_use_six_months_when_registration_opens(app, since, passed):
    assert verdict(Rule("system_in_use", months=6), statement=Statement(since)).passed is passed


def test_without_a_known_opening_the_system_rule_waits(app):
    assert verdict(Rule("system_in_use", months=6), statement=Statement(date(2015, 1, 1)), opens_on=None).passed is None


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2021, 8, 17), 6, date(2022, 2, 17)),
        (date(2021, 8, 31), 6, date(2022, 2, 28)),
        (date(2019, 8, 31), 6, date(2020, 2, 29)),
        (date(2021, 12, 5), 1, date(2022, 1, 5)),
        (date(2021, 1, 31), 0, date(2021, 1, 31)),
        (date(2021, 6, 30), 18, date(2022, 12, 30)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, later):
    assert months_later(day, months) == later


@pytest.mark.parametrize(("has_letter", "passed"), [(None, None), (False, False), (True, True)])
def test_a_unit_needs_its_parents_letter(app, has_letter, passed):
    assert verdict(Rule("parent_recommendation"), statement=Statement(None, has_letter)).passed is passed


@pytest.mark.parametrize(("kind", "passed"), [("pemkab", True), ("pemkot", True), ("upp", False), ("kementerian", False)])
def test_the_type_of_institution_must_fit_the_category(app, kind, passed):
    assert verdict(Rule("entrant_type"), kind=kind).passed is passed


def test_a_rule_the_portal_does_not_know_is_left_to_people(app):
    assert verdict(Rule("something_new")).passed is None


def test_only_a_known_no_is_a_failure(app):
    found = eligibility(
        category(WINNERS, Rule("system_in_use", months=6)), Applicant("X", "pemkot"), Statement(), edition_number=4, opens_on=OPENS
    )
    assert [one.rule for one in failures(found)] == ["honour_general_winner"]


def test_every_verdict_has_a_reason(app):
    rules = (WINNERS, Rule("honour_not_won", honour_category="OA"), Rule("system_in_use", months=6), Rule("parent_recommendation"))
    found = eligibility(category(*rules), Applicant("X", "pemkot"), Statement(), edition_number=4, opens_on=OPENS)
    assert [one.rule for one in found] == ["entrant_type", *(rule.code for rule in rules)]
    assert all(one.reason and one.title != one.rule for one in found)


# Completeness


def indicator(code, *, needs_evidence=True, limit=5):
    return Indicator(code, code, "?", 50.0, ("0", "1", "2", "3", "4", "5"), "", needs_evidence, limit)


INSTRUMENT = Instrument("m", "M", True, "", (Aspect("A", "A", (indicator("A1"), indicator("A2", needs_evidence=False))),))
WHOLE = {"A1": Claim(3, "dijalankan sejak 2019"), "A2": Claim(0, "belum")}


@pytest.mark.parametrize(
    ("claims", "with_evidence", "missing"),
    [
        (WHOLE, {"A1"}, []),
        (WHOLE, set(), [("A1", "evidence")]),
        (WHOLE | {"A2": Claim(None, "belum")}, {"A1"}, [("A2", "level")]),
        (WHOLE | {"A2": Claim(2, " \n ")}, {"A1"}, [("A2", "narrative")]),
        (WHOLE | {"A2": Claim(2, "satu dua tiga empat lima")}, {"A1"}, []),
        (WHOLE | {"A2": Claim(2, "satu dua tiga empat lima enam")}, {"A1"}, [("A2", "narrative")]),
        ({"A1": WHOLE["A1"]}, {"A1"}, [("A2", "level"), ("A2", "narrative")]),
    ],
)
def test_what_a_dossier_lacks(app, claims, with_evidence, missing):
    assert [(gap.indicator, gap.field) for gap in gaps(INSTRUMENT, claims, with_evidence)] == missing


# Hand-ins


def test_codes_of_hand_ins():
    assert [code_of("P4-2022/UMUM", 1), code_of("P4-2022/UMUM", 12345), code_of("P4-2022/OA", 7, 2)] == [
        "P4-2022/UMUM/0001",
        "P4-2022/UMUM/12345",
        "P4-2022/OA/0007.2",
    ]
