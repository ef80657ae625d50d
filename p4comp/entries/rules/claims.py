"""What a claim to an honour must hold."""

from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

DOCUMENTS: dict[str, LazyString] = {"piagam": _l("Piagam"), "keputusan": _l("Keputusan")}


def year_fits(year: int, edition_year: int, held_on: date | None) -> bool:
    """Whether a document of this year can be of that edition: the year it is named after, to the year after it was awarded."""
    return edition_year <= year <= (held_on.year if held_on else edition_year) + 1
