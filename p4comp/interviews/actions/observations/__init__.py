"""What happens around a look on the spot: asked for, ordered, reported, signed, opened again, made a correction."""

from p4comp.interviews.actions.observations.asking import ask, refuse
from p4comp.interviews.actions.observations.correcting import answer_correction, propose_correction
from p4comp.interviews.actions.observations.filling import save, sign, take_back
from p4comp.interviews.actions.observations.ordering import Order, call_off, leave, order
from p4comp.interviews.actions.observations.photos import Seen, add_photo, read_camera, remove_photo, type_facts
from p4comp.interviews.actions.observations.reporting import answer_reopening, ask_reopening, draw_report, keep_report

__all__ = [
    "Order",
    "Seen",
    "add_photo",
    "answer_correction",
    "answer_reopening",
    "ask",
    "ask_reopening",
    "call_off",
    "draw_report",
    "keep_report",
    "leave",
    "order",
    "propose_correction",
    "read_camera",
    "refuse",
    "remove_photo",
    "save",
    "sign",
    "take_back",
    "type_facts",
]
