"""What decisions ask of this room: how a ranking of winners is made again or anew, whom a correction concerns, what it makes stale."""

from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.core import jobs
from p4comp.core.access import Actor
from p4comp.decisions import actions as decisions
from p4comp.decisions import queries, rules, signals
from p4comp.decisions.models import Decision, PlenaryState, Purpose
from p4comp.entries.models import State as EntryState
from p4comp.entries.policy import Case
from p4comp.entries.signals import Paper, showing
from p4comp.results import actions
from p4comp.results.actions import feedback
from p4comp.results.queries import feedback as feedback_queries
from p4comp.results.queries import guests, rows
from p4comp.results.rules import figures, final


def compute(purpose: Purpose, *, edition: Edition, category: str) -> dict[str, Any] | None:
    """A correction of winners may begin with the sheets as they are now."""
    return actions.computed(edition, category) if purpose is Purpose.WINNERS else None


def tell_corrected(announced: list[Decision], *, moment: datetime, by: Actor, at: datetime) -> None:
    """Those whom a correction of a known list concerns are told at its moment and not before."""
    for decision in announced:
        if decision.is_published_correction:
            jobs.later("results.tell_corrected", decision.id, due=moment)
            feedback.follow(decision.edition, decision.code, due=moment)


@showing.connect
def hold_feedback(case: Case, *, at: datetime) -> list[Paper]:
    """An entry's page leads its institution to the feedback that is out."""
    found = feedback_queries.of_entry(case.entry.id, at)
    if found is None:
        return []
    return [Paper(_("Umpan balik penilaian"), url_for("results.feedback", entry_id=case.entry.id), note=_("laporan dan PDF"))]


@showing.connect
def hold_rows(case: Case, *, at: datetime) -> list[Paper]:
    """An assessed entry's page leads its institution to the proof of its own rows once the winners are announced."""
    if case.entry.state is not EntryState.VERIFIED or not rows.is_open(case.entry, at):
        return []
    return [
        Paper(_("Bukti baris Anda"), url_for("results.own_rows", entry_id=case.entry.id), note=_("nilai dan tempat yang dapat dibuktikan"))
    ]


@showing.connect
def hold_invitation(case: Case, *, at: datetime) -> list[Paper]:
    """A finalist's page leads its institution to the invitation to the ceremony."""
    if case.entry.state is not EntryState.VERIFIED or not guests.is_invited(case.entry, at):
        return []
    url = url_for("results.ceremony_invitation", entry_id=case.entry.id)
    return [Paper(_("Undangan penganugerahan"), url, note=_("waktu, tempat, dan jawaban Anda"))]


def withdraw_stale(decision: Decision, *, by: Actor, at: datetime) -> None:
    """Winners proposed from finalists that were corrected since are proposed again."""
    if decision.purpose is not Purpose.FINALISTS or decision.replaces_id is None:
        return
    proposed = queries.live(decision.edition_id, Purpose.WINNERS, decision.category)
    if proposed is not None and proposed.state is not PlenaryState.CONFIRMED:
        reason = _("Daftar finalis diperbaiki dengan keputusan %(code)s. Usulkan pemenang lagi.", code=decision.code)
        decisions.take_back(proposed, reason=reason, by=by, at=at)


rules.recomputes(Purpose.WINNERS, final.ALGORITHM, final.rank)
rules.recomputes(Purpose.WINNERS, final.COMBINED, final.rank)
rules.recomputes(Purpose.WINNERS, figures.ALGORITHM, final.rank)
rules.lists(Purpose.WINNERS, lambda snapshot: final.winners(snapshot["ranking"], snapshot["inputs"]))
signals.computing.connect(compute)
signals.announced.connect(tell_corrected)
signals.decided.connect(withdraw_stale)
