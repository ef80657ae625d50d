"""What came of an entry, once that is announced."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import and_, select

from p4comp.competition.queries import spec_of
from p4comp.competition.spec import Category
from p4comp.core.db import session
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.decisions.queries import in_force
from p4comp.entries.models import Entry, State


class Reached(StrEnum):
    """The farthest list an entry is on; `none` once its category's finalists are known and it is not among them."""

    WINNER = "winner"
    FINALIST = "finalist"
    NONE = "none"


@dataclass(frozen=True)
class Outcome:
    """How far an entry got, its category by name, its award where it won one; `is_final` once its category's winners are known."""

    reached: Reached
    category: str
    is_final: bool
    award: str = ""

    @property
    def label(self) -> str:
        """In a word or two."""
        if self.reached is Reached.WINNER:
            return _("Penerima penghargaan: %(award)s", award=self.award) if self.award else _("Penerima penghargaan")
        return _("Finalis") if self.reached is Reached.FINALIST else _("Tidak masuk daftar finalis")

    def headline(self, name: str) -> str:
        """As one would tell it to the institution."""
        if self.reached is Reached.WINNER:
            return (
                _("%(name)s menerima penghargaan: %(award)s", name=name, award=self.award)
                if self.award
                else _("%(name)s menjadi pemenang", name=name)
            )
        return (
            _("%(name)s menjadi finalis", name=name)
            if self.reached is Reached.FINALIST
            else _("%(name)s tidak masuk daftar finalis", name=name)
        )

    @property
    def words(self) -> str:
        """What that means, kindly and without hiding anything."""
        if self.reached is Reached.WINNER:
            return _("Selamat. Instansi Anda pemenang kategori %(category)s.", category=self.category)
        if self.reached is Reached.NONE:
            return _(
                "Terima kasih sudah ikut kategori %(category)s. Berkas Anda dibaca lengkap oleh para evaluator.", category=self.category
            )
        if self.is_final:
            return _(
                "Selamat atas capaian sebagai finalis kategori %(category)s. Penghargaan pemenang diberikan kepada finalis lain.",
                category=self.category,
            )
        return _("Selamat atas capaian sebagai finalis kategori %(category)s. Pemenang belum diumumkan.", category=self.category)

    @property
    def tone(self) -> str:
        """Good news stands in green, the other without colour."""
        return "info" if self.reached is Reached.NONE else "success"


def outcomes(entries: Collection[Entry], at: datetime) -> dict[str, Outcome]:
    """What is announced of entries at `at`, by entry, by one query; before its moment a decision does not exist, and of a corrected list the correction counts."""
    assessed = {entry.id: entry for entry in entries if entry.state is State.VERIFIED}
    own = and_(DecisionLine.decision_id == Decision.id, DecisionLine.subject_id.in_(assessed))
    query = select(Decision.edition_id, Decision.category, Decision.purpose, DecisionLine.subject_id, DecisionLine.award).outerjoin(
        DecisionLine, own
    )
    query = query.where(Decision.edition_id.in_({entry.edition_id for entry in assessed.values()}), in_force(at))
    lists: dict[tuple[str, str, Purpose], dict[str, str]] = {}
    for edition_id, category, purpose, entry_id, award in session().execute(query) if assessed else ():
        lists.setdefault((edition_id, category, purpose), {})[entry_id] = award
    found = {entry.id: _outcome(entry, lists) for entry in assessed.values()}
    return {entry_id: one for entry_id, one in found.items() if one is not None}


def _outcome(entry: Entry, lists: dict[tuple[str, str, Purpose], dict[str, str]]) -> Outcome | None:
    """None as long as nothing can be said of the entry."""
    winners, finalists = (lists.get((entry.edition_id, entry.category, purpose)) for purpose in (Purpose.WINNERS, Purpose.FINALISTS))
    category, is_final = spec_of(entry.edition).category(entry.category), winners is not None
    name = category.name if category else entry.category
    if winners and entry.id in winners:
        return Outcome(Reached.WINNER, name, is_final, _award(category, winners[entry.id]))
    if finalists is None:
        return None
    return Outcome(Reached.FINALIST if entry.id in finalists else Reached.NONE, name, is_final)


def _award(category: Category | None, code: str) -> str:
    return next((award.name for award in category.awards if award.code == code), "") if category else ""
