"""Who verifies."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from p4comp.accounts.policy import may_audit
from p4comp.competition.rules.wording import until
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.errors import state_word
from p4comp.decisions.models import Objection
from p4comp.entries.models import Visit
from p4comp.entries.policy.entry import Case, writes_for
from p4comp.entries.rules import State
from p4comp.institutions.rules.conflicts import WORDS

VISIT_LASTS = timedelta(minutes=30)


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


def may_take(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat takes entries from the queue and shares them out."""
    return YES if actor.has("secretariat") else no(_("Hanya sekretariat yang membagi dan mengambil berkas di sini."))


def may_check(actor: Actor, case: Case, at: datetime) -> Verdict:
    """Whoever may decide answers the checklist, while the entry waits for a decision."""
    if not (is_impartial := may_decide(actor, case, at)):
        return is_impartial
    if case.entry.state is not State.SUBMITTED:
        return no(_("Berkas ini berstatus “%(state)s”; tidak ada putusan yang ditunggu.", state=state_word("entry", case.entry.state)))
    return YES


def may_decide_earlier(actor: Actor, case: Case, at: datetime) -> Verdict:
    """Once the correction's day has passed, an entry that was not handed in again may be decided on as it was."""
    if not (is_impartial := may_decide(actor, case, at)):
        return is_impartial
    if case.entry.state is not State.RETURNED:
        return no(_("Berkas ini tidak sedang diperbaiki."))
    if case.is_open(at):
        return no(_("Batas waktu perbaikan belum lewat."))
    return YES


@dataclass(frozen=True)
class Appeal:
    """A refused entry: until when its institution may object (None where it may not), what the edition says then, and the objection."""

    case: Case
    closes: datetime | None
    finality: str
    objection: Objection | None


def may_object(actor: Actor, appeal: Appeal, at: datetime) -> Verdict:
    """The refused entrant objects once, within the edition's days."""
    if not writes_for(actor, appeal.case.entry.institution_id):
        return no(_("Sanggah diajukan penyusun atau penyetuju instansi peserta."))
    if appeal.objection is not None:
        return no(_("Sanggah sudah diajukan; sanggah hanya dapat diajukan satu kali."))
    if appeal.case.entry.state is not State.REFUSED:
        return no(_("Tidak ada putusan yang dapat disanggah."))
    if appeal.closes is None:
        return no(appeal.finality or _("Putusan ini final; tidak ada masa sanggah."))
    if at >= appeal.closes:
        return no(_("Masa sanggah sudah lewat: %(closes)s.", closes=until(appeal.closes, appeal.case.entry.edition.zone)))
    return YES


def may_visit(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The secretariat looks at an entrant's pages as the entrant sees them; the entrant is told."""
    return YES if actor.has("secretariat") else no(_("Hanya sekretariat yang melihat sebagai peserta."))


@dataclass(frozen=True)
class Visiting:
    """An entry that a person of the secretariat looks at as the entrant sees it; no visit where none was begun.

    `part` is what of it is looked at, where that is not its own page.
    """

    case: Case
    visit: Visit | None
    part: Any = None


def may_look_as_entrant(actor: Actor, found: Visiting, at: datetime) -> Verdict:
    """A visit that was begun and told lasts half an hour."""
    if not (may_begin := may_visit(actor, found.case, at)):
        return may_begin
    if found.visit is None or not found.visit.began_at <= at < found.visit.began_at + VISIT_LASTS:
        return no(_("Mulai dahulu dari halaman verifikasi: setiap kunjungan dicatat dan diberitahukan kepada peserta."))
    return YES
