"""Who may hear finalists and score them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from p4comp.competition.spec import InterviewSheet
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.entries.models import Evidence
from p4comp.entries.policy import HIDDEN
from p4comp.interviews.models import Interview, JurorSheet, Mark
from p4comp.interviews.rules.states import SHEETS, SheetState


@dataclass(frozen=True)
class Desk:
    """A juror's place at one interview: the sheet, what it asks, and the marks given so far."""

    sheet: JurorSheet
    form: InterviewSheet
    marks: Mapping[str, Mark]

    @property
    def interview(self) -> Interview:
        """The interview the sheet is about."""
        return self.sheet.interview


@dataclass(frozen=True)
class DeskFile:
    """A file of the dossier on a juror's desk."""

    desk: Desk
    evidence: Evidence


def may_hear(actor: Actor, subject: Any, at: datetime) -> Verdict:
    """Jurors see their own agenda."""
    return YES if actor.has("juror") else no(_l("Halaman ini untuk juri wawancara. Hubungi sekretariat bila Anda ditetapkan sebagai juri."))


def may_open(actor: Actor, desk: Desk, at: datetime) -> Verdict:
    """The juror whose sheet it is; whoever is recused does not find it at all."""
    return YES


UNPROMISED = _l("Setujui dahulu pakta integritas juri; setelah itu berkas dapat dibuka.")


def may_declare(actor: Actor, desk: Desk, at: datetime) -> Verdict:
    """Before the dossier opens; a conflict that shows later may be declared until the sheet is locked."""
    if not SHEETS.allows(desk.sheet.state, "recuse"):
        return no(_l("Lembar ini sudah dikunci. Sampaikan benturan kepentingan yang baru diketahui kepada sekretariat."))
    return YES


def may_read(actor: Actor, desk: Desk, at: datetime) -> Verdict:
    """A dossier opens after the code of conduct was accepted, and after the declaration."""
    if desk.sheet.juror.conduct_at is None:
        return no(UNPROMISED)
    if desk.sheet.state is SheetState.ASSIGNED:
        return no(_l("Nyatakan dahulu apakah Anda mempunyai benturan kepentingan; setelah itu berkas terbuka."))
    return YES


def may_read_file(actor: Actor, file: DeskFile, at: datetime) -> Verdict:
    """A file opens with its dossier, unless it was hidden for the personal data it shows."""
    verdict = may_read(actor, file.desk, at)
    return no(HIDDEN) if verdict and file.evidence.hidden_at is not None else verdict


def may_score(actor: Actor, desk: Desk, at: datetime) -> Verdict:
    """From the interview's start until the sheet is locked."""
    verdict = may_read(actor, desk, at)
    if not verdict:
        return verdict
    if not SHEETS.allows(desk.sheet.state, "save"):
        return no(_l("Lembar ini sudah dikunci dan hanya dapat dibaca."))
    if at < desk.interview.starts_at:
        return no(_l("Nilai dapat diisi sejak wawancara dimulai."))
    return YES


may_lock = may_score


def may_print(actor: Actor, bundle: object, at: datetime) -> Verdict:
    """Jurors print their own sheets; a day without any is not found."""
    return YES
