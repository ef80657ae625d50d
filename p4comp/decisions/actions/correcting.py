"""A published past is never edited: a correction is a new plenary whose decision names the old one."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid, Refused
from p4comp.decisions import policy, queries, rules, signals
from p4comp.decisions.actions.proposing import lay, take_back
from p4comp.decisions.models import Decision, Plenary


class Source(StrEnum):
    """What a correction begins with: the list as it is, or one made anew from the sheets as they are now."""

    HAND = "hand"
    SHEETS = "sheets"


def correct(decision: Decision, *, reason: str, source: Source, by: Actor, at: datetime) -> Plenary:
    """Lay a corrected list before a new plenary, with the reason; nothing of the old decision changes."""
    demand(policy.may_correct(by, queries.chain(decision, by), at))
    if not reason.strip():
        raise Invalid(_("Isi alasan koreksi; alasan ini tercetak dalam berita acara dan tampil pada pengumumannya."), "reason")
    tidied = rules.tidy(_same(decision) if source is Source.HAND else _anew(decision))
    before = decision.snapshot["list"]
    tidied |= {
        "replaces": {"code": decision.code, "sha256": decision.sha256},
        "before": before,
        "reasons": {},
        "differences": rules.differences(before, tidied["list"], {}, reason.strip()),
    }
    found = Plenary(edition_id=decision.edition_id, purpose=decision.purpose, category=decision.category)
    found.replaces_id, found.reason = decision.id, reason.strip()
    lay(found, tidied, edition=decision.edition, by=by, at=at)
    audit.record("decision.correcting", decision, by=by, at=at, code=decision.code, reason=found.reason, source=source)
    return found


def _same(decision: Decision) -> dict[str, Any]:
    return {key: decision.snapshot[key] for key in ("list", "ranking", "inputs", "plan_sha256")}


def _anew(decision: Decision) -> dict[str, Any]:
    answers = signals.computing.send(decision.purpose, edition=decision.edition, category=decision.category)
    found = next((answer for _receiver, answer in answers if answer is not None), None)
    if found is None:
        raise Refused(_("Daftar ini tidak dapat dihitung ulang dari lembar penilaian. Koreksi barisnya dengan tangan."))
    return dict(found)


def withdraw(plenary: Plenary, *, reason: str, by: Actor, at: datetime) -> None:
    """Take a correction back before two people have confirmed it; the decision stays as it is."""
    demand(policy.may_withdraw(by, queries.matter(plenary, by), at))
    if not reason.strip():
        raise Invalid(_("Isi alasan menarik usulan koreksi ini."), "reason")
    take_back(plenary, reason=reason.strip(), by=by, at=at)
