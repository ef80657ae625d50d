"""What can be asked about final rankings and published results."""

from p4comp.results.queries.final import final_inputs, office
from p4comp.results.queries.public import Published, Shown, announced_editions, finalist_entries, latest, public_since, published
from p4comp.results.queries.start import Remaining, remaining

__all__ = [
    "Published",
    "Remaining",
    "Shown",
    "announced_editions",
    "final_inputs",
    "finalist_entries",
    "latest",
    "office",
    "public_since",
    "published",
    "remaining",
]
