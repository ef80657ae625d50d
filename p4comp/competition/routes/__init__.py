"""Pages of editions: what everybody reads, the edition from inside, and the file a new one is made from."""

from p4comp.competition.routes import drafting, editions
from p4comp.competition.routes.blueprint import bp

__all__ = ["bp", "drafting", "editions"]
