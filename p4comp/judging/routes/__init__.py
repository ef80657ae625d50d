"""Where people reach desk evaluation: the evaluator's desk, the secretariat's office, the ranking."""

from p4comp.judging.routes import desk, files, office, ranking
from p4comp.judging.routes.blueprint import bp

__all__ = ["bp", "desk", "files", "office", "ranking"]
