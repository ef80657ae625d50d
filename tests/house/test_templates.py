"""Templates mirror features: each page is where a reader looks for it, and none is left over."""

import ast
import re

import pytest
from jinja2 import nodes

from p4comp.config import ROOT
from p4comp.factory import FEATURES
from tests.house.test_order import TEMPLATES, TREES, name

SHARED = ("layouts", "components", "errors")
RENDERERS = {"render_template", "render", "queue", "get_template"}
LOOKS_LIKE_ONE = re.compile(r"(?:[a-z_]+/)+[a-z0-9_]+\.(?:html|txt|xml|svg|ics)")
INLINE = re.compile(r"""<style\b|\sstyle\s*=\s*["']|\son[a-z]+\s*=\s*["']|hx-on|javascript:""", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)", re.IGNORECASE)


def named_in_code():
    """Every text in the code that looks like a template, `feature/page.html`; one with a gap names all that fit."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and LOOKS_LIKE_ONE.fullmatch(node.value):
                yield path, node.value
            elif isinstance(node, ast.JoinedStr):
                fits = re.compile(
                    "".join(re.escape(part.value) if isinstance(part, ast.Constant) else r"[a-z0-9_]+" for part in node.values)
                )
                yield from ((path, template) for template in TEMPLATES if fits.fullmatch(template))


def named_in_templates(environment):
    """Every template that another one extends, includes or imports."""
    for source, text in TEMPLATES.items():
        for node in environment.parse(text).find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            for one in node.template.find_all(nodes.Const) if not isinstance(node.template, nodes.Const) else [node.template]:
                if isinstance(one.value, str) and "." in one.value:
                    yield source, one.value


@pytest.mark.sqlite
def test_every_template_named_is_there(app):
    missing = {
        f"{name(path)}: {template}"
        for path, template in named_in_code()
        if template not in TEMPLATES and template.split("/")[0] in (*FEATURES, *SHARED)
    }
    missing |= {f"templates/{path}: {template}" for path, template in named_in_templates(app.jinja_env) if template not in TEMPLATES}
    assert missing == set()


@pytest.mark.sqlite
def test_no_template_is_left_over(app):
    named = {template for _, template in named_in_code()} | {template for _, template in named_in_templates(app.jinja_env)}
    left = [template for template in TEMPLATES if template not in named and not template.startswith("errors/")]
    assert left == []


def included(environment, source):
    """The trees of a template and of all it includes, which see what it imports."""
    whole = environment.parse(TEMPLATES[source])
    yield whole
    for node in whole.find_all(nodes.Include):
        for one in node.find_all(nodes.Const):
            yield from included(environment, one.value) if one.value in TEMPLATES else ()


@pytest.mark.sqlite
def test_a_template_uses_all_it_imports(app):
    unused = set()
    for source, text in TEMPLATES.items():
        said = {node.name for whole in included(app.jinja_env, source) for node in whole.find_all(nodes.Name)}
        for node in app.jinja_env.parse(text).find_all(nodes.FromImport):
            names = [one if isinstance(one, str) else one[1] for one in node.names]
            unused |= {f"{source}: {name}" for name in names if name not in said}
    assert unused == set()


@pytest.mark.sqlite
def test_every_macro_is_called_and_every_block_filled_or_held(app):
    """A block that holds nothing is there for others to fill; one that holds something and is filled by nobody needs no name but `content`."""
    macros, said, empty, filled = {}, set(), set(), []
    for source, text in TEMPLATES.items():
        whole = app.jinja_env.parse(text)
        macros |= {node.name: source for node in whole.find_all(nodes.Macro)}
        said |= {node.name for node in whole.find_all(nodes.Name)}
        said |= {one if isinstance(one, str) else one[0] for node in whole.find_all(nodes.FromImport) for one in node.names}
        said |= {node.attr for node in whole.find_all(nodes.Getattr)}
        filled += [node.name for node in whole.find_all(nodes.Block)]
        empty |= {node.name for node in whole.find_all(nodes.Block) if not node.body}
    assert sorted(f"{source}: {name}" for name, source in macros.items() if name not in said) == []
    assert sorted(name for name in empty if filled.count(name) == 1) == []


def test_a_feature_renders_its_own_templates():
    strays = []
    for path, template in named_in_code():
        feature = path.relative_to(ROOT / "p4comp").parts[0] if path.is_relative_to(ROOT / "p4comp") else ""
        if feature in FEATURES and template.split("/")[0] in FEATURES and template.split("/")[0] != feature:
            strays.append(f"{name(path)}: {template}")
    assert strays == []


@pytest.mark.sqlite
def test_every_template_can_be_read(app):
    for template in TEMPLATES:
        app.jinja_env.get_template(template)


def test_nothing_stands_inline():
    found = [
        f"{path}: {match[0].strip()}"
        for path, text in TEMPLATES.items()
        for match in [*INLINE.finditer(text), *INLINE_SCRIPT.finditer(text)]
    ]
    assert found == []


def test_every_form_that_posts_carries_a_token():
    bare = [
        path
        for path, text in TEMPLATES.items()
        for form in re.findall(r"<form\b[^>]*method=[\"']post[\"'].*?</form>", text, re.IGNORECASE | re.DOTALL)
        if "csrf_token" not in form
    ]
    assert bare == []


def test_every_page_extends_a_layout_or_is_whole_by_itself():
    bare = [
        path
        for path, text in TEMPLATES.items()
        if path.endswith(".html")
        and path.split("/")[0] in FEATURES
        and _is_page(text)
        and "{% extends" not in text
        and "<!doctype html>" not in text
    ]
    assert bare == []


def _is_page(text):
    return "<h1" in text or "{% block title %}" in text or "page_head(" in text


def test_mails_have_a_subject_line():
    bare = [path for path, text in TEMPLATES.items() if "/mail/" in path and not _first_line(text).startswith("Subjek: ")]
    assert bare == []


def _first_line(text):
    lines = [
        line for line in re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL).splitlines() if line.strip() and not line.strip().startswith("{%")
    ]
    return lines[0] if lines else ""
