"""What upper rooms may listen to; receivers run in the same transaction."""

from dataclasses import dataclass

from blinker import Signal

decided = Signal("A plenary was confirmed twice. Sender: the Decision; with `by` and `at`.")
announced = Signal("Decisions got their moment of announcement. Sender: the list of Decisions; with `moment`, `by` and `at`.")
computing = Signal(
    "A correction wants a list made from the sheets as they are now. Sender: the Purpose; with `edition` and `category`;"
    " the one receiver that makes such lists returns the proposal, all others None."
)
remarking = Signal(
    "A plenary asks what others noted of entries it may talk about. Sender: the Plenary; with `subjects`, their ids; receivers return Remarks."
)
objection_answered = Signal("An objection was answered. Sender: the Objection, in its new state; with `by` and `at`.")


@dataclass(frozen=True)
class Remark:
    """What somebody noted of an entry for the plenary, and what the entrant answered; both may be empty."""

    subject_id: str
    source: str
    words: str
    answer: str = ""
