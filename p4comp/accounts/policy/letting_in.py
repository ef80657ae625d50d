"""Who lets somebody in whose device is gone."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.models import LetIn, Person
from p4comp.accounts.policy.deputies import is_second
from p4comp.accounts.policy.people import may_run_secretariat
from p4comp.accounts.rules.letting_in import LET_IN_MOVES
from p4comp.core.access import YES, Actor, Verdict, no


@dataclass(frozen=True)
class Helped:
    """Somebody who cannot sign in: `is_staff` organises or audits, `has_factor` is asked for a second step at all, `waiting` asks already."""

    person: Person
    is_staff: bool
    has_factor: bool
    waiting: LetIn | None = None


def may_ask_let_in(actor: Actor, found: Helped, at: datetime) -> Verdict:
    """The secretariat asks for jurors, evaluators and institutions' people, never for itself: its own go to the operator."""
    if not (runs := may_run_secretariat(actor, found, at)):
        return runs
    if found.is_staff:
        return no(_("Untuk petugas sekretariat dan auditor, pengelola server menjalankan: p4comp users reset-factors."))
    if not found.has_factor:
        return no(_("Akun ini tidak memakai langkah kedua. Kirim tautan baru untuk memilih kata sandi."))
    if found.waiting is not None:
        return no(_("Bantuan masuk untuk orang ini sudah diminta dan menunggu petugas kedua."))
    return YES


def may_see_let_in(actor: Actor, found: LetIn, at: datetime) -> Verdict:
    """Whoever finds it may look at it: the secretariat."""
    return may_run_secretariat(actor, found, at)


def may_grant_let_in(actor: Actor, found: LetIn, at: datetime) -> Verdict:
    """Another of the secretariat than who asked, once; never the person who is to be let in."""
    if not (runs := may_run_secretariat(actor, found, at)):
        return runs
    if not LET_IN_MOVES.allows(found.state, "grant"):
        return no(_("Permintaan ini sudah dijawab."))
    if actor.id == found.person_id:
        return no(_("Ini akun Anda sendiri. Petugas sekretariat lain yang memutuskan."))
    return is_second(actor, found.asked_by, _("Anda atau yang Anda wakili yang memintanya."))
