"""What lower rooms ask of partners: their roles, and what they noted of the entries a plenary talks about."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts import identity
from p4comp.competition import queries as competition
from p4comp.core import clock
from p4comp.decisions.models import Plenary
from p4comp.decisions.signals import Remark, remarking
from p4comp.institutions import actions as registry
from p4comp.partners import queries
from p4comp.partners.models import Partner


@remarking.connect
def remarks(plenary: Plenary, *, subjects: list[str], **_more: Any) -> list[Remark]:
    """The notes that were answered, or may be answered no more."""
    calendar = competition.calendar(plenary.edition)
    times = queries.times(calendar.spec, calendar)
    found = queries.for_plenary(plenary.edition_id, subjects, times, clock.arrived())
    return [Remark(one.entry_id, _("Catatan mitra, %(source)s", source=one.organisation), one.words, one.answer) for one in found]


identity.extend(queries.roles)
registry.follows(Partner.institution_id, _l("Mitra penyelenggara"))
