"""Asking the solver: from a plan at hand to the best that is found in time, told as it gets better."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from time import monotonic

from ortools.sat.python import cp_model

from p4comp.interviews.rules.planning.first import first_plan
from p4comp.interviews.rules.planning.grid import Grid, Place
from p4comp.interviews.rules.planning.model import Model, build
from p4comp.interviews.rules.planning.question import Question
from p4comp.interviews.rules.week import Seat

ALGORITHM = "cp-sat-seats/1"
SECONDS = 30.0
WORK = 12.0
"""The solver's own measure of effort at which it stops. Below it an answer depends on question and seed alone."""
THREADS = 4


@dataclass(frozen=True)
class Step:
    """How far the solver is: seconds since the question, finalists seated, what the plan costs, and below what no plan can come."""

    seconds: float
    placed: int
    cost: float
    bound: float


@dataclass(frozen=True)
class Answer:
    """The seats found, who found none, what the plan costs and at least must, and how it was found.

    `is_repeatable` says that neither clock nor machine had a say: the same question and seed give the same seats.
    """

    seats: Mapping[str, Seat]
    unplaced: tuple[str, ...]
    cost: float
    bound: float
    is_best: bool
    is_repeatable: bool
    seconds: float
    steps: tuple[Step, ...] = field(default=())

    @property
    def gap(self) -> float:
        """How far above the bound the cost is, as a share of the cost."""
        return (self.cost - self.bound) / self.cost if self.cost else 0.0


def solver_name() -> str:
    """The solver with its version, as it is noted beside every plan."""
    return f"ortools {version('ortools')}"


Told = Callable[[Step], None]


class _Watch(cp_model.CpSolverSolutionCallback):
    """Notes every better plan."""

    def __init__(self, model: Model, began: float, tell: Told | None):
        super().__init__()
        self.model, self.began, self.tell, self.steps = model, began, tell, list[Step]()

    def on_solution_callback(self) -> None:
        """Called by the solver."""
        left = sum(self.value(drop) for drop in self.model.drops)
        seated = len(self.model.grid.waiting) - left + len(self.model.grid.standing)
        bound = max(0.0, self.best_objective_bound)
        self.steps.append(Step(monotonic() - self.began, seated, self.objective_value, bound))
        if self.tell:
            self.tell(self.steps[-1])


def plan(asked: Question, *, seconds: float = SECONDS, work: float = WORK, tell: Told | None = None) -> Answer:
    """The best plan found within the limits; whoever finds no seat is named, never squeezed in."""
    began = monotonic()
    grid = Grid(asked)
    start = first_plan(grid)
    if tell:
        tell(Step(monotonic() - began, len(start) + len(grid.standing), 0, 0))
    model = build(grid, start)
    solver = _solver(asked, max(1.0, seconds - (monotonic() - began)), work)
    watch = _Watch(model, began, tell)
    status = solver.solve(model.cp, watch)
    is_found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    places = _people(model, solver) if is_found else start
    calm = is_found and (status == cp_model.OPTIMAL or solver.wall_time < solver.parameters.max_time_in_seconds)
    return Answer(
        {one.entry_id: seat for one, seat in grid.standing} | {key: grid.seat(place) for key, place in places.items()},
        tuple(one.entry_id for one in grid.waiting if one.entry_id not in places),
        cost=solver.objective_value if is_found else float(asked.weights.unplaced * len(grid.waiting)),
        bound=max(0.0, solver.best_objective_bound) if is_found else 0.0,
        is_best=status == cp_model.OPTIMAL,
        is_repeatable=calm,
        seconds=monotonic() - began,
        steps=tuple(watch.steps),
    )


def _solver(asked: Question, seconds: float, work: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = asked.seed % 2**31
    solver.parameters.num_workers = THREADS
    solver.parameters.interleave_search = True
    solver.parameters.max_deterministic_time = work
    solver.parameters.max_time_in_seconds = seconds
    return solver


def _people(model: Model, solver: cp_model.CpSolver) -> dict[str, Place]:
    """The places of people: whoever stays stays, the others of a kind take its places in order of time and name."""
    grid, found = model.grid, dict[str, Place]()
    for kind, choices in zip(grid.kinds, model.seats, strict=True):
        staying = {
            key: grid.homes[key] for key in (one.entry_id for one in kind.members) if key in model.stays and solver.value(model.stays[key])
        }
        free = sorted((place for place, variable in choices.items() if solver.value(variable)), key=lambda place: (place[1], place[0]))
        others = [one for one in kind.members if one.entry_id not in staying]
        at_home = {one.entry_id: grid.homes[one.entry_id] for one in others if grid.homes.get(one.entry_id) in free}
        rest = iter([place for place in free if place not in at_home.values()])
        found |= staying | at_home
        found |= dict(zip((one.entry_id for one in others if one.entry_id not in at_home), rest, strict=False))
    return found
