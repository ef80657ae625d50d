"""Pages of looks on the spot: the list and one of them, what the panel and the secretariat decide, the report, its photos."""

from p4comp.interviews.routes.observations import deciding, office, photos, report

__all__ = ["deciding", "office", "photos", "report"]
