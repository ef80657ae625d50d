"""What the secretariat may do with practices that institutions consented to; nobody bound to the institution decides."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.policy import may_audit, may_run_secretariat
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.errors import state_word
from p4comp.institutions.rules.conflicts import WORDS, Relation
from p4comp.practices.models import Practice
from p4comp.practices.rules import MOVES


@dataclass(frozen=True)
class Case:
    """A practice on the secretariat's desk, and what binds whoever asks to its institution."""

    practice: Practice
    relation: Relation | None = None


def may_read(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat and auditors read what institutions consented to."""
    return may_audit(actor, subject, at)


def may_export(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat takes the library along for other portals."""
    return may_run_secretariat(actor, subject, at)


def may_keep_themes(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat keeps the list of themes."""
    return may_run_secretariat(actor, subject, at)


def may_propose(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The secretariat never changes words itself: it proposes them back."""
    return _may(actor, case, "propose", at)


def may_give_back(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The secretariat returns a practice with words."""
    return _may(actor, case, "give_back", at)


def may_publish(actor: Actor, case: Case, at: datetime) -> Verdict:
    """One person of the secretariat publishes what the institution consented to."""
    return _may(actor, case, "publish", at)


def may_remove(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The secretariat takes a practice out of the library for good, with a reason."""
    return _may(actor, case, "remove", at)


def _may(actor: Actor, case: Case, verb: str, at: datetime) -> Verdict:
    verdict = may_run_secretariat(actor, case, at)
    if not verdict:
        return verdict
    if case.relation is not None:
        return no(_("Anda %(bond)s. Praktik ini ditangani petugas lain.", bond=WORDS[case.relation]))
    if not MOVES.allows(case.practice.state, verb):
        state = state_word("practice", case.practice.state)
        return no(_("Praktik ini berstatus “%(state)s”, jadi belum dapat dilakukan.", state=state))
    return YES
