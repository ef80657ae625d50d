"""What lower rooms ask of the library: what goes with a merged institution."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from p4comp.core.db import first
from p4comp.institutions import actions as registry
from p4comp.institutions import signals
from p4comp.institutions.models import Institution
from p4comp.practices.models import Adoption, Practice

registry.follows(Practice.institution_id, _l("Praktik baik"))
registry.follows(Adoption.institution_id, _l("Catatan penerapan praktik baik"))


@signals.merge_asked.connect
def refuse_double_adoptions(kept: Institution, *, gone: Institution, **_more: Any) -> list[str]:
    """An institution has one record of a practice, and none of its own."""
    theirs = select(Adoption.practice_id).where(Adoption.institution_id == gone.id)
    if first(select(Adoption.id).where(Adoption.institution_id == kept.id, Adoption.practice_id.in_(theirs)).limit(1)):
        return [_("Keduanya mencatat penerapan praktik yang sama. Biarkan terpisah, atau hubungi pengelola portal.")]
    for one, other in ((kept, gone), (gone, kept)):
        own = select(Practice.id).where(Practice.institution_id == other.id)
        if first(select(Adoption.id).where(Adoption.institution_id == one.id, Adoption.practice_id.in_(own)).limit(1)):
            return [_("Yang satu mencatat menerapkan praktik milik yang lain. Biarkan terpisah.")]
    return []
