"""Who proof-reads names, who decides on corrections, who agrees to a letter."""

from datetime import datetime
from typing import Protocol

from flask_babel import gettext as _

from p4comp.accounts.policy import may_run_secretariat
from p4comp.certificates.models import NameRound
from p4comp.certificates.rules.names import MOVES, NameState
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.entries.models import Entry


class OneReading(Protocol):
    """A finalist's name and how far it is."""

    @property
    def entry(self) -> Entry: ...
    @property
    def round(self) -> NameRound | None: ...
    @property
    def state(self) -> NameState: ...


def may_run_names(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat opens the round, reminds, and sees all answers."""
    return may_run_secretariat(actor, subject, at)


def may_read_name(actor: Actor, reading: OneReading, at: datetime) -> Verdict:
    """Everybody of the institution sees the name, the secretariat every name."""
    return YES


def may_answer_name(actor: Actor, reading: OneReading, at: datetime) -> Verdict:
    """The institution's approver or local admin answers until the round ends."""
    home = reading.entry.institution_id
    if not (actor.has("approver", home) or actor.has("local_admin", home)):
        return no(_("Nama disetujui oleh pemberi persetujuan atau admin instansi Anda."))
    if reading.round is None or at >= reading.round.until:
        return no(_("Batas waktu pemeriksaan nama sudah lewat. Hubungi sekretariat lewat Tanya sekretariat."))
    if not (MOVES.allows(reading.state, "approve") or MOVES.allows(reading.state, "want")):
        return no(_("Nama ini sudah diperbaiki sesuai permintaan Anda."))
    return YES


def may_decide_name(actor: Actor, reading: OneReading, at: datetime) -> Verdict:
    """The secretariat decides on a correction that was asked for, in time or not."""
    if not actor.has("secretariat"):
        return no(_("Hanya sekretariat yang memutuskan perbaikan nama."))
    return YES if reading.state is NameState.WANTED else no(_("Tidak ada permintaan perbaikan yang menunggu untuk nama ini."))
