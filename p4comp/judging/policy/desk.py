"""Who may open a desk, declare, score and lock; sight is decided where things are loaded."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.competition.models import Edition
from p4comp.competition.rules.wording import until
from p4comp.competition.spec import EditionSpec, Instrument, Window
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.words import moment
from p4comp.entries.models import Entry, Evidence
from p4comp.entries.policy import HIDDEN
from p4comp.institutions.rules.conflicts import Relation
from p4comp.judging.models import Assignment
from p4comp.judging.rules.moves import MOVES, SheetState

CONDUCT = _l("Setujui dahulu pakta integritas pada Profil evaluator. Sesudah itu berkas dapat dibuka.")


@dataclass(frozen=True)
class Desk:
    """An evaluator's own sheet: the reading, what it is scored on, the window in which it may be, bonds that have to be declared.

    `waits`: the calibration round of its category comes first.
    """

    assignment: Assignment
    spec: EditionSpec
    window: Window
    light: tuple[Relation, ...] = ()
    waits: bool = False

    @property
    def entry(self) -> Entry:
        """The entry that is read."""
        return self.assignment.entry

    @property
    def edition(self) -> Edition:
        """Its edition."""
        return self.entry.edition

    @property
    def is_accepted(self) -> bool:
        """Whether its evaluator has accepted the code of conduct."""
        return self.assignment.evaluator.conduct_at is not None

    @property
    def instrument(self) -> Instrument:
        """The instrument of its category."""
        return self.spec.instrument_of(self.entry.category)


@dataclass(frozen=True)
class DeskFile:
    """A piece of evidence on an opened desk."""

    desk: Desk
    evidence: Evidence


def may_evaluate(actor: Actor, subject: object, at: datetime) -> Verdict:
    """Evaluators of an edition have a list of their own."""
    return YES if actor.has("evaluator") else no(_("Halaman ini untuk evaluator dokumen yang ditugaskan sekretariat."))


def may_open(actor: Actor, desk: Desk, at: datetime) -> Verdict:
    """Whoever sees a desk may look at it; before the declaration it shows no dossier."""
    return YES


def may_read_file(actor: Actor, file: DeskFile, at: datetime) -> Verdict:
    """Evidence of an opened desk is read there, unless it was hidden for the personal data it shows."""
    if not file.desk.is_accepted:
        return no(CONDUCT)
    return no(HIDDEN) if file.evidence.hidden_at is not None else YES


def may_look_back(actor: Actor, desk: Desk, at: datetime) -> Verdict:
    """How an own sheet came about is shown once it has been opened."""
    return no(_("Lembar ini belum dibuka.")) if desk.assignment.state is SheetState.ASSIGNED else YES


def may_read_along(actor: Actor, desk: Desk, at: datetime) -> Verdict:
    """An opened dossier is searched and printed by its reader, also once the sheet is locked."""
    if not desk.is_accepted:
        return no(CONDUCT)
    return no(_("Isi dahulu pernyataan benturan kepentingan.")) if desk.assignment.state is SheetState.ASSIGNED else YES


def may_declare(actor: Actor, desk: Desk, at: datetime) -> Verdict:
    """The declaration comes first, while documents are evaluated; a conflict may be declared until the sheet is locked."""
    if not MOVES.allows(desk.assignment.state, "recuse"):
        return no(_("Lembar ini sudah terkunci. Sampaikan benturan kepentingan yang baru diketahui kepada sekretariat."))
    return _in_window(desk, at) if desk.is_accepted else no(CONDUCT)


def may_begin(actor: Actor, desk: Desk, at: datetime) -> Verdict:
    """A dossier opens after its category's calibration round, if the plan has one."""
    if desk.waits:
        return no(_("Berkas ini terbuka sesudah sekretariat menutup putaran kalibrasi kategorinya. Kerjakan dahulu berkas kalibrasi."))
    return may_declare(actor, desk, at)


def may_score(actor: Actor, desk: Desk, at: datetime) -> Verdict:
    """Findings are written on an open sheet, while documents are evaluated, to the second."""
    if desk.assignment.state is SheetState.ASSIGNED:
        return no(_("Isi dahulu pernyataan benturan kepentingan."))
    if not desk.is_accepted:
        return no(CONDUCT)
    if desk.assignment.state is SheetState.LOCKED:
        return no(_("Lembar ini sudah terkunci. Bila ada yang keliru, mintalah sekretariat membukanya."))
    return _in_window(desk, at)


def may_lock(actor: Actor, desk: Desk, at: datetime) -> Verdict:
    """A sheet is locked once, by its evaluator, within the window."""
    return may_score(actor, desk, at)


def _in_window(desk: Desk, at: datetime) -> Verdict:
    opens, closes = desk.window.opens, desk.window.closes
    if opens is None or closes is None:
        return no(_("Jadwal evaluasi dokumen belum ditetapkan."))
    if at < opens:
        return no(_("Evaluasi dokumen dimulai pada %(opens)s.", opens=moment(opens, desk.spec.zone)))
    if at >= closes:
        return no(_("Batas waktu evaluasi dokumen sudah lewat: %(closes)s. Hubungi sekretariat.", closes=until(closes, desk.spec.zone)))
    return YES
