"""What an edition's counts ask of this room."""

from p4comp.competition import counts
from p4comp.results import queries

counts.contribute("winners", queries.winners_per_category)
