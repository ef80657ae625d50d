"""Who may see the final ranking before it is public, propose winners, set the moment of publication, and read what came of an entry."""

from p4comp.results.policy.office import (
    Correction,
    Office,
    Standing,
    may_announce_correction,
    may_announce_finalists,
    may_propose,
    may_publish,
    may_see_office,
    may_see_study,
    may_take_annex,
)

__all__ = [
    "Correction",
    "Office",
    "Standing",
    "may_announce_correction",
    "may_announce_finalists",
    "may_propose",
    "may_publish",
    "may_see_office",
    "may_see_study",
    "may_take_annex",
]
