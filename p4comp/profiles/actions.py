"""Consent to parts of the public page."""

from collections.abc import Collection
from datetime import datetime

from p4comp.channels import actions as channels
from p4comp.channels.policy import Kept
from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.profiles import policy
from p4comp.profiles.models import Profile, column
from p4comp.profiles.policy import Setting
from p4comp.profiles.rules import CHANNELS, PARTS


def settle(found: Setting, shown: Collection[str], *, by: Actor, at: datetime) -> Profile:
    """Say which parts are shown, and no other; taking one back works at once."""
    demand(policy.may_set(by, found, at))
    profile = found.profile or Profile(institution_id=found.institution.id)
    for name in PARTS:
        setattr(profile, column(name), name in shown)
    profile.set_at, profile.set_by = at, by.id
    session().add(profile)
    audit.record("profile.settled", profile, by=by, at=at, **{name: name in shown for name in PARTS})
    return profile


def show_channels(found: Setting, kept: Kept | None, *, by: Actor, at: datetime) -> None:
    """Let the part of channels be shown, and one channel with it where one is named: both consents as one knowing act."""
    demand(policy.may_set(by, found, at))
    if kept is not None:
        channels.show(kept, shown=True, by=by, at=at)
    if CHANNELS not in found.parts:
        settle(found, found.parts | {CHANNELS}, by=by, at=at)
