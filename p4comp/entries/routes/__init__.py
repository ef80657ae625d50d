"""Where people reach entries: the entrant's pages and the verification desk."""

from p4comp.entries.routes import claiming, dossier, entering, files, handing_in, verifying
from p4comp.entries.routes.blueprint import bp

__all__ = ["bp", "claiming", "dossier", "entering", "files", "handing_in", "verifying"]
