"""Pages of agreements and commitments."""

from p4comp.commitments.routes import agreeing, keeping, public, reviewing
from p4comp.commitments.routes.blueprint import bp

__all__ = ["agreeing", "bp", "keeping", "public", "reviewing"]
