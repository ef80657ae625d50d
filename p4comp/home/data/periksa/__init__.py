"""The auditor's check, in parts that can be read one by one; a bundle holds them as one file that needs nothing but Python."""

import ast
from collections.abc import Iterator
from pathlib import Path

PARTS = ("basics", "chain", "ranking", "tables", "program")
HERE = Path(__file__).parent
FIRST_LINE = "#!/usr/bin/env python3\n"


def one_file() -> str:
    """The parts in their order as `periksa.py`: the last one's words on top, each library once, none of the parts' own imports."""
    texts = [(HERE / f"{name}.py").read_text("utf-8") for name in PARTS]
    imports = sorted({line for text in texts for line in _imports(text)}, key=lambda line: (line.startswith("from"), line))
    return FIRST_LINE + _words(texts[-1]) + "\n\n" + "\n".join(imports) + "\n\n" + "\n\n\n".join(_body(text) for text in texts) + "\n"


def _words(text: str) -> str:
    first = ast.parse(text).body[0]
    return "\n".join(text.splitlines()[: first.end_lineno])


def _imports(text: str) -> Iterator[str]:
    for node in ast.parse(text).body:
        if isinstance(node, ast.Import):
            yield ast.unparse(node)
        if isinstance(node, ast.ImportFrom) and node.module and not node.module.startswith(__name__):
            yield from (f"from {node.module} import {one.name}" for one in node.names)


def _body(text: str) -> str:
    first = next(node for node in ast.parse(text).body[1:] if not isinstance(node, (ast.Import, ast.ImportFrom)))
    return "\n".join(text.splitlines()[first.lineno - 1 :]).rstrip()
