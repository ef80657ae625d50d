"""What accounts tell the rooms above."""

from blinker import Signal

membership_ended = Signal("Somebody no longer works for the sender, an institution: `person`, `by`, `at`; `successor` is a person or None.")
handed_over = Signal("In the sender, an institution, `giver`'s open work is now `taker`'s: `by`, `at`.")
