"""The house stays in order: everything under its name, small, pure where it must be, said in words."""

import ast
import re

import pytest

from p4comp.config import ROOT
from p4comp.factory import FEATURES

MOST_LINES = 300
MOST_FUNCTION_LINES = 40
MOST_TEMPLATE_LINES = 60
LAYERS = ("rules", "models", "policy", "queries", "actions", "reactions", "forms", "tasks", "contributions", "routes", "api", "commands")
NOT_PURE = (
    "flask",
    "sqlalchemy",
    "flask_sqlalchemy",
    "flask_login",
    "flask_wtf",
    "p4comp.core.db",
    "p4comp.core.access",
    "p4comp.core.storage",
    "p4comp.factory",
)
CLOCK_READERS = {"now", "real", "arrived", "today", "utcnow", "time", "time_ns"}


def sources(folder="p4comp"):
    return [path for path in sorted((ROOT / folder).rglob("*.py")) if "versions" not in path.parts]


def name(path):
    return str(path.relative_to(ROOT))


TREES = {path: ast.parse(path.read_text("utf-8")) for path in [*sources(), ROOT / "app.py"]}
TEMPLATES = {path.relative_to(ROOT / "templates").as_posix(): path.read_text("utf-8") for path in sorted((ROOT / "templates").rglob("*.*"))}


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_modules_are_small():
    too_long = {
        name(path): count for path in [*TREES, *sources("tests")] if (count := len(path.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert too_long == {}


def test_functions_are_small():
    too_long = {
        f"{name(path)}:{node.name}": length
        for path, tree in TREES.items()
        for node in functions(tree)
        if (length := node.end_lineno - node.lineno + 1) > MOST_FUNCTION_LINES
    }
    assert too_long == {}


def test_pages_are_small():
    too_long = {
        path: count
        for path, text in TEMPLATES.items()
        if path.split("/")[0] in FEATURES and (count := text.count("\n")) > MOST_TEMPLATE_LINES
    }
    assert too_long == {}


def _public(tree):
    """Public functions, classes and methods of classes, with the name a reader knows them by; class `Meta` is WTForms' own."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                yield from (
                    (f"{node.name}.{one.name}", one)
                    for one in node.body
                    if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")
                )


def _is_stub(node):
    """A protocol's method: its signature says it all."""
    last = node.body[-1]
    return isinstance(last, ast.Expr) and isinstance(last.value, ast.Constant) and last.value.value is ...


def test_public_things_say_their_rule():
    silent = [name(path) for path, tree in TREES.items() if not ast.get_docstring(tree)]
    for path, tree in TREES.items():
        for called, node in _public(tree):
            if not ast.get_docstring(node) and not _is_stub(node) and not _is_plain_fact(node):
                silent.append(f"{name(path)}: {called}")
    assert silent == []


def _is_plain_fact(node):
    """An enumeration without words of its own, or a property whose name says it."""
    if isinstance(node, ast.ClassDef):
        return any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases)
    return any(isinstance(mark, ast.Name) and mark.id in {"property", "cached_property"} for mark in node.decorator_list)


def _imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def _in_layer(path, layer):
    parts = path.relative_to(ROOT / "p4comp").parts if path.is_relative_to(ROOT / "p4comp") else ()
    return len(parts) > 1 and parts[1].removesuffix(".py") == layer


def _of_layers(*layers):
    return {path: tree for path, tree in TREES.items() if any(_in_layer(path, layer) for layer in layers)}


def test_rules_know_no_database_and_no_request():
    strays = {
        f"{name(path)}:{line}: {module}"
        for path, tree in _of_layers("rules").items()
        for module, line in _imports(tree)
        if _is_any(module, NOT_PURE)
    }
    assert strays == set()


def _is_any(module, of):
    return any(module == one or module.startswith(f"{one}.") for one in of)


def test_policies_ask_nothing_of_the_database():
    barred = ("sqlalchemy", "p4comp.core.db", "flask.request", "flask.session")
    strays = {
        f"{name(path)}:{line}: {module}"
        for path, tree in _of_layers("policy").items()
        for module, line in _imports(tree)
        if _is_any(module, barred)
    }
    assert strays == set()


def _calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            yield node.func.value.id, node.func.attr, node.lineno


def test_rules_policies_and_actions_are_told_the_time():
    """`at` is passed down; the floor's real clock is for sessions, tokens and jobs."""
    strays = [
        f"{name(path)}:{line}: clock.{reads}()"
        for path, tree in _of_layers("rules", "policy").items()
        for owner, reads, line in _calls(tree)
        if owner == "clock" and reads in CLOCK_READERS
    ]
    strays += [
        f"{name(path)}:{line}: clock.{reads}()"
        for path, tree in _of_layers("actions", "models").items()
        for owner, reads, line in _calls(tree)
        if owner == "clock" and reads in {"now", "arrived"}
    ]
    assert strays == []


def test_only_the_clock_reads_the_time():
    allowed = {ROOT / "p4comp/core/clock.py", ROOT / "p4comp/core/copies.py"}
    strays = [
        f"{name(path)}:{line}: {owner}.{reads}()"
        for path, tree in TREES.items()
        if path not in allowed
        for owner, reads, line in _calls(tree)
        if (owner in {"datetime", "date"} and reads in CLOCK_READERS)
        or (owner == "time" and reads in {"time", "time_ns", "localtime", "gmtime"})
    ]
    assert strays == []


def test_features_hold_only_known_layers_and_nouns():
    """A file named like a drawer swallows the rest of the house."""
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "tools", "base", "lib"}
    assert [name(path) for path in TREES if path.stem in drawers or drawers & set(path.parent.parts)] == []


def test_no_lint_exemption_without_its_reason():
    silent = [
        f"{name(path)}:{number}"
        for path in TREES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"#\s*(noqa|type:\s*ignore)", line)
        and not re.search(r"#\s*(?:noqa|type:\s*ignore)\S*(?:[ ,][A-Z]+\d+)*\s+#\s*\w", line)
    ]
    assert silent == []


def test_nothing_is_left_for_later():
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    assert [name(path) for path in TREES if marks.search(path.read_text("utf-8"))] == []
    assert [path for path, text in TEMPLATES.items() if marks.search(text)] == []


@pytest.mark.parametrize("folder", ["p4comp", "templates", "tests"])
def test_every_folder_belongs_to_something(folder):
    own = {
        "p4comp": {"core", "hosting", "migrations"},
        "templates": {"layouts", "components", "errors"},
        "tests": {"core", "hosting", "house", "browser", "journeys", "access_matrix", "factories", "pages", "golden", "bench"},
    }[folder]
    found = {
        path.name for path in (ROOT / folder).iterdir() if path.is_dir() and any(path.iterdir()) and not path.name.startswith(("_", "."))
    }
    assert found - own <= set(FEATURES)


def test_every_feature_with_pages_has_tests():
    missing = [
        feature
        for feature in FEATURES
        if any((ROOT / "p4comp" / feature).glob("routes*")) and not list((ROOT / "tests" / feature).glob("test_*.py"))
    ]
    assert missing == []
