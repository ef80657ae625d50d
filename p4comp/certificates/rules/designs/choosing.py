"""Which design a certificate is drawn with: the one made for its award, else for its category, else for its kind."""

from collections.abc import Mapping

Key = tuple[str, str, str]


def chosen(in_force: Mapping[Key, str], kind: str, category: str, award: str) -> str | None:
    """The version's id among those in force by kind, category and award; None for the portal's own design."""
    wanted = ((kind, category, award), (kind, category, ""), (kind, "", ""))
    return next((in_force[key] for key in wanted if key in in_force), None)
