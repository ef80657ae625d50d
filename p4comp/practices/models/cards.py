"""The card of each published practice: what lists show and what is searched; it goes when the practice goes.

The words are searched by an index beside the models: FTS5 on SQLite, kept by triggers, and an expression index on PostgreSQL.
Both take the very tokens that `rules.tokens` made, so that a search finds the same on both.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, ForeignKey, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.core.db import Base, Choice, Moment, beside
from p4comp.institutions.models import Kind
from p4comp.practices.models.practice import Practice

INDEX = beside("practice_words")


class PracticeCard(Base):
    """What anybody may find; names of institution and edition are those of the day. `words` are the tokens of the whole text."""

    __tablename__ = "practice_card"

    practice_id: Mapped[str] = mapped_column(ForeignKey("practice.id"), primary_key=True)
    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    entry_id: Mapped[str] = mapped_column(String(12), index=True)
    code: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(180))
    summary: Mapped[str] = mapped_column(Text)
    institution_name: Mapped[str] = mapped_column(String(250))
    kind: Mapped[Kind] = mapped_column(Choice(Kind))
    province: Mapped[str] = mapped_column(String(2), default="")
    theme: Mapped[str] = mapped_column(String(40), index=True)
    theme_two: Mapped[str] = mapped_column(String(40), default="")
    version: Mapped[int]
    first_at: Mapped[datetime] = mapped_column(Moment)
    published_at: Mapped[datetime] = mapped_column(Moment)
    words: Mapped[str] = mapped_column(Text)

    practice: Mapped[Practice] = relationship()


FTS5 = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS practice_words USING fts5(words, practice_id UNINDEXED, tokenize = 'unicode61')",
    "CREATE TRIGGER IF NOT EXISTS practice_words_added AFTER INSERT ON practice_card BEGIN "
    "INSERT INTO practice_words (words, practice_id) VALUES (new.words, new.practice_id); END",
    "CREATE TRIGGER IF NOT EXISTS practice_words_gone AFTER DELETE ON practice_card BEGIN "
    "DELETE FROM practice_words WHERE practice_id = old.practice_id; END",
    "CREATE TRIGGER IF NOT EXISTS practice_words_changed AFTER UPDATE OF words ON practice_card BEGIN "
    "UPDATE practice_words SET words = new.words WHERE practice_id = old.practice_id; END",
)
GIN = "CREATE INDEX IF NOT EXISTS practice_words ON practice_card USING gin (to_tsvector('simple', words))"
WHEN: dict[str, tuple[str, ...]] = {"sqlite": FTS5, "postgresql": (GIN,)}
GONE: dict[str, tuple[str, ...]] = {"sqlite": ("DROP TABLE IF EXISTS practice_words",)}


def _listen(moment: str, statements: dict[str, tuple[str, ...]]) -> None:
    table: Any = PracticeCard.__table__
    for dialect, texts in statements.items():
        for text in texts:
            event.listen(table, moment, DDL(text).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]  # SQLAlchemy's own


_listen("after_create", WHEN)
_listen("after_drop", GONE)
