"""Who may appoint, assign, compare and propose: the secretariat's place."""

from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.policy import may_audit
from p4comp.competition import own_sheets
from p4comp.competition.models import Edition
from p4comp.competition.rules.wording import until
from p4comp.competition.spec import Category, EditionSpec, Window
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.decisions.policy import Standing
from p4comp.entries.models import Entry
from p4comp.institutions.rules.conflicts import WORDS, Relation
from p4comp.judging.models import Assignment, Evaluator


@dataclass(frozen=True)
class Office:
    """The secretariat's place: the edition, the category asked about if any with its shortlist, and the windows that bind it.

    `hidden`: whoever asks still scores in the category; `bond`: what binds them to one of its entrants, until its finalists are announced.
    """

    edition: Edition
    spec: EditionSpec
    window: Window
    category: Category | None = None
    standing: Standing | None = None
    hidden: bool = False
    bond: Relation | None = None


@dataclass(frozen=True)
class Readers:
    """An entry with all its readings, for the secretariat; `hidden`: whoever asks still scores it; `relation`: what binds them to the entrant."""

    entry: Entry
    office: Office
    assignments: list[Assignment] = field(default_factory=list)
    hidden: bool = False
    relation: Relation | None = None


@dataclass(frozen=True)
class Lot:
    """An evaluator with the readings given to them, for the secretariat."""

    evaluator: Evaluator
    office: Office


def may_see_office(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat and auditors see who reads what and how far it is."""
    return may_audit(actor, subject, at)


def may_compare(actor: Actor, office: Office, at: datetime) -> Verdict:
    """How the entries of a category stand is seen by those who see the office, score none of them any more and are bound to none.

    A ranking without one row would still tell that row's place; what is bound is told once the finalists are announced.
    """
    if not (sees := may_see_office(actor, office, at)):
        return sees
    if office.bond is not None:
        return no(
            _(
                "Anda %(bond)s, yang ikut dalam kategori ini. Nilai dan urutannya terbuka sesudah finalis diumumkan.",
                bond=WORDS[office.bond],
            )
        )
    return own_sheets.may_compare(hidden=office.hidden)


def may_run_office(actor: Actor, subject: object, at: datetime) -> Verdict:
    """The secretariat appoints evaluators."""
    return YES if actor.has("secretariat") else no(_("Hanya sekretariat yang dapat melakukan ini."))


def may_assign(actor: Actor, office: Office, at: datetime) -> Verdict:
    """The secretariat gives dossiers out until their evaluation ends."""
    if office.window.closes is not None and at >= office.window.closes:
        return no(_("Evaluasi dokumen sudah berakhir. Perpanjang jadwal dahulu bila pembagian perlu diubah."))
    return may_run_office(actor, office, at)


def may_reassign(actor: Actor, readers: Readers, at: datetime) -> Verdict:
    """The secretariat, but nobody whom the institutions' tree binds to the entrant, changes who reads an entry."""
    if readers.relation is not None:
        return no(_("Anda %(bond)s. Mintalah petugas sekretariat lain.", bond=WORDS[readers.relation]))
    return may_assign(actor, readers.office, at)


def may_propose(actor: Actor, office: Office, at: datetime) -> Verdict:
    """The shortlist goes to the plenary after the evaluation has ended, until two people have confirmed one."""
    if not (compares := may_compare(actor, office, at)):
        return compares
    closes = office.window.closes
    if closes is None or at < closes:
        end = until(closes, office.spec.zone) if closes else _("waktu yang belum ditetapkan")
        return no(_("Evaluasi dokumen berlangsung sampai %(until)s. Usulan ke rapat pleno dibuat sesudahnya.", until=end))
    if office.standing is not None and office.standing.is_confirmed:
        return no(_("Daftar finalis kategori ini sudah disahkan rapat pleno dan tidak diganti dengan usulan baru. Buka keputusannya."))
    return may_run_office(actor, office, at)
