"""Consent to parts of the public page."""

from collections.abc import Collection
from datetime import datetime

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.profiles import policy
from p4comp.profiles.models import Profile, column
from p4comp.profiles.policy import Setting
from p4comp.profiles.rules import PARTS


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
