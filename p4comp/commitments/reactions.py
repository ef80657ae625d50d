"""What lower rooms ask of agreements: what goes with a merged institution."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from p4comp.commitments.models import Accord, Signatory
from p4comp.core.db import first
from p4comp.institutions import actions as registry
from p4comp.institutions import signals
from p4comp.institutions.models import Institution

registry.follows(Accord.partner_id, _l("Mitra perjanjian"))
registry.follows(Signatory.institution_id, _l("Penanda tangan perjanjian"))


@signals.merge_asked.connect
def refuse_double_signatures(kept: Institution, *, gone: Institution, **_more: Any) -> list[str]:
    """An institution signs an agreement once."""
    theirs = select(Signatory.agreement_id).where(Signatory.institution_id == gone.id)
    if first(select(Signatory.id).where(Signatory.institution_id == kept.id, Signatory.agreement_id.in_(theirs)).limit(1)):
        return [_("Keduanya menandatangani perjanjian yang sama. Biarkan terpisah, atau hapus salah satunya dari perjanjian itu.")]
    return []
