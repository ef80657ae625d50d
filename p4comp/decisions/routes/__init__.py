"""Where people reach plenaries, decisions and objections."""

from p4comp.decisions.routes import objections, plenaries
from p4comp.decisions.routes.blueprint import bp

__all__ = ["bp", "objections", "plenaries"]
