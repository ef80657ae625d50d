"""Who may compute rankings, who sees how evaluators score, who reminds them."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.judging.models import RankingRun
from p4comp.judging.policy.office import Lot, Office, may_compare, may_run_office


@dataclass(frozen=True)
class Ranked:
    """A category's place in the office with its last computed ranking and all its figures; `bound`: it ranks an entry whoever asks is bound to."""

    office: Office
    run: RankingRun
    bound: bool = False


def may_rank(actor: Actor, office: Office, at: datetime) -> Verdict:
    """The secretariat lets a ranking be computed; nobody who still scores in the category."""
    return may_compare(actor, office, at) and may_run_office(actor, office, at)


def may_study(actor: Actor, ranked: Ranked, at: datetime) -> Verdict:
    """What hangs on the rule, and how reliable scores are, is seen by those who may compare the entries."""
    return may_compare(actor, ranked.office, at)


def may_diagnose(actor: Actor, ranked: Ranked, at: datetime) -> Verdict:
    """How severe an evaluator is, and the whole snapshot, is seen by the secretariat and auditors who evaluate nothing themselves."""
    if not (compares := may_compare(actor, ranked.office, at)):
        return compares
    if actor.has("evaluator", ranked.office.edition.id):
        return no(_("Angka setiap evaluator hanya untuk petugas yang sendiri tidak menilai pada edisi ini."))
    return YES


def may_take_snapshot(actor: Actor, ranked: Ranked, at: datetime) -> Verdict:
    """The snapshot holds every score, so nobody takes it who is bound to an entry it ranks."""
    if ranked.bound:
        return no(_("Cuplikan memuat nilai peserta yang terikat dengan Anda. Mintalah petugas lain."))
    return may_diagnose(actor, ranked, at)


def may_remind(actor: Actor, lot: Lot, at: datetime) -> Verdict:
    """The secretariat reminds evaluators while documents are evaluated."""
    if not (runs := may_run_office(actor, lot, at)):
        return runs
    if not lot.office.window.holds(at):
        return no(_("Pengingat dikirim selama evaluasi dokumen berlangsung."))
    return YES
