"""Giving what hangs on the known result: proof of participation, thanks, letters for team members."""

from datetime import datetime
from itertools import groupby

from p4comp.certificates import policy
from p4comp.certificates.actions.making import Holder, make
from p4comp.certificates.actions.telling import tell
from p4comp.certificates.models import Certificate, CertificateKind
from p4comp.certificates.queries.kinds import Candidate, Due
from p4comp.core import audit
from p4comp.core.access import Actor, demand


def issue_kind(due: Due, kind: CertificateKind, *, by: Actor, at: datetime, tells: bool = True) -> list[Certificate]:
    """Issue all of a kind that are still to be given; they are printed when somebody first wants them."""
    demand(policy.may_issue_kind(by, due, at))
    made: list[Certificate] = []
    for _category, found in groupby(due.waiting[kind], key=lambda one: one.decision.category):
        made += _make(list(found), kind, at)
    for one in made:
        audit.record("certificate.issued", one, by=by, at=at, serial=one.serial, code=one.code, kind=kind.value)
    if tells:
        tell("certificates/mail/given.txt", made, at)
    return made


def _make(candidates: list[Candidate], kind: CertificateKind, at: datetime) -> list[Certificate]:
    holders = [Holder(one.name, one.text, entry_id=one.entry_id, person_id=one.person_id) for one in candidates]
    return make(candidates[0].decision, kind, holders, at)
