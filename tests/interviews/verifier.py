"""The regulation of the timetable read anew: whether a plan keeps every rule, and what it costs, without any of the product's checks."""

from collections import Counter
from datetime import time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

LOCAL = (time(7, 30), time(16, 30))
PRAYER = (time(11, 30), time(13, 30))


def clock_of(moment, zone):
    return moment.astimezone(ZoneInfo(zone))


def is_working_time(start, end, zone, hours=LOCAL):
    """Office hours on somebody's own clock, and no Friday prayer."""
    begins, ends = clock_of(start, zone), clock_of(end, zone)
    if begins.date() != ends.date() or begins.time() < hours[0] or ends.time() > hours[1]:
        return False
    return begins.weekday() != 4 or ends.time() <= PRAYER[0] or begins.time() >= PRAYER[1]


def is_office_hour(start, end, week):
    begins, ends = clock_of(start, week.zone), clock_of(end, week.zone)
    if begins.date() not in week.form.days or begins.date() in week.closed:
        return False
    rows = week.form.friday_hours if begins.weekday() == 4 else week.form.hours
    return any(time.fromisoformat(a) <= begins.time() and ends.time() <= time.fromisoformat(b) for a, b in rows)


def cannot(wishes, start, end):
    return any(wish.kind == "impossible" and wish.starts_at < end and start < wish.ends_at for wish in wishes)


def there(bench, entry_id, start, end, week):
    """The jurors who may hear the entry and are there."""
    able = bench.jurors - bench.conflicts.get(entry_id, frozenset())
    return {
        one
        for one in able
        if not cannot(week.wishes.jurors.get(one, ()), start, end)
        and (one not in bench.zones or is_working_time(start, end, bench.zones[one]))
    }


def wrongs(asked, seats):
    """Every broken rule in words; none for a plan that may stand. Seats that nobody asked the planner to choose are not its fault."""
    week, found = asked.week, []
    length, pause = timedelta(minutes=week.form.talk_minutes + week.form.question_minutes), timedelta(minutes=week.form.break_minutes)
    by_id = {one.entry_id: one for one in asked.finalists} | {one.entry_id: one for one, _seat in asked.fixed}
    chosen = {key: seat for key, seat in seats.items() if key not in asked.pins and key not in {one.entry_id for one, _s in asked.fixed}}
    for key, seat in chosen.items():
        one, bench, end = by_id[key], week.benches[seat.panel_id], seat.starts_at + length
        if seat.starts_at <= asked.after:
            found.append(f"{key} in the past")
        if not is_office_hour(seat.starts_at, end, week):
            found.append(f"{key} outside the edition's hours")
        if not is_working_time(seat.starts_at, end, one.zone):
            found.append(f"{key} outside its own hours")
        if cannot(week.wishes.entries.get(key, ()), seat.starts_at, end):
            found.append(f"{key} when it cannot")
        if len(there(bench, key, seat.starts_at, end, week)) < max(1, week.terms.quorum):
            found.append(f"{key} before too few jurors")
    for one, other in combinations(sorted(seats), 2):
        if one in chosen or other in chosen:
            found += between(by_id[one], seats[one], by_id[other], seats[other], week, length, pause)
    most = week.terms.most_per_half_day
    halves = Counter(
        (seat.panel_id, clock_of(seat.starts_at, week.zone).date(), clock_of(seat.starts_at, week.zone).hour >= 12)
        for seat in seats.values()
    )
    found += [f"{half} too full" for half, number in halves.items() if most and number > most]
    return found


def between(one, mine, other, theirs, week, length, pause):
    """What two seats do to each other."""
    distance = abs(mine.starts_at - theirs.starts_at)
    if mine.panel_id == theirs.panel_id:
        return [f"{one.entry_id} and {other.entry_id} too near"] if distance < length + pause else []
    if distance >= length:
        return []
    found = []
    a, b = week.benches[mine.panel_id], week.benches[theirs.panel_id]
    if (a.jurors - a.conflicts.get(one.entry_id, frozenset())) & (b.jurors - b.conflicts.get(other.entry_id, frozenset())):
        found.append(f"a juror hears {one.entry_id} and {other.entry_id} at once")
    if one.institution_id in {other.institution_id, other.parent_id} or other.institution_id == one.parent_id:
        found.append(f"{one.entry_id} and {other.entry_id} are one institution")
    if one.people & other.people:
        found.append(f"{one.entry_id} and {other.entry_id} share a person")
    return found


def cost(asked, seats, starts, homes):
    """What a plan costs, term by term as the planner's own text states it; `starts` are the slots in rows, `homes` seats worth keeping."""
    week, weights = asked.week, asked.weights
    benches = sorted(week.benches.values(), key=lambda one: one.name)
    length = timedelta(minutes=week.form.talk_minutes + week.form.question_minutes)
    by_id = {one.entry_id: one for one in asked.finalists}
    total = weights.unplaced * sum(key not in seats for key in by_id)
    total += weights.moved * sum(seats.get(key) != seat for key, seat in homes.items())
    reserve = {(benches[0].panel_id, starts[-1][-1])} if week.terms.reserve_percent else set()
    for key, seat in seats.items():
        bench, end = week.benches[seat.panel_id], seat.starts_at + length
        able = bench.jurors - bench.conflicts.get(key, frozenset())
        total += weights.reserve * ((seat.panel_id, seat.starts_at) in reserve)
        total += weights.absent * len(able - there(bench, key, seat.starts_at, end, week))
        total += weights.wish * minds(week.wishes.entries.get(key, ()), seat.starts_at, end)
        total += weights.juror_wish * sum(minds(week.wishes.jurors.get(one, ()), seat.starts_at, end) for one in able)
    loads = Counter(seat.panel_id for seat in seats.values())
    if len(benches) > 1:
        total += weights.load * max(0, max(loads.values(), default=0) - -(-len(by_id) // len(benches)))
    for bench in benches:
        at = {seat.starts_at: key for key, seat in seats.items() if seat.panel_id == bench.panel_id}
        total += weights.stretch * stretches(starts, at, lambda _key: True)
        for category in {one.category for one in by_id.values()}:
            total += weights.category * stretches(starts, at, lambda key, own=category: by_id[key].category == own)
        for juror in bench.jurors:
            total += weights.walk * stretches(starts, at, lambda key, who=juror, b=bench: who in b.conflicts.get(key, ()))
    return total


def minds(wishes, start, end):
    """Preferences were stated, and none of them covers this time."""
    wanted = [wish for wish in wishes if wish.kind == "preferred"]
    return bool(wanted) and not any(wish.starts_at <= start and end <= wish.ends_at for wish in wanted)


def stretches(rows, at, belongs):
    """Runs of neighbouring slots taken by those who belong."""
    number = 0
    for row in rows:
        taken = [start in at and belongs(at[start]) for start in row]
        number += sum(now and not before for before, now in zip([False, *taken], taken, strict=False))
    return number
