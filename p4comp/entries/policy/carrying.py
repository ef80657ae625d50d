"""Who carries answers and evidence into a dossier, and out of one into another space."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.entries.policy.entry import Case, _writes, may_edit, writes_for
from p4comp.entries.rules.carrying import Source


@dataclass(frozen=True)
class Carriable:
    """An entry that is filled in, and an earlier dossier to carry from, with the institution that one belongs to."""

    case: Case
    source: Source
    of_institution: str


def may_carry(actor: Actor, found: Carriable, at: datetime) -> Verdict:
    """Whoever fills in both dossiers carries from one to the other; a predecessor's only with a duty there as well."""
    verdict = may_edit(actor, found.case, at)
    if not verdict or writes_for(actor, found.of_institution):
        return verdict
    return no(
        _(
            "Berkas itu milik instansi lain. Jawabannya dapat dibawa oleh petugas yang juga bertugas sebagai penyusun atau penyetuju di sana."
        )
    )


def may_hand_over(actor: Actor, case: Case, at: datetime) -> Verdict:
    """Drafters and approvers hand their own dossier over to another space, whatever its state: it stays as it is."""
    return _writes(actor, case)


def may_receive(actor: Actor, subject: object, at: datetime) -> Verdict:
    """Drafters and approvers of some institution take in what they handed over elsewhere."""
    if actor.has("drafter") or actor.has("approver"):
        return YES
    return no(_("Halaman ini untuk penyusun dan penyetuju instansi peserta."))
