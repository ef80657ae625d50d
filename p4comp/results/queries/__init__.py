"""What can be asked about final rankings and published results."""

from p4comp.results.queries.annexes import Annex, annex
from p4comp.results.queries.certainty import Study, certainty, study
from p4comp.results.queries.final import correction, final_inputs, office
from p4comp.results.queries.listed import listed_entries
from p4comp.results.queries.public import announced_editions, latest, public_since, published
from p4comp.results.queries.records import Record, record
from p4comp.results.queries.shown import Published, Shown
from p4comp.results.queries.start import Remaining, remaining

__all__ = [
    "Annex",
    "Published",
    "Record",
    "Remaining",
    "Shown",
    "Study",
    "annex",
    "announced_editions",
    "certainty",
    "correction",
    "final_inputs",
    "latest",
    "listed_entries",
    "office",
    "public_since",
    "published",
    "record",
    "remaining",
    "study",
]
