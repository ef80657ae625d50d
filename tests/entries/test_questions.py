"""Answers beside what the registry knows, and what to do about a no: the whole product of cases."""

import itertools
from datetime import date, timedelta

import pytest

from p4comp.competition.questions import AnswerKind, Choice, EntryQuestion
from p4comp.competition.spec import Category, Rule
from p4comp.entries.rules import (
    Applicant,
    CategoryCheck,
    PastHonour,
    Predecessor,
    RuleCheck,
    RuleVerdict,
    Statement,
    Way,
    advice,
    asked,
    bars,
    beside,
    eligibility,
    latest_start,
    months_later,
    statement_from,
    system_from,
    ways_on,
)
from p4comp.entries.rules.applicant import Question
from p4comp.entries.rules.eligibility import JUDGES

OPENS = date(2022, 2, 17)
SINCE = EntryQuestion("sejak", "Sejak?", AnswerKind.DAY, "system_in_use")
LETTER = EntryQuestion("surat", "Ada surat?", AnswerKind.YES_NO, "parent_recommendation")
WON = EntryQuestion("oa", "Pernah menang?", AnswerKind.YES_NO, "honour_not_won", good=("tidak",))
LINKED = EntryQuestion(
    "sp4n",
    "Terhubung?",
    AnswerKind.CHOICE,
    good=("lapor",),
    advice="Hubungkan.",
    choices=(Choice("lapor", "Ya", "SP4N-LAPOR!"), Choice("sendiri", "Sendiri"), Choice("belum", "Belum")),
)


def category(*questions, rules=(), code="UPP", types=("upp",)):
    return Category(code, f"Kategori {code}", "", types, tuple(rules), "m", "l", 6, 2, (), tuple(questions))


HONOUR_RULES = ("honour_general_winner", "honour_not_won", "honour_not_holder")
# what the registry says, what the person says (good, bad, nothing) -> the verdict
BESIDE = {
    (True, True): True,
    (True, False): None,
    (True, None): True,
    (False, True): False,
    (False, False): False,
    (False, None): False,
    (None, True): None,
    (None, False): None,
    (None, None): None,
}


@pytest.mark.parametrize(
    ("rule", "known", "stated", "good"), list(itertools.product(HONOUR_RULES, (True, False, None), (True, False, None), ("ya", "tidak")))
)
def test_an_answer_never_turns_the_registrys_no_into_a_yes(app, rule, known, stated, good):
    question = EntryQuestion("x", "?", AnswerKind.YES_NO, rule, good=(good,))
    answers = {} if stated is None else {"x": good if stated else {"ya": "tidak", "tidak": "ya"}[good]}
    found = beside(category(question), answers, [RuleVerdict(rule, known, "Dasar."), RuleVerdict("lain", False, "Tetap.")])
    assert [one.passed for one in found] == [BESIDE[known, stated], False]
    differs = known is not None and stated is not None and stated is not known
    assert (found[0].reason != "Dasar.", found[0].reason.startswith("Dasar."), found[1].reason) == (differs, True, "Tetap.")


@pytest.mark.parametrize("answer", ["mungkin", "", date(2021, 1, 1)])
def test_an_answer_that_is_none_changes_nothing(app, answer):
    verdict = RuleVerdict("honour_not_won", True, "Dasar.")
    assert beside(category(WON), {"oa": answer}, [verdict]) == (verdict,)
    assert statement_from(category(LETTER), {"surat": answer}).has_letter is None


DAYS = [(None, None), (date(2021, 8, 17), True), (date(2021, 8, 18), False)]
LETTERS = [(None, None), ("ya", True), ("tidak", False)]


@pytest.mark.parametrize(("day", "letter"), list(itertools.product(DAYS, LETTERS)))
def test_days_and_letters_are_judged_by_their_rules(app, day, letter):
    answers = {name: one for name, one in (("sejak", day[0]), ("surat", letter[0])) if one is not None}
    where = category(SINCE, LETTER, rules=(Rule("system_in_use", months=6), Rule("parent_recommendation")))
    stated = statement_from(where, answers)
    assert stated == Statement(day[0], letter[1], only_said=letter[1] is not None)
    found = eligibility(where, Applicant("RSUD", "upp"), stated, edition_number=4, opens_on=OPENS)
    assert [one.passed for one in beside(where, answers, found)] == [True, day[1], letter[1]]


def test_a_letter_nobody_has_seen_is_only_said_to_be_there(app):
    rule = category(LETTER, rules=(Rule("parent_recommendation"),))
    said, seen = (
        eligibility(rule, Applicant("RSUD", "upp"), Statement(None, True, only_said=only), edition_number=4, opens_on=OPENS)[1]
        for only in (True, False)
    )
    assert said.reason == "Menurut jawaban Anda, surat rekomendasi sudah ada. Unggah (PDF) beserta nomornya sesudah kepesertaan dimulai."
    assert seen.reason == "Rekomendasi instansi induk ada: disetujui di portal, atau suratnya diunggah."


