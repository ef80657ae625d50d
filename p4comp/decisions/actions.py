"""What can happen to a list between its calculation and its announcement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import Any

from flask_babel import gettext as _

from p4comp.accounts import queries as accounts
from p4comp.competition import actions as competition
from p4comp.competition.models import Edition
from p4comp.core import audit, canonical, clock, jobs, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.decisions import policy, queries, rules, signals
from p4comp.decisions.models import Decision, DecisionLine, Plenary, PlenaryState, Purpose

FORMAT = 1


@dataclass(frozen=True)
class Facts:
    """What people type in about the meeting; an empty number reads “menunggu nomor”."""

    held_on: date | None = None
    number: str = ""
    attendance: str = ""
    notes: str = ""


def propose(edition: Edition, purpose: Purpose, category: str, proposal: dict[str, Any], *, by: Actor, at: datetime) -> Plenary:
    """Lay a computed list before the plenary; an earlier one that is not confirmed by two people is withdrawn."""
    purpose = Purpose(purpose)
    proposal = rules.tidy(proposal)
    _make_way(edition, purpose, category, by=by, at=at)
    plenary = Plenary(
        edition_id=edition.id,
        purpose=purpose,
        category=category,
        state=PlenaryState.PROPOSED,
        proposal=proposal,
        proposal_sha256=canonical.sha256(proposal),
        proposed_at=at,
        proposed_by=by.id,
    )
    plenary.edition = edition
    session().add(plenary)
    audit.record("plenary.proposed", plenary, by=by, at=at, purpose=purpose, category=category, sha256=plenary.proposal_sha256)
    return plenary


def _make_way(edition: Edition, purpose: Purpose, category: str, *, by: Actor, at: datetime) -> None:
    earlier = queries.live(edition.id, purpose, category)
    if earlier is None:
        return
    if earlier.state is PlenaryState.CONFIRMED:
        raise Refused(_("Daftar kategori ini sudah disahkan rapat pleno. Daftar yang sudah disahkan tidak diganti dengan usulan baru."))
    withdraw(earlier, reason=_("Diganti usulan baru."), by=by, at=at)
    session().flush()


def withdraw(plenary: Plenary, *, reason: str, by: Actor, at: datetime) -> None:
    """Take a list back that is not yet confirmed by two people; its record stays."""
    plenary.state = rules.MOVES.after(plenary.state, "withdraw")
    audit.record("plenary.withdrawn", plenary, by=by, at=at, reason=reason)


def change(plenary: Plenary, *, out: str, into: str, reason: str, by: Actor, at: datetime) -> None:
    """Put `into` in the place of `out`, before anybody has confirmed the list, and keep the reason in it."""
    rules.MOVES.after(plenary.state, "change")
    demand(policy.may_change(by, plenary, at))
    if not reason.strip():
        raise Invalid(_("Isi alasan perubahan; alasan ini tercetak dalam berita acara."), "reason")
    proposal = dict(plenary.proposal)
    before, after = ({row["subject_id"]: row["name"] for row in proposal["ranking"]}.get(key, key) for key in (out, into))
    made = {"out": out, "out_name": before, "into": into, "into_name": after, "reason": reason.strip(), "by": by.id, "by_name": by.name}
    proposal["list"] = rules.exchange(proposal["list"], proposal["ranking"], out=out, into=into)
    proposal["changes"] = [*proposal["changes"], {**made, "at": at.astimezone(UTC).isoformat()}]
    plenary.proposal = proposal
    plenary.proposal_sha256 = canonical.sha256(proposal)
    audit.record("plenary.changed", plenary, by=by, at=at, out=out, into=into, reason=reason.strip(), sha256=plenary.proposal_sha256)


def record_facts(plenary: Plenary, facts: Facts, *, by: Actor, at: datetime) -> None:
    """Keep what was typed in about the meeting; once the list is confirmed only the number may still be filled in."""
    if plenary.state is PlenaryState.WITHDRAWN:
        rules.MOVES.after(plenary.state, "withdraw")
    if plenary.state is PlenaryState.CONFIRMED and (facts.held_on, facts.attendance, facts.notes) != (
        plenary.held_on,
        plenary.attendance,
        plenary.notes,
    ):
        raise Refused(_("Daftar sudah disahkan: tanggal, kehadiran, dan catatan rapat sudah tetap. Hanya nomor yang masih dapat diisi."))
    plenary.held_on, plenary.number = facts.held_on, facts.number.strip()
    plenary.attendance, plenary.notes = facts.attendance, facts.notes
    plenary.minutes_sha256 = None
    audit.record("plenary.facts", plenary, by=by, at=at, number=plenary.number, held_on=facts.held_on)
    if plenary.state is PlenaryState.CONFIRMED:
        jobs.later("decisions.minutes", plenary.id)


def confirm(plenary: Plenary, *, by: Actor, at: datetime, seen: str = "") -> Decision | None:
    """Confirm the list; the second confirmation, by somebody else, makes the decision and returns it.

    `seen` is the SHA-256 of the list that was looked at: another one is not confirmed by it.
    """
    if seen and seen != plenary.proposal_sha256:
        raise Refused(_("Daftar ini diubah sesudah Anda membukanya. Buka lagi halamannya, periksa perubahannya, lalu sahkan."))
    verb = policy.VERB_BY_STATE.get(plenary.state, "confirm")
    target = rules.MOVES.after(plenary.state, verb)
    demand(policy.may_confirm(by, plenary, at))
    plenary.state = target
    audit.record("plenary.confirmed", plenary, by=by, at=at, sha256=plenary.proposal_sha256, second=target is PlenaryState.CONFIRMED)
    if target is PlenaryState.CONFIRMED_ONCE:
        plenary.first_confirmed_by, plenary.first_confirmed_at = by.id, at
        _ask_for_second(plenary, by=by, at=at)
        return None
    plenary.second_confirmed_by, plenary.second_confirmed_at = by.id, at
    return _decide(plenary, by=by, at=at)


def _ask_for_second(plenary: Plenary, *, by: Actor, at: datetime) -> None:
    for person in accounts.secretariat():
        if person.id != by.id:
            mail.queue(
                "decisions/mail/second.txt", to=person.email, person_id=person.id, at=at, person=person, plenary=plenary, first=by.name
            )


def _decide(plenary: Plenary, *, by: Actor, at: datetime) -> Decision:
    snapshot = _snapshot(plenary, at)
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
    )
    decision.edition, decision.plenary = plenary.edition, plenary
    decision.lines = [DecisionLine(**_columns(line)) for line in snapshot["list"]]
    session().add(decision)
    audit.record("decision.made", decision, by=by, at=at, code=decision.code, sha256=decision.sha256)
    jobs.later("decisions.minutes", plenary.id)
    signals.decided.send(decision, by=by, at=at)
    return decision


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


def _snapshot(plenary: Plenary, at: datetime) -> rules.Snapshot:
    proposal, edition = plenary.proposal, plenary.edition
    content = {
        "format": FORMAT,
        "edition": {"slug": edition.slug, "number": edition.number, "name": edition.name, "document_sha256": edition.document_sha256},
        "purpose": plenary.purpose,
        "category": plenary.category,
        "list": proposal["list"],
        "ranking": proposal["ranking"],
        "changes": proposal["changes"],
        "inputs": proposal["inputs"],
        "plan_sha256": proposal["plan_sha256"],
        "lot_seed": proposal["inputs"].get("seed", ""),
        "code_version": version("p4comp"),
        "plenary": {
            "held_on": plenary.held_on.isoformat() if plenary.held_on else None,
            "attendance": plenary.attendance,
            "notes": plenary.notes,
            "proposed_by": plenary.proposed_by,
            "confirmed_by": [plenary.first_confirmed_by, plenary.second_confirmed_by],
            "proposal_sha256": plenary.proposal_sha256,
        },
        "decided_at": at.astimezone(UTC).isoformat(),
    }
    kept: rules.Snapshot = rules.plain(content)
    return kept


def announce(decisions: Sequence[Decision], moment: datetime, *, by: Actor, at: datetime) -> None:
    """Let the decisions be known from `moment` on; until it is there it may still be moved, never afterwards."""
    if moment < at:
        raise Invalid(_("Pilih saat pengumuman yang belum lewat."), "moment")
    known = [decision.code for decision in decisions if decision.announced_at is not None and decision.announced_at <= at]
    if known:
        raise Refused(_("Daftar %(codes)s sudah diumumkan, jadi saatnya tidak dapat dipindahkan.", codes=", ".join(known)))
    for decision in decisions:
        decision.announced_at = moment
        audit.record("decision.announced", decision, by=by, at=at, code=decision.code, moment=moment.astimezone(UTC).isoformat())
    signals.announced.send(list(decisions), moment=moment, by=by, at=at)


@dataclass(frozen=True)
class Decree:
    """The minister's decree as it was signed: its number, day and signatory, typed in."""

    number: str
    on: date
    signatory: str


def record_decree(decision: Decision, decree: Decree, *, by: Actor, at: datetime) -> None:
    """From here on the list is a “penetapan”; before, it waits for the minister."""
    before = decision.decree_number
    decision.decree_number, decision.decree_on, decision.decree_signatory = decree.number.strip(), decree.on, decree.signatory.strip()
    audit.record("decision.decreed", decision, by=by, at=at, code=decision.code, number=decision.decree_number, on=decree.on, before=before)
