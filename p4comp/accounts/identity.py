"""Who is asking: the actor of a request, found by the sign-in its cookie carries.

Flask-Login keeps the token in the signed cookie (`_user_id`) and asks `_load` for its user, once a request; what counts is
the living row in `sign_in`, never the cookie alone.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Flask, after_this_request, g, session
from flask.wrappers import Response
from flask_login import LoginManager, UserMixin, current_user, login_user
from sqlalchemy import CompoundSelect, Row, Select, String, bindparam, false, literal, select, true, type_coerce, union_all, update
from sqlalchemy.exc import OperationalError

from p4comp.accounts import rules
from p4comp.accounts.models import Membership, Person, SignIn
from p4comp.accounts.rules import Duty
from p4comp.core import clock, db
from p4comp.institutions.models import Institution

Provider = Callable[[Any], Select[Any, Any]]
_providers: list[Provider] = []


@dataclass(frozen=True)
class Someone:
    """The actor: what policies may know of a person. `roles` are pairs of role and scope."""

    id: str = ""
    name: str = ""
    email: str = ""
    role_label: str = ""
    roles: frozenset[tuple[str, str]] = frozenset()
    institutions: frozenset[str] = frozenset()
    is_signed_in: bool = False

    def has(self, role: str, scope: str = "") -> bool:
        """Whether the person holds `role`, in `scope` if one is given."""
        return (role, scope) in self.roles if scope else any(held == role for held, _ in self.roles)


NOBODY = Someone()


@dataclass(frozen=True)
class Half:
    """A sign-in that is only half through: whose it is, and whether a second factor must be shown or first be set up."""

    person_id: str
    name: str
    email: str
    token: str
    has_factor: bool


class Ticket(UserMixin):  # type: ignore[misc]  # Flask-Login is untyped
    """What Flask-Login calls a user: a sign-in's token, and whose it is."""

    def __init__(self, token: str, someone: Someone = NOBODY, sign_in_id: str = "", half: Half | None = None):
        self.token, self.someone, self.sign_in_id, self.half = token, someone, sign_in_id, half

    def get_id(self) -> str:
        """The token; the cookie holds it signed."""
        return self.token


def extend(provider: Provider) -> None:
    """Let a higher feature add roles: `provider(person_id)` selects pairs of role and scope; all are asked in one query.

    The id is a text or a query for one.
    """
    if provider not in _providers:
        _providers.append(provider)
        _living.cache_clear()


def roles_of(person_id: Any) -> list[Select[Any, Any]]:
    """What higher features would add for this id, a query each; a column asks it of every row."""
    return [provider(person_id) for provider in _providers]


def someone(person: Person) -> Someone:
    """The person as an actor, with all roles."""
    return _someone(person.id, person.name, person.email, db.session().execute(_held(person.id)).all())


def _someone(person_id: str, name: str, email: str, rows: Sequence[Row[Any]]) -> Someone:
    roles = {(role, scope or "") for row in rows for role, scope in _roles(row)}
    institutions = {row.scope: row.short_name or row.name for row in rows if row.scope and row.name and row.role == "member"}
    return Someone(
        id=person_id,
        name=name,
        email=email,
        role_label=_label(roles, list(institutions.values())),
        roles=frozenset(roles),
        institutions=frozenset(institutions),
        is_signed_in=True,
    )


def _roles(row: Row[Any]) -> Iterator[tuple[str, str]]:
    """A membership as roles: its own, and one for each duty."""
    scope = row.scope or ""
    yield row.role, scope
    duties = {Duty.DRAFTER: row.drafts, Duty.APPROVER: row.approves, Duty.LOCAL_ADMIN: row.administers}
    yield from ((duty.value, scope) for duty, is_held in duties.items() if is_held)


def _held(person_id: Any) -> CompoundSelect[Any]:
    """Everything the person is, by one query: memberships with their institutions, then what higher features add."""
    duties = (Membership.drafts, Membership.approves, Membership.administers)
    role, scope = type_coerce(Membership.role, String).label("role"), Membership.institution_id.label("scope")
    held = select(role, scope, Institution.short_name, Institution.name, *duties)
    held = held.outerjoin(Institution, Institution.id == Membership.institution_id).where(Membership.person_id == person_id)
    nothing = (literal(""), literal(""), false(), false(), false())
    return union_all(held, *(provider(person_id).add_columns(*nothing) for provider in _providers))


def _label(roles: set[tuple[str, str]], institutions: list[str]) -> str:
    held = {role for role, _ in roles}
    words = [str(word) for role, word in rules.ROLE_NAMES.items() if role in held and role != "member"]
    return ", ".join(words + institutions)


