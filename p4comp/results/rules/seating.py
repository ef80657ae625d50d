"""Who sits where at the ceremony: by protocol, which knows kinds of institutions and the alphabet, never a result. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from p4comp.institutions.rules.kinds import Kind

PROTOCOL = (
    Kind.MINISTRY,
    Kind.AGENCY,
    Kind.PROVINCE,
    Kind.REGENCY,
    Kind.CITY,
    Kind.STATE_ENTERPRISE,
    Kind.REGIONAL_ENTERPRISE,
    Kind.UNIVERSITY,
    Kind.SERVICE_UNIT,
    Kind.UNIT,
)
PER_ROW, FEWEST, MOST = 10, 4, 60


@dataclass(frozen=True)
class Party:
    """The people of one guest, who sit together."""

    key: str
    name: str
    kind: Kind
    persons: int


def by_protocol(parties: Sequence[Party]) -> list[str]:
    """The guests by kind of institution, inside a kind alphabetically; regencies and cities stand together."""
    return [one.key for one in sorted(parties, key=lambda one: (_place(one.kind), one.name.casefold(), one.key))]


def kinds_of(parties: Sequence[Party]) -> list[Kind]:
    """The kinds of institutions that come, in the order of protocol."""
    there = {one.kind for one in parties}
    return [kind for kind in PROTOCOL if kind in there]


def _place(kind: Kind) -> int:
    return PROTOCOL.index(Kind.REGENCY if kind is Kind.CITY else kind)


def seats(parties: Sequence[Party], per_row: int) -> dict[str, str]:
    """The seats of each party in this order, row by row from the front; a party that fits in a row is not torn apart, one without people has none."""
    found, taken = {}, 0
    for one in (party for party in parties if party.persons):
        left = per_row - taken % per_row
        if left < one.persons <= per_row:
            taken += left
        found[one.key] = _span(taken, taken + one.persons - 1, per_row)
        taken += one.persons
    return found


def _span(first: int, last: int, per_row: int) -> str:
    return _seat(first, per_row) if first == last else f"{_seat(first, per_row)}–{_seat(last, per_row)}"


def _seat(number: int, per_row: int) -> str:
    return f"{_row(number // per_row)}{number % per_row + 1}"


def _row(number: int) -> str:
    """A, B, … Z, AA, AB …"""
    rest, letter = divmod(number, len(ascii_uppercase))
    return (_row(rest - 1) if rest else "") + ascii_uppercase[letter]
