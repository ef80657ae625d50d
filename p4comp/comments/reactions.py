"""What lower rooms ask of comments: what the plenary reads of them, what an entry's page shows, what is forgotten with a person."""

from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import update

from p4comp.accounts import signals as accounts
from p4comp.accounts.models import Person
from p4comp.comments import queries, rules
from p4comp.comments.actions import WRITER
from p4comp.comments.models import Comment
from p4comp.competition import queries as competition
from p4comp.competition.spec import Stage
from p4comp.core import clock, vault
from p4comp.core.db import session
from p4comp.decisions.models import Plenary
from p4comp.decisions.signals import Remark, remarking
from p4comp.entries.policy import Case
from p4comp.entries.signals import Paper, showing


@remarking.connect
def remarks(plenary: Plenary, *, subjects: list[str], **_more: Any) -> list[Remark]:
    """The summaries that were answered, or may be answered no more; never a comment itself."""
    if competition.spec_of(plenary.edition).comments is None:
        return []
    running = competition.current_calendar()
    calendar = running[1] if running and running[0].id == plenary.edition_id else competition.calendar(plenary.edition)
    until, source = calendar.window(Stage.FINAL).opens, _("Tanggapan masyarakat (ringkasan)")
    answerable = until is None or clock.arrived() < until
    found = queries.for_plenary(plenary.edition_id, subjects)
    seen = [one for one in found if rules.is_seen(moderated=one.moderated_at is not None, answerable=answerable)]
    return [Remark(one.entry_id, source, one.words, one.answer_shown) for one in seen]


@showing.connect
def show_digest(case: Case, *, at: datetime) -> list[Paper]:
    """The institution finds the summary on the entry's page."""
    if competition.spec_of(case.entry.edition).comments is None or not queries.for_plenary(case.entry.edition_id, [case.entry.id]):
        return []
    return [Paper(_("Ringkasan tanggapan masyarakat"), url_for("comments.digest", entry_id=case.entry.id))]


@accounts.person_erased.connect
def forget_writers(person: Person, *, email: str, **_more: Any) -> None:
    """Whoever is erased is no longer known as a writer either."""
    mine = update(Comment).where(Comment.writer_mark == vault.mark(email.strip().lower(), WRITER))
    session().execute(mine.values(writer="", writer_mark="", origin="", erased_at=clock.now()))
