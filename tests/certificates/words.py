"""The texts of the public check, as its templates and modules say them."""

import ast

from jinja2.ext import babel_extract

from p4comp.config import ROOT

PAGES = (
    "certificates/verify*.html",
    "certificates/check*.html",
    "certificates/elsewhere*.html",
    "layouts/public.html",
    "layouts/base.html",
    "errors/429.html",
)
PARTS = ("components/error_summary.html", "components/simulasi_mark.html")
CODE = ("certificates/rules/verifying.py", "certificates/routes/checking.py")


def texts():
    """Every text that stands in them."""
    found = set()
    for pattern in PAGES + PARTS:
        for path in (ROOT / "templates").glob(pattern):
            with path.open("rb") as file:
                said = (
                    text for _line, _function, text, _notes in babel_extract(file, ("_",), (), {}) if text
                )  # words in a variable are none
                found |= {one if isinstance(one, str) else one[0] for one in said}
    for name in CODE:
        for node in ast.walk(ast.parse((ROOT / "p4comp" / name).read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "_l"}:
                found.add(node.args[0].value)
    return found
