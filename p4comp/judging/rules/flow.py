"""Readings as a flow: from entries through evaluators, at least cost; OR-tools does the arithmetic.

Ford and Fulkerson's network, as EPSA's and OpenReview's matchers use it: entry → evaluator (one each) → sink, where further
readings of one evaluator cost more and more, so that loads come out even.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from ortools.graph.python import max_flow, min_cost_flow

Whole = npt.NDArray[np.int64]
Yes = npt.NDArray[np.bool_]


class Unsolvable(RuntimeError):
    """The solver gave no answer to a question that has one."""


@dataclass
class Network:
    """Arcs from a source through a net to a sink, with room and cost each."""

    nodes: int = 2
    tails: list[Whole] = field(default_factory=list)
    heads: list[Whole] = field(default_factory=list)
    rooms: list[Whole] = field(default_factory=list)
    costs: list[Whole] = field(default_factory=list)
    source: int = 0
    sink: int = 1

    def grow(self, number: int) -> Whole:
        """So many new nodes."""
        first, self.nodes = self.nodes, self.nodes + number
        return np.arange(first, self.nodes, dtype=np.int64)

    def join(self, tails: "Whole | int", heads: "Whole | int", rooms: "Whole | int", costs: "Whole | int") -> slice:
        """Add arcs, given together; the slice they have among all."""
        made = np.broadcast_arrays(*(np.asarray(one, dtype=np.int64).ravel() for one in (tails, heads, rooms, costs)))
        start = sum(len(one) for one in self.tails)
        for kept, part in zip((self.tails, self.heads, self.rooms, self.costs), made, strict=True):
            kept.append(np.ascontiguousarray(part))
        return slice(start, start + len(made[0]))

    def _arrays(self) -> tuple[Whole, Whole, Whole, Whole]:
        tails, heads, rooms, costs = (np.concatenate(one) for one in (self.tails, self.heads, self.rooms, self.costs))
        return tails, heads, rooms, costs

    def most(self) -> int:
        """How much can flow at all."""
        tails, heads, rooms, _costs = self._arrays()
        solver = max_flow.SimpleMaxFlow()
        solver.add_arcs_with_capacity(tails, heads, rooms)
        if solver.solve(self.source, self.sink) != solver.OPTIMAL:
            raise Unsolvable("maximum flow")
        return int(solver.optimal_flow())

    def cheapest(self, amount: int) -> Whole:
        """What flows on each arc when `amount`, which must be possible, flows at least cost."""
        tails, heads, rooms, costs = self._arrays()
        solver = min_cost_flow.SimpleMinCostFlow()
        arcs = solver.add_arcs_with_capacity_and_unit_cost(tails, heads, rooms, costs)
        solver.set_nodes_supplies(np.array([self.source, self.sink], dtype=np.int32), np.array([amount, -amount], dtype=np.int64))
        if solver.solve() != solver.OPTIMAL:
            raise Unsolvable("least cost")
        return np.asarray(solver.flows(arcs), dtype=np.int64)


def stairs(network: Network, tails: Whole, rooms: Iterable[int], loads: Iterable[int], step: int, turn: int) -> None:
    """Arcs to the sink of which each further unit costs `step` more than the one before, up to `turn` units, then no more."""
    for tail, room, load in zip(tails, rooms, loads, strict=True):
        single = max(0, min(room, turn - load))
        if single:
            network.join(tail, network.sink, 1, step * np.arange(load, load + single, dtype=np.int64))
        if room > single:
            network.join(tail, network.sink, room - single, step * max(load, turn))
