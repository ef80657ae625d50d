"""What the rules look at: an institution, what it states, and the verdict of a rule."""

from dataclasses import dataclass, field, replace
from datetime import date

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.competition.spec import Category, Rule
from p4comp.competition.succession import Ruling

TITLES: dict[str, LazyString] = {
    "entrant_type": _l("Jenis instansi sesuai kategori"),
    "system_in_use": _l("Sistem pengelolaan pengaduan sudah dipakai cukup lama"),
    "parent_recommendation": _l("Ada surat rekomendasi instansi induk"),
    "honour_general_winner": _l("Pernah menjadi pemenang umum pada edisi sebelumnya"),
    "honour_not_won": _l("Belum pernah memenangi kategori ini"),
    "honour_not_holder": _l("Bukan pemegang penghargaan yang lebih tinggi"),
}


@dataclass(frozen=True)
class PastHonour:
    """A place in an earlier edition; `won` tells a winner from a finalist, `inherited` from whom and by which ruling it came."""

    edition_number: int
    year: int
    category: str
    won: bool
    award: str
    inherited: str = ""


@dataclass(frozen=True)
class Predecessor:
    """An institution that the applicant followed, at once or by way of others, with its honours."""

    code: str
    name: str
    honours: tuple[PastHonour, ...] = ()


@dataclass(frozen=True)
class Applicant:
    """What the registry knows of an institution. Honours of `predecessors` count only by a ruling of the edition.

    It exists from `began_on` to the day before `ended_on`; an unknown end is None.
    """

    name: str
    kind: str
    honours: tuple[PastHonour, ...] = ()
    predecessors: tuple[Predecessor, ...] = ()
    began_on: date | None = None
    ended_on: date | None = None
    code: str = ""
    province: str = ""
    parent: str = ""


@dataclass(frozen=True)
class Statement:
    """What the entrant states of itself; None is not yet asked or not yet answered. `only_said`: nobody has seen the letter."""

    system_since_on: date | None = None
    has_letter: bool | None = None
    only_said: bool = False


@dataclass(frozen=True)
class RuleVerdict:
    """One rule's answer: `passed` is None while the entrant has not been asked."""

    rule: str
    passed: bool | None
    reason: str

    @property
    def title(self) -> str:
        """The rule as people call it."""
        return str(TITLES.get(self.rule, self.rule))


def assumed(verdict: RuleVerdict) -> RuleVerdict:
    """The verdict of a rule that the edition file marks as assumed, saying so."""
    return replace(verdict, reason=verdict.reason + " " + _("(Syarat ini diasumsikan; aturan tertulisnya tidak diketahui.)"))


@dataclass(frozen=True)
class Question:
    """All that a rule may look at."""

    category: Category
    applicant: Applicant
    statement: Statement
    edition_number: int
    opens_on: date | None
    rule: Rule = field(default_factory=lambda: Rule("entrant_type"))
    rulings: tuple[Ruling, ...] = ()

    def about(self, rule: Rule | None) -> "Question":
        """The same asked of another rule; without one, of the type of institution."""
        return replace(self, rule=rule or Rule("entrant_type"))
