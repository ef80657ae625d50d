"""Whose public page the rows of the access table are about."""

from tests import factories


def subjects(cast):
    """The entrant's page, which everybody finds for an old honour; the neighbour's, which shows nothing."""
    factories.honour(cast.institution, edition_number=1, edition_slug="p4-2018", year=2018)
    own = {"code": cast.institution.code}
    neighbour = {"code": cast.stranger_entry.institution.code}
    rows = {f"profiles.{name}": own for name in ("show", "settle", "save", "show_channels")}
    return rows | {"profiles.show@nothing": neighbour}
