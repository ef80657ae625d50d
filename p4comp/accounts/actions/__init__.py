"""What can happen to people: signing in, being invited, asking for an account, proving who they are."""

from p4comp.accounts.actions.deputies import Order, appoint_deputy, end_deputy
from p4comp.accounts.actions.invitations import invite_colleague, invite_monitor, join_by, resend_invitation, withdraw_invitation
from p4comp.accounts.actions.letting_in import ask_let_in, grant_let_in, refuse_let_in
from p4comp.accounts.actions.local_admin import change_duties, end_membership, hand_over, make_lead
from p4comp.accounts.actions.monitoring import end_watch
from p4comp.accounts.actions.open_id import come_back, confirm_provider, remove_provider, save_provider, set_off
from p4comp.accounts.actions.passkeys import Offer, add_passkey, enter_by_passkey, offer_entry, offer_new, step_by_passkey
from p4comp.accounts.actions.people import accept, change_details, change_password, invite, join, person_for, set_duties
from p4comp.accounts.actions.requests import approve, ask, refuse
from p4comp.accounts.actions.second_factor import (
    Device,
    add_totp,
    finish,
    must_be_first,
    offer_totp,
    offered_totp,
    remove_factor,
    renew_codes,
    reset_factors,
    take_step,
)
from p4comp.accounts.actions.sign_ins import Entered, Throttled, open_sign_in, revoke, revoke_others, sign_in, sign_out
from p4comp.accounts.actions.vouching import refuse_colleague, vouch

__all__ = [
    "Device",
    "Entered",
    "Offer",
    "Order",
    "Throttled",
    "accept",
    "add_passkey",
    "add_totp",
    "appoint_deputy",
    "approve",
    "ask",
    "ask_let_in",
    "change_details",
    "change_duties",
    "change_password",
    "come_back",
    "confirm_provider",
    "end_deputy",
    "end_membership",
    "end_watch",
    "enter_by_passkey",
    "finish",
    "grant_let_in",
    "hand_over",
    "invite",
    "invite_colleague",
    "invite_monitor",
    "join",
    "join_by",
    "make_lead",
    "must_be_first",
    "offer_entry",
    "offer_new",
    "offer_totp",
    "offered_totp",
    "open_sign_in",
    "person_for",
    "refuse",
    "refuse_colleague",
    "refuse_let_in",
    "remove_factor",
    "remove_provider",
    "renew_codes",
    "resend_invitation",
    "reset_factors",
    "revoke",
    "revoke_others",
    "save_provider",
    "set_duties",
    "set_off",
    "sign_in",
    "sign_out",
    "step_by_passkey",
    "take_step",
    "vouch",
    "withdraw_invitation",
]
