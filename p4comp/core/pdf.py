"""PDF documents: a template, `print.css`, our own fonts and images, and pictures handed over with it; nothing else is ever fetched."""

import atexit
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import current_app, render_template

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

SCHEME = "asset:"
PICTURE = "picture:"
MEDIA_TYPES = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png"}


class OutsideAsset(ValueError):
    """A document asked for something that is not ours."""


def asset_path(static: Path, url: str) -> Path:
    """The file of `asset:css/print.css`; OutsideAsset for any other address and for paths that lead out."""
    if not url.startswith(SCHEME):
        raise OutsideAsset(url)
    path = (static / url.removeprefix(SCHEME).lstrip("/")).resolve()
    if not path.is_relative_to(static.resolve()) or path.suffix not in MEDIA_TYPES or not path.is_file():
        raise OutsideAsset(url)
    return path


@cache
def _fetcher(static: Path) -> "URLFetcher":
    return _make_fetcher(static, {})


def _make_fetcher(static: Path, pictures: Mapping[str, bytes]) -> "URLFetcher":
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnAssets(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
        """Serves `asset:` addresses from the static folder and stops the document at any other."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if url in pictures:
                return URLFetcherResponse(url, pictures[url], {"Content-Type": "image/webp"})
            try:
                path = asset_path(static, url)
            except OutsideAsset as error:
                raise FatalURLFetchingError(f"outside asset: {url[:120]}") from error
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": MEDIA_TYPES[path.suffix]})

    return OwnAssets(allowed_protocols=("asset", "picture"), allow_redirects=False)


@cache
def _fonts() -> "FontConfiguration":
    from weasyprint.text.fonts import FontConfiguration

    atexit.register(_let_go)
    return FontConfiguration()


def _let_go() -> None:
    """Let the fonts go while the interpreter is whole: they take their folder away with what is gone at its very end."""
    sheet.cache_clear()
    _fonts.cache_clear()


def render(template: str, **values: Any) -> bytes:
    """The PDF of a template; to be called in the queue or on first request, never inside a writing transaction."""
    return from_html(render_template(template, **values))


@lru_cache(64)
def sheet(static: Path, css: str) -> "CSS":
    """A style sheet, read once a process: reading it costs more than setting a short page."""
    from weasyprint import CSS

    return CSS(string=css, base_url=SCHEME, url_fetcher=_fetcher(static), font_config=_fonts())


def from_html(html: str, *, css: str = "", variant: str | None = None, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The PDF of a page whose addresses all begin with `asset:`; `css` is its style sheet, the same for many pages, `variant` a kind of PDF/A."""
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    static = Path(current_app.static_folder or "")
    try:
        known = {f"{PICTURE}{name}": content for name, content in (pictures or {}).items()}
        document = HTML(string=html, base_url=SCHEME, url_fetcher=_make_fetcher(static, known) if known else _fetcher(static))
        sheets = [sheet(static, css)] if css else None
        intent = "own" if variant else None  # whoever asks for a variant adds the colour profile: WeasyPrint leaves its file open
        content: bytes = document.write_pdf(
            font_config=_fonts(), pdf_tags=True, stylesheets=sheets, pdf_variant=variant, output_intent=intent
        )
    except FatalURLFetchingError as error:  # derives from BaseException: it would end the worker
        raise OutsideAsset(str(error)) from error
    return content
