"""Who may compute rankings, who sees how evaluators score, who reminds them."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.judging.policy.office import Lot, Office, may_compare, may_run_office, may_see_office


def may_rank(actor: Actor, office: Office, at: datetime) -> Verdict:
    """The secretariat lets a ranking be computed; nobody who still scores in the category."""
    return may_compare(actor, office, at) and may_run_office(actor, office, at)


def may_diagnose(actor: Actor, office: Office, at: datetime) -> Verdict:
    """How severe an evaluator is, and the whole snapshot, is seen by the secretariat and auditors who evaluate nothing themselves."""
    if not (compares := may_compare(actor, office, at)):
        return compares
    if actor.has("evaluator", office.edition.id):
        return no(_("Angka setiap evaluator hanya untuk petugas yang sendiri tidak menilai pada edisi ini."))
    return YES


def may_remind(actor: Actor, lot: Lot, at: datetime) -> Verdict:
    """The secretariat reminds evaluators while documents are evaluated."""
    if not (runs := may_run_office(actor, lot, at)):
        return runs
    if not lot.office.window.holds(at):
        return no(_("Pengingat dikirim selama evaluasi dokumen berlangsung."))
    return YES


def may_follow(actor: Actor, office: Office, at: datetime) -> Verdict:
    """How far the evaluation is, is seen by the secretariat and auditors; it shows no score."""
    return may_see_office(actor, office, at)
