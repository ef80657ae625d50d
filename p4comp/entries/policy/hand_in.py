"""Who hands in, takes back, leaves."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.core.errors import state_word
from p4comp.entries.policy.entry import Case, _own, _writes, _written_move, in_time_to_hand_in
from p4comp.entries.rules import EDITABLE, MOVES


def may_submit(actor: Actor, case: Case, at: datetime) -> Verdict:
    """Drafters and approvers of the entrant hand in within its time. A dossier that is already in is answered by the action (409): a second tab is told so."""
    writes = _writes(actor, case)
    return in_time_to_hand_in(case, at) if writes and case.entry.state in EDITABLE else writes


def signs_for(actor: Actor, institution_id: str) -> bool:
    """Whether the person may sign for an institution: its approvers, today."""
    return actor.has("approver", institution_id)


def leaves_for(actor: Actor, institution_id: str) -> bool:
    """Whether the person may take an institution out of the competition: its approvers and local admins."""
    return signs_for(actor, institution_id) or actor.has("local_admin", institution_id)


def may_sign(actor: Actor, case: Case, at: datetime) -> Verdict:
    """An approver of the entrant hands in by the own account."""
    if not (own := _own(actor, case)):
        return own
    if not signs_for(actor, case.entry.institution_id):
        return no(_("Persetujuan diberikan penyetuju instansi Anda. Mintalah persetujuannya, atau unggah pernyataan bertanda tangan."))
    return may_submit(actor, case, at)


def may_ask_sign_off(actor: Actor, case: Case, at: datetime) -> Verdict:
    """Those who fill in ask the approvers to sign, while the dossier may be handed in."""
    verdict = may_submit(actor, case, at)
    if verdict and case.entry.state not in EDITABLE:
        return no(_("Berkas ini berstatus “%(state)s”.", state=state_word("entry", case.entry.state)))
    return verdict


def may_give_back(actor: Actor, case: Case, at: datetime) -> Verdict:
    """An approver gives the dossier back to those who fill it in, with words."""
    if not (own := _own(actor, case)):
        return own
    return YES if signs_for(actor, case.entry.institution_id) else no(_("Hanya penyetuju instansi yang mengembalikan berkas."))


def may_reopen(actor: Actor, case: Case, at: datetime) -> Verdict:
    """Drafters and approvers of the entrant take a handed-in dossier back until the deadline."""
    return _written_move(actor, case, "reopen", at)


def may_withdraw(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The entrant may leave the competition until its entry is verified, also after the deadline: by an approver or a local admin, for it speaks for the institution."""
    if not (own := _own(actor, case)):
        return own
    if not leaves_for(actor, case.entry.institution_id):
        return no(_("Pengunduran diri dinyatakan penyetuju atau admin instansi Anda. Mintalah salah satu dari mereka."))
    if not MOVES.allows(case.entry.state, "withdraw"):
        return no(
            _(
                "Berkas ini berstatus “%(state)s”. Sampaikan pengunduran diri kepada sekretariat dengan surat.",
                state=state_word("entry", case.entry.state),
            )
        )
    return YES
