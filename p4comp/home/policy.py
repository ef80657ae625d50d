"""Who may open the start page of the workspace, and who may read the audit log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from flask_babel import gettext as _

from p4comp.accounts.policy import may_audit, may_be_signed_in
from p4comp.competition import own_sheets
from p4comp.core.access import Actor, Verdict, no
from p4comp.institutions.rules.conflicts import WORDS, Relation


class Reading(Protocol):
    """What a reader of the log is asked for: something of it, and whether that reader scores entries of the edition now or is bound to one."""

    @property
    def still_scores(self) -> bool: ...

    @property
    def bond(self) -> Relation | None: ...


@dataclass(frozen=True)
class LogReader:
    """Who is about to read the log, and what binds them to an entrant whose category's winners are not announced."""

    still_scores: bool
    bond: Relation | None = None


def may_work(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Everybody with an account has a start page."""
    return may_be_signed_in(actor, subject, at)


def may_read_log(actor: Actor, reading: Reading, at: datetime) -> Verdict:
    """The audit log, which holds scores, is read by auditors and the secretariat who score nothing themselves any more and are bound to no entrant."""
    if not (audits := may_audit(actor, reading, at)):
        return audits
    if reading.bond is not None:
        return no(
            _(
                "Anda %(bond)s, yang ikut pada edisi ini. Catatan audit memuat nilai, jadi terbuka sesudah pemenang diumumkan.",
                bond=WORDS[reading.bond],
            )
        )
    return own_sheets.may_compare(hidden=reading.still_scores)


def may_bundle(actor: Actor, reading: Reading, at: datetime) -> Verdict:
    """Whoever reads the log may ask for it as a bundle; one that is made is found by its own person only."""
    return may_read_log(actor, reading, at)


def may_keep_witnesses(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Witnesses are named by auditors and by the secretariat: neither can hide a change from whom the other chose."""
    return may_audit(actor, subject, at)
