"""Laying a list before the plenary, and changing it there until somebody has confirmed it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import audit, canonical, jobs
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.decisions import policy, queries, rules
from p4comp.decisions.models import Plenary, PlenaryState, Purpose
from p4comp.decisions.rules import AWARDS, SEATS, Amendment, Line

SUBJECTS = ("subject_id", "out", "into")
"""Whom a change is about: who merely moves along keeps the reason of an own change."""


@dataclass(frozen=True)
class Facts:
    """What people type in about the meeting; an empty number reads “menunggu nomor”."""

    held_on: date | None = None
    number: str = ""
    attendance: str = ""
    notes: str = ""


def propose(edition: Edition, purpose: Purpose, category: str, proposal: dict[str, Any], *, by: Actor, at: datetime) -> Plenary:
    """Lay a computed list before the plenary; an earlier one that is not confirmed by two people is withdrawn, its meeting stays."""
    purpose, tidied = Purpose(purpose), rules.tidy(proposal)
    earlier = _make_way(edition, purpose, category, by=by, at=at)
    found = lay(Plenary(edition_id=edition.id, purpose=purpose, category=category), tidied, edition=edition, by=by, at=at)
    if earlier is not None:
        _same_meeting(found, earlier)
    return found


def _same_meeting(found: Plenary, earlier: Plenary) -> None:
    """What is known of the meeting itself was not about the list; how items were decided was, and is asked anew."""
    found.held_on, found.number, found.attendance, found.notes = earlier.held_on, earlier.number, earlier.attendance, earlier.notes
    found.meeting = {key: value for key, value in earlier.meeting.items() if key == SEATS}


def lay(plenary: Plenary, tidied: dict[str, Any], *, edition: Edition, by: Actor, at: datetime) -> Plenary:
    """Keep a new plenary with its list in the parts that pages load."""
    ranking, gap = tidied["ranking"], competition.spec_of(edition).plenary.close
    tidied |= {"close": rules.close_calls(tidied["list"], ranking, gap, tidied.pop("chances", {}))}
    if giving := rules.giving_of(tidied["inputs"], ranking, len(tidied["list"])):
        tidied |= {"giving": giving}
    laid = rules.lay(tidied)
    plenary.state, plenary.edition = PlenaryState.PROPOSED, edition
    plenary.proposal, plenary.working, plenary.concerned, plenary.shown = laid.proposal, laid.working, laid.concerned, laid.shown
    plenary.meeting = {}
    plenary.proposal_sha256 = canonical.sha256(laid.proposal)
    plenary.proposed_at, plenary.proposed_by = at, by.id
    session().add(plenary)
    _alone(plenary)
    facts = {"purpose": plenary.purpose, "category": plenary.category, "sha256": plenary.proposal_sha256}
    audit.record("plenary.proposed", plenary, by=by, at=at, **facts)
    return plenary


def _alone(plenary: Plenary) -> None:
    """Of two people who lay the same list before the plenary at one moment, the database lets the first."""
    try:
        session().flush()
    except IntegrityError as error:
        raise Refused(_("Usulan untuk daftar ini baru saja dibuat orang lain. Buka halaman Rapat pleno untuk melihatnya.")) from error


def _make_way(edition: Edition, purpose: Purpose, category: str, *, by: Actor, at: datetime) -> Plenary | None:
    earlier = queries.live(edition.id, purpose, category)
    if earlier is None:
        return None
    if earlier.state is PlenaryState.CONFIRMED:
        raise Refused(_("Daftar kategori ini sudah disahkan rapat pleno. Daftar yang sudah disahkan tidak diganti dengan usulan baru."))
    take_back(earlier, reason=_("Diganti usulan baru."), by=by, at=at)
    session().flush()
    return earlier


def take_back(plenary: Plenary, *, reason: str, by: Actor, at: datetime) -> None:
    """Take a list back that is not yet confirmed by two people; its record stays."""
    plenary.state = rules.MOVES.after(plenary.state, "withdraw")
    audit.record("plenary.withdrawn", plenary, by=by, at=at, reason=reason)


def change(plenary: Plenary, *, out: str, into: str, reason: str, by: Actor, at: datetime) -> None:
    """Put `into` in the place of `out`, before anybody has confirmed the list, and keep the reason in it."""
    _may_change(plenary, reason, by=by, at=at)
    ranking = plenary.working["ranking"]
    before, after = ({row["subject_id"]: row["name"] for row in ranking}.get(key, key) for key in (out, into))
    lines = rules.exchange(plenary.proposal["list"], ranking, out=out, into=into)
    if rules.is_by_plenary(plenary.proposal):
        lines = rules.opened(lines, into)
        kept = {key: value for key, value in plenary.meeting.get(AWARDS, {}).items() if key != out}
        plenary.meeting = plenary.meeting | {AWARDS: kept}
    made = {"out": out, "out_name": before, "into": into, "into_name": after}
    _keep(plenary, lines, made, reason.strip(), by=by, at=at)


def amend(plenary: Plenary, one: Amendment, *, reason: str, by: Actor, at: datetime) -> None:
    """Change one line of a correction, before anybody has confirmed it, and keep the reason with every line it moves."""
    _may_change(plenary, reason, by=by, at=at)
    if not plenary.is_correction:
        raise Refused(_("Baris demi baris hanya diubah pada usulan koreksi."))
    ranking = plenary.working["ranking"]
    lines = rules.amend(plenary.proposal["list"], ranking, one, awards_of(plenary))
    names = {row["subject_id"]: row["name"] for row in [*ranking, *plenary.proposal["list"]]}
    made = {"what": one.what, "subject_id": one.subject, "name": names[one.subject], "place": one.place, "award": one.award}
    _keep(plenary, lines, made, reason.strip(), by=by, at=at)


def awards_of(plenary: Plenary) -> tuple[str, ...]:
    """The codes of the awards a line of the list may have: the category's for winners, none for finalists."""
    category = competition.spec_of(plenary.edition).category(plenary.category)
    return tuple(award.code for award in category.awards) if category and plenary.purpose is Purpose.WINNERS else ()


