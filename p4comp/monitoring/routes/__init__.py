"""Pages of monitoring."""

from p4comp.monitoring.routes import exporting, following, home, importing, overview, papers, publishing, terms, unit
from p4comp.monitoring.routes.blueprint import bp

__all__ = ["bp", "exporting", "following", "home", "importing", "overview", "papers", "publishing", "terms", "unit"]
