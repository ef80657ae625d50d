"""The planner's model: x(k, p, s) says that a finalist of kind k is heard by panel p in slot s, stay(e) that e keeps its seat.

Always held (reference, judging D; there for every finalist, here for kinds of finalists whom nothing tells apart):
  sum over p, s of x(k, p, s) + sum of stay(e) + drop(k) = members of k     everybody once, or counted as unplaced
  sum over k of x(k, p, s) + stay(e at p, s) <= 1                           one finalist per panel and slot
  sum over p with juror j, k whom j hears <= 1       per slot, for a juror who sits in several panels
  sum over p of x(a, p, s) + x(b, p, s) <= 1         per slot, for two of one institution or with a person in common
  sum over s of a half day, k of x(k, p, s) <= m     the most a panel hears in half a day
Least is sought of
  1000 drops + 50 moves + 30 reserve seats used + 20 (heaviest load - fair load) + 10 absent jurors + 5 finalists and 1 juror
  outside the times they prefer + 4 stretches + 2 stretches of one category + 1 walk of a conflicted juror out of the room
  + 1 for every interview day that a seat lies behind the first, so that the last days keep room for those who must be moved,
where a stretch is a run of neighbouring slots: stretch(p, s) >= taken(p, s) - taken(p, s - 1), the same for categories and walks.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from p4comp.interviews.rules.planning.grid import Grid, Kind, Place, bound
from p4comp.interviews.rules.planning.question import Family
from p4comp.interviews.rules.week import Bench, Finalist
from p4comp.interviews.rules.wishes import Wish, WishKind, is_preferred

Bool = cp_model.IntVar
Sum = cp_model.LinearExpr.sum
Among = Callable[[Finalist], bool]


@dataclass
class Model:
    """The model with the variables an answer is read from, and what each costs."""

    grid: Grid
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    seats: list[dict[Place, Bool]] = field(default_factory=list)
    stays: dict[str, Bool] = field(default_factory=dict)
    drops: list[Bool] = field(default_factory=list)
    at: dict[Place, list[tuple[Kind, Bool]]] = field(default_factory=lambda: defaultdict(list))
    costs: list[tuple[Bool, int]] = field(default_factory=list)

    def penalise(self, variable: Bool, cost: int) -> None:
        """Let the variable cost so much."""
        if cost:
            self.costs.append((variable, cost))

    def taken(self, place: Place, among: Among | None = None) -> list[Bool]:
        """The variables of which one says that a finalist among these has the place."""
        return [variable for kind, variable in self.at.get(place, ()) if among is None or among(kind.sample)]


def build(grid: Grid, start: Mapping[str, Place]) -> Model:
    """The whole model, beginning from a plan at hand."""
    model = Model(grid)
    for kind in grid.kinds:
        _seat_once(model, kind, start)
    for place in model.at:
        model.cp.add_at_most_one(model.taken(place))
    _keep_jurors_apart(model)
    _keep_families_apart(model)
    _bound_half_days(model)
    _balance(model)
    for panel in range(len(grid.benches)):
        _join(model, panel)
    model.cp.minimize(cp_model.LinearExpr.weighted_sum([one for one, _cost in model.costs], [cost for _one, cost in model.costs]))
    return model


def _seat_once(model: Model, kind: Kind, start: Mapping[str, Place]) -> None:
    grid, cp, weights = model.grid, model.cp, model.grid.asked.weights
    choices = {place: cp.new_bool_var("") for place in kind.choices}
    at_home = {one.entry_id: grid.homes[one.entry_id] for one in kind.members if grid.homes.get(one.entry_id) in choices}
    stays = {key: cp.new_bool_var("") for key in at_home}
    drop = cp.new_int_var(0, len(kind.members), "")
    cp.add(Sum([*choices.values(), *stays.values(), drop]) == len(kind.members))
    model.seats.append(choices)
    model.stays |= stays
    model.drops.append(drop)
    model.penalise(drop, weights.unplaced)
    places = {start[one.entry_id] for one in kind.members if one.entry_id in start and start[one.entry_id] != at_home.get(one.entry_id)}
    cp.add_hint(drop, sum(one.entry_id not in start for one in kind.members))
    for place, variable in choices.items():
        model.at[place].append((kind, variable))
        model.penalise(variable, price(grid, kind.sample, place))
        cp.add_hint(variable, place in places)
    for key, variable in stays.items():
        model.at[at_home[key]].append((kind, variable))
        model.penalise(variable, price(grid, kind.sample, at_home[key]) - weights.moved)
        cp.add_hint(variable, start.get(key) == at_home[key])
    if stays and weights.moved:
        model.penalise(cp.new_constant(1), weights.moved * len(stays))


def price(grid: Grid, one: Finalist, place: Place) -> int:
    """What a place costs a finalist whoever sits elsewhere: a reserve seat, absent jurors, a later day, times that people do not prefer."""
    weights, wishes, bench = grid.asked.weights, grid.week.wishes, grid.benches[place[0]]
    starts_at = grid.starts[place[1]]
    able = bench.able(one.entry_id)

    def minds(said: Iterable[Wish]) -> bool:
        known = list(said)
        return any(wish.kind is WishKind.PREFERRED for wish in known) and not is_preferred(known, starts_at, starts_at + grid.week.length)

    cost = weights.reserve * (place in grid.reserve) + weights.absent * len(able & grid.absent[place])
    cost += weights.later * grid.day_number(place[1]) + weights.wish * minds(wishes.entries.get(one.entry_id, ()))
    return cost + weights.juror_wish * sum(minds(wishes.jurors[juror]) for juror in able if juror in wishes.jurors)


def _heard_by(bench: Bench, juror: str) -> Among:
    return lambda one: juror in bench.able(one.entry_id)


def _barred_for(bench: Bench, juror: str) -> Among:
    return lambda one: juror in bench.barred(one.entry_id)


def _of(*those: Finalist) -> Among:
    return lambda one: one in those


def _of_category(category: str) -> Among:
    return lambda one: one.category == category


def _keep_jurors_apart(model: Model) -> None:
    """A juror of several panels is in one place: where two of them are needed alike, one bound says it for both."""
    grid = model.grid
    panels: dict[str, list[int]] = defaultdict(list)
    for number, bench in enumerate(grid.benches):
        for juror in bench.jurors:
            panels[juror].append(number)
    said: set[tuple[int, ...]] = set()
    for juror, own in sorted(panels.items()):
        for slot in range(len(grid.starts)) if len(own) > 1 else ():
            hearing = [one for panel in own for one in model.taken((panel, slot), _heard_by(grid.benches[panel], juror))]
            key = tuple(variable.index for variable in hearing)
            if key not in said:
                said.add(key)
                model.cp.add_at_most_one(hearing)


def _keep_families_apart(model: Model) -> None:
    """Whoever is bound to somebody is a kind of its own."""
    grid = model.grid
    for one, other in bound(grid.waiting):
        for slot in range(len(grid.starts)):
            together = [found for panel in range(len(grid.benches)) for found in model.taken((panel, slot), _of(one, other))]
            if len(together) > 1:
                model.cp.add_at_most_one(together)


def _bound_half_days(model: Model) -> None:
    grid = model.grid
    most = 0 if Family.HALF_DAY in grid.asked.waived else grid.week.terms.most_per_half_day
    for half, numbers in grid.half_days.items() if most else ():
        for panel in range(len(grid.benches)):
            taken = [variable for slot in numbers for variable in model.taken((panel, slot))]
            model.cp.add(Sum(taken) <= max(0, most - grid.held(half, panel)))


def _balance(model: Model) -> None:
    grid, weight = model.grid, model.grid.asked.weights.load
    if len(grid.benches) < 2 or not weight:
        return
    everybody = len(grid.waiting) + len(grid.standing)
    fair = -(-everybody // len(grid.benches))
    excess = model.cp.new_int_var(0, everybody, "")
    for panel, bench in enumerate(grid.benches):
        own = [variable for slot in range(len(grid.starts)) for variable in model.taken((panel, slot))]
        standing = sum(seat.panel_id == bench.panel_id for _one, seat in grid.standing)
        model.cp.add(Sum(own) + standing <= fair + excess)
    model.penalise(excess, weight)


def _join(model: Model, panel: int) -> None:
    """Let every stretch cost: of the panel, of each category, of each juror's conflicts."""
    grid, weights = model.grid, model.grid.asked.weights
    _stretches(model, panel, None, weights.stretch)
    for category in sorted({one.category for one in grid.waiting}):
        _stretches(model, panel, _of_category(category), weights.category)
    bench = grid.benches[panel]
    for juror in sorted(bench.jurors):
        if any(juror in bench.barred(one.entry_id) for one in grid.waiting):
            _stretches(model, panel, _barred_for(bench, juror), weights.walk)


def _stretches(model: Model, panel: int, among: Among | None, cost: int) -> None:
    """Every slot taken by one of these, while the slot before it in its row is not, begins a stretch."""
    for row in model.grid.rows if cost else ():
        before: list[Bool] = []
        for slot in row.slots:
            taken = model.taken((panel, slot), among)
            if taken:
                begins = model.cp.new_bool_var("")
                model.cp.add(Sum(taken) - Sum(before) <= begins)
                model.penalise(begins, cost)
            before = taken
