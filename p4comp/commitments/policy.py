"""Who writes an agreement, who works on commitments, who accepts them, who says what it thinks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.commitments.models import Accord, AccordReview, Commitment, CommitmentProof
from p4comp.commitments.rules.openness import Eyes
from p4comp.commitments.rules.states import AGREEMENTS, COMMITMENTS, OPEN, AccordState, State
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.errors import state_word

DUTIES = ("drafter", "approver", "local_admin")


@dataclass(frozen=True)
class Pact:
    """An agreement, and with whose eyes it is looked at."""

    agreement: Accord
    eyes: Eyes

    def sees(self, thing: str, institution_id: str = "") -> bool:
        """Whether they see a thing of a signatory."""
        return self.eyes.sees(self.agreement.openness, thing, institution_id)


@dataclass(frozen=True)
class Case:
    """A commitment of an agreement."""

    pact: Pact
    commitment: Commitment

    @property
    def institution_id(self) -> str:
        """Whose commitment it is."""
        return self.commitment.signatory.institution_id


@dataclass(frozen=True)
class Piece:
    """A file that proves a commitment."""

    case: Case
    proof: CommitmentProof


@dataclass(frozen=True)
class Year:
    """A year of an agreement, with its review once that is closed."""

    pact: Pact
    year: int
    review: AccordReview | None


def may_list(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Members of institutions see the agreements that concern them, those inside all."""
    return YES if actor.institutions or is_staff(actor) else no(_("Halaman ini untuk akun instansi."))


def may_host(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """The secretariat writes agreements."""
    return YES if actor.has("secretariat") else no(_("Perjanjian disusun oleh sekretariat."))


def may_read(actor: Actor, subject: Pact | Case | Piece | Year, at: datetime) -> Verdict:
    """Sight is decided by the query."""
    return YES


def may_write(actor: Actor, pact: Pact, at: datetime) -> Verdict:
    """An agreement is written until it is in force."""
    if not (hosts := may_host(actor, pact, at)):
        return hosts
    if pact.agreement.state is not AccordState.DRAFT:
        return no(_("Perjanjian ini berstatus “%(state)s”, jadi naskahnya tetap.", state=state_word("accord", pact.agreement.state)))
    return YES


def may_enforce(actor: Actor, pact: Pact, at: datetime) -> Verdict:
    """A whole agreement comes into force: signed on a day, by somebody, about something."""
    if not (writes := may_write(actor, pact, at)):
        return writes
    agreement = pact.agreement
    if agreement.signed_on is None:
        return no(_("Isi dahulu tanggal penandatanganan."))
    return YES if agreement.signatories and agreement.scopes else no(_("Isi dahulu ruang lingkup dan penanda tangannya."))


def may_end(actor: Actor, pact: Pact, at: datetime) -> Verdict:
    """The secretariat ends what is in force."""
    if not (hosts := may_host(actor, pact, at)):
        return hosts
    return YES if AGREEMENTS.allows(pact.agreement.state, "end") else no(_("Hanya perjanjian yang berlaku yang dapat diakhiri."))


def may_open(actor: Actor, pact: Pact, at: datetime) -> Verdict:
    """What is shown to whom is changed by the secretariat, with a reason once the agreement is in force."""
    if not (hosts := may_host(actor, pact, at)):
        return hosts
    return no(_("Perjanjian ini sudah berakhir.")) if pact.agreement.state is AccordState.ENDED else YES


def may_commit(actor: Actor, pact: Pact, at: datetime) -> Verdict:
    """The secretariat writes down what each signatory took on."""
    if not (opens := may_open(actor, pact, at)):
        return opens
    return YES if pact.agreement.signatories and pact.agreement.scopes else no(_("Isi dahulu ruang lingkup dan penanda tangannya."))


def may_review(actor: Actor, found: Year, at: datetime) -> Verdict:
    """A year is reviewed once."""
    if not (hosts := may_host(actor, found, at)):
        return hosts
    if found.pact.agreement.state is AccordState.DRAFT:
        return no(_("Perjanjian ini belum berlaku."))
    return no(_("Tinjauan tahun ini sudah ditutup.")) if found.review else YES


def _in_force(case: Case) -> Verdict:
    return YES if case.pact.agreement.state is AccordState.IN_FORCE else no(_("Perjanjian ini tidak sedang berlaku."))


def may_work(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The signatory's people work on a commitment until it is shown."""
    if not any(actor.has(duty, case.institution_id) for duty in DUTIES):
        return no(_("Komitmen ini dikerjakan petugas instansi penanda tangannya."))
    if not (holds := _in_force(case)):
        return holds
    if case.commitment.state not in OPEN:
        return no(_("Komitmen ini berstatus “%(state)s”.", state=state_word("commitment", case.commitment.state)))
    return YES


def may_begin(actor: Actor, case: Case, at: datetime) -> Verdict:
    """Work begins once."""
    if not (works := may_work(actor, case, at)):
        return works
    return YES if case.commitment.state is State.PLANNED else no(_("Komitmen ini sudah berjalan."))


def may_judge(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The secretariat accepts what was shown, or gives it back; never for an institution that one works for."""
    if not (hosts := may_host(actor, case, at)):
        return hosts
    if case.institution_id in actor.institutions:
        return no(_("Anda petugas instansi ini. Petugas sekretariat lain yang memeriksa."))
    if not (holds := _in_force(case)):
        return holds
    if not COMMITMENTS.allows(case.commitment.state, "give_back"):
        return no(_("Belum ada yang ditunjukkan."))
    return YES


def may_accept(actor: Actor, case: Case, at: datetime) -> Verdict:
    """What was shown is accepted once."""
    if not (judges := may_judge(actor, case, at)):
        return judges
    return YES if case.commitment.state is State.SHOWN else no(_("Komitmen ini sudah diterima."))


def gives_views(actor: Actor, pact: Pact) -> bool:
    """Whether somebody speaks for the partner of an agreement."""
    partner = pact.agreement.partner_id
    return partner is not None and any(actor.has(duty, partner) for duty in DUTIES)


def may_give_view(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The partner says what it thinks of what it sees, while the agreement is in force."""
    if not gives_views(actor, case.pact):
        return no(_("Pandangan ditulis petugas mitra perjanjian ini."))
    return _in_force(case)


def may_change(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The secretariat changes or takes out a commitment nobody has begun."""
    if not (opens := may_open(actor, case.pact, at)):
        return opens
    return YES if case.commitment.state is State.PLANNED else no(_("Komitmen ini sudah berjalan, jadi isinya tetap."))
