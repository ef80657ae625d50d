"""What can happen to people: signing in, being invited, asking for an account."""

from p4comp.accounts.actions.people import accept, change_password, invite, join, person_for
from p4comp.accounts.actions.requests import approve, ask, refuse
from p4comp.accounts.actions.sign_ins import Throttled, open_sign_in, revoke, revoke_others, sign_in, sign_out

__all__ = [
    "Throttled",
    "accept",
    "approve",
    "ask",
    "change_password",
    "invite",
    "join",
    "open_sign_in",
    "person_for",
    "refuse",
    "revoke",
    "revoke_others",
    "sign_in",
    "sign_out",
]
