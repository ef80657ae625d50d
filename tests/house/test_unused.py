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


def room(path):
    """The package of the portal that a file belongs to."""
    parts = path.relative_to(ROOT / "p4comp").parts
    return parts[0] if len(parts) > 1 else path.stem


def words(path):
    """Every name that a file says elsewhere than where it is made, imported, listed or told of in a docstring."""
    made = (ast.Module, ast.ClassDef, ast.FunctionDef)
    told = {id(node.body[0].value) for node in ast.walk(tree(path)) if isinstance(node, made) and isinstance(node.body[0], ast.Expr)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 200 and id(node) not in told:
            yield from re.findall(r"\w+", node.value) if path.name != "__init__.py" else ()


def reached(path):
    """The rooms whose names a file may say: its own and those it imports from; with each the names it imports."""
    yield room(path), ()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("p4comp"):
            names = [one.name for one in node.names]
            _portal, *parts = node.module.split(".")
            yield from [(parts[0], names if parts[0] != room(path) else ())] if parts else [(name, ()) for name in names]
        elif isinstance(node, ast.Import):
            yield from ((one.name.split(".")[1], ()) for one in node.names if one.name.startswith("p4comp."))


@cache
def words_used():
    """By room every name that is said where it can mean one of that room: by code that imports from it, or by a template."""
    found = {room(path): set() for path in CODE}
    for path in CODE:
        said = set(words(path))
        for name, imported_names in reached(path):
            found.setdefault(name, set()).update(said, imported_names)
    for path in (ROOT / "templates").rglob("*.*"):
        top = path.relative_to(ROOT / "templates").parts[0]
        for name in [top] if top in found else found:
            found[name].update(re.findall(r"\w+", path.read_text("utf-8")))
    return found


def decorators(node):
    for one in node.decorator_list:
        called = one.func if isinstance(one, ast.Call) else one
        yield called.attr if isinstance(called, ast.Attribute) else called.id


def public_names():
    """Functions and classes of modules that nothing registers by a decorator, with their room and where they stand."""
    for path in CODE:
        for node in tree(path).body:
            is_made = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if is_made and node.name not in KEPT_BY_NAME and set(decorators(node)) <= SILENT:
                yield node.name, room(path), f"{path.relative_to(ROOT)}: {node.name}"


@cache
def tables():
    """The names of all models: the database knows them."""
    classes = [node for path in CODE for node in tree(path).body if isinstance(node, ast.ClassDef)]
    return {one.name for one in classes if {getattr(base, "id", "") for base in one.bases} & {"Base", "Keyed"}}


def test_every_public_function_and_class_is_used_by_the_portal_itself():
    used = words_used()
    kept = tables() | set(ASKED_BY_TESTS)
    assert [place for name, room, place in public_names() if name not in used[room] and name not in kept] == []


def test_what_is_excused_is_there_and_still_unused_by_the_portal():
    unused = {name for name, room, _place in public_names() if name not in words_used()[room]}
    assert sorted(set(ASKED_BY_TESTS) - unused) == []


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
