"""What is drawn of a press photo before newsrooms come for it."""

from contextlib import suppress

from werkzeug.exceptions import NotFound

from p4comp.core import jobs, previews

FORM, WIDTH = "JPEG", 2400


@jobs.task("results.draw_photo")
def draw_photo(sha256: str) -> None:
    """Draw a photo for print and for the page; no transaction is open meanwhile."""
    with suppress(NotFound):
        previews.export(sha256, FORM, WIDTH)
        previews.draw(sha256, 1, previews.SCREEN)
