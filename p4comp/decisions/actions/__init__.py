"""What can happen to a list between its calculation, its announcement and its correction."""

from p4comp.decisions.actions.announcing import Decree, announce, record_decree
from p4comp.decisions.actions.awarding import give_award
from p4comp.decisions.actions.confirming import confirm
from p4comp.decisions.actions.correcting import Source, correct, withdraw
from p4comp.decisions.actions.meeting import rule, seat, seat_all, sit_as, unseat
from p4comp.decisions.actions.objecting import Ground, Plea, agree_objection, answer_objection, file_objection, send_back_objection
from p4comp.decisions.actions.proposing import Facts, amend, awards_of, change, propose, record_facts, take_back

__all__ = [
    "Decree",
    "Facts",
    "Ground",
    "Plea",
    "Source",
    "agree_objection",
    "amend",
    "announce",
    "answer_objection",
    "awards_of",
    "change",
    "confirm",
    "correct",
    "file_objection",
    "give_award",
    "propose",
    "record_decree",
    "record_facts",
    "rule",
    "seat",
    "seat_all",
    "send_back_objection",
    "sit_as",
    "take_back",
    "unseat",
    "withdraw",
]
