"""Word documents: the print template of a PDF as a draft that people edit and sign outside."""

import re
from typing import Any

from flask import current_app, render_template
from lxml import html as markup

from p4comp.core.docx.paper import Paper
from p4comp.core.docx.writer import UnknownElement, Writer

__all__ = ["UnknownElement", "from_html", "render"]

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(template: str, **values: Any) -> bytes:
    """The Word document of a print template: the PDF's text, and at the head of each page what `{% block draft %}` says."""
    return from_html(render_template(template, is_word=True, **values))


def from_html(text: str) -> bytes:
    """The Word document of a page; what it cannot show stops it in tests and is kept as plain text elsewhere."""
    page = markup.document_fromstring(NOT_XML.sub("", text))
    paper = Paper(page.findtext("head/title") or "", page.get("lang", "id"))
    Writer(paper, strict=current_app.testing).write(page.find("body"))
    return paper.content()
