"""The plenary gives winners their awards, one by one, with vote and reason."""

from dataclasses import asdict
from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit, canonical
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid
from p4comp.decisions import policy, queries, rules
from p4comp.decisions.actions.proposing import keep_lines
from p4comp.decisions.models import Plenary
from p4comp.decisions.rules import AWARDS, Given


def give_award(plenary: Plenary, one: Given, *, by: Actor, at: datetime) -> None:
    """Give a winner an award as the meeting decided, within its places; an empty award opens the place again."""
    rules.MOVES.after(plenary.state, "change")
    demand(policy.may_give_awards(by, queries.matter(plenary, by), at))
    if not one.ruling.reason:
        raise Invalid(_("Isi alasan; alasan ini tercetak dalam berita acara."), "reason")
    lines = rules.award_to(plenary.proposal, one.ruling.subject_id, one.award)
    rules.check_ruling(one.ruling, rules.seats_of(plenary.meeting))
    decided = {key: value for key, value in plenary.meeting.get(AWARDS, {}).items() if key != one.ruling.subject_id}
    if one.award:
        decided[one.ruling.subject_id] = rules.plain(asdict(one.ruling)) | {"award": one.award}
    plenary.meeting = plenary.meeting | {AWARDS: decided}
    keep_lines(plenary, lines)
    plenary.minutes_sha256 = None
    said = {"about": one.ruling.subject_id, "award": one.award, "method": one.ruling.method, "votes": list(one.ruling.votes)}
    out = [name for _id, name, _bond in one.ruling.out]
    audit.record(
        "plenary.awarded", plenary, by=by, at=at, **said, reason=one.ruling.reason, out=out, sha256=canonical.sha256(plenary.proposal)
    )
