"""The report on the spot: field by field, signed by every member, locked by the last."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit, autosave, db, jobs
from p4comp.core.access import Actor, demand
from p4comp.core.autosave import Outcome, Saved
from p4comp.core.errors import Invalid
from p4comp.interviews.models import ObservationMark
from p4comp.interviews.policy import observations as policy
from p4comp.interviews.policy.observations import Visit
from p4comp.interviews.queries import observations as queries
from p4comp.interviews.rules import observations as rules
from p4comp.interviews.rules.observations import VISITS, Seen

FINDINGS = "findings"
MOST_NOTE, MOST_FINDINGS = 2000, 10_000


def save(visit: Visit, field: str, value: str, *, seen: int, by: Actor, at: datetime) -> Outcome:
    """Keep one field (`loket.seen`, `loket.note` or `findings`), unless a colleague changed it since version `seen`."""
    demand(policy.may_fill_observation(by, visit, at))
    if field == FINDINGS:
        return autosave.swap(visit.observation, FINDINGS, _text(value, MOST_FINDINGS, field), seen=seen)
    item, _dot, name = field.rpartition(".")
    if name not in ("seen", "note") or all(one.code != item for one in visit.terms.items):
        raise Invalid(_("Isian ini tidak ada dalam laporan. Muat ulang halaman."), field)
    mark = db.session().get(ObservationMark, (visit.observation.id, item)) or _blank(visit, item, by, at)
    outcome = autosave.swap(mark, name, _mark(value, field) if name == "seen" else _text(value, MOST_NOTE, field), seen=seen)
    if isinstance(outcome, Saved):
        mark.saved_by, mark.saved_at = by.id, at
    return outcome


def _text(value: str, most: int, field: str) -> str:
    text = value.replace("\r\n", "\n").strip()
    if len(text) > most:
        raise Invalid(_("Paling panjang %(n)d huruf. Ringkaskan.", n=most), field)
    return text


def _mark(value: str, field: str) -> Seen | None:
    if not value:
        return None
    try:
        return Seen(value)
    except ValueError:
        raise Invalid(_("Pilih salah satu."), field) from None


def _blank(visit: Visit, item: str, by: Actor, at: datetime) -> ObservationMark:
    facts = {"seen": None, "seen_version": 0, "note": "", "note_version": 0}
    made = ObservationMark(observation_id=visit.observation.id, item=item, saved_by=by.id, saved_at=at, **facts)
    db.session().add(made)
    db.session().flush()
    return made


def lacking(visit: Visit) -> list[str]:
    """What the report lacks before it may be signed, in words."""
    found = queries.marks(visit.observation.id)
    marks = {code: mark.seen.value for code, mark in found.items() if mark.seen is not None}
    unplaced = sum(not one.is_whole for one in queries.photos(visit.observation.id))
    return rules.lacking(visit.terms.items, marks, visit.observation.findings, unplaced)


def sign(visit: Visit, *, by: Actor, at: datetime) -> bool:
    """Agree with the report as it stands; the last word locks it and has it printed. Whether it is locked now."""
    demand(policy.may_sign_observation(by, visit, at))
    if missing := lacking(visit):
        raise Invalid(_("Laporan belum lengkap. %(what)s.", what="; ".join(missing)))
    row = visit.observation
    for one in row.members:
        if one.person_id == by.id:
            one.signed_at = at
    audit.record("observation.signed", row, by=by, at=at)
    if rules.still_binding([one.person_id for one in row.members], [one.person_id for one in row.members if one.signed_at]):
        return False
    row.state, row.locked_at, row.report_sha256 = VISITS.after(row.state, "lock"), at, None
    audit.record("observation.locked", row, by=by, at=at)
    jobs.later("interviews.observation_report", row.id)
    return True


def take_back(visit: Visit, *, by: Actor, at: datetime) -> None:
    """Take all words back, one's own and the others': the report is to be changed, and to be agreed with anew."""
    demand(policy.may_unsign_observation(by, visit, at))
    for one in visit.observation.members:
        one.signed_at = None
    audit.record("observation.unsigned", visit.observation, by=by, at=at)
