"""Where people reach desk evaluation: the evaluator's desk, the secretariat's office, the ranking."""

from p4comp.judging.routes import (
    assigning,
    calibrating,
    desk,
    exports,
    figures,
    files,
    letters,
    office,
    profile,
    ranking,
    reading,
    reconciling,
    scoring,
    seconding,
    setting_aside,
    unlocking,
    waivers,
)
from p4comp.judging.routes.blueprint import bp

__all__ = [
    "assigning",
    "bp",
    "calibrating",
    "desk",
    "exports",
    "figures",
    "files",
    "letters",
    "office",
    "profile",
    "ranking",
    "reading",
    "reconciling",
    "scoring",
    "seconding",
    "setting_aside",
    "unlocking",
    "waivers",
]
