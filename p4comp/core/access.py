"""The gate: nobody reaches a page that does not say who may, and nothing is half done.

Every view declares `@allow(policy, on=loader)` or `@public`; an application with a view that says neither does not start. A request
passes in this order: who is it (read, close), the whole body, the check against forged requests, of a file may they send it at all
(read, close), the look into it, then one transaction in which the subject is loaded (404), the policy asked (403), the view run and
the work committed. An answer of 400 and more commits nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar, overload

from flask import Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from werkzeug.exceptions import Conflict, Forbidden, NotFound, Unauthorized

from p4comp.core import bodies, clock, db, uploads
from p4comp.core.errors import Refused

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Actor(Protocol):
    """Whoever asks: a signed-in person or anyone. `accounts` makes it; policies read it."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def is_signed_in(self) -> bool: ...
    @property
    def institutions(self) -> frozenset[str]:
        """Ids of the institutions the person works for in the portal."""
        ...

    def has(self, role: str, scope: str = "") -> bool:
        """Whether the person holds `role`, in `scope` (an institution or edition id) if one is given."""
        ...


@dataclass(frozen=True)
class Verdict:
    """A policy's answer, true or false, with the reason a person is told."""

    allowed: bool
    reason: "str | LazyString" = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(True)


def no(reason: "str | LazyString") -> Verdict:
    """A refusal with its reason: what is missing and, where there is one, the way on."""
    return Verdict(False, reason)


def demand(verdict: Verdict) -> None:
    """Go on with a yes only; a no is Refused with its reason. Actions ask their policy so, whoever calls them."""
    if not verdict:
        raise Refused(verdict.reason)


def homes(actor: Actor, *duties: str) -> list[str]:
    """The ids of the institutions in which a person holds one of these duties, in their order."""
    return sorted(one for one in actor.institutions if any(actor.has(duty, one) for duty in duties))


Policy = Callable[[Any, Any, datetime], Verdict]
Loader = Callable[..., Any]
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


@dataclass(frozen=True)
class Access:
    """What a view declares. `seconds` is how long a public page may be answered from the cache."""

    policy: Policy | None
    on: Loader | None = None
    upload: bool = False
    seconds: int = 0
    writes: bool = True
    csrf: bool = True
    body: Callable[..., None] | None = None
    pace: Callable[[], None] | None = None
    most: int = 0
    looks: bool = True


def allow(
    policy: Policy, *, on: Loader | None = None, upload: bool = False, writes: bool = True, body: Callable[..., None] | None = None
) -> Callable[[View], View]:
    """Let those pass whom `policy(actor, subject, at)` allows; the view gets the subject that `on` loaded.

    `on(actor, **url values)` raises NotFound for what the actor may not know of. `upload` lets one big file in.
    `writes=False` keeps even a POST in a reading transaction. `body(actor, **url values)` takes in a body that is no form,
    before the transaction.
    """
    return _declare(Access(policy, on, upload=upload, writes=writes, body=body))


@overload
def public(view: View) -> View: ...
@overload
def public(
    *,
    seconds: int = 0,
    on: Loader | None = None,
    upload: bool = False,
    csrf: bool = True,
    writes: bool = True,
    pace: Callable[[], None] | None = None,
    most: int = 0,
    looks: bool = True,
) -> Callable[[View], View]: ...
def public(
    view: View | None = None,
    *,
    seconds: int = 0,
    on: Loader | None = None,
    upload: bool = False,
    csrf: bool = True,
    writes: bool = True,
    pace: Callable[[], None] | None = None,
    most: int = 0,
    looks: bool = True,
) -> Any:
    """Let everybody pass, signed in or not.

    `pace` refuses who sends too many files before a byte of what they send is taken in; `most` is the biggest file in bytes, if smaller than
    others; `looks=False` leaves looking into it to the view.
    """
    mark = _declare(Access(None, on, upload, seconds, writes, csrf, pace=pace, most=most, looks=looks))
    return mark(view) if view is not None else mark


