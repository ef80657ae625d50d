"""Who is asking: the actor of a request, found by the sign-in its cookie carries.

Flask-Login keeps the token in the signed cookie (`_user_id`) and asks `_load` for its user, once a request; what counts is
the living row in `sign_in`, never the cookie alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, after_this_request, session
from flask.wrappers import Response
from flask_login import LoginManager, UserMixin, current_user, login_user
from sqlalchemy import CompoundSelect, Select, String, literal, select, type_coerce, union_all, update
from sqlalchemy.exc import OperationalError

from p4comp.accounts import rules
from p4comp.accounts.models import Membership, Person, SignIn
from p4comp.core import clock, db
from p4comp.institutions.models import Institution

Provider = Callable[[str], Select[Any, Any]]
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


class Ticket(UserMixin):  # type: ignore[misc]  # Flask-Login is untyped
    """What Flask-Login calls a user: a sign-in's token, and whose it is."""

    def __init__(self, token: str, someone: Someone = NOBODY, sign_in_id: str = ""):
        self.token, self.someone, self.sign_in_id = token, someone, sign_in_id

    def get_id(self) -> str:
        """The token; the cookie holds it signed."""
        return self.token


def extend(provider: Provider) -> None:
    """Let a higher feature add roles: `provider(person_id)` selects pairs of role and scope; all are asked in one query."""
    if provider not in _providers:
        _providers.append(provider)


def someone(person: Person) -> Someone:
    """The person as an actor, with all roles."""
    rows = db.session().execute(_held(person.id)).all()
    roles = {(role, scope or "") for role, scope, _, _ in rows}
    institutions = {scope: short or long for _, scope, short, long in rows if scope and long}
    return Someone(
        id=person.id,
        name=person.name,
        email=person.email,
        role_label=_label(roles, list(institutions.values())),
        roles=frozenset(roles),
        institutions=frozenset(institutions),
        is_signed_in=True,
    )


def _held(person_id: str) -> CompoundSelect[Any]:
    """Everything the person is, by one query: memberships with their institutions, then what higher features add."""
    held = select(type_coerce(Membership.role, String), Membership.institution_id, Institution.short_name, Institution.name)
    held = held.outerjoin(Institution, Institution.id == Membership.institution_id).where(Membership.person_id == person_id)
    added = [provider(person_id).add_columns(literal(""), literal("")) for provider in _providers]
    return union_all(held, *added)


def _label(roles: set[tuple[str, str]], institutions: list[str]) -> str:
    held = {role for role, _ in roles}
    words = [str(word) for role, word in rules.ROLE_NAMES.items() if role in held and role != "member"]
    return ", ".join(words + institutions)


def identify() -> Someone:
    """The actor of this request: two queries."""
    ticket = current_user._get_current_object()
    return ticket.someone if isinstance(ticket, Ticket) else NOBODY


def let_in(token: str) -> None:
    """Give this browser the cookie of the sign-in with `token`."""
    session.pop("ended", None)
    login_user(Ticket(token))


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


def former_person() -> str:
    """The id of the person whose sign-in this browser carries, ended or not; an empty text if there is none."""
    token = cookie_token()
    return db.first(select(SignIn.person_id).where(SignIn.token_hash == rules.digest(token))) or "" if token else ""


def _load(token: str) -> Ticket | None:
    living = (SignIn.token_hash == rules.digest(token), SignIn.ended_at.is_(None), SignIn.ends_at > clock.real(), Person.is_active)
    found = db.session().execute(select(SignIn, Person).join(Person, Person.id == SignIn.person_id).where(*living)).first()
    if found is None:
        return None
    row, person = found
    if clock.real() - row.seen_at > rules.SEEN_EVERY:
        _note_seen(row.id)
    return Ticket(token, someone(person), row.id)


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
