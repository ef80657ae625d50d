"""What can be asked about feedback: its material, the secretariat's desk, the institution's own report."""

from p4comp.results.queries.feedback.desk import (
    count_waiting,
    desk_of,
    feedback_case,
    feedback_desk,
    listed,
    newest,
    note_case,
    round_of,
    unread_without_doubt,
)
from p4comp.results.queries.feedback.material import Material, material, names_to_keep_out
from p4comp.results.queries.feedback.own import count_unseen, of_entry, own_feedback, unseen, version_out
from p4comp.results.queries.feedback.why import Why, why

__all__ = [
    "Material",
    "Why",
    "count_unseen",
    "count_waiting",
    "desk_of",
    "feedback_case",
    "feedback_desk",
    "listed",
    "material",
    "names_to_keep_out",
    "newest",
    "note_case",
    "of_entry",
    "own_feedback",
    "round_of",
    "unread_without_doubt",
    "unseen",
    "version_out",
    "why",
]
