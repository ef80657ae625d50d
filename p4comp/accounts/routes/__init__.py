"""Pages of accounts: coming in, own account, asking for an account, the secretariat's queue."""

from flask import Flask

from p4comp.accounts import identity
from p4comp.accounts.routes import (
    account,
    address_changes,
    deputies,
    invitations,
    letters,
    letting_in,
    local_admin,
    monitors,
    open_id,
    passkeys,
    people,
    privacy,
    privacy_breaches,
    privacy_desk,
    requests,
    second_factor,
    sign_in,
    uploads,
    vouching,
)
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import resumable

__all__ = [
    "account",
    "address_changes",
    "bp",
    "deputies",
    "init_app",
    "invitations",
    "letters",
    "letting_in",
    "local_admin",
    "monitors",
    "open_id",
    "passkeys",
    "people",
    "privacy",
    "privacy_breaches",
    "privacy_desk",
    "requests",
    "second_factor",
    "sign_in",
    "uploads",
    "vouching",
]


def init_app(app: Flask) -> None:
    """Tell the gate who asks, and what to answer when nobody does."""
    identity.init_app(app)
    app.extensions["ask_sign_in"] = sign_in.ask
    resumable.announce(app, "/unggahan")
