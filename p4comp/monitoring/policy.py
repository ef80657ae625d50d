"""Who runs a province's monitoring, who states figures, who sees what.

A flag and its plan are seen by the institution and the province only; figures also by those who work inside the ministry's own portal.
Its staff could make themselves members or monitors: outside a province's own portal they are neither.
"""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.institutions.models import Institution
from p4comp.monitoring.models import FiguresFile, MonitoringFlag, MonitoringTerms, PlanStep
from p4comp.monitoring.rules.flags import FLAG_MOVES, FlagState

DUTIES = ("drafter", "approver", "local_admin")


@dataclass(frozen=True)
class Area:
    """A province with what it asks, the oldest terms first; `is_host` says that this portal is the province's own."""

    province: Institution
    terms: tuple[MonitoringTerms, ...] = ()
    is_host: bool = False

    @property
    def has_begun(self) -> bool:
        """Whether the province monitors."""
        return bool(self.terms)


@dataclass(frozen=True)
class Unit:
    """An institution in the area it is watched in."""

    institution: Institution
    area: Area


@dataclass(frozen=True)
class Sent:
    """A spreadsheet that waits to be taken over: about an area, or about one `unit` of it."""

    file: FiguresFile
    area: Area
    unit: Unit | None = None


@dataclass(frozen=True)
class Flagged:
    """A flag with the institution it is about."""

    flag: MonitoringFlag
    unit: Unit
    step: PlanStep | None = None


def runs(actor: Actor, area: Area) -> bool:
    """Whether the actor monitors for the province: its monitors, its own local admins, the secretariat of its own portal."""
    if is_outside(actor, area):
        return False
    own = actor.has("monitor", area.province.id) or actor.has("local_admin", area.province.id)
    return own or (area.is_host and actor.has("secretariat"))


def is_outside(actor: Actor, area: Area) -> bool:
    """Whether the actor is of the staff of a portal that is not the province's own."""
    return is_staff(actor) and not area.is_host


def looks(actor: Actor, area: Area) -> bool:
    """Whether the actor sees the figures of all institutions of the province."""
    return runs(actor, area) or is_staff(actor)


def sees_unit(actor: Actor, unit: Unit) -> bool:
    """Whether the actor sees an institution's figures: its own people, and whoever sees all."""
    return actor.has("member", unit.institution.id) or looks(actor, unit.area)


def sees_flags(actor: Actor, unit: Unit) -> bool:
    """Whether the actor sees flags of an institution: its own people and its province, nobody else."""
    is_own = actor.has("member", unit.institution.id) and not is_outside(actor, unit.area)
    return is_own or runs(actor, unit.area)


def may_watch(actor: Actor, subject: object, at: datetime) -> Verdict:
    """Whoever has a part in monitoring."""
    if actor.has("member") or actor.has("monitor") or is_staff(actor):
        return YES
    return no(_("Pemantauan untuk pemantau provinsi dan petugas instansi yang dipantau."))


def may_look(actor: Actor, area: Area, at: datetime) -> Verdict:
    """Those who see the figures of the whole province."""
    return YES if looks(actor, area) else no(_("Halaman ini untuk pemantau provinsi."))


def may_run(actor: Actor, area: Area, at: datetime) -> Verdict:
    """The province's own people."""
    return YES if runs(actor, area) else no(_("Pemantauan dijalankan oleh pemantau dan admin provinsi ini."))


def may_import(actor: Actor, area: Area, at: datetime) -> Verdict:
    """The province's people, once they have said what they ask."""
    if verdict := may_run(actor, area, at):
        return YES if area.has_begun else no(_("Isi sasaran pemantauan dahulu; sesudah itu angka dapat dimasukkan."))
    return verdict


def may_see_unit(actor: Actor, unit: Unit, at: datetime) -> Verdict:
    """The institution's people and those who see all of its province."""
    return YES if sees_unit(actor, unit) else no(_("Angka ini hanya terlihat oleh instansinya dan provinsi."))


def may_state(actor: Actor, unit: Unit, at: datetime) -> Verdict:
    """The institution's own drafters, approvers and admins, and the province."""
    if not unit.area.has_begun:
        return no(_("Provinsi ini belum memulai pemantauan, jadi angka belum dapat dimasukkan."))
    if any(actor.has(duty, unit.institution.id) for duty in DUTIES) or runs(actor, unit.area):
        return YES
    return no(_("Angka diisi oleh pengisi, penyetuju, atau admin instansi ini, atau oleh provinsi."))


def may_look_at(actor: Actor, sent: Sent, at: datetime) -> Verdict:
    """Whoever may put the figures in."""
    return may_state(actor, sent.unit, at) if sent.unit else may_import(actor, sent.area, at)


def may_take(actor: Actor, sent: Sent, at: datetime) -> Verdict:
    """The same people, while the file waits."""
    return may_look_at(actor, sent, at) if sent.file.taken_at is None else no(_("Isi berkas ini sudah disimpan."))


def may_flag(actor: Actor, unit: Unit, at: datetime) -> Verdict:
    """The province says that an institution falls behind."""
    return may_import(actor, unit.area, at)


def may_read_flag(actor: Actor, found: Flagged, at: datetime) -> Verdict:
    """The institution and its province."""
    return YES if sees_flags(actor, found.unit) else no(_("Hanya instansi ini dan provinsinya yang melihat halaman ini."))


def may_follow(actor: Actor, found: Flagged, at: datetime) -> Verdict:
    """Both sides write notes and steps while the flag is open."""
    if not (verdict := may_read_flag(actor, found, at)):
        return verdict
    if found.flag.state is not FlagState.OPEN:
        return no(_("Pembinaan ini sudah ditutup. Provinsi dapat membukanya lagi."))
    return may_state(actor, found.unit, at)


def may_close(actor: Actor, found: Flagged, at: datetime) -> Verdict:
    """The province ends it."""
    if not FLAG_MOVES.allows(found.flag.state, "close"):
        return no(_("Pembinaan ini sudah ditutup."))
    return may_run(actor, found.unit.area, at)


def may_reopen(actor: Actor, found: Flagged, at: datetime) -> Verdict:
    """The province takes it up again."""
    if not FLAG_MOVES.allows(found.flag.state, "reopen"):
        return no(_("Pembinaan ini masih berjalan."))
    return may_run(actor, found.unit.area, at)
