"""Who stands under whom: authority goes down the tree, but never into another government, and no branch is its own root."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from p4comp.institutions.rules.kinds import REGIONAL, Kind

DEEPEST = 8
OWN_MASTERS = REGIONAL | {Kind.MINISTRY, Kind.AGENCY}


@dataclass(frozen=True)
class Node:
    """An institution's place in the tree."""

    id: str
    kind: Kind
    parent_id: str | None


def chain(node_id: str, nodes: Mapping[str, Node]) -> tuple[Node, ...]:
    """The institution and all above it, itself first; a circle in the data ends where it closes."""
    found: list[Node] = []
    here: str | None = node_id
    while here is not None and here in nodes and nodes[here] not in found:
        found.append(nodes[here])
        here = nodes[here].parent_id
    return tuple(found)


def authority(above: Sequence[Node]) -> tuple[str, ...]:
    """Whose local admins may act for the first of the chain: itself and those above, up to the first government of its own.

    A regency, city, province, ministry or agency obeys its own people only: a province's admin has no word in a regency.
    """
    found: list[str] = []
    for node in above:
        found.append(node.id)
        if node.kind in OWN_MASTERS:
            break
    return tuple(found)


def is_too_deep(above: Sequence[Node]) -> bool:
    """Whether another unit under this chain would stand too deep for anybody to find."""
    return len(above) >= DEEPEST
