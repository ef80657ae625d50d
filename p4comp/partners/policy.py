"""Who writes notes, who answers them, who sees them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff, may_audit, may_run_secretariat
from p4comp.competition.models import Edition
from p4comp.competition.spec import EditionSpec
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.entries.models import Entry
from p4comp.partners.models import Partner, PartnerNote
from p4comp.partners.rules import Times

__all__ = [
    "Bench",
    "Noting",
    "Place",
    "Read",
    "may_answer",
    "may_audit",
    "may_dismiss",
    "may_list",
    "may_list_one",
    "may_note",
    "may_read",
    "may_read_some",
    "may_run_secretariat",
]


@dataclass(frozen=True)
class Bench:
    """The edition that is run, with the times of notes."""

    edition: Edition
    spec: EditionSpec
    times: Times


@dataclass(frozen=True)
class Place:
    """A partner's own place in the edition; `barred` are the entries their institutions are bound to."""

    bench: Bench
    partner: Partner
    barred: frozenset[str]


@dataclass(frozen=True)
class Noting:
    """An entrant as a partner sees it, with the organisation's note, if there is one."""

    place: Place
    entry: Entry
    note: PartnerNote | None


@dataclass(frozen=True)
class Read:
    """A note as its institution, the secretariat or an auditor reads it."""

    bench: Bench
    note: PartnerNote

    @property
    def entry(self) -> Entry:
        """The entry it is about."""
        return self.note.entry


def may_list(actor: Actor, place: Place, at: datetime) -> Verdict:
    """Partners see who takes part; the query finds nobody else."""
    return YES


def may_list_one(actor: Actor, noting: Noting, at: datetime) -> Verdict:
    """Whoever sees the list sees each of its entrants; writing is asked by the action."""
    return YES


def may_read_some(actor: Actor, bench: Bench, at: datetime) -> Verdict:
    """Members of institutions and those inside read notes; which ones is decided by the query."""
    return YES


def may_note(actor: Actor, noting: Noting, at: datetime) -> Verdict:
    """A partner writes within the window, until the institution has answered."""
    times = noting.place.bench.times
    if not times.is_open(at):
        is_over = times.closes is not None and at >= times.closes
        return no(_("Masa mengisi catatan mitra sudah berakhir.") if is_over else _("Masa mengisi catatan mitra belum dimulai."))
    if noting.note is not None and noting.note.answered_at is not None:
        return no(_("Instansi sudah menjawab catatan ini, jadi catatannya tetap."))
    return YES


def may_read(actor: Actor, read: Read, at: datetime) -> Verdict:
    """Sight is decided by the query."""
    return YES


def may_answer(actor: Actor, read: Read, at: datetime) -> Verdict:
    """Those who draft or sign for the institution answer, until the plenary."""
    home = read.entry.institution_id
    if not (actor.has("drafter", home) or actor.has("approver", home)):
        return no(_("Catatan ini dijawab penyusun atau penyetuju berkas instansi yang bersangkutan."))
    if not read.note.words:
        return no(_("Mitra menyatakan tidak ada catatan, jadi tidak ada yang perlu dijawab."))
    return YES if read.bench.times.is_answerable(at) else no(_("Masa menjawab catatan mitra sudah berakhir."))


def may_dismiss(actor: Actor, partner: Partner, at: datetime) -> Verdict:
    """The secretariat ends a partner's right, once."""
    if not (allowed := may_run_secretariat(actor, partner, at)):
        return allowed
    return YES if partner.is_active else no(_("Hak orang ini sudah diakhiri."))


def sees_all(actor: Actor, subject: Any = None) -> bool:
    """Whether the person reads notes for the plenary or the audit."""
    return is_staff(actor)
