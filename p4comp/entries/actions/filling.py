"""Filling the dossier in: one field at a time, or all at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.competition.queries import spec_of
from p4comp.competition.spec import Indicator
from p4comp.core.access import Actor
from p4comp.core.autosave import Clash, Outcome, Saved, swap
from p4comp.core.db import everything, session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.words import moment
from p4comp.entries.actions.holding import hold
from p4comp.entries.models import Answer, AnswerVersion, Entry
from p4comp.entries.rules import EDITABLE

LONGEST = 20_000


def save(entry: Entry, indicator: str, field: str, text: str, *, seen: int, by: Actor, at: datetime) -> Outcome:
    """Save one field (`level` or `narrative`) of one answer, unless somebody saved another value since version `seen`."""
    must_be_editable(entry)
    value = _read(indicator_of(entry, indicator), field, text)
    answer = session().get(Answer, (entry.id, indicator))
    if answer is None:
        answer = blank(entry, indicator, by, at)
        session().add(answer)
    outcome = _swap(answer, field, value, seen, by, at)
    return _told(outcome, answer, field, by, entry.edition.zone) if isinstance(outcome, Clash) else outcome


def _told(clash: Clash, answer: Answer, field: str, by: Actor, zone: str) -> Clash:
    saved_at, saved_by = answer.written(field)
    writer = None if saved_by == by.id else session().get(Person, saved_by)
    own = _("Anda sendiri, di tab atau perangkat lain")
    return replace(clash, who=writer.name if writer else own, when=moment(saved_at, zone))


def _swap(answer: Answer, field: str, value: Any, seen: int, by: Actor, at: datetime) -> Outcome:
    before, version = getattr(answer, field), getattr(answer, f"{field}_version")
    written = answer.written(field)
    outcome = swap(answer, field, value, seen=seen)
    if isinstance(outcome, Saved) and outcome.version != version:
        if version:
            _keep_version(answer, field, version, before, *written)
        answer.saved_at, answer.saved_by = at, by.id
        setattr(answer, f"{field}_at", at)
        setattr(answer, f"{field}_by", by.id)
    return outcome


def _keep_version(answer: Answer, field: str, version: int, value: Any, saved_at: datetime, saved_by: str) -> None:
    text = "" if value is None else str(value)
    session().add(
        AnswerVersion(
            entry_id=answer.entry_id,
            indicator=answer.indicator,
            field=field,
            version=version,
            value=text,
            saved_at=saved_at,
            saved_by=saved_by,
        )
    )


def save_all(entry: Entry, answers: Mapping[str, tuple[int | None, str]], *, by: Actor, at: datetime) -> None:
    """Save many answers at once, `{indicator: (level, narrative)}`, over whatever was there; for imports and the demo."""
    must_be_editable(entry)
    put_back(entry, answers, by=by, at=at)


def put_back(entry: Entry, answers: Mapping[str, tuple[int | None, str]], *, by: Actor, at: datetime) -> None:
    """Put answers where they were, whoever may edit now; what stands there is kept as a version."""
    known: dict[str, Answer] = {}
    if entry not in session().new:
        known = {answer.indicator: answer for answer in everything(select(Answer).where(Answer.entry_id == entry.id))}
    for code, (level, narrative) in answers.items():
        indicator = indicator_of(entry, code)
        answer = known.get(code) or blank(entry, code, by, at)
        if code not in known:
            session().add(answer)
        for field, text in (("level", "" if level is None else str(level)), ("narrative", narrative)):
            _swap(answer, field, _read(indicator, field, text), getattr(answer, f"{field}_version"), by, at)


def blank(entry: Entry, indicator: str, by: Actor, at: datetime) -> Answer:
    """An answer that says nothing yet."""
    return Answer(
        entry_id=entry.id, indicator=indicator, level=None, level_version=0, narrative="", narrative_version=0, saved_at=at, saved_by=by.id
    )


def must_be_editable(entry: Entry) -> None:
    """Hold the entry, and go on only with one that its institution works on."""
    hold(entry)
    if entry.state not in EDITABLE:
        raise Refused(_("Berkas ini sudah dikirim, jadi isiannya tidak dapat diubah. Muat ulang halaman untuk melihat keadaan terbaru."))


def indicator_of(entry: Entry, code: str) -> Indicator:
    """The indicator of the entry's instrument with this code; Invalid when there is none."""
    found = spec_of(entry.edition).instrument_of(entry.category).indicator(code)
    if found is None:
        raise Invalid(_("Indikator %(code)s tidak ada pada instrumen ini.", code=code[:20]))
    return found


def _read(indicator: Indicator, field: str, text: str) -> int | str | None:
    if field == "narrative":
        if len(text) > LONGEST:
            raise Invalid(
                _("%(code)s: penjelasan ini terlalu panjang untuk disimpan. Ringkas dahulu.", code=indicator.code),
                f"{indicator.code}.narrative",
            )
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if field != "level":
        raise Invalid(_("Isian ini tidak dikenal."))
    if text == "":
        return None
    top = len(indicator.rubric) - 1
    if not (text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= top):
        raise Invalid(_("%(code)s: pilih tingkat 0 sampai %(top)d.", code=indicator.code, top=top), f"{indicator.code}.level")
    return int(text)


__all__ = ["Clash", "indicator_of", "must_be_editable", "put_back", "save", "save_all"]
