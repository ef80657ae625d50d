"""What is true of the text of a mail."""

import re
from urllib.parse import urlsplit

LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)]")
WITH_SIGN_IN_LINKS = "accounts/mail/"


def is_secret(template: str, *, is_demo: bool) -> bool:
    """Whether a mail holds a link that lets its reader in: only the recipient reads it, save in a demo, where nothing is sent."""
    return template.startswith(WITH_SIGN_IN_LINKS) and not is_demo


def pieces(body: str, home: str) -> list[tuple[str, bool]]:
    """The body in pieces of text and links, `(piece, is_link)`; only addresses of the portal at `home` become links."""
    found: list[tuple[str, bool]] = []
    end = 0
    for match in LINK.finditer(body):
        if _is_ours(match[0], home):
            found += [(body[end : match.start()], False), (match[0], True)]
            end = match.end()
    return [*found, (body[end:], False)]


def _is_ours(address: str, home: str) -> bool:
    try:
        return urlsplit(address)[:2] == urlsplit(home)[:2]
    except ValueError:
        return False
