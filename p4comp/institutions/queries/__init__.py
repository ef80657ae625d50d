"""What can be asked of the registry and the archive."""

from p4comp.institutions.queries.archive import PastEdition, Shelf, archived, has_won, honours, past_editions, shelves
from p4comp.institutions.queries.names import called, code_index, day, find, name_on, named, names, names_of, parent_on
from p4comp.institutions.queries.registry import Pair, Record, by_code, employers, merged, pair, provinces, record, registry
from p4comp.institutions.queries.relations import parties, relation
from p4comp.institutions.queries.searching import Hit, alike_below, region_choices, search
from p4comp.institutions.queries.successions import followers_of, predecessors_of, successors_of
from p4comp.institutions.queries.tree import authority, branch, chain, chains, governed, place

__all__ = [
    "Hit",
    "Pair",
    "PastEdition",
    "Record",
    "Shelf",
    "alike_below",
    "archived",
    "authority",
    "branch",
    "by_code",
    "called",
    "chain",
    "chains",
    "code_index",
    "day",
    "employers",
    "find",
    "followers_of",
    "governed",
    "has_won",
    "honours",
    "merged",
    "name_on",
    "named",
    "names",
    "names_of",
    "pair",
    "parent_on",
    "parties",
    "past_editions",
    "place",
    "predecessors_of",
    "provinces",
    "record",
    "region_choices",
    "registry",
    "relation",
    "search",
    "shelves",
    "successors_of",
]
