"""What evaluators state of themselves; a new tie may take dossiers away from them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.core import audit, clock, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import first, session
from p4comp.core.errors import Invalid, Refused
from p4comp.institutions.models import Institution
from p4comp.judging import policy, queries
from p4comp.judging.actions.conflicts import recheck
from p4comp.judging.appointed import kept_wording
from p4comp.judging.models import Evaluator, Tie, TieKind
from p4comp.judging.policy import Lot, Tied
from p4comp.judging.rules import conduct

MOST_AWAY = 20


@dataclass(frozen=True)
class Profile:
    """What is stated of an evaluator: employer, what they know, how much they take; the decree's number by the secretariat only."""

    employer: Institution | None = None
    most: int | None = None
    is_experienced: bool = False
    kinds: Sequence[str] = ()
    themes: Sequence[str] = ()
    categories: Sequence[str] = ()
    decree_number: str | None = None


def fill_profile(lot: Lot, profile: Profile, *, by: Actor, at: datetime) -> None:
    """Set an evaluator's profile; a former employer stays as a tie that ended today, and conflicts are looked at again."""
    demand(policy.may_fill_profile(by, lot, at))
    one = lot.evaluator
    _change_employer(lot, profile.employer, by=by, at=at)
    one.most, one.is_experienced = profile.most, profile.is_experienced
    one.kinds, one.themes, one.categories = (sorted(each) for each in (profile.kinds, profile.themes, profile.categories))
    if profile.decree_number is not None:
        one.decree_number = profile.decree_number.strip()
    one.profile_at = at
    values: dict[str, Any] = {"most": one.most, "kinds": one.kinds, "themes": one.themes, "categories": one.categories}
    employer = profile.employer.code if profile.employer else ""
    values |= {"decree": one.decree_number, "experienced": one.is_experienced}
    audit.record("evaluator.profile_filled", one, by=by, at=at, employer=employer, **values)
    _look_again(one, _("Tempat bekerja pada profil evaluator diubah."), by=by, at=at)


def _change_employer(lot: Lot, employer: Institution | None, *, by: Actor, at: datetime) -> None:
    one = lot.evaluator
    after = employer.id if employer else None
    if one.employer_id and one.employer_id != after:
        today = clock.local(at, lot.office.spec.zone).date()
        session().add(_tie(one, one.employer_id, TieKind.WORKED, today, _("Instansi tempat bekerja sebelumnya"), by, at))
    one.employer_id, one.employer = after, employer


def add_tie(
    lot: Lot, institution: Institution, kind: TieKind, *, ended_on: date | None = None, reason: str = "", by: Actor, at: datetime
) -> Tie:
    """State another institution; what it bars is gone from the evaluator's sight with this, a locked score counts until two people say no."""
    demand(policy.may_fill_profile(by, lot, at))
    one, ended = lot.evaluator, ended_on if kind is TieKind.WORKED else None
    same = (Tie.evaluator_id == one.id, Tie.institution_id == institution.id, Tie.kind == kind, Tie.ended_on.is_not_distinct_from(ended))
    if first(select(Tie.id).where(*same)):
        raise Invalid(_("Hubungan ini sudah tercatat."), "institution")
    made = _tie(one, institution.id, kind, ended, reason.strip(), by, at)
    session().add(made)
    audit.record("evaluator.tied", one, by=by, at=at, institution=institution.code, kind=kind.value, ended_on=str(ended or ""))
    _look_again(one, made.reason or _("Hubungan baru dicatat pada profil evaluator."), by=by, at=at)
    return made


def _tie(one: Evaluator, institution_id: str, kind: TieKind, ended: date | None, reason: str, by: Actor, at: datetime) -> Tie:
    given = {"kind": kind, "ended_on": ended, "reason": reason, "added_at": at, "added_by": by.id}
    return Tie(evaluator_id=one.id, institution_id=institution_id, **given)


def remove_tie(tied: Tied, *, by: Actor, at: datetime) -> None:
    """Take a mistaken tie away; sheets that were set aside stay so."""
    demand(policy.may_untie(by, tied, at))
    values = {"institution": tied.tie.institution.code, "kind": tied.tie.kind.value}
    audit.record("evaluator.untied", tied.lot.evaluator, by=by, at=at, **values)
    session().delete(tied.tie)


def _look_again(one: Evaluator, reason: str, *, by: Actor, at: datetime) -> None:
    session().flush()
    recheck(session().get_one(Edition, one.edition_id), only=[one.id], reason=reason, by=by, at=at)


def add_away(lot: Lot, start: date, end: date, *, by: Actor, at: datetime) -> None:
    """Note days on which the evaluator cannot read; later assignments give fewer dossiers."""
    demand(policy.may_fill_profile(by, lot, at))
    if len(lot.evaluator.away) >= MOST_AWAY:
        raise Refused(_("Sudah ada %(n)s masa berhalangan. Hapus yang tidak diperlukan dahulu.", n=MOST_AWAY))
    lot.evaluator.away = sorted([*lot.evaluator.away, [start.isoformat(), end.isoformat()]])
    audit.record("evaluator.away_changed", lot.evaluator, by=by, at=at, away=lot.evaluator.away)


def remove_away(lot: Lot, number: int, *, by: Actor, at: datetime) -> None:
    """Take a period away again."""
    demand(policy.may_fill_profile(by, lot, at))
    lot.evaluator.away = [one for index, one in enumerate(lot.evaluator.away) if index != number]
    audit.record("evaluator.away_changed", lot.evaluator, by=by, at=at, away=lot.evaluator.away)


def accept_conduct(lot: Lot, *, seen: str, by: Actor, at: datetime) -> None:
    """Accept the code of conduct as it was shown: `seen` is the hash of that wording, which is recorded with its text."""
    demand(policy.may_accept_conduct(by, lot, at))
    text = conduct.text_of(spec_of(session().get_one(Edition, lot.evaluator.edition_id)).conduct)
    sha256 = kept_wording(text, seen=seen)
    lot.evaluator.conduct_at, lot.evaluator.conduct_sha256 = at, sha256
    audit.record("evaluator.conduct_accepted", lot.evaluator, by=by, at=at, sha256=sha256)


def remind_conduct(edition: Edition, *, by: Actor, at: datetime) -> int:
    """Write to every evaluator who has not accepted the code of conduct; how many."""
    waiting = queries.unaccepted(edition.id)
    for one in waiting:
        mail.to_person("judging/mail/conduct.txt", one.person, at=at, edition=edition)
    audit.record("evaluators.reminded", edition, by=by, at=at, count=len(waiting))
    return len(waiting)