@pytest.mark.parametrize(
    ("answer", "told", "system"),
    [("lapor", (), "SP4N-LAPOR!"), ("sendiri", ("Hubungkan.",), ""), ("belum", ("Hubungkan.",), ""), (None, (), "")],
)
def test_a_question_without_a_rule_only_advises(app, answer, told, system):
    answers = {"sp4n": answer} if answer else {}
    assert (advice(category(LINKED), answers), system_from(category(LINKED), answers)) == (told, system)


def test_nothing_is_asked_twice():
    found = asked([category(SINCE, LINKED, code="A"), category(SINCE, LETTER, code="B")])
    assert [(one.question.code, one.categories) for one in found] == [
        ("sejak", ("Kategori A", "Kategori B")),
        ("sp4n", ("Kategori A",)),
        ("surat", ("Kategori B",)),
    ]


# What to do about a no

OTHER = category(code="UMUM", types=("pemkot",))
CATEGORY, CLAIM, RULING, LETTER_WAY, ASK, DATE = Way.CATEGORY, Way.CLAIM, Way.RULING, Way.LETTER, Way.ASK, Way.DATE
# rule -> the ways of a no, of something unknown; CATEGORY only where another category fits
WAYS = {
    "entrant_type": ([CATEGORY, ASK], [ASK]),
    "system_in_use": ([DATE], [DATE]),
    "parent_recommendation": ([LETTER_WAY], [LETTER_WAY]),
    "honour_general_winner": ([CATEGORY, CLAIM], [ASK]),
    "honour_not_won": ([CATEGORY, ASK], [ASK]),
    "honour_not_holder": ([CATEGORY, ASK], [ASK]),
    "something_new": ([ASK], [ASK]),
}


def ways(code, passed, fitting=(), predecessors=(), opens_on=OPENS):
    rule = Rule(code, months=6, editions=(1, 2, 3), honour_category="OA")
    question = Question(category(), Applicant("X", "upp", (), tuple(predecessors)), Statement(), 4, opens_on, rule)
    return ways_on(RuleVerdict(code, passed, ""), question, tuple(fitting))


@pytest.mark.parametrize(("code", "passed", "fits"), list(itertools.product(WAYS, (True, False, None), (True, False))))
def test_every_no_has_its_ways_on(app, code, passed, fits):
    expected = [] if passed else [one for one in WAYS[code][passed is None] if fits or one is not CATEGORY]
    found = ways(code, passed, [OTHER] if fits else [])
    assert [one.way for one in found] == expected
    assert all(one.words for one in found)
    assert [one.categories for one in found if one.way is CATEGORY] == [(OTHER,)] * (CATEGORY in expected)


def test_every_rule_the_portal_judges_has_ways():
    assert set(JUDGES) <= set(WAYS)


def test_the_date_that_would_do_is_named(app):
    assert [one.words for one in ways("system_in_use", False)] == ["Dapat ikut bila sistem dipakai paling lambat 17 Agustus 2021."]
    assert ways("system_in_use", None, opens_on=None) == ()


@pytest.mark.parametrize(
    ("opens_on", "months"), list(itertools.product([OPENS, date(2022, 2, 28), date(2020, 2, 29), date(2022, 3, 31)], [1, 6, 120]))
)
def test_the_latest_start_is_just_in_time_and_a_day_later_is_not(opens_on, months):
    last = latest_start(opens_on, months)
    assert months_later(last, months) <= opens_on < months_later(last + timedelta(days=1), months)


@pytest.mark.parametrize(("category_code", "way"), [("UMUM", [CLAIM, RULING]), ("UPP", [CLAIM])])
def test_a_ruling_is_asked_for_where_a_predecessors_honours_would_pass(app, category_code, way):
    before = Predecessor("lama", "Kementerian Lama", (PastHonour(2, 2019, category_code, True, "Top"),))
    assert [one.way for one in ways("honour_general_winner", False, predecessors=[before])] == way


@pytest.mark.parametrize(("code", "passed"), list(itertools.product(WAYS, (True, False, None))))
def test_only_a_known_no_that_cannot_be_brought_later_bars(code, passed):
    assert bars(RuleVerdict(code, passed, "")) is (passed is False and code != "parent_recommendation")


def test_a_category_for_other_types_asks_nothing():
    def check(passed):
        return CategoryCheck(
            OTHER, (RuleCheck(RuleVerdict("entrant_type", passed, "")), RuleCheck(RuleVerdict("honour_not_won", False, "")))
        )

    assert [check(one).is_for_its_kind for one in (True, False)] == [True, False]
    assert [len(check(one).barriers) for one in (True, False)] == [1, 2]
