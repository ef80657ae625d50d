"""PDF documents: a template, `print.css` and our own fonts and images; nothing else is ever fetched."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import current_app, render_template

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

SCHEME = "asset:"
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
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnAssets(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
        """Serves `asset:` addresses from the static folder and stops the document at any other."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            try:
                path = asset_path(static, url)
            except OutsideAsset as error:
                raise FatalURLFetchingError(f"outside asset: {url[:120]}") from error
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": MEDIA_TYPES[path.suffix]})

    return OwnAssets(allowed_protocols=("asset",), allow_redirects=False)


@cache
def _fonts() -> "FontConfiguration":
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def render(template: str, **values: Any) -> bytes:
    """The PDF of a template; to be called in the queue or on first request, never inside a writing transaction."""
    return from_html(render_template(template, **values))


def from_html(html: str) -> bytes:
    """The PDF of a page whose addresses all begin with `asset:`."""
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    static = Path(current_app.static_folder or "")
    try:
        document = HTML(string=html, base_url=SCHEME, url_fetcher=_fetcher(static))
        content: bytes = document.write_pdf(font_config=_fonts(), pdf_tags=True)
    except FatalURLFetchingError as error:  # derives from BaseException: it would end the worker
        raise OutsideAsset(str(error)) from error
    return content