def _declare(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.__access__ = access  # type: ignore[attr-defined]  # the declaration travels with the view
        return view

    return mark


class NobodyMay(RuntimeError):
    """A view declares neither @allow nor @public."""


def declared(app: Flask) -> dict[str, Access]:
    """The access of every endpoint; NobodyMay names those that declare none."""
    found = {name: getattr(view, "__access__", None) for name, view in app.view_functions.items()}
    silent = sorted(name for name, access in found.items() if access is None)
    if silent:
        raise NobodyMay("@allow or @public is missing: " + ", ".join(silent))
    return {name: access for name, access in found.items() if access is not None}


def actor() -> Actor:
    """Whoever sent the current request; a public page that does not ask is answered without looking."""
    if "actor" not in g:
        g.actor = current_app.extensions["identify"]()
    who: Actor = g.actor
    return who


def may(endpoint: str, subject: Any = None) -> Verdict:
    """Ask the rule of `endpoint`, as its route would: pages link by it."""
    access: Access = current_app.extensions["access"][endpoint]
    return access.policy(actor(), subject, clock.arrived()) if access.policy else YES


def gate(app: Flask) -> ResponseReturnValue:
    """Answer the current request."""
    if request.routing_exception is not None:
        _identify(app)
        app.raise_routing_exception(request)
    bodies.drop_nul()
    access: Access = app.extensions["access"][request.endpoint]
    clock.arrived()
    if access.policy is not None or request.method not in SAFE:
        _identify(app)
    if access.policy is not None and not actor().is_signed_in:
        raise Unauthorized
    _take_body(app, access)
    if request.method == "OPTIONS":
        return app.make_default_options_response()
    writing = request.method not in SAFE and access.writes
    with db.transactions(writing=writing):
        return _transact(app, access, writing)


def _identify(app: Flask) -> None:
    """Who sent the request; before a body is read the transaction is closed, a page without one goes on in it."""
    with db.transactions(writing=False):
        try:
            g.actor = app.extensions["identify"]()
        finally:
            if request.method not in SAFE:
                db.session().rollback()


def _take_body(app: Flask, access: Access) -> None:
    largest = access.most or app.config["MAX_UPLOAD" if access.upload or access.body else "MAX_FORM"]
    bodies.bound(largest, has_files=access.upload)
    if request.method not in SAFE:
        if access.upload:
            bodies.demand_pace(access.pace, actor().id if access.policy else "")
        bodies.take_form(has_files=access.upload)
        if access.csrf:
            app.extensions["csrf"].protect()
        if access.upload:
            _ask_first(access)
            uploads.take_in(looks=access.looks)
        _take_stream(access)


def _ask_first(access: Access) -> None:
    """Nobody's file is looked into who may not send it: the rule is asked now and, of what is true then, once more before the work."""
    known = set(g)
    with db.transactions(writing=False):
        try:
            _subject(access)
        finally:
            db.session().rollback()
    for name in set(g) - known:  # what queries remember for the length of a request
        g.pop(name)


def _take_stream(access: Access) -> None:
    """The body that a view takes in by itself; what it holds is let go when the request ends, or here."""
    if access.body is not None:
        try:
            access.body(actor(), **(request.view_args or {}))
        except BaseException:
            uploads.let_go()
            raise


def _transact(app: Flask, access: Access, writing: bool) -> ResponseReturnValue:
    try:
        answer = _answer(app, access)
        if writing and (answer.status_code < 400 or g.get("save_anyway")):
            db.commit()
            app.extensions["page_cache"].clear()
        elif not writing:
            db.session().flush()  # what a reading request changed would be lost silently; the guard raises instead
            db.session().close()  # the page is made: nobody needs its rows again
        return answer
    except IntegrityError as error:
        raise Conflict from error
    except OperationalError as error:
        if _is_busy(error):
            raise Conflict from error
        raise
    finally:
        db.rollback()
        uploads.let_go()


def save_anyway() -> None:
    """Commit this request's work although the answer is a refusal: what was good of a long form stays saved."""
    g.save_anyway = True


def _is_busy(error: DBAPIError) -> bool:
    return "locked" in str(error.orig) or getattr(error.orig, "sqlstate", "") in {"40001", "40P01", "55P03"}


def _answer(app: Flask, access: Access) -> Response:
    assert request.url_rule is not None
    view = app.view_functions[request.url_rule.endpoint]
    subject = _subject(access)
    answer = view(subject) if access.on is not None else view(**(request.view_args or {}))
    response = app.make_response(answer)  # type: ignore[arg-type]  # Flask's own two types for a view's answer differ
    _keep_streams_off_the_session(response)
    return response


def _subject(access: Access) -> Any:
    """What the request is about, once its loader has found it and its policy has said yes."""
    subject = access.on(actor(), **(request.view_args or {})) if access.on is not None else None
    if access.on is not None and subject is None:
        raise NotFound
    if access.policy is not None and not (verdict := access.policy(actor(), subject, clock.arrived())):
        raise Forbidden(str(verdict.reason))
    return subject


def _keep_streams_off_the_session(response: Response) -> None:
    if not response.is_streamed:
        response.get_data()


__all__ = ["YES", "Access", "Actor", "Refused", "Verdict", "actor", "allow", "declared", "gate", "may", "no", "public"]
