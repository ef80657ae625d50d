"""Where people reach results: the public pages and their open data; the secretariat's final ranking and its publication."""

from p4comp.results.routes import (
    annexes,
    announcing,
    arranging,
    ceremony,
    certainty,
    data,
    feedback,
    feedback_desk,
    guest_lists,
    guests,
    office,
    open_data,
    packages,
    press,
    public,
    rows,
)
from p4comp.results.routes.blueprint import bp

__all__ = [
    "annexes",
    "announcing",
    "arranging",
    "bp",
    "ceremony",
    "certainty",
    "data",
    "feedback",
    "feedback_desk",
    "guest_lists",
    "guests",
    "office",
    "open_data",
    "packages",
    "press",
    "public",
    "rows",
]
