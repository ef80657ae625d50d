"""What can be asked about agreements and commitments."""

from p4comp.commitments.queries.agreements import (
    agreement,
    agreements,
    eyes_of,
    progress,
    published,
    shown_publicly,
    signed_publicly,
    usual_scopes,
)
from p4comp.commitments.queries.commitments import Asked, case, commitments, in_full, piece, written_with
from p4comp.commitments.queries.looking import Queue, key_of, queue
from p4comp.commitments.queries.reviewing import counted, reviewed, reviewed_publicly, reviews
from p4comp.commitments.queries.waiting import coming, to_check, to_do, to_view

__all__ = [
    "Asked",
    "Queue",
    "agreement",
    "agreements",
    "case",
    "coming",
    "commitments",
    "counted",
    "eyes_of",
    "in_full",
    "key_of",
    "piece",
    "progress",
    "published",
    "queue",
    "reviewed",
    "reviewed_publicly",
    "reviews",
    "shown_publicly",
    "signed_publicly",
    "to_check",
    "to_do",
    "to_view",
    "usual_scopes",
    "written_with",
]
