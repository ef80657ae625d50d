"""What lower rooms ask of profiles: what goes with a merged institution."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete

from p4comp.core.db import session
from p4comp.institutions import actions as registry
from p4comp.institutions import signals
from p4comp.institutions.models import Institution
from p4comp.profiles.models import Profile

registry.follows(Profile.institution_id, _l("Profil publik"))


@signals.merged.connect
def keep_one_consent(kept: Institution, *, gone: Institution, **_more: Any) -> None:
    """A consent was given for the one that goes: where both gave one, that of the one that stays counts."""
    if session().get(Profile, kept.id) is not None:
        session().execute(delete(Profile).where(Profile.institution_id == gone.id))
