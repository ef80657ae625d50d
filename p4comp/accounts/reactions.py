"""What accounts do when a lower room tells something."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select, update

from p4comp.accounts import actions, identity, queries
from p4comp.accounts.models import (
    AccountRequest,
    FormerMembership,
    Invitation,
    Membership,
    OpenIdAttempt,
    OpenIdProvider,
    Person,
    PrivacyRequest,
    RefusedSignIn,
    SignIn,
    SpentChallenge,
)
from p4comp.accounts.queries import privacy_keeping as keeping
from p4comp.accounts.rules.privacy_keeping import Hand
from p4comp.core import audit, clock, jobs, mail
from p4comp.core.db import everything, session
from p4comp.core.errors import Refused
from p4comp.core.mail import Mail
from p4comp.institutions import actions as registry
from p4comp.institutions import signals
from p4comp.institutions.models import Institution

TEMPLATE = "accounts/mail/error_report.txt"
MOST_AN_HOUR = 30
CHALLENGES_KEPT = timedelta(days=1)


class TooManyReports(Refused):
    """More reports an hour than people can read."""

    status = 429


@signals.error_reported.connect
def tell_secretariat(_sender: Any, *, text: str, contact: str, place: str, at: datetime) -> None:
    """A reported error in the archive becomes a message to everybody in the secretariat."""
    people = queries.secretariat()
    recent = select(func.count()).select_from(Mail).where(Mail.template == TEMPLATE, Mail.written_at > at - timedelta(hours=1))
    if session().execute(recent).scalar_one() >= MOST_AN_HOUR * max(1, len(people)):
        raise TooManyReports(_("Terlalu banyak laporan dalam satu jam terakhir. Coba lagi nanti."))
    for person in people:
        mail.to_person(TEMPLATE, person, at=at, text=text, contact=contact, place=place)


for provider in (queries.office_of, queries.principals, queries.substitutes, queries.unvouched, queries.made):
    identity.extend(provider)

registry.follows(Membership.institution_id, _l("Anggota tim"))
registry.follows(FormerMembership.institution_id, _l("Mantan anggota tim"))
registry.follows(Invitation.institution_id, _l("Undangan"))
registry.follows(AccountRequest.institution_id, _l("Permintaan akun"))
registry.follows(AccountRequest.parent_id, _l("Permintaan akun unit baru"))
registry.follows(OpenIdProvider.institution_id, _l("Layanan akun instansi"))


@signals.merged.connect
def join_teams(kept: Institution, *, gone: Institution, **_more: Any) -> None:
    """Whoever worked for both keeps one membership with all duties; the team that stays keeps its lead."""
    rows = everything(select(Membership).where(Membership.institution_id.in_([kept.id, gone.id])).order_by(Membership.id))
    own = {(one.person_id, one.role): one for one in rows if one.institution_id == kept.id}
    has_lead = any(one.leads for one in own.values())
    for one in rows:
        if one.institution_id != gone.id:
            continue
        one.leads = one.leads and not has_lead
        known = own.get((one.person_id, one.role))
        if known is not None:
            actions.set_duties(known, known.duties | one.duties)
            known.leads = known.leads or one.leads
            session().delete(one)
    session().flush()


TIDIED = {"account_request": AccountRequest, "invitation": Invitation, "sign_in": SignIn, "refused_sign_in": RefusedSignIn}
UNTOLD = frozenset({"refused_sign_in"})  # counters: every mistyped password makes one


@jobs.hourly
def forget_what_is_over() -> None:
    """Throw away what is over its period and needs nobody's decision (UU 27/2022: no longer than needed); other rooms see to their own."""
    at, totals = clock.now(), {}
    for one in keeping.periods():
        if one.keeping.hand is Hand.PORTAL and one.keeping.code in TIDIED:
            totals[one.keeping.code] = _forget(one.keeping.code, keeping.limit(one, at))
    told = {code: total for code, total in totals.items() if total and code not in UNTOLD}
    if told:
        audit.record("retention.tidied", None, by=None, at=at, totals=told)


def _forget(code: str, before: datetime) -> int:
    model = TIDIED[code]
    if model is SignIn:
        _note_last_seen(before)
    over = keeping.over(code, before).order_by(None).whereclause
    assert over is not None
    done: Any = session().execute(delete(model).where(over))
    return int(done.rowcount)


def _note_last_seen(before: datetime) -> None:
    """What a period of accounts is counted from outlives the sign-ins it comes from."""
    last = select(func.max(SignIn.seen_at)).where(SignIn.person_id == Person.id).scalar_subquery()
    gone = select(SignIn.person_id).where(SignIn.ends_at < before)
    session().execute(update(Person).where(Person.id.in_(gone)).values(seen_at=last), execution_options={"synchronize_session": False})


@jobs.hourly
def forget_passing_things() -> None:
    """Answered challenges are kept for a day, copies of people's data for a week, attempts while they last."""
    now = clock.real()
    session().execute(delete(SpentChallenge).where(SpentChallenge.spent_at < now - CHALLENGES_KEPT))
    session().execute(delete(OpenIdAttempt).where(OpenIdAttempt.ends_at < now))
    fetched = update(PrivacyRequest).where(PrivacyRequest.copy_until < now)
    session().execute(fetched.values(copy_sha256=None, copy_until=None))
