"""The card by which a published practice is found."""

from datetime import datetime

from sqlalchemy import delete, select

from p4comp.core import db
from p4comp.core.db import session
from p4comp.practices.models import Practice, PracticeCard
from p4comp.practices.rules import FIELDS, tokens

UNSEARCHED = frozenset({"theme", "theme_two", "office_email", "office_phone", "channel"})


def put_card(practice: Practice, themes: dict[str, str], *, at: datetime) -> None:
    """Let a practice be found by the words of the version just published."""
    texts, institution = practice.texts, practice.institution
    card = db.first(select(PracticeCard).where(PracticeCard.practice_id == practice.id))
    if card is None:
        card = PracticeCard(practice_id=practice.id, edition_id=practice.edition_id, entry_id=practice.entry_id, first_at=at)
        session().add(card)
    card.code, card.version, card.published_at = practice.code or "", practice.published_number or 1, at
    card.title, card.summary, card.institution_name = texts["title"], texts["summary"], practice.institution_name
    card.kind, card.province = institution.kind, institution.province_code
    card.theme, card.theme_two = texts["theme"], texts.get("theme_two", "")
    said = [texts.get(name, "") for name in FIELDS if name not in UNSEARCHED]
    card.words = " ".join(tokens(" ".join([*said, practice.institution_name, *themes.values()])))


def drop_card(practice: Practice) -> None:
    """Let it be found no more."""
    session().execute(delete(PracticeCard).where(PracticeCard.practice_id == practice.id))
