"""What can be asked of the registry and the archive."""

from p4comp.institutions.queries.archive import PastEdition, Shelf, has_won, honours, past_editions, shelves
from p4comp.institutions.queries.names import called, code_index, day, find, name_on, named, names, names_of, parent_on
from p4comp.institutions.queries.registry import Record, by_code, provinces, record, registry, search
from p4comp.institutions.queries.relations import parties, relation
from p4comp.institutions.queries.successions import predecessors_of, successors_of

__all__ = [
    "PastEdition",
    "Record",
    "Shelf",
    "by_code",
    "called",
    "code_index",
    "day",
    "find",
    "has_won",
    "honours",
    "name_on",
    "named",
    "names",
    "names_of",
    "parent_on",
    "parties",
    "past_editions",
    "predecessors_of",
    "provinces",
    "record",
    "registry",
    "relation",
    "search",
    "shelves",
    "successors_of",
]
