"""What other rooms ask of this one: certificates follow an announced correction; an entry's page shows that there are some."""

from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.certificates import actions
from p4comp.certificates.queries import sight
from p4comp.certificates.rules.moves import STANDING
from p4comp.core import jobs
from p4comp.core.access import Actor
from p4comp.decisions import signals
from p4comp.decisions.models import Decision
from p4comp.entries.policy import Case
from p4comp.entries.signals import Paper, showing
from p4comp.results.models import Nominee
from p4comp.results.rules.nominees import Keeping
from p4comp.results.signals import unnamed


def follow_correction(announced: list[Decision], *, moment: datetime, by: Actor, at: datetime) -> None:
    """Certificates end with the correction's announcement and not before: their public page must not tell of it."""
    for decision in announced:
        if not decision.is_published_correction:
            continue
        if moment <= at:
            actions.follow(decision, by=by, at=at)
        else:
            jobs.later("certificates.follow", decision.id, due=moment)


@showing.connect
def hold_certificates(case: Case, *, at: datetime) -> list[Paper]:
    """An entry's page leads its institution to the certificates it holds for it."""
    kinds = list(dict.fromkeys(one.kind_word for one in sight.of_entry(case.entry.id, at) if one.state in STANDING))
    return [Paper(_("Piagam"), url_for("certificates.own"), note=", ".join(kinds).lower())] if kinds else []


def hide_name(nominee: Nominee, *, keeping: Keeping, by: Actor, at: datetime) -> None:
    """A person who is not to be named any more is not named on certificates either."""
    actions.unname(nominee, keeping=keeping, by=by, at=at)


signals.announced.connect(follow_correction)
unnamed.connect(hide_name)
