"""The secretariat's acts: words proposed back, returned, published as a numbered version, removed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.competition import queries as competition
from p4comp.competition.actions import next_number
from p4comp.core import audit, canonical
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.practices import policy, queries, rules
from p4comp.practices.actions.cards import drop_card, put_card
from p4comp.practices.actions.telling import tell
from p4comp.practices.models import Practice, PracticeProposal, PracticeVersion
from p4comp.practices.policy import Case
from p4comp.practices.rules import MOVES


def propose(case: Case, wanted: Mapping[str, str], words: str, *, by: Actor, at: datetime) -> PracticeProposal:
    """Propose other words with the reason; the institution takes them over or keeps its own."""
    demand(policy.may_propose(by, case, at))
    practice = case.practice
    now = practice.texts
    changed = {name: tidy for name, text in wanted.items() if (tidy := rules.tidy(name, text)) != now.get(name, "")}
    if not changed:
        raise Invalid(_("Belum ada yang berubah. Sunting sedikitnya satu isian, atau terbitkan apa adanya."))
    if lacking := rules.gaps(now | changed, queries.open_themes()):
        name, fault = next(iter(lacking.items()))
        raise Invalid(fault, name)
    made = PracticeProposal(practice_id=practice.id, content=changed, words=words.strip(), made_at=at, made_by=by.id)
    session().add(made)
    practice.state = MOVES.after(practice.state, "propose")
    audit.record("practice.proposed", practice, by=by, at=at, fields=sorted(changed))
    tell("proposed", practice.institution_id, at=at, practice=practice)
    return made


def give_back(case: Case, words: str, *, by: Actor, at: datetime) -> None:
    """Return it with what should be mended."""
    demand(policy.may_give_back(by, case, at))
    case.practice.state = MOVES.after(case.practice.state, "give_back")
    case.practice.returned = words.strip()
    audit.record("practice.given_back", case.practice, by=by, at=at, reason=words.strip())
    tell("given_back", case.practice.institution_id, at=at, practice=case.practice)


def publish(case: Case, *, by: Actor, at: datetime) -> PracticeVersion:
    """Publish the words that were consented to as the next version; the first gives the address that never changes."""
    demand(policy.may_publish(by, case, at))
    practice = case.practice
    if practice.code is None:
        slug = practice.edition.slug.upper()
        practice.code = f"PB-{slug}-{next_number(f'PB/{slug}'):03d}"
    practice.state = MOVES.after(practice.state, "publish")
    practice.published_number, practice.published_at = (practice.published_number or 0) + 1, at
    practice.ended_at, practice.ended_reason = None, ""
    known = queries.themes()
    themes = {name: queries.theme_name(known, code) for name in ("theme", "theme_two") if (code := practice.texts.get(name))}
    made = _version(practice, themes, by, at)
    put_card(practice, themes, at=at)
    audit.record("practice.published", practice, by=by, at=at, code=practice.code, version=made.number, sha256=made.sha256)
    tell("published", practice.institution_id, at=at, practice=practice)
    return made


def _version(practice: Practice, themes: dict[str, str], by: Actor, at: datetime) -> PracticeVersion:
    assert practice.published_number is not None
    content: dict[str, Any] = {
        "texts": {name: practice.texts.get(name, "") for name in rules.FIELDS},
        "themes": themes,
        "files": [{"id": one.id, "name": one.name, "caption": one.caption, "sha256": one.sha256} for one in practice.attached],
        "institution": practice.institution_name,
        "licence": competition.spec_of(practice.edition).library.licence,
    }
    made = PracticeVersion(practice_id=practice.id, number=practice.published_number, published_at=at, published_by=by.id)
    made.content, made.sha256 = content, canonical.sha256(content)
    session().add(made)
    return made


def remove(case: Case, reason: str, *, by: Actor, at: datetime) -> None:
    """Take a practice out of the library for good; its address says so, with the reason."""
    demand(policy.may_remove(by, case, at))
    practice = case.practice
    practice.state = MOVES.after(practice.state, "remove")
    practice.ended_at, practice.ended_reason = at, reason.strip()
    drop_card(practice)
    audit.record("practice.removed", practice, by=by, at=at, code=practice.code, reason=reason.strip())
    tell("removed", practice.institution_id, at=at, practice=practice)
