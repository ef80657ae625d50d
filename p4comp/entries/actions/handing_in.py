"""Handing in: the snapshot with its number and hash; taking back; leaving."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from p4comp.accounts.models import Person
from p4comp.accounts.queries import members
from p4comp.channels.queries import stated as stated_channels
from p4comp.competition.actions import next_number
from p4comp.competition.queries import calendar, spec_of
from p4comp.competition.spec import Stage
from p4comp.core import audit, canonical, jobs, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Refused
from p4comp.core.storage import StoredFile
from p4comp.entries import queries
from p4comp.entries.actions.endorsing import drop_endorsement
from p4comp.entries.actions.holding import hold
from p4comp.entries.actions.signing import settle_request
from p4comp.entries.models import Entry, Submission
from p4comp.entries.policy import Case, may_reopen, may_sign, may_submit, may_withdraw
from p4comp.entries.queries import Dossier
from p4comp.entries.rules import MOVES, code_of
from p4comp.entries.rules.endorsing import EndorsementState
from p4comp.entries.rules.figures import stated
from p4comp.entries.rules.sign_off import DECLARATION, Way

FORMAT = 1


@dataclass(frozen=True)
class SignedPaper:
    """A declaration signed outside the portal: the stored file, what it is called, and who signed it as what."""

    file: StoredFile
    name: str
    signed_by: str
    title: str


def submit(entry: Entry, *, by: Actor, at: datetime, paper: SignedPaper | None = None, position: str = "") -> Submission:
    """Hand the entry in: before its deadline to the second, whole, and once; afterwards it can be read, not changed.

    It is signed off by an approver's own account, or by a `paper` that the secretariat checks. The hand-in is a snapshot of
    all answers and files with a running number of the portal's own and its SHA-256.
    """
    hold(entry)
    state = MOVES.after(entry.state, "submit")
    case = case_of(entry, at)
    demand(may_submit(by, case, at) if paper else may_sign(by, case, at))
    dossier = queries.dossier(entry)
    if lacking := queries.missing(dossier):
        raise Refused(_("Berkas belum lengkap: masih ada %(n)d hal yang perlu diisi.", n=len(lacking)))
    submission = _submission(dossier, by, at, sign_off=_sign_off(entry, by, at, paper, position), grace=_grace(case, at))
    entry.state, entry.submitted_at, entry.correct_until, entry.reason = state, at, None, ""
    entry.first_submitted_at = entry.first_submitted_at or at
    settle_request(entry, by=by, at=at, is_signed=paper is None)
    way = submission.snapshot["sign_off"]["way"]
    audit.record("entry.submitted", entry, by=by, at=at, code=submission.code, sha256=submission.sha256, way=way)
    tell(entry, "submitted", at, submission=submission)
    if not current_app.extensions.get("playing"):  # the words of a played season are all alike
        jobs.later("entries.compare", entry.id)
    return submission


def case_of(entry: Entry, at: datetime) -> Case:
    """The entry with its window, the ledger applied, and what the grace knows of uploads on their way."""
    its = calendar(entry.edition)
    window = its.window(Stage.REGISTRATION, entry.category, entry.id)
    return queries.with_uploads(Case(entry, window, grace=its.spec.hand_in.grace), at)


def _sign_off(entry: Entry, by: Actor, at: datetime, paper: SignedPaper | None, position: str) -> dict[str, Any]:
    """Whose word the hand-in carries, and in which words it was given."""
    text = spec_of(entry.edition).hand_in.declaration or str(DECLARATION)
    if paper is not None:
        signed = {"name": paper.signed_by, "title": paper.title, "file": paper.name, "sha256": paper.file.sha256}
        return {"way": Way.DECLARATION.value, "text": text, "at": at.isoformat(), **signed}
    person = session().get(Person, by.id)
    title = position or (person.position if person else "")
    return {"way": Way.ACCOUNT.value, "text": text, "at": at.isoformat(), "id": by.id, "name": by.name, "title": title}


def _grace(case: Case, at: datetime) -> dict[str, Any]:
    """Both moments of a hand-in within the grace; nothing for all others."""
    if not case.is_in_grace(at) or case.closes is None or case.hand_in_closes is None or case.upload_began_at is None:
        return {}
    moments = {"closes": case.closes, "upload_began_at": case.upload_began_at, "until": case.hand_in_closes}
    return {"grace": {name: moment.astimezone(UTC).isoformat() for name, moment in moments.items()}}


def _submission(dossier: Dossier, by: Actor, at: datetime, *, sign_off: dict[str, Any], grace: dict[str, Any]) -> Submission:
    entry, head = dossier.entry, audit.head()
    code = _code(entry)
    snapshot = snapshot_of(dossier, code=code, by=by, at=at) | {"sign_off": sign_off} | grace
    submission = Submission(
        entry_id=entry.id,
        code=code,
        snapshot=snapshot,
        sha256=canonical.sha256(snapshot),
        submitted_at=at,
        submitted_by=by.id,
        audit_head=head.hash if head else audit.START,
    )
    session().add(submission)
    return submission


def _code(entry: Entry) -> str:
    series = f"{entry.edition.slug.upper()}/{entry.category}"
    earlier = [one.code for one in queries.submissions(entry)] if entry.first_submitted_at else []
    own = [code for code in earlier if code.startswith(series + "/")]
    if not own:
        return code_of(series, next_number(series))
    return code_of(series, int(own[0].removeprefix(series + "/").partition(".")[0]), len(own) + 1)


def snapshot_of(dossier: Dossier, *, code: str, by: Actor, at: datetime) -> dict[str, Any]:
    """All that was handed in, as plain values."""
    entry = dossier.entry
    return {
        "format": FORMAT,
        "code": code,
        "edition": {"slug": entry.edition.slug, "document_sha256": entry.edition.document_sha256},
        "category": entry.category,
        "institution": {"id": entry.institution_id, "code": entry.institution.code, "name": entry.institution_name},
        "system": {"name": entry.system_name, "since": entry.system_since_on.isoformat() if entry.system_since_on else None},
        "letter": {"sha256": entry.recommendation_sha256, "name": entry.recommendation_name, "number": entry.recommendation_number},
        "answers": [_answer(dossier, indicator.code) for indicator in dossier.instrument.indicators],
        "evidence": [
            {
                "id": one.id,
                "indicator": one.indicator,
                "name": one.name,
                "sha256": one.sha256,
                "size": one.file.size,
                "type": one.file.media_type,
            }
            for indicator in dossier.instrument.indicators
            for one in dossier.evidence.get(indicator.code, [])
        ],
        **_figures(dossier),
        **_endorsement(entry),
        **_channels(entry),
        "submitted_at": at.isoformat(),
        "submitted_by": {"id": by.id, "name": by.name},
    }


def _figures(dossier: Dossier) -> dict[str, Any]:
    """The complaint figures and the files they came from, for dossiers that state any; format 1 holds them where they are."""
    rows = dossier.figures.rows
    if not rows:
        return {}
    lines = sorted(rows, key=lambda row: (row.scope.value, row.first_month, row.last_month))
    files = queries.sources_of([dossier.entry.id])
    return {
        "figures": {
            "lines": [
                {"scope": row.scope.value, "months": [row.first_month, row.last_month], **stated(queries.counts_of(row))} for row in lines
            ],
            "sources": [{"name": one.name, "sha256": one.sha256, "size": one.file.size, "type": one.file.media_type} for one in files],
        }
    }


def _endorsement(entry: Entry) -> dict[str, Any]:
    """The parent's word in the portal, for those that have it."""
    found = queries.endorsement_of(entry) if queries.needs_endorsement(entry) else None
    if found is None or found.state is not EndorsementState.GIVEN or found.answered_at is None:
        return {}
    given = {"by": found.answered_name, "for": found.answered_for, "at": found.answered_at.isoformat(), "number": found.number}
    return {"endorsement": given}


