"""What decisions add to every page."""

from p4comp.decisions.contributions import log, pages
from p4comp.decisions.contributions.wording import award_name, decree_by, init_app

__all__ = ["award_name", "decree_by", "init_app", "log", "pages"]
