"""Reads the words on each page of a PDF, as a program of its own: `python text_reading.py FILE` prints a JSON list, a text a page.

A page whose words could not be read, or that holds a picture only, is an empty text.
"""

import json
import resource
import sys

MOST_MEMORY = 1024 * 1024**2
MOST_SECONDS = 30
MOST_PAGES = 1000
MOST_LETTERS = 20_000


def words(path: str) -> list[str]:
    """The words on each page, runs of blanks made one."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return [_page(document, number) for number in range(min(len(document), MOST_PAGES))]


def _page(document, number: int) -> str:  # type: ignore[no-untyped-def]  # a pypdfium2 document; the library is loaded late
    import pypdfium2

    try:
        page = document[number]
        found = page.get_textpage()
        text = found.get_text_range(0, min(found.count_chars(), MOST_LETTERS), errors="ignore")
        found.close()
        page.close()
    except pypdfium2.PdfiumError:
        return ""
    return " ".join(text.replace("\x02", "").replace("\ufffe", "").split())


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    json.dump(words(sys.argv[1]), sys.stdout)
