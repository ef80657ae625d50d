"""Consent to parts of the public page."""

from datetime import datetime

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.profiles import policy
from p4comp.profiles.models import Profile
from p4comp.profiles.policy import Setting


def settle(found: Setting, *, practices: bool, channels: bool, commitments: bool, figures: bool, by: Actor, at: datetime) -> Profile:
    """Say which parts are shown; taking one back works at once."""
    demand(policy.may_set(by, found, at))
    profile = found.profile or Profile(institution_id=found.institution.id)
    profile.shows_practices, profile.shows_channels, profile.shows_commitments = practices, channels, commitments
    profile.shows_figures = figures
    profile.set_at, profile.set_by = at, by.id
    session().add(profile)
    shown = {"practices": practices, "channels": channels, "commitments": commitments, "figures": figures}
    audit.record("profile.settled", profile, by=by, at=at, **shown)
    return profile
