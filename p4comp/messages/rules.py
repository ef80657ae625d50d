"""What is true of messages."""

import re

LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)]")
WITH_SIGN_IN_LINKS = "accounts/mail/"


def is_secret(template: str, *, is_demo: bool) -> bool:
    """Whether a mail holds a link that lets its reader in: only the recipient reads it, save in a demo, where nothing is sent."""
    return template.startswith(WITH_SIGN_IN_LINKS) and not is_demo


def pieces(body: str) -> list[tuple[str, bool]]:
    """The body in pieces of text and links, `(piece, is_link)`."""
    found: list[tuple[str, bool]] = []
    end = 0
    for match in LINK.finditer(body):
        found += [(body[end : match.start()], False), (match[0], True)]
        end = match.end()
    return [*found, (body[end:], False)]
