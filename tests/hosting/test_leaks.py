"""The leak hunt: whatever has an address in one place is, in another, exactly what never existed.

The subjects of every row of the access tables are made in Kalimantan Selatan. Then people of Kalimantan Timur and of the ministry, who may
see everything of their own, ask for them by their addresses, and for things that exist nowhere: the answers must be the same.
"""

import re
from dataclasses import dataclass, field

import pytest

from p4comp.certificates.rules.codes import grouped
from p4comp.core import clock, db
from p4comp.factory import FEATURES
from tests import factories
from tests.house.test_access_matrix import rows, subjects_of

HOME, OTHERS = "kalsel", ("kaltim", "")
ASKING = ("secretariat",)
DECLARED = {"certificates.verify"}  # announced: test_checking says what every place may tell of it
TOKENS = re.compile(r"[\w-]{8,}\.[\w-]{4,8}\.[\w-]{20,}")  # signed, with the moment in them


@dataclass
class Stage:
    """A place with its cast and the subjects of a room's rows, as plain values."""

    people: dict[str, str]
    values: dict[str, dict[str, object]]
    moments: dict[str, object] = field(default_factory=dict)


def play(world, slug, module):
    """Make the cast and the subjects in a place."""
    with world.inside(slug):
        cast = factories.cast()
        ask = lambda name: getattr(module, name)(cast) if hasattr(module, name) else {}  # noqa: E731
        stage = Stage({name: cast.columns[name].id for name in ASKING}, ask("subjects"), ask("moments"))
        db.commit()
        return stage


def only_there(row, stage, others):
    """The parts of an address that mean something in one place only; names that all places share mean their own."""
    shared = {value for other in others for values in other.values.values() for value in values.values()}
    return {key: value for key, value in stage.values.get(row.name, {}).items() if value not in shared}


def told(visitor, app, row, values, moment):
    """The answer to a request, without what differs from one page to the next of the same kind."""
    address = app.url_map.bind("").build(row.endpoint, values)
    with clock.at(moment):
        found = visitor.get(address) if row.method == "GET" else visitor.post(address) if row.method == "POST" else None
    if found is None:
        return None
    text = TOKENS.sub("", found.get_data(as_text=True)) if found.mimetype.startswith(("text/", "application/json")) else found.data
    if isinstance(text, str):
        for value in values.values():
            text = text.replace(str(value), "?").replace(grouped(str(value)), "?")
    return found.status_code, found.mimetype, found.headers.get("Location", "").replace(address, "?"), text


def unequal(one, other):
    """Where two answers part."""
    parts = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if mine != theirs]
    lines = zip(str(parts[0][0]).splitlines(), str(parts[0][1]).splitlines(), strict=False)
    return next(((mine, theirs) for mine, theirs in lines if mine != theirs), parts[0])


def is_public(world, row):
    """Whether anybody gets beyond the sign-in form."""
    return world.root.extensions["access"][row.endpoint].policy is None


def differing(world, gone, stage, others, feature):
    """The rows whose answers tell what is there elsewhere."""
    for slug, other in zip(OTHERS, others, strict=True):
        visitors = {name: world.visitor(slug, other.people[name]) for name in ASKING}
        anyone = {"anyone": world.visitor(slug)}
        for row in rows(feature):
            if not (strange := only_there(row, stage, others)):
                continue
            values, moment = stage.values[row.name], stage.moments.get(row.name, factories.during("wawancara"))
            unknown = values | {key: gone.values[row.name][key] for key in strange}
            for name, visitor in (visitors | anyone if is_public(world, row) else visitors).items():
                answers = [told(visitor, world.apps[slug], row, asked, moment) for asked in (values, unknown)]
                if answers[0] != answers[1]:
                    yield f"{row.name} {row.method} {name} in {slug or 'root'}", *unequal(*answers)


def hunt(world, feature):
    """All differences of a room; what never existed is what is gone without a trace."""
    module = subjects_of(feature)
    gone = play(world, HOME, module)
    world.clean()
    stage, *others = (play(world, slug, module) for slug in (HOME, *OTHERS))
    return list(differing(world, gone, stage, others, feature))


def told_beyond(found):
    """The rows of a hunt whose answers differ without a declared door, and the declared ones that did answer."""
    return [one for one in found if one[0].split()[0] not in DECLARED], {one[0].split()[0] for one in found} & DECLARED


@pytest.mark.sqlite
@pytest.mark.parametrize("feature", [one for one in FEATURES if rows(one)])
def test_what_has_an_address_in_one_place_is_unknown_in_all_others(world, feature):
    assert told_beyond(hunt(world, feature)) == ([], {row for row in DECLARED if row.startswith(f"{feature}.")})


@pytest.mark.postgresql
@pytest.mark.parametrize("feature", ["accounts", "entries", "certificates"])
def test_it_is_unknown_in_other_schemas_as_well(world, feature):
    assert told_beyond(hunt(world, feature)) == ([], {row for row in DECLARED if row.startswith(f"{feature}.")})


@pytest.mark.sqlite
def test_the_hunt_would_find_a_leak(world):
    """The same question asked at home is answered otherwise: what is hunted for is really there."""
    gone = play(world, HOME, subjects_of("entries"))
    world.clean()
    stage, row = play(world, HOME, subjects_of("entries")), next(one for one in rows("entries") if one.name == "entries.show")
    at_home = world.visitor(HOME, stage.people["secretariat"])
    asked = (stage.values["entries.show"], gone.values["entries.show"])
    assert [told(at_home, world.apps[HOME], row, one, factories.during("wawancara"))[0] for one in asked] == [200, 404]
