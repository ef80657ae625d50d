"""What the secretariat still has to do about interviews, and how far they are."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from p4comp.accounts.policy import may_be_second, same_hand
from p4comp.competition import queries as competition
from p4comp.competition.final_terms import FinalStage
from p4comp.core import approvals, tallies, web
from p4comp.core.access import Actor
from p4comp.core.approvals import Approval
from p4comp.interviews.queries import papers, start


@web.contribute("todo")
def to_place(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat places announced finalists, where they are heard at all."""
    edition = competition.current() if actor.has("secretariat") else None
    is_heard = edition is not None and competition.spec_of(edition).plan.final_stage not in (FinalStage.DESK, FinalStage.FIGURES)
    number = start.counts(edition.id, at).unplaced if edition and is_heard else 0
    if number:
        yield web.Todo(_("Jadwalkan wawancara %(n)d finalis", n=number), url_for("interviews.timetable"), _("Buka jadwal"))


@web.contribute("todo")
def to_follow(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat follows sheets that are not locked."""
    edition = competition.current() if actor.has("secretariat") else None
    number = start.counts(edition.id, at).missing if edition else 0
    if number:
        yield web.Todo(
            _("%(n)d lembar juri belum dikunci", n=number), url_for("interviews.missing_sheets"), _("Lihat lembar"), tone="waiting"
        )


def _as_second(actor: Actor) -> tuple[str, str] | None:
    edition = competition.current() if may_be_second(actor) else None
    return (edition.id, actor.id) if edition else None


REOPENINGS = tallies.on_start_page(papers.reopenings_to_answer, _as_second)


@web.contribute("todo")
def to_answer(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat is told of jurors who want a locked sheet opened."""
    if number := REOPENINGS.of(actor):
        title = ngettext("Jawab %(num)d permintaan membuka lembar juri", "Jawab %(num)d permintaan membuka lembar juri", number)
        yield web.Todo(title, url_for("interviews.missing_sheets"), _("Buka permintaan"))


@approvals.contribute
def reopenings_that_wait(actor: Actor, at: datetime) -> Iterator[Approval]:
    """The requests to open a locked juror sheet; one query."""
    edition = competition.current() if actor.has("secretariat") else None
    for one in papers.reopenings(edition) if edition else ():
        title = _("Buka lembar juri: %(name)s", name=one.sheet.interview.entry.institution_name)
        own = same_hand(actor, one.sheet.juror.person_id)
        reason = _("Ini lembar Anda atau orang yang Anda wakili.") if own else ""
        url = url_for("interviews.reopening", reopening_id=one.id)
        yield Approval(title, url, one.asked_at, one.sheet.juror.person.name, reason)


@web.contribute("numbers")
def held(actor: Actor, at: datetime) -> Iterator[web.Stat]:
    """How far the interviews are, for the secretariat."""
    edition = competition.current() if actor.has("secretariat") else None
    found = start.counts(edition.id, at) if edition else None
    if found and found.placed:
        yield web.Stat(_("Wawancara selesai"), found.held, _("dari %(n)d", n=found.placed))
