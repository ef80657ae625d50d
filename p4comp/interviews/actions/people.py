"""What is stated of jurors; a new tie takes dossiers away from them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.core import audit, clock, db
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid, Refused
from p4comp.institutions.models import Institution
from p4comp.interviews import queries
from p4comp.interviews.actions.conflicts import recheck
from p4comp.interviews.actions.panels import leave
from p4comp.interviews.models import Juror, JurorTie
from p4comp.interviews.policy import people as policy
from p4comp.interviews.policy.people import Appointed, JurorTied
from p4comp.interviews.queries.people import seats_of
from p4comp.interviews.rules import conduct
from p4comp.judging.appointed import kept_wording
from p4comp.judging.models import TieKind

MOST_AWAY = 20


@dataclass(frozen=True)
class Profile:
    """What is stated of a juror: employer, what they know; the decree's number by the secretariat only."""

    employer: Institution | None = None
    kinds: Sequence[str] = ()
    themes: Sequence[str] = ()
    decree_number: str | None = None


def fill_profile(found: Appointed, profile: Profile, *, by: Actor, at: datetime) -> None:
    """Set a juror's profile; a former employer stays as a tie that ended today, and conflicts are looked at again."""
    demand(policy.may_fill_juror(by, found, at))
    one = found.juror
    _change_employer(found, profile.employer, by=by, at=at)
    one.kinds, one.themes = sorted(profile.kinds), sorted(profile.themes)
    if profile.decree_number is not None:
        one.decree_number = profile.decree_number.strip()
    one.profile_at = at
    values = {"kinds": one.kinds, "themes": one.themes, "decree": one.decree_number}
    audit.record("juror.profile_filled", one, by=by, at=at, employer=profile.employer.code if profile.employer else "", **values)
    _look_again(found, by=by, at=at)


def _change_employer(found: Appointed, employer: Institution | None, *, by: Actor, at: datetime) -> None:
    one, after = found.juror, employer.id if employer else None
    if one.employer_id and one.employer_id != after:
        today = clock.local(at, found.spec.zone).date()
        db.session().add(_tie(one, one.employer_id, TieKind.WORKED, today, _("Instansi tempat bekerja sebelumnya"), by, at))
    one.employer_id, one.employer = after, employer


def add_tie(
    found: Appointed, institution: Institution, kind: TieKind, *, ended_on: date | None = None, reason: str = "", by: Actor, at: datetime
) -> JurorTie:
    """State another institution; what it bars is gone from the juror's sight with this."""
    demand(policy.may_fill_juror(by, found, at))
    one, ended = found.juror, ended_on if kind is TieKind.WORKED else None
    same = (JurorTie.juror_id == one.id, JurorTie.institution_id == institution.id, JurorTie.kind == kind)
    if db.first(select(JurorTie.id).where(*same, JurorTie.ended_on.is_not_distinct_from(ended))):
        raise Invalid(_("Hubungan ini sudah tercatat."), "institution")
    made = _tie(one, institution.id, kind, ended, reason.strip(), by, at)
    db.session().add(made)
    audit.record("juror.tied", one, by=by, at=at, institution=institution.code, kind=kind.value, ended_on=str(ended or ""))
    _look_again(found, by=by, at=at)
    return made


def _tie(one: Juror, institution_id: str, kind: TieKind, ended: date | None, reason: str, by: Actor, at: datetime) -> JurorTie:
    given = {"kind": kind, "ended_on": ended, "reason": reason, "added_at": at, "added_by": by.id}
    return JurorTie(juror_id=one.id, institution_id=institution_id, **given)


def remove_tie(tied: JurorTied, *, by: Actor, at: datetime) -> None:
    """Take a mistaken tie away; sheets that were set aside stay so."""
    demand(policy.may_untie_juror(by, tied, at))
    audit.record("juror.untied", tied.found.juror, by=by, at=at, institution=tied.tie.institution.code, kind=tied.tie.kind.value)
    db.session().delete(tied.tie)


def _look_again(found: Appointed, *, by: Actor, at: datetime) -> None:
    db.session().flush()
    recheck(found.edition, only=[found.juror.id], by=by, at=at)


def add_away(found: Appointed, start: date, end: date, *, by: Actor, at: datetime) -> None:
    """Note days on which the juror cannot sit; the planner seats nobody before them then."""
    demand(policy.may_fill_juror(by, found, at))
    if len(found.juror.away) >= MOST_AWAY:
        raise Refused(_("Sudah ada %(n)s masa berhalangan. Hapus yang tidak diperlukan dahulu.", n=MOST_AWAY))
    _set_away(found, sorted([*found.juror.away, [start.isoformat(), end.isoformat()]]), by=by, at=at)


def remove_away(found: Appointed, number: int, *, by: Actor, at: datetime) -> None:
    """Take a period away again."""
    demand(policy.may_fill_juror(by, found, at))
    _set_away(found, [one for index, one in enumerate(found.juror.away) if index != number], by=by, at=at)


def _set_away(found: Appointed, away: list[list[str]], *, by: Actor, at: datetime) -> None:
    found.juror.away = away
    audit.record("juror.away_changed", found.juror, by=by, at=at, away=away)


def accept_conduct(found: Appointed, *, seen: str, by: Actor, at: datetime) -> None:
    """Accept the code of conduct as it was shown: `seen` is the hash of that wording, which is recorded with its text."""
    demand(policy.may_promise(by, found, at))
    sha256 = kept_wording(conduct.text_for(found.spec.conduct), seen=seen)
    found.juror.conduct_at, found.juror.conduct_sha256 = at, sha256
    audit.record("juror.conduct_accepted", found.juror, by=by, at=at, sha256=sha256)


def dismiss(found: Appointed, *, reason: str, by: Actor, at: datetime) -> None:
    """End a juror's duty: seats and sheets not begun are gone, begun ones count no more, locked ones stay and count."""
    demand(policy.may_dismiss_juror(by, found, at))
    if not reason.strip():
        raise Invalid(_("Isi alasan mengakhiri tugas."), "reason")
    leave([row.id for row in queries.interviews(found.edition.id)], found.juror, by=by, at=at)
    for seat in seats_of(found.juror):
        db.session().delete(seat)
    found.juror.is_active = False
    audit.record("juror.dismissed", found.juror, by=by, at=at, reason=reason.strip())
