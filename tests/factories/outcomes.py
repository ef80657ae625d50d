"""Plenaries, decisions and certificates."""

import hashlib
import json
import secrets
from datetime import date

from p4comp.certificates.models import Certificate
from p4comp.core.db import session
from p4comp.decisions import rules
from p4comp.decisions.models import Decision, DecisionLine, Plenary
from tests.factories.base import SMALL, during, keep, numbers


def plenary(edition, entries=(), *, purpose="finalists", category="UMUM", state="proposed", by=None, replaces=None, **values):
    """A plenary that was held, with the proposal of a list; of a correction when it replaces a decision."""
    tidied = rules.tidy(_proposal(entries))
    if replaces:
        values = {"replaces_id": replaces.id, "reason": "Salah hitung.", **values}
        before = replaces.snapshot["list"]
        tidied |= {"before": before, "reasons": {}, "differences": rules.differences(before, tidied["list"], {}, values["reason"])}
    laid = rules.lay(tidied)
    return keep(
        Plenary(
            edition_id=edition.id,
            purpose=purpose,
            category=category,
            state=state,
            proposal=laid.proposal,
            proposal_sha256=_digest(laid.proposal),
            working=laid.working,
            concerned=laid.concerned,
            shown=laid.shown,
            proposed_at=values.pop("proposed_at", during("pleno_finalis")),
            proposed_by=by.id if by else "",
            held_on=values.pop("held_on", during("pleno_finalis").date()),
            attendance=values.pop("attendance", "Ketua\nAnggota"),
            **values,
        )
    )


def decision(edition, entries=(), *, purpose="finalists", category="UMUM", announced_at=None, awards=None, replaces=None, **values):
    """A decided list of entries in the order given; announced only when `announced_at` is; a correction when it replaces one."""
    correction = {"replaces_id": replaces.id, "reason": values.pop("reason", "Salah hitung.")} if replaces else {}
    meeting = plenary(edition, entries, purpose=purpose, category=category, state="confirmed", replaces=replaces, **correction)
    proposal = _proposal(entries, awards)
    if replaces:
        proposal |= {"differences": rules.differences(replaces.snapshot["list"], proposal["list"], {}, correction["reason"])}
        proposal |= {"replaces": {"code": replaces.code, "sha256": replaces.sha256, "reason": correction["reason"]}}
        values |= correction
    found = keep(
        Decision(
            plenary_id=meeting.id,
            edition_id=edition.id,
            purpose=purpose,
            category=category,
            code=f"HP-{next(numbers):05d}",
            snapshot=proposal,
            sha256=_digest(proposal),
            code_version="uji",
            audit_head="0" * 64,
            decided_at=values.pop("decided_at", during("pleno_finalis")),
            announced_at=announced_at,
            **values,
        )
    )
    for line in proposal["list"]:
        keep(
            DecisionLine(
                decision_id=found.id,
                subject_id=line["subject_id"],
                subject_name=line["name"],
                place=line["place"],
                award=line["award"],
                score=line["score"],
            )
        )
    session().expire(found, ["lines"])
    if replaces:
        session().expire(replaces, ["replacement"])
    return found


def _proposal(entries, awards=None):
    rows = [
        {
            "subject_id": one.id,
            "name": one.institution_name,
            "institution_id": one.institution_id,
            "place": place,
            "award": (awards or {}).get(one.id, ""),
            "score": 90.0 - place,
        }
        for place, one in enumerate(entries, 1)
    ]
    return {
        "list": rows,
        "ranking": rows,
        "plan_sha256": "0" * 64,
        "inputs": {},
        "changes": [],
        "plan": SMALL["rencana_penilaian"],
        "seed": "uji",
    }


def _digest(content):
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def certificate(decision, entry, *, kind="finalist", **values):
    """A certificate of an entry on a decided list."""
    number = next(numbers)
    return keep(
        Certificate(
            code=values.pop("code", secrets.token_hex(10)),
            serial=f"PG-{number:05d}",
            edition_id=decision.edition_id,
            decision_id=decision.id,
            entry_id=entry.id,
            kind=kind,
            institution_name=entry.institution_name,
            category_name=entry.category,
            award_text=SMALL["piagam"]["teks_finalis"],
            edition_name=SMALL["nama"],
            place="Jakarta",
            dated_on=date(2022, 6, 16),
            issued_at=during("penganugerahan"),
            **values,
        )
    )