def identify() -> Someone:
    """The actor of this request: one query."""
    ticket = current_user._get_current_object()
    return ticket.someone if isinstance(ticket, Ticket) else NOBODY


def half() -> Half | None:
    """The sign-in of this browser, if it is only half through: its person is nobody to every page but those of the second step."""
    ticket = current_user._get_current_object()
    return ticket.half if isinstance(ticket, Ticket) else None


def let_in(token: str, person_id: str) -> Ticket:
    """Give this browser the cookie of the sign-in with `token`; whoever is not the former person gets a fresh session."""
    if former_person() != person_id:
        for key in set(session) - {"_flashes"}:
            del session[key]
        g.pop("csrf_token", None)
    session.pop("ended", None)
    ticket = _load(token) or Ticket(token)
    login_user(ticket)
    g.actor = ticket.someone
    return ticket


def let_out() -> None:
    """Take the cookie away; the browser keeps a mark of the ended sign-in, so that typed work finds its person again."""
    token = session.get("_user_id", "")
    session.clear()
    if token:
        session["ended"] = token


def cookie_token() -> str:
    """The token this browser carries, of a living or an ended sign-in."""
    return str(session.get("_user_id") or session.get("ended") or "")


def sign_in_id() -> str:
    """The id of this browser's sign-in, or an empty text."""
    ticket = current_user._get_current_object()
    return ticket.sign_in_id if isinstance(ticket, Ticket) else ""


def living(sign_ins: Collection[str]) -> Collection[str]:
    """Those of the sign-ins that still live; one query."""
    query = select(SignIn.id).join(Person, Person.id == SignIn.person_id).where(SignIn.id.in_(sign_ins), Person.is_active)
    return set(db.session().execute(query.where(SignIn.ended_at.is_(None), SignIn.ends_at > clock.real())).scalars())


def former_person() -> str:
    """The id of the person whose sign-in this browser carries, ended or not; an empty text if there is none."""
    token = cookie_token()
    return db.first(select(SignIn.person_id).where(SignIn.token_hash == rules.digest(token))) or "" if token else ""


def _load(token: str) -> Ticket | None:
    now = clock.real()
    rows = db.session().execute(_living(), {"token_hash": rules.digest(token), "now": now}).all()
    if not rows:
        return None
    found = rows[0]
    if now - found.seen_at > rules.SEEN_EVERY:
        _note_seen(found.sign_in_id)
    who = _someone(found.person_id, found.person_name, found.email, [row for row in rows if row.role is not None])
    if _is_whole(found, who):
        return Ticket(token, who, found.sign_in_id)
    if now - found.began_at > rules.HALF_FOR:
        return None
    return Ticket(token, half=Half(who.id, who.name, who.email, token, found.needs_second))


def _is_whole(found: Row[Any], who: Someone) -> bool:
    held = {role for role, _ in who.roles}
    return rules.is_enough(held, is_verified=found.verified_at is not None, has_factor=found.needs_second, is_demo=clock.is_demo())


@cache
def _living() -> Select[*tuple[Any, ...]]:
    """A living sign-in with its person and everything the person is, a row each; made once, as every request asks it."""
    columns = (SignIn.id.label("sign_in_id"), SignIn.seen_at, SignIn.began_at, SignIn.needs_second, SignIn.verified_at)
    whose = (Person.id.label("person_id"), Person.name.label("person_name"), Person.email)
    query = select(*columns, *whose).join(Person, Person.id == SignIn.person_id).where(Person.is_active, SignIn.ended_at.is_(None))
    living = query.where(SignIn.token_hash == bindparam("token_hash"), SignIn.ends_at > bindparam("now")).cte("living")
    held = _held(select(living.c.person_id).scalar_subquery()).subquery("held")
    return select(living, held).outerjoin(held, true())


def _note_seen(sign_in_id: str) -> None:
    @after_this_request
    def note(response: Response) -> Response:
        try:
            with db.aside() as other:
                other.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=clock.real()))
        except OperationalError:
            pass  # last-seen may be late; an answer may not wait for it
        return response


def init_app(app: Flask) -> None:
    """Let the gate ask here who is calling."""
    manager: Any = LoginManager()
    manager.session_protection = None
    manager.init_app(app, add_context_processor=False)
    manager.user_loader(_load)
    app.extensions["identify"] = identify
    app.extensions["nobody"] = NOBODY
    app.extensions["living_sign_ins"] = living
