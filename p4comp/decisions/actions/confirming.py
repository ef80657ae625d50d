"""Two people confirm a list; the second confirmation makes the decision."""

import secrets
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import Any

from flask_babel import gettext as _

from p4comp.accounts import queries as accounts
from p4comp.competition import actions as competition
from p4comp.core import audit, canonical, clock, jobs, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Refused
from p4comp.decisions import policy, queries, rules, signals
from p4comp.decisions.models import Decision, DecisionLine, Plenary, PlenaryState
from p4comp.decisions.rules import rows

FORMAT = rows.SINCE
SECRET_BYTES = 32


def confirm(plenary: Plenary, *, by: Actor, at: datetime, seen: str) -> Decision | None:
    """Confirm the list; the second confirmation, by somebody else, makes the decision and returns it.

    `seen` is the hash of what was looked at (`Plenary.seen`): list, meeting and reason other than those are not confirmed by it.
    """
    verb = policy.VERB_BY_STATE.get(plenary.state, "confirm")
    target = rules.MOVES.after(plenary.state, verb)
    if seen != plenary.seen:
        raise Refused(_("Daftar atau berita acara ini diubah sesudah Anda membukanya. Buka lagi halamannya, periksa, lalu sahkan."))
    demand(policy.may_confirm(by, queries.matter(plenary, by), at))
    plenary.state, principal = target, accounts.principal_of(by, at)
    if principal is not None:
        plenary.meeting = plenary.meeting | {rules.STOOD_IN: plenary.meeting.get(rules.STOOD_IN, {}) | {by.id: principal.name}}
    facts = {
        "sha256": plenary.proposal_sha256,
        "seen": seen,
        "second": target is PlenaryState.CONFIRMED,
        "acts_for": principal.id if principal else "",
    }
    audit.record("plenary.confirmed", plenary, by=by, at=at, **facts)
    if target is PlenaryState.CONFIRMED_ONCE:
        plenary.first_confirmed_by, plenary.first_confirmed_at = by.id, at
        _ask_for_second(plenary, by=by, at=at)
        return None
    plenary.second_confirmed_by, plenary.second_confirmed_at = by.id, at
    return _decide(plenary, by=by, at=at)


def _ask_for_second(plenary: Plenary, *, by: Actor, at: datetime) -> None:
    for person in accounts.secretariat():
        if person.id != by.id:
            mail.to_person("decisions/mail/second.txt", person, at=at, plenary=plenary, first=by.name)


def _decide(plenary: Plenary, *, by: Actor, at: datetime) -> Decision:
    old = queries.to_replace(plenary)
    snapshot = _snapshot(plenary, old, at)
    head = audit.head()
    decision = Decision(
        plenary_id=plenary.id,
        edition_id=plenary.edition_id,
        purpose=plenary.purpose,
        category=plenary.category,
        code=_code(plenary, at),
        snapshot=snapshot,
        sha256=canonical.sha256(snapshot),
        code_version=snapshot["code_version"],
        audit_head=head.hash if head else audit.START,
        decided_at=at,
        replaces_id=plenary.replaces_id,
        reason=plenary.reason,
    )
    decision.edition, decision.plenary, decision.replaces = plenary.edition, plenary, old
    decision.lines = [DecisionLine(**_columns(line)) for line in snapshot["list"]]
    session().add(decision)
    facts = {"code": decision.code, "sha256": decision.sha256, "replaces": old.code if old else ""}
    audit.record("decision.made", decision, by=by, at=at, **facts)
    jobs.later("decisions.minutes", plenary.id)
    signals.decided.send(decision, by=by, at=at)
    if old is not None:
        _take_over(old, decision, by=by, at=at)
    return decision


def _take_over(old: Decision, new: Decision, *, by: Actor, at: datetime) -> None:
    """A list that is not known yet is never made known once it is corrected: the correction takes its moment."""
    if old.announced_at is None or old.is_known(at):
        return
    if queries.is_settled(old, at):
        words = _(
            "Daftar yang dikoreksi diumumkan kurang dari satu menit lagi. Sahkan koreksi ini sesudah pengumumannya, lalu umumkan koreksinya."
        )
        raise Refused(words)
    moment, old.announced_at = old.announced_at, None
    audit.record("decision.superseded", old, by=by, at=at, code=old.code, moment=moment.astimezone(UTC).isoformat())
    set_moment([new], moment, by=by, at=at)


def set_moment(decisions: list[Decision], moment: datetime, *, by: Actor, at: datetime, ahead_of: date | None = None) -> None:
    """Write the moment of announcement down and let upper rooms know it."""
    early = {"ahead_of": ahead_of} if ahead_of else {}
    for decision in decisions:
        decision.announced_at = moment
        audit.record("decision.announced", decision, by=by, at=at, code=decision.code, moment=moment.astimezone(UTC).isoformat(), **early)
    signals.announced.send(list(decisions), moment=moment, by=by, at=at)


def _code(plenary: Plenary, at: datetime) -> str:
    year = clock.local(at, plenary.edition.zone).year
    return f"HP-{year}-{competition.next_number(f'decision-{year}'):04d}"


def _columns(line: rules.Line) -> dict[str, Any]:
    return {
        "subject_id": line["subject_id"],
        "subject_name": line["name"],
        "place": line["place"],
        "award": line["award"],
        "score": line["score"],
    }


def _snapshot(plenary: Plenary, old: Decision | None, at: datetime) -> rules.Snapshot:
    proposal, working, edition = plenary.proposal, plenary.working, plenary.edition
    content = {
        "format": FORMAT,
        "edition": {"slug": edition.slug, "number": edition.number, "name": edition.name, "document_sha256": edition.document_sha256},
        "purpose": plenary.purpose,
        "category": plenary.category,
        "list": proposal["list"],
        "ranking": working["ranking"],
        "changes": proposal["changes"],
        "inputs": working["inputs"],
        "plan_sha256": proposal["plan_sha256"],
        "lot_seed": working["inputs"].get("seed", ""),
        "code_version": f"{version('p4comp')}, {rules.algorithm_of(plenary.purpose, working['inputs'])}",
        "plenary": {
            "held_on": plenary.held_on.isoformat() if plenary.held_on else None,
            "attendance": plenary.attendance,
            "notes": plenary.notes,
            "proposed_by": plenary.proposed_by,
            "confirmed_by": [plenary.first_confirmed_by, plenary.second_confirmed_by],
            "proposal_sha256": plenary.proposal_sha256,
            "working_sha256": proposal["working_sha256"],
            **({"meeting": meeting} if (meeting := rules.held(plenary.meeting)) else {}),
        },
        "decided_at": at.astimezone(UTC).isoformat(),
    }
    if "composition" in proposal:
        content["composition"] = proposal["composition"]
    if old is not None:
        content |= {"replaces": {"code": old.code, "sha256": old.sha256, "reason": plenary.reason}, "differences": plenary.differences}
    kept: rules.Snapshot = rules.plain(content)
    return kept | {"rows": rules.committed(kept, secrets.token_hex(SECRET_BYTES))}
