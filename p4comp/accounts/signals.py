"""What accounts tell the rooms above."""

from blinker import Signal

membership_began = Signal("Somebody works for the sender, an institution, from now on: `person`, `by` (an actor or None), `at`.")
membership_ended = Signal("Somebody no longer works for the sender, an institution: `person`, `by`, `at`; `successor` is a person or None.")
duties_changed = Signal("In the sender, an institution, `person` has other duties, `after`: `by`, `at`.")
handed_over = Signal("In the sender, an institution, `giver`'s open work is now `taker`'s: `by`, `at`.")
person_erasing = Signal("The sender, a person, is about to be erased: a receiver that raises Refused stops it, with the reason.")
person_erased = Signal(
    "The sender, a person, is erased; `name`, `email`, `phone` are what they were: forget them where nothing official says them."
)
