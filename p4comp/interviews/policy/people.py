"""Who may change a juror's profile, end the duty, waive a bond."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.policy import is_second, may_run_secretariat, same_hand
from p4comp.competition.models import Edition
from p4comp.competition.spec import EditionSpec
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.entries.models import Entry
from p4comp.institutions.rules.conflicts import WORDS, Relation
from p4comp.interviews.models import Juror, JurorTie, JurorWaiver
from p4comp.judging.rules.waivers import MOVES, WAIVABLE


@dataclass(frozen=True)
class Appointed:
    """A juror of an edition."""

    juror: Juror
    edition: Edition
    spec: EditionSpec


@dataclass(frozen=True)
class JurorTied:
    """What ties a juror to an institution."""

    tie: JurorTie
    found: Appointed


@dataclass(frozen=True)
class JurorBarred:
    """A juror and a finalist that a bond bars them from; `own` is what binds whoever asks to the finalist."""

    found: Appointed
    entry: Entry
    relation: Relation | None
    own: Relation | None = None


@dataclass(frozen=True)
class JurorWaived:
    """A juror's waiver, and what binds whoever asks to its finalist."""

    waiver: JurorWaiver
    edition: Edition
    spec: EditionSpec
    own: Relation | None = None


def may_see_juror(actor: Actor, found: Appointed, at: datetime) -> Verdict:
    """Whoever finds a profile may look at it: its juror, the secretariat, auditors."""
    return YES


def may_fill_juror(actor: Actor, found: Appointed, at: datetime) -> Verdict:
    """Jurors fill in their own profile; the secretariat does it for those who telephone."""
    if not found.juror.is_active:
        return no(_("Tugas sebagai juri sudah diakhiri."))
    if actor.id == found.juror.person_id or actor.has("secretariat"):
        return YES
    return no(_("Profil diisi oleh juri sendiri atau sekretariat."))


def may_promise(actor: Actor, found: Appointed, at: datetime) -> Verdict:
    """Jurors accept the code of conduct themselves; nobody does it for them."""
    if actor.id != found.juror.person_id:
        return no(_("Pakta integritas hanya dapat disetujui oleh juri sendiri."))
    if not found.juror.is_active:
        return no(_("Tugas sebagai juri sudah diakhiri."))
    return no(_("Pakta integritas sudah Anda setujui.")) if found.juror.conduct_at else YES


def may_untie_juror(actor: Actor, tied: JurorTied, at: datetime) -> Verdict:
    """A tie may open dossiers again when it goes: the secretariat takes it away, never on its own juror's behalf."""
    if same_hand(actor, tied.found.juror.person_id):
        return no(_("Hubungan yang keliru dihapus sekretariat. Hubungi sekretariat."))
    return may_run_secretariat(actor, tied, at)


def may_dismiss_juror(actor: Actor, found: Appointed, at: datetime) -> Verdict:
    """The secretariat ends a duty that lasts."""
    if not found.juror.is_active:
        return no(_("Tugas sebagai juri sudah diakhiri."))
    return may_run_secretariat(actor, found, at)


def may_waive_juror(actor: Actor, barred: JurorBarred, at: datetime) -> Verdict:
    """A waiver is proposed by somebody of the secretariat who is not bound to the finalist; never for the own institution."""
    if barred.relation is None:
        return no(_("Tidak ada benturan kepentingan antara juri dan finalis ini."))
    if barred.relation not in WAIVABLE:
        return no(_("Juri ini %(bond)s. Untuk itu tidak ada pengecualian.", bond=WORDS[barred.relation]))
    return _may_decide(actor, barred.found.juror, barred.own, at)


def may_answer_juror_waiver(actor: Actor, waived: JurorWaived, at: datetime) -> Verdict:
    """A second person of the secretariat confirms or refuses, neither the juror nor anybody bound to the finalist."""
    if not MOVES.allows(waived.waiver.state, "confirm"):
        return no(_("Pengecualian ini sudah dijawab."))
    if not (second := is_second(actor, waived.waiver.proposed_by, _("Anda atau yang Anda wakili yang mengusulkannya."))):
        return second
    return _may_decide(actor, waived.waiver.juror, waived.own, at)


def may_revoke_juror_waiver(actor: Actor, waived: JurorWaived, at: datetime) -> Verdict:
    """Anybody of the secretariat who is not bound to the finalist may end a waiver; an unlocked sheet is then set aside."""
    if not MOVES.allows(waived.waiver.state, "revoke"):
        return no(_("Hanya pengecualian yang sudah disahkan yang dapat dicabut."))
    return _may_decide(actor, waived.waiver.juror, waived.own, at)


def _may_decide(actor: Actor, juror: Juror, own: Relation | None, at: datetime) -> Verdict:
    if same_hand(actor, juror.person_id):
        return no(_("Pengecualian bagi Anda atau yang Anda wakili diputus petugas lain."))
    if own is not None:
        return no(_("Anda %(bond)s. Mintalah petugas sekretariat lain.", bond=WORDS[own]))
    return may_run_secretariat(actor, juror, at)
