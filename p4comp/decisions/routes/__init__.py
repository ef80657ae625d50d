"""Where people reach plenaries, decisions and objections."""

from p4comp.decisions.routes import meeting, objections, plenaries
from p4comp.decisions.routes.blueprint import bp

__all__ = ["bp", "meeting", "objections", "plenaries"]
