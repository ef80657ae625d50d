"""A public result as pages, files and feeds show it: its categories, lists and awards, made from announced decisions alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from p4comp.competition.final_terms import BY_SCORE
from p4comp.competition.models import Edition
from p4comp.competition.queries import Overview
from p4comp.competition.spec import Category, EditionSpec
from p4comp.decisions import queries as decisions
from p4comp.decisions import rules
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.entries import queries as entered
from p4comp.entries.models import Entry
from p4comp.results.rules.openness import FINALISTS


@dataclass(frozen=True)
class Shown:
    """An institution on a public list, as it was named in the decision; `province` is its code, empty for central ones."""

    entry_id: str
    name: str
    kind: str
    province: str
    award: str = ""
    place: int = 0
    score: float | None = None


@dataclass(frozen=True)
class Group:
    """One award's winners, or one category's finalists: alphabetical, which is not their rank, unless the plan lets their order be told.

    `is_ranked`: the award itself is a place of the ranking. `digits` are those scores are shown with, None where the plan keeps them closed.
    """

    label: str
    members: tuple[Shown, ...]
    is_ordered: bool = False
    is_ranked: bool = False
    digits: int | None = None


@dataclass(frozen=True)
class Part:
    """A category of the result: its decisions in force and who is on them; `known` are all announced ones, the oldest first."""

    code: str
    name: str
    finalists: Decision | None
    winners: Decision | None
    finalist_list: tuple[Shown, ...]
    awards: tuple[Group, ...]
    known: tuple[Decision, ...] = ()

    @property
    def corrections(self) -> list[Decision]:
        """The announced corrections of the category's lists, the newest first."""
        return [one for one in reversed(self.known) if one.is_published_correction]


@dataclass(frozen=True)
class Published:
    """The public result of an edition at a moment."""

    overview: Overview
    parts: tuple[Part, ...]
    at: datetime

    @property
    def entered(self) -> int:
        """How many handed in; asked only by the page that shows it."""
        return sum(entered.entered(self.edition.id, self.at).values()) if self.decisions else 0

    @property
    def verified(self) -> int:
        """How many of them were accepted."""
        return sum(entered.accepted(self.edition.id, self.at).values()) if self.decisions else 0

    @property
    def edition(self) -> Edition:
        """The edition."""
        return self.overview.edition

    @property
    def decisions(self) -> list[Decision]:
        """The announced decisions, finalists before winners."""
        return [one for one in [*(part.finalists for part in self.parts), *(part.winners for part in self.parts)] if one is not None]

    @property
    def known(self) -> list[Decision]:
        """All announced decisions, those since replaced as well, finalists before winners."""
        found = [one for part in self.parts for one in part.known]
        return sorted(found, key=lambda one: (one.purpose is Purpose.WINNERS, one.category))

    @property
    def corrections(self) -> list[Decision]:
        """The announced corrections, category by category."""
        return [one for part in self.parts for one in part.corrections]

    @property
    def has_finalists(self) -> bool:
        """Whether any list of finalists is announced."""
        return any(part.finalists for part in self.parts)

    @property
    def has_winners(self) -> bool:
        """Whether the winners are announced."""
        return any(part.winners for part in self.parts)

    @property
    def finalists(self) -> list[Shown]:
        """All announced finalists."""
        return [one for part in self.parts for one in part.finalist_list]

    @property
    def winners(self) -> list[Shown]:
        """All announced winners."""
        return [one for part in self.parts for group in part.awards for one in group.members]

    @property
    def award_groups(self) -> list[Group]:
        """The awards of all categories with their winners."""
        return [group for part in self.parts for group in part.awards]

    def objecting(self, purpose: str) -> dict[datetime | None, list[str]]:
        """Until when the announced lists of a purpose may be objected to (None: never), with their categories; empty where the edition says nothing."""
        found: dict[datetime | None, list[str]] = {}
        lists = [(part.name, part.finalists if purpose == Purpose.FINALISTS else part.winners) for part in self.parts]
        for name, one in lists if decisions.objection_days(self.overview.spec, Purpose(purpose)) is not None else ():
            if one is not None:
                found.setdefault(decisions.list_closes(one), []).append(name)
        return found

    @property
    def comments_until(self) -> datetime | None:
        """Until when anybody may comment on announced finalists; None where nobody is asked."""
        asked, zone = self.overview.spec.comments, self.edition.zone
        moments = [part.finalists.announced_at for part in self.parts if part.finalists and part.finalists.announced_at]
        ends = [rules.objection_closes(moment, asked.days, zone) for moment in moments] if asked else []
        return max((one for one in ends if one is not None), default=None)

    def by_province(self, *, winners: bool = False) -> dict[str, int]:
        """How many finalists, or winners, lie in which province; central institutions lie in none."""
        return dict(Counter(one.province for one in (self.winners if winners else self.finalists) if one.province))


def part(
    category: Category,
    known: tuple[Decision, ...],
    entries: Mapping[str, Entry],
    people: Mapping[str, str],
    at: datetime,
    decimals: int | None,
) -> Part:
    """A category's part of the public result: what is in force of it at `at`, and all that was announced."""
    in_force = {one.purpose: one for one in known if one.is_in_force(at)}
    finalists, winners = in_force.get(Purpose.FINALISTS), in_force.get(Purpose.WINNERS)
    heard, won = shown(finalists, entries, people), shown(winners, entries, people)
    return Part(category.code, category.name, finalists, winners, heard, groups(category, won, winners, decimals), known)


def digits(spec: EditionSpec, category: Category) -> int | None:
    """With how many decimals winners' scores are shown: where their awards follow the score, and the plan opens the final ranking."""
    if spec.plan.openness != FINALISTS or category.award_terms.giving not in BY_SCORE:
        return None
    own = category.scoring.decimals if category.scoring else None
    return spec.plan.decimals if own is None else own


def groups(category: Category, won: tuple[Shown, ...], decision: Decision | None, decimals: int | None) -> tuple[Group, ...]:
    """The winners award by award, in their order where the plan lets it be told; those without a known award last."""
    is_ordered, is_ranked = category.award_terms.is_ordered, category.award_terms.is_ranked
    places = {line.subject_id: line.place for line in decision.lines} if decision and is_ordered else {}
    put = sorted(won, key=lambda one: places[one.entry_id]) if places else won
    found = [
        Group(award.name, tuple(one for one in put if one.award == award.code), is_ordered, is_ranked, decimals)
        for award in category.awards
    ]
    rest = tuple(one for one in won if one.award not in {award.code for award in category.awards})
    return tuple(group for group in [*found, Group(category.name, rest)] if group.members)


def shown(decision: Decision | None, entries: Mapping[str, Entry], people: Mapping[str, str]) -> tuple[Shown, ...]:
    """Who is on a decided list, alphabetically, which is not their rank."""
    lines = decision.lines if decision else []
    return tuple(
        sorted(
            (_as_shown(line, people.get(line.subject_id, line.subject_name), entries.get(line.subject_id)) for line in lines),
            key=lambda one: (one.name.casefold(), one.entry_id),
        )
    )


def _as_shown(line: DecisionLine, name: str, entry: Entry | None) -> Shown:
    home = entry.institution if entry else None
    kind, province = (home.kind.value, home.province_code) if home else ("", "")
    return Shown(line.subject_id, name, kind, province, line.award, line.place, line.score)
