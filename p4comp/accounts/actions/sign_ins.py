"""Signing in and out. Counters and sign-ins are written in short transactions of their own, hashing happens between them."""

import math
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from p4comp.accounts import queries, rules
from p4comp.accounts.models import Person, RefusedSignIn, SignIn
from p4comp.accounts.rules import Proof
from p4comp.core import clock, db, mail
from p4comp.core.errors import Refused


class Throttled(Refused):
    """Too many refusals in a row: wait."""

    status = 429
    words = _l("Terlalu banyak percobaan masuk yang gagal. Tunggu %(how_long)s, lalu coba lagi.")

    def __init__(self, wait: timedelta):
        self.seconds = max(1, math.ceil(wait.total_seconds()))
        minutes = math.ceil(self.seconds / 60)
        how_long = _("%(n)s menit", n=minutes) if self.seconds > 90 else _("%(n)s detik", n=self.seconds)
        super().__init__(str(self.words) % {"how_long": how_long})


@dataclass(frozen=True)
class Entered:
    """A new sign-in: whose, and the token for the cookie."""

    person_id: str
    token: str


def sign_in(email: str, password: str, *, address: str, agent: str, instead_of: str = "", at: datetime) -> Entered | None:
    """Let the person in, or None: an unknown address and a wrong password answer alike and take as long.

    The sign-in of the token `instead_of`, which the browser carried before, ends. Whoever has a second factor is half in.
    """
    email = rules.normal(email)[:254]
    person = queries.person_by_email(email)
    person_id, kept = (person.id, person.password_hash) if person is not None and person.is_active else ("", "")
    db.rollback()
    if not is_right(kept, password, email=email, address=address):
        return None
    with db.aside() as other:
        sign_out(instead_of, within=other)
        entered = Entered(person_id, open_sign_in(person_id, agent=agent, within=other))
    _tell_separately(entered, agent, at)
    return entered


def _tell_separately(entered: Entered, agent: str, at: datetime) -> None:
    """Sign-ins with a password alone do not wait for others' work; only a new device writes more than its row."""
    with db.transactions(writing=False):
        row = db.first(select(SignIn).where(SignIn.token_hash == rules.digest(entered.token)))
        is_new = row is not None and not row.needs_second and not queries.is_known_device(row.person_id, agent, row.id)
        db.rollback()
    if is_new:
        with db.transactions(writing=True):
            tell_of_device(entered, agent, at=at)
            db.commit()


def tell_of_device(entered: Entered, agent: str, *, at: datetime) -> None:
    """Mail the person that somebody came in with a browser they have not used for 90 days."""
    row = db.first(select(SignIn).where(SignIn.token_hash == rules.digest(entered.token)))
    person = db.session().get_one(Person, entered.person_id)
    if row is not None and not queries.is_known_device(person.id, agent, row.id):
        template, device = "accounts/mail/new_device.txt", rules.device(agent)
        mail.queue(template, to=person.email, person_id=person.id, at=at, person=person, device=device, began_at=row.began_at)


def is_right(kept: str, password: str, *, email: str, address: str) -> bool:
    """Whether the password fits; each try counts as refused until it does, so that a flood of tries cannot slip through."""
    reserve(f"mail:{email}", address)
    if not rules.is_password(kept, password):
        return False
    with db.aside() as other:
        forgive(f"mail:{email}", address, within=other)
    return True


def reserve(account: str, address: str) -> None:
    """Count a try as refused before it is judged; Throttled while account or address must wait. No account: the address alone."""
    waits = [(account, rules.wait_for_account)] if account else []
    waits.append((f"ip:{address}", rules.wait_for_address))
    now = clock.real()
    try:
        with db.aside() as other:
            rows = [(key, other.get(RefusedSignIn, key, with_for_update=True), wait) for key, wait in waits]
            left = max(wait(row.count, row.last_at, now) if row else timedelta(0) for _, row, wait in rows)
            if left:
                raise Throttled(left)
            for key, row, _wait in rows:
                _count(other, key, row)
    except IntegrityError:
        reserve(account, address)


def _count(other: Session, key: str, row: RefusedSignIn | None) -> None:
    now = clock.real()
    if row is None:
        other.add(RefusedSignIn(key=key, count=1, last_at=now))
    else:
        row.count = 1 if rules.is_stale(row.last_at, now) else row.count + 1
        row.last_at = now


def forgive(account: str, address: str, *, within: Session | None = None) -> None:
    """A try was right: the account starts anew, the address gets its try back."""
    other = within or db.session()
    other.execute(delete(RefusedSignIn).where(RefusedSignIn.key == account))
    one = update(RefusedSignIn).where(RefusedSignIn.key == f"ip:{address}", RefusedSignIn.count > 0)
    other.execute(one.values(count=RefusedSignIn.count - 1))


def open_sign_in(
    person_id: str, *, first: Proof = Proof.PASSWORD, second: Proof | None = None, agent: str = "", within: Session | None = None
) -> str:
    """Begin a sign-in and return its token; only the token's hash is kept. Without a second proof a person with a factor is half in."""
    token, now = secrets.token_urlsafe(32), clock.real()
    hours = current_app.extensions["settings"].sign_in_hours
    row = SignIn(
        token_hash=rules.digest(token),
        person_id=person_id,
        began_at=now,
        seen_at=now,
        ends_at=now + timedelta(hours=hours),
        agent=agent[:200],
        first=first,
        second=second,
        needs_second=second is None and queries.has_factor(person_id, within),
        verified_at=now if second else None,
    )
    (within or db.session()).add(row)
    return token


def sign_out(token: str, *, within: Session | None = None) -> None:
    """End the sign-in of a token, if it still lives."""
    living = update(SignIn).where(SignIn.token_hash == rules.digest(token), SignIn.ended_at.is_(None))
    (within or db.session()).execute(living.values(ended_at=clock.real()))


def revoke(sign_in: SignIn) -> None:
    """End one sign-in; its browser is asked to sign in at its next step."""
    sign_in.ended_at = clock.real()


def revoke_others(person: Person, *, but: str) -> None:
    """End all sign-ins of a person except the one with the id `but`."""
    living = update(SignIn).where(SignIn.person_id == person.id, SignIn.id != but, SignIn.ended_at.is_(None))
    db.session().execute(living.values(ended_at=clock.real()))
