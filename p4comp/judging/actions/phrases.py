"""Texts a person often writes into notes: kept, and thrown away."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete

from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.judging import policy, queries
from p4comp.judging.models import Phrase

MOST, LONGEST = 40, 500


def keep_phrase(text: str, *, by: Actor, at: datetime) -> None:
    """Keep a phrase for the person's own notes; the same text is kept once."""
    demand(policy.may_evaluate(by, None, at))
    text = text.replace("\r\n", "\n").strip()
    known = {one.text for one in queries.phrases(by.id)}
    if not text:
        raise Invalid(_("Isi frasa yang hendak disimpan."), "text")
    if len(text) > LONGEST:
        raise Invalid(_("Frasa paling panjang %(limit)d huruf.", limit=LONGEST), "text")
    if len(known) >= MOST:
        raise Refused(_("Anda sudah menyimpan %(most)d frasa. Hapus dahulu yang tidak terpakai.", most=MOST))
    if text not in known:
        session().add(Phrase(person_id=by.id, text=text, added_at=at))


def drop_phrase(phrase: Phrase, *, by: Actor, at: datetime) -> None:
    """Throw an own phrase away; notes it was put into stay as they are."""
    demand(policy.may_evaluate(by, None, at))
    session().execute(delete(Phrase).where(Phrase.id == phrase.id, Phrase.person_id == by.id))
