"""Answers to a category's short questions, laid beside what the registry knows: the registry decides, a doubt goes to people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext as _

from p4comp.competition.questions import EntryQuestion
from p4comp.competition.spec import Category
from p4comp.entries.rules.applicant import RuleVerdict, Statement

Answers = Mapping[str, date | str]

SINCE, LETTER = "system_in_use", "parent_recommendation"
STATED_ONLY = frozenset({SINCE, LETTER})  # the registry knows nothing of them


@dataclass(frozen=True)
class Asked:
    """A question as it is asked once, and the categories it is about."""

    question: EntryQuestion
    categories: tuple[str, ...]


def asked(categories: Iterable[Category]) -> tuple[Asked, ...]:
    """The questions of several categories, each once, in the order of the file."""
    found: dict[str, Asked] = {}
    for category in categories:
        for question in category.questions:
            known = found.get(question.code, Asked(question, ()))
            found[question.code] = replace(known, categories=(*known.categories, category.name))
    return tuple(found.values())


def is_good(question: EntryQuestion, answers: Answers) -> bool | None:
    """Whether the answer is one of the good ones; None while there is none, and for days, which a rule judges."""
    answer = answers.get(question.code)
    return answer in question.good if isinstance(answer, str) and answer in question.answers else None


def statement_from(category: Category, answers: Answers) -> Statement:
    """What the answers state for the rules of a category; a letter is only said to be there."""
    by_rule = {question.rule: question for question in category.questions}
    since = answers.get(by_rule[SINCE].code) if SINCE in by_rule else None
    letter = is_good(by_rule[LETTER], answers) if LETTER in by_rule else None
    return Statement(since if isinstance(since, date) else None, letter, only_said=letter is not None)


def system_from(category: Category, answers: Answers) -> str:
    """The name of the complaint system that a chosen answer tells."""
    chosen = (choice for one in category.questions for choice in one.choices if answers.get(one.code) == choice.code)
    return next((choice.system for choice in chosen if choice.system), "")


def beside(category: Category, answers: Answers, verdicts: Iterable[RuleVerdict]) -> tuple[RuleVerdict, ...]:
    """The registry's verdicts with the answers beside them.

    An answer never turns the registry's no into a yes; one that speaks against its yes leaves the rule to the secretariat.
    """
    by_rule = {question.rule: question for question in category.questions if question.rule not in STATED_ONLY}
    return tuple(_beside(one, is_good(by_rule[one.rule], answers)) if one.rule in by_rule else one for one in verdicts)


def _beside(verdict: RuleVerdict, stated: bool | None) -> RuleVerdict:
    if stated is None or verdict.passed is None or stated is verdict.passed:
        return verdict
    if stated:
        words = _("Jawaban Anda berbeda dari arsip; arsip yang dipakai sampai sekretariat membetulkannya.")
        return replace(verdict, reason=f"{verdict.reason} {words}")
    words = _("Menurut jawaban Anda tidak demikian. Sampaikan kepada sekretariat, agar arsip diperiksa sebelum Anda mendaftar.")
    return replace(verdict, passed=None, reason=f"{verdict.reason} {words}")


def advice(category: Category, answers: Answers) -> tuple[str, ...]:
    """What the file advises on answers that are not good: for questions without a rule the only consequence, it bars nobody."""
    return tuple(one.advice for one in category.questions if one.advice and is_good(one, answers) is False)
