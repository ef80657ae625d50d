"""Full text over the cards: one question, asked of FTS5 or of PostgreSQL. Words are prefixes, all of them must be there."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, bindparam, column, func, literal_column, select, table

from p4comp.core import db
from p4comp.practices.models import PracticeCard
from p4comp.practices.models.cards import INDEX

WORDS = table(INDEX, column("practice_id"))


def holds(words: Sequence[str]) -> ColumnElement[bool]:
    """The cards that hold all these words (`rules.tokens`), or words that begin so."""
    return (_in_fts5 if db.session().get_bind().dialect.name == "sqlite" else _in_postgresql)(words)


def _in_fts5(words: Sequence[str]) -> ColumnElement[bool]:
    asked = " AND ".join(f'"{one}" *' for one in words)
    match = literal_column(INDEX).op("MATCH", is_comparison=True)(bindparam("asked_words", asked, unique=True))
    return PracticeCard.practice_id.in_(select(WORDS.c.practice_id).where(match))


def _in_postgresql(words: Sequence[str]) -> ColumnElement[bool]:
    asked = " & ".join(f"'{one}':*" for one in words)
    simple: ColumnElement[str] = literal_column("'simple'")
    return func.to_tsvector(simple, PracticeCard.words).bool_op("@@")(func.to_tsquery(simple, asked))