def _may_change(plenary: Plenary, reason: str, *, by: Actor, at: datetime) -> None:
    rules.MOVES.after(plenary.state, "change")
    demand(policy.may_change(by, queries.matter(plenary, by), at))
    if not reason.strip():
        raise Invalid(_("Isi alasan perubahan; alasan ini tercetak dalam berita acara."), "reason")


def _keep(plenary: Plenary, lines: list[Line], made: dict[str, Any], reason: str, *, by: Actor, at: datetime) -> None:
    kept = rules.plain({**made, "reason": reason, "by": by.id, "by_name": by.name, "at": at.astimezone(UTC).isoformat()})
    proposal = dict(plenary.proposal)
    if plenary.is_correction:
        own = {one.get(key) for one in proposal["changes"] for key in SUBJECTS} - {made.get(key) for key in SUBJECTS}
        told = _reasons(proposal["list"], lines, made, reason)
        proposal["reasons"] = proposal["reasons"] | {key: why for key, why in told.items() if key not in own}
    proposal["changes"] = [*proposal["changes"], kept]
    plenary.proposal = proposal
    keep_lines(plenary, lines)
    audit.record("plenary.changed", plenary, by=by, at=at, **made, reason=reason, sha256=plenary.proposal_sha256)


def keep_lines(plenary: Plenary, lines: list[Line]) -> None:
    """Keep a changed list, with where it differs from the one it corrects."""
    proposal = plenary.proposal | {"list": lines}
    if plenary.is_correction:
        proposal["differences"] = rules.differences(proposal["before"], lines, proposal["reasons"], plenary.reason)
    plenary.proposal, plenary.proposal_sha256 = proposal, canonical.sha256(proposal)
    plenary.shown = rules.extract(lines, plenary.working["ranking"])


def _reasons(before: list[Line], after: list[Line], made: dict[str, Any], reason: str) -> dict[str, str]:
    """By line the reason of what became of it; a line that only moved along says because of whom."""
    along = _("Bergeser karena perubahan %(name)s: %(reason)s", name=made.get("name") or made.get("into_name"), reason=reason)
    meant = {made.get(key) for key in SUBJECTS}
    moved = rules.differences(before, after, {}, "")
    return {one["subject_id"]: reason if one["subject_id"] in meant else along for one in moved}


def record_facts(plenary: Plenary, facts: Facts, *, by: Actor, at: datetime) -> bool:
    """Keep what was typed in about the meeting; whether that voided a first confirmation, which was about something else.

    Once the list is confirmed only the number may still be filled in; the number voids nothing.
    """
    if plenary.state is PlenaryState.WITHDRAWN:
        rules.MOVES.after(plenary.state, "withdraw")
    demand(policy.may_record(by, queries.matter(plenary, by), at))
    is_other = (facts.held_on, facts.attendance, facts.notes) != (plenary.held_on, plenary.attendance, plenary.notes)
    if plenary.state is PlenaryState.CONFIRMED and is_other:
        raise Refused(_("Daftar sudah disahkan: tanggal, kehadiran, dan catatan rapat sudah tetap. Hanya nomor yang masih dapat diisi."))
    is_void = is_other and plenary.state is PlenaryState.CONFIRMED_ONCE
    if is_void:
        void(plenary, by=by, at=at)
    plenary.held_on, plenary.number = facts.held_on, facts.number.strip()
    plenary.attendance, plenary.notes = facts.attendance, facts.notes
    plenary.minutes_sha256 = None
    audit.record("plenary.facts", plenary, by=by, at=at, number=plenary.number, held_on=facts.held_on)
    if plenary.state is PlenaryState.CONFIRMED:
        jobs.later("decisions.minutes", plenary.id)
    return is_void


def void(plenary: Plenary, *, by: Actor, at: datetime) -> None:
    """Undo a first confirmation: what it was about is no longer the same."""
    plenary.state = rules.MOVES.after(plenary.state, "void")
    audit.record("plenary.voided", plenary, by=by, at=at, confirmed_by=plenary.first_confirmed_by)
    plenary.first_confirmed_by, plenary.first_confirmed_at = "", None
