"""Draws one page from a template that somebody typed, as a program of its own: `python template_drawing.py JOB`.

The job is JSON: `html`, `css`, `values` (texts, lists of texts, `{"lines": …}`, `{"markup": …}` for our own drawings), `pictures` (files by name),
`fonts` (a folder), `mark` (a word laid across), `variant`, `tags` and `attributes` (all that may be there once it is filled). It prints the PDF, or as JSON what stands in the way. The template is filled
in a closed sandbox; of addresses it knows `gambar:NAME` and the fonts. Memory and time are limited for this process alone.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

MOST_MEMORY = 1536 * 1024**2
MOST_SECONDS = 15
MOST_SIGNS = 400_000
A4 = (297.0, 210.0)
MM = 96 / 25.4
FACES = (
    ("Inter", 400, "inter-400.ttf"),
    ("Inter", 600, "inter-600.ttf"),
    ("Inter", 700, "inter-700.ttf"),
    ("Cormorant Garamond", 500, "cormorant-garamond-500.ttf"),
    ("Cormorant Garamond", 600, "cormorant-garamond-600.ttf"),
    ("Cormorant Garamond", 700, "cormorant-garamond-700.ttf"),
)
SVG = "{http://www.w3.org/2000/svg}"
OWN_TAGS, OWN_ATTRIBUTES = (f"{SVG}svg", f"{SVG}path"), ("viewBox", "stroke", "d", "transform")  # the QR's
ACROSS = "position:fixed;top:36%;left:0;right:0;color:rgba(214,140,96,.24);font:600 110pt/1 Inter;letter-spacing:.08em;text-align:center"
TOLD = "position:fixed;bottom:1mm;left:0;right:0;margin:0;color:#765200;font:600 7pt/1 Inter;text-align:center"


def filled(html: str, values: dict[str, Any]) -> str:
    """The template with its values: no names but theirs, no ways out of them."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Closed(ImmutableSandboxedEnvironment):
        """A sandbox in which nothing leads from a value to another, and nothing can be called."""

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            return False

        def is_safe_callable(self, obj: Any) -> bool:
            return False

    closed = Closed(
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        autoescape=True,
        undefined=StrictUndefined,
        cache_size=0,
    )
    closed.globals.clear()
    closed.filters.clear()
    closed.tests.clear()
    return closed.from_string(html).render({name: _value(value) for name, value in values.items()})


def _value(value: Any) -> Any:
    from markupsafe import Markup

    if isinstance(value, dict) and "lines" in value:
        return Markup("<br>").join(value["lines"])
    if isinstance(value, dict):
        return Markup(value["markup"])  # noqa: S704  # drawn by the portal, never typed
    return tuple(value) if isinstance(value, list) else value


def faces() -> str:
    """Our fonts, for a style sheet."""
    return "".join(f'@font-face{{font-family:"{family}";font-weight:{weight};src:url("huruf:{file}")}}' for family, weight, file in FACES)


def page(job: dict[str, Any], body: str) -> str:
    """The whole HTML of the page."""
    from markupsafe import escape

    head = f'<meta charset="utf-8"><title>{escape(job["title"])}</title><meta name="author" content="{escape(job["author"])}">'
    return (
        f'<!doctype html><html lang="id"><head>{head}<style>{faces()}</style><style>{job["css"]}</style></head><body>{body}</body></html>'
    )


def marked(content: bytes, mark: str, size: tuple[float, float], fetcher: Any) -> bytes:
    """The page with the mark over it, drawn on a page of its own: no style of the design reaches it, nothing of the design covers it."""
    import io

    import pikepdf
    from markupsafe import escape
    from weasyprint import HTML

    words, told = mark.partition("|")[::2]
    style = f"{faces()}@page{{size:{size[0]}px {size[1]}px;margin:0}}div{{transform:rotate(-24deg)}}"
    body = f'<div style="{ACROSS}">{escape(words)}</div><p style="{TOLD}">{escape(told)}</p>'
    drawn = HTML(
        string=f'<!doctype html><html lang="id"><head><style>{style}</style></head><body>{body}</body></html>', url_fetcher=fetcher
    )
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document, pikepdf.open(io.BytesIO(drawn.write_pdf())) as over:
        sheet = document.pages[0]
        name = sheet.add_resource(document.copy_foreign(over.pages[0].as_form_xobject()), pikepdf.Name.XObject)
        sheet.contents_add(b"q", prepend=True)
        sheet.contents_add(f"Q /Artifact BMC q {name} Do Q EMC".encode())
        document.save(out)
    return out.getvalue()


def strange(body: str, job: dict[str, Any]) -> str:
    """The first tag or attribute outside the lists, as the drawing itself reads the filled page.

    Quotes and comments that a condition or a value opens and closes hide nothing from it.
    """
    from weasyprint import HTML

    tags, attributes = {"html", "head", "body", *job["tags"], *OWN_TAGS}, {*job["attributes"], *OWN_ATTRIBUTES}
    whole = f"<!doctype html><html><head></head><body>{body}</body></html>"
    for one in HTML(string=whole, base_url="gambar:").etree_element.iter():
        if not isinstance(one.tag, str):
            continue  # a comment
        if one.tag not in tags:
            return f"<{one.tag.rpartition('}')[2][:30]}>"
        if found := [name for name in one.attrib if name not in attributes]:
            return f"{found[0][:30]}="
    return ""


def draw(job: dict[str, Any]) -> bytes | dict[str, Any]:
    """The PDF, or what stands in the way of it."""
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Own(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
        """Knows the pictures of the job and our fonts."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            kind, _colon, name = url.partition(":")
            if kind == "gambar" and name in job["pictures"]:
                path, media_type = job["pictures"][name]
                return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": media_type})
            if kind == "huruf" and name in {file for _family, _weight, file in FACES}:
                return URLFetcherResponse(url, (Path(job["fonts"]) / name).read_bytes(), {"Content-Type": "font/ttf"})
            raise FatalURLFetchingError(url[:120])

    own = Own(allow_redirects=False)
    body = filled(job["html"], job["values"])
    whole = page(job, body)
    if len(whole) > MOST_SIGNS:
        return {"fault": "long"}
    if found := strange(body, job):
        return {"fault": "strange", "what": found}
    try:
        document = HTML(string=whole, base_url="gambar:", url_fetcher=own).render()
    except FatalURLFetchingError as error:
        return {"fault": "outside", "what": str(error)}
    if len(document.pages) != 1:
        return {"fault": "pages", "count": len(document.pages)}
    size = sorted((document.pages[0].width / MM, document.pages[0].height / MM), reverse=True)
    if any(abs(is_ - should) > 1 for is_, should in zip(size, A4, strict=True)):
        return {"fault": "size", "what": f"{size[0]:.0f} x {size[1]:.0f} mm"}
    content: bytes = document.write_pdf(pdf_tags=True, **({"pdf_variant": job["variant"]} if job.get("variant") else {}))
    if not job.get("mark"):
        return content
    return marked(content, job["mark"], (document.pages[0].width, document.pages[0].height), own)


def answer(path: str) -> bytes:
    """What is printed: the PDF, or the fault as JSON."""
    try:
        found = draw(json.loads(Path(path).read_text("utf-8")))
    except Exception as error:  # whatever a typed template makes the libraries raise, MemoryError and RecursionError among them
        found = {"fault": "broken", "what": type(error).__name__}
    return found if isinstance(found, bytes) else json.dumps(found).encode()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    sys.stdout.buffer.write(answer(sys.argv[1]))
