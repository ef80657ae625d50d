"""What can happen to practices, and to records that they are applied."""

from p4comp.practices.actions.adopting import Noted, adopt, confirm_adoption, give_up, object_to, remove_adoption, settle
from p4comp.practices.actions.attaching import attach, detach
from p4comp.practices.actions.consenting import Incomplete, answer, consent, revise, send, take_back, withdraw
from p4comp.practices.actions.publishing import give_back, propose, publish, remove
from p4comp.practices.actions.themes import add_theme, change_theme
from p4comp.practices.actions.writing import begin, copy_narratives, save

__all__ = [
    "Incomplete",
    "Noted",
    "add_theme",
    "adopt",
    "answer",
    "attach",
    "begin",
    "change_theme",
    "confirm_adoption",
    "consent",
    "copy_narratives",
    "detach",
    "give_back",
    "give_up",
    "object_to",
    "propose",
    "publish",
    "remove",
    "remove_adoption",
    "revise",
    "save",
    "send",
    "settle",
    "take_back",
    "withdraw",
]
