"""Where people reach plenaries, decisions and objections."""

from p4comp.decisions.routes import awards, meeting, objections, plenaries
from p4comp.decisions.routes.blueprint import bp

__all__ = ["awards", "bp", "meeting", "objections", "plenaries"]
