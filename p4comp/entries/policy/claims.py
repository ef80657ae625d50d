"""Who claims an honour, and who rules on it."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.entries.models import HonourClaim
from p4comp.entries.policy.entry import ONLY_LOOKS, acts_for
from p4comp.institutions.models import Institution
from p4comp.institutions.queries import PastEdition
from p4comp.institutions.rules.conflicts import WORDS, Relation


@dataclass(frozen=True)
class Claiming:
    """An institution that says it won before: the earlier editions, and what it claimed already."""

    institution: Institution
    editions: tuple[PastEdition, ...]
    claims: tuple[HonourClaim, ...]
    zone: str


@dataclass(frozen=True)
class ClaimCase:
    """A claim to an honour; `relation` binds a secretary to the claimant."""

    claim: HonourClaim
    relation: Relation | None = None


def may_claim(actor: Actor, found: Claiming, at: datetime) -> Verdict:
    """Whoever has a duty in an institution claims its place in an earlier edition while the portal runs an edition."""
    if not acts_for(actor, found.institution.id):
        return no(ONLY_LOOKS)
    if not found.editions:
        return no(_("Belum ada edisi yang berjalan. Klaim dapat diajukan sesudah edisi berikutnya diumumkan."))
    return YES


def may_read_claim(actor: Actor, case: ClaimCase, at: datetime) -> Verdict:
    """Whoever sees a claim may read it and its document; sight is decided by the query."""
    return YES


def may_decide_claim(actor: Actor, case: ClaimCase, at: datetime) -> Verdict:
    """The secretariat confirms or refuses; nobody does so for a claimant to whom the institutions' tree binds them."""
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang memutus klaim penghargaan."))
    if case.relation is not None:
        return no(_("Anda %(bond)s. Klaim ini diputus petugas sekretariat lain.", bond=WORDS[case.relation]))
    return YES
