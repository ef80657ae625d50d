"""What a design of a certificate may hold: its places, its HTML, its CSS. Pure."""

from p4comp.certificates.rules.designs.markup import check_markup
from p4comp.certificates.rules.designs.moves import MOVES, DesignState
from p4comp.certificates.rules.designs.places import LISTS, NEEDED, PLACES, Place, places_in
from p4comp.certificates.rules.designs.samples import HARD_NAME, samples
from p4comp.certificates.rules.designs.styles import check_style

__all__ = [
    "HARD_NAME",
    "LISTS",
    "MOVES",
    "NEEDED",
    "PLACES",
    "DesignState",
    "Place",
    "check_markup",
    "check_style",
    "places_in",
    "samples",
]
