"""What can happen at the end of an edition: winners are proposed, and results become known at a set moment."""

from p4comp.results.actions.announcing import announce_correction, announce_finalists, publish
from p4comp.results.actions.proposing import computed, propose_winners

__all__ = ["announce_correction", "announce_finalists", "computed", "propose_winners", "publish"]