def _channels(entry: Entry) -> dict[str, Any]:
    """The institution's complaint channels in use, as its register says that day, for those that keep one."""
    found = stated_channels(entry.institution_id)
    return {"channels": found} if found else {}


def _answer(dossier: Dossier, code: str) -> dict[str, Any]:
    answer = dossier.answers.get(code)
    return {"indicator": code, "level": answer.level if answer else None, "narrative": answer.narrative if answer else ""}


def reopen(entry: Entry, *, by: Actor, at: datetime) -> None:
    """Take a handed-in dossier back to work on it; until it is handed in again it does not count as handed in."""
    hold(entry)
    state = MOVES.after(entry.state, "reopen")
    demand(may_reopen(by, case_of(entry, at), at))
    entry.state, entry.submitted_at = state, None
    audit.record("entry.reopened", entry, by=by, at=at)
    tell(entry, "reopened", at)


def withdraw(entry: Entry, *, reason: str, by: Actor, at: datetime) -> None:
    """Leave the competition; what was handed in stays on record."""
    hold(entry)
    state = MOVES.after(entry.state, "withdraw")
    demand(may_withdraw(by, case_of(entry, at), at))
    entry.state = state
    entry.reason, entry.correct_until = reason, None
    settle_request(entry, by=by, at=at, is_signed=False)
    drop_endorsement(entry, by=by, at=at)
    audit.record("entry.withdrawn", entry, by=by, at=at, reason=reason)
    tell(entry, "withdrawn", at)


def tell(entry: Entry, what: str, at: datetime, **values: Any) -> None:
    """Mail `entries/mail/<what>.txt` to everybody who works for the institution in the portal."""
    for person in members(entry.institution_id):
        mail.to_person(f"entries/mail/{what}.txt", person, at=at, entry=entry, **values)
