"""What to do about a rule that is not met, or not yet: another category, a claim, a ruling, a letter, a word to the secretariat, a date."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from flask_babel import gettext as _

from p4comp.competition.spec import Category
from p4comp.core.words import short_day
from p4comp.entries.rules import honours
from p4comp.entries.rules.applicant import Question, RuleVerdict
from p4comp.entries.rules.eligibility import months_later

CURABLE = frozenset({"parent_recommendation"})


class Way(StrEnum):
    """Where a way on leads."""

    CATEGORY = "category"
    CLAIM = "claim"
    RULING = "ruling"
    LETTER = "letter"
    ASK = "ask"
    DATE = "date"


@dataclass(frozen=True)
class WayOn:
    """A way on in words; `categories` are those that fit instead."""

    way: Way
    words: str
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True)
class RuleCheck:
    """A rule's verdict with its ways on."""

    verdict: RuleVerdict
    ways: tuple[WayOn, ...] = ()

    @property
    def rule(self) -> str:
        """The rule's code."""
        return self.verdict.rule

    @property
    def passed(self) -> bool | None:
        """Whether it is met; None is not known yet."""
        return self.verdict.passed

    @property
    def title(self) -> str:
        """The rule as people call it."""
        return self.verdict.title

    @property
    def reason(self) -> str:
        """The ground of the verdict."""
        return self.verdict.reason


@dataclass(frozen=True)
class CategoryCheck:
    """A category judged for an institution: its rules, and what the edition advises on the answers given."""

    category: Category
    rules: tuple[RuleCheck, ...]
    advice: tuple[str, ...] = ()

    @property
    def barriers(self) -> tuple[RuleCheck, ...]:
        """The rules that keep the institution from beginning; what can be brought later is none."""
        return tuple(one for one in self.rules if bars(one.verdict))

    @property
    def is_for_its_kind(self) -> bool:
        """Whether the category is for institutions of this type at all."""
        return all(one.passed is not False for one in self.rules if one.rule == "entrant_type")


def bars(verdict: RuleVerdict) -> bool:
    """Whether a verdict keeps an institution from beginning: a known no, unless it can still be brought."""
    return verdict.passed is False and verdict.rule not in CURABLE


def latest_start(opens_on: date, months: int) -> date:
    """The last day on which a system may have been taken into use to be old enough when registration opens."""
    day = opens_on
    while months_later(day, months) > opens_on:
        day -= timedelta(days=1)
    return day


def ways_on(verdict: RuleVerdict, question: Question, fitting: tuple[Category, ...]) -> tuple[WayOn, ...]:
    """The ways on from a rule that is not met or not known; none from one that is met."""
    if verdict.passed is True:
        return ()
    return tuple(WAYS.get(verdict.rule, _ask)(verdict, question, fitting))


def _other(fitting: tuple[Category, ...]) -> list[WayOn]:
    names = ", ".join(one.name for one in fitting)
    return [WayOn(Way.CATEGORY, _("Kategori yang sesuai: %(names)s.", names=names), fitting)] if fitting else []


def _ask(verdict: RuleVerdict, question: Question, fitting: tuple[Category, ...]) -> list[WayOn]:
    return [WayOn(Way.ASK, _("Catatan portal keliru? Sampaikan agar diperiksa."))]


def _other_or_ask(verdict: RuleVerdict, question: Question, fitting: tuple[Category, ...]) -> list[WayOn]:
    return (_other(fitting) if verdict.passed is False else []) + _ask(verdict, question, fitting)


def _date(verdict: RuleVerdict, question: Question, fitting: tuple[Category, ...]) -> list[WayOn]:
    if question.opens_on is None:
        return []
    day = short_day(latest_start(question.opens_on, question.rule.months))
    return [WayOn(Way.DATE, _("Dapat ikut bila sistem dipakai paling lambat %(day)s.", day=day))]


def _letter(verdict: RuleVerdict, question: Question, fitting: tuple[Category, ...]) -> list[WayOn]:
    return [
        WayOn(
            Way.LETTER,
            _("Siapkan suratnya dari naskah ini, atau minta rekomendasi lewat portal; keduanya boleh sesudah kepesertaan dimulai."),
        )
    ]


def _general_winner(verdict: RuleVerdict, question: Question, fitting: tuple[Category, ...]) -> list[WayOn]:
    if verdict.passed is None:
        return _ask(verdict, question, fitting)
    found = [*_other(fitting), WayOn(Way.CLAIM, _("Pernah menang tetapi belum tercatat? Unggah piagam atau keputusannya."))]
    if honours.undecided(question):
        found.append(WayOn(Way.RULING, _("Minta putusan tentang penghargaan instansi pendahulu.")))
    return found


Ways = Callable[[RuleVerdict, Question, tuple[Category, ...]], list[WayOn]]

WAYS: dict[str, Ways] = {
    "entrant_type": _other_or_ask,
    "system_in_use": _date,
    "parent_recommendation": _letter,
    "honour_general_winner": _general_winner,
    "honour_not_won": _other_or_ask,
    "honour_not_holder": _other_or_ask,
}
