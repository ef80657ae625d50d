"""Who verifies."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.policy import may_audit
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.entries.policy.entry import Case
from p4comp.institutions.rules.conflicts import WORDS


def may_see_queue(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat works through the queue; the auditor reads it."""
    return may_audit(actor, subject, at)


def may_review(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The secretariat and the auditor read an entry on the verification desk."""
    return may_see_queue(actor, case, at)


def may_decide(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The secretariat verifies, returns or refuses; nobody does so for an entrant to whom the institutions' tree binds them."""
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang memverifikasi berkas."))
    if case.relation is not None:
        return no(_("Anda %(bond)s. Verifikasi berkas ini dilakukan petugas sekretariat lain.", bond=WORDS[case.relation]))
    return YES
