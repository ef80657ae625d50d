"""What can be asked about final rankings and published results."""

from p4comp.results.queries.final import final_inputs, office
from p4comp.results.queries.public import Published, Shown, announced_editions, finalist_entries, is_public, latest, published

__all__ = [
    "Published",
    "Shown",
    "announced_editions",
    "final_inputs",
    "finalist_entries",
    "is_public",
    "latest",
    "office",
    "published",
]
