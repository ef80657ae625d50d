"""Access is one plain table, run over HTTP; see tests/access_matrix/README.md."""

import importlib
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import url_for

from p4comp.core import clock, db
from p4comp.core.access import SAFE
from p4comp.factory import FEATURES
from tests import factories
from tests.browsers import Browser
from tests.conftest import empty

TABLES = Path(__file__).parent.parent / "access_matrix"
COLUMNS = ("anyone", "entrant", "stranger", "evaluator", "conflicted", "juror", "secretariat", "auditor")
METHODS = ("GET", "POST", "HEAD", "PATCH", "DELETE")
PIECES = {"Tus-Resumable": "1.0.0"}  # only pieces of files are sent and asked for in another way than GET and POST
TEAM_TABLES = TABLES / "teams"
TEAM_COLUMNS = ("drafter", "approver", "admin", "viewer", "former", "unit", "province")
TEAM_FEATURES = sorted(path.stem for path in TEAM_TABLES.glob("*.txt"))


@dataclass(frozen=True)
class Row:
    """A line of a table: an endpoint, how it is asked, and the status for each column."""

    name: str
    method: str
    statuses: tuple[int, ...]

    @property
    def endpoint(self):
        return self.name.partition("@")[0]


def rows(feature, tables=TABLES, columns=COLUMNS):
    """The rows of a feature's table."""
    path = tables / f"{feature}.txt"
    if not path.exists():
        return []
    lines = [line.partition("#")[0].split() for line in path.read_text("utf-8").splitlines()]
    lines = [words for words in lines if words]
    assert lines[0] == ["endpoint", *columns], f"{path.name}: the first line must name the columns"
    return [_row(path, words, columns) for words in lines[1:]]


def _row(path, words, columns):
    name, *rest = words
    method = rest.pop(0) if rest[0] in METHODS else "GET"
    assert len(rest) == len(columns), f"{path.name}: {name} {method} has {len(rest)} cells"
    return Row(name, method, tuple(int(cell) for cell in rest))


def subjects_of(feature, name="matrix"):
    """The feature's tests/<feature>/matrix.py, if it needs one."""
    found = TABLES.parent / feature / f"{name}.py"
    return importlib.import_module(f"tests.{feature}.{name}") if found.exists() else None


class Stage:
    """The cast on stage with a row's subject."""

    def __init__(self, app, module, cast):
        self.app, self.module = app, module
        empty(db.db.engine)
        self.cast = cast()
        self.values = self._ask("subjects")
        self.moments = self._ask("moments")
        db.commit()
        self.browsers = {}

    def _ask(self, name):
        return getattr(self.module, name)(self.cast) if hasattr(self.module, name) else {}

    def status(self, row, column):
        """What the person of a column gets."""
        with self.app.test_request_context():
            path = url_for(row.endpoint, **self.values.get(row.name, {}))
        if column not in self.browsers:
            self.browsers[column] = Browser(self.app, self.cast.columns[column])
        browser = self.browsers[column]
        with clock.at(self.moments.get(row.name, factories.during("wawancara"))):
            if row.method == "GET":
                return browser.get(path, status=None).status
            if row.method != "POST":
                return browser.send(row.method, path, headers=PIECES | {"X-CSRFToken": browser.token()}).status
            body = self._ask("bodies").get(row.name, {})  # anew: an upload can be read once
            sent = {"json": body["json"]} if "json" in body else {"data": body}
            return browser.post(path, status=None, **sent).status


class Theatre:
    """Keeps one stage until somebody changes something on it."""

    def __init__(self, app, module, columns=COLUMNS, cast=factories.cast):
        self.app, self.module, self.stage = app, module, None
        self.columns, self.cast = columns, cast

    def faults(self, row):
        """The cells of a row that do not hold."""
        changes = row.method not in SAFE
        for column, expected in sorted(zip(self.columns, row.statuses, strict=True), key=lambda cell: changes and cell[1] < 400):
            self.stage = self.stage or Stage(self.app, self.module, self.cast)
            found = self.stage.status(row, column)
            if found != expected:
                yield f"{row.name} {row.method} {column}: {found}, not {expected}"
            if changes and found < 400:
                self.stage = None


@pytest.mark.parametrize("feature", FEATURES)
def test_everybody_reaches_what_the_table_says(app, feature):
    theatre = Theatre(app, subjects_of(feature))
    assert [fault for row in rows(feature) for fault in theatre.faults(row)] == []


@pytest.mark.parametrize("feature", TEAM_FEATURES)
def test_a_team_reaches_what_its_duties_allow(app, feature):
    theatre = Theatre(app, subjects_of(feature, "matrix_teams"), TEAM_COLUMNS, factories.team_cast)
    assert [fault for row in rows(feature, TEAM_TABLES, TEAM_COLUMNS) for fault in theatre.faults(row)] == []


def _own_methods(methods):
    """What a rule answers by itself: the head of a page comes with the page."""
    return set(methods) - ({"HEAD"} if "GET" in methods else set())


@pytest.mark.sqlite
def test_the_tables_name_every_endpoint_and_method(app):
    named = {(row.endpoint, row.method) for feature in FEATURES for row in rows(feature)}
    reached = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        for method in METHODS
        if method in _own_methods(rule.methods or ())
    }
    assert sorted(reached - named) == []
    assert sorted(named - reached) == []


def test_a_table_names_endpoints_of_its_own_feature_only():
    strays = [row.name for feature in FEATURES for row in rows(feature) if not row.name.startswith(f"{feature}.")]
    assert strays == []


def test_every_table_belongs_to_a_feature():
    assert {path.stem for path in TABLES.glob("*.txt")} <= set(FEATURES)
