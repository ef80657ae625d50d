"""Where people reach desk evaluation: the evaluator's desk, the secretariat's office, the ranking."""

from p4comp.judging.routes import assigning, desk, figures, files, office, profile, ranking, scoring, waivers
from p4comp.judging.routes.blueprint import bp

__all__ = ["assigning", "bp", "desk", "figures", "files", "office", "profile", "ranking", "scoring", "waivers"]
