"""Pages of the registry and the archive."""

from p4comp.institutions.routes import archive, merging, registry, units
from p4comp.institutions.routes.blueprint import bp

__all__ = ["archive", "bp", "merging", "registry", "units"]
