"""Nothing is kept that nobody uses: no public name of the portal, no dependency."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions

from p4comp.config import ROOT

CODE = sorted(path for path in (ROOT / "p4comp").rglob("*.py") if "migrations" not in path.parts)
KEPT_BY_NAME = {"cli", "init_app", "create_app"}  # asked for by the factory and the server
SILENT = {"dataclass", "property", "overload", "cache"}  # decorators that hand a function or class to nobody
REACHED_OTHERWISE = {
    "psycopg": "SQLAlchemy opens PostgreSQL with it",
    "python-pkcs11": "pyHanko speaks to tokens with it",
}
ASKED_BY_TESTS = {
    "all_faults": "the reference that placing is held against",
    "has_word": "asked by the house test of audit words",
    "parent_on": "dated parents, which rulings of an edition will ask for",
}


@cache
def tree(path):
    return ast.parse(path.read_text("utf-8"))


def words_used():
    """Every name that code or a template says elsewhere than where it is made, imported or listed."""
    found = set()
    for path in CODE:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found.add(node.id)
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 200:
                found.update(re.findall(r"\w+", node.value) if path.name != "__init__.py" else ())
    for path in (ROOT / "templates").rglob("*.*"):
        found.update(re.findall(r"\w+", path.read_text("utf-8")))
    return found


def decorators(node):
    for one in node.decorator_list:
        called = one.func if isinstance(one, ast.Call) else one
        yield called.attr if isinstance(called, ast.Attribute) else called.id


def public_names():
    """Functions and classes of modules that nothing registers by a decorator, with where they stand."""
    for path in CODE:
        for node in tree(path).body:
            is_made = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if is_made and node.name not in KEPT_BY_NAME and set(decorators(node)) <= SILENT:
                yield node.name, f"{path.relative_to(ROOT)}: {node.name}"


def is_table(name):
    return any(
        isinstance(node, ast.ClassDef) and node.name == name and any(getattr(one, "id", "") in {"Base", "Keyed"} for one in node.bases)
        for path in CODE
        for node in tree(path).body
    )


def test_every_public_function_and_class_is_used_by_the_portal_itself():
    used = words_used()
    assert [place for name, place in public_names() if name not in used | set(ASKED_BY_TESTS) and not is_table(name)] == []


def test_what_is_excused_is_there_and_still_unused_by_the_portal():
    names, used = {name for name, _place in public_names()}, words_used()
    assert sorted(name for name in ASKED_BY_TESTS if name not in names or name in used) == []


def imported():
    """The top names of all modules that the portal imports."""
    for path in [*CODE, ROOT / "app.py", *(ROOT / "p4comp" / "migrations").rglob("*.py")]:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                yield from (one.name.partition(".")[0] for one in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_imported_or_started():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {plain(re.match(r"[\w.-]+", one)[0]) for one in project["dependencies"]}
    tops = set(imported()) - set(sys.stdlib_module_names) - {"p4comp"}
    homes = packages_distributions()
    dists = {plain(dist) for top in tops for dist in homes.get(top, [])}
    text = " ".join(path.read_text("utf-8") for path in CODE)
    started = {name for name in wanted if f'"{name}"' in text}  # run as a program of its own
    assert sorted(wanted - dists - started - set(REACHED_OTHERWISE)) == []
