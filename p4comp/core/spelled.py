"""Finding in a text what somebody typed there: as words of their own, whatever the case and the gaps between them."""

import re


def pattern(said: str) -> str:
    """What finds these words, to be used with `re.IGNORECASE`; nothing said finds nothing, so the pattern is empty."""
    words = r"\s+".join(re.escape(part) for part in said.split())
    return rf"(?<!\w){words}(?!\w)" if words else ""


def holds(text: str, said: str) -> bool:
    """Whether the text says these words."""
    return bool(said.strip()) and re.search(pattern(said), text, re.IGNORECASE) is not None


def replaced(text: str, said: str, instead: str) -> str:
    """The text with `instead` wherever these words stand."""
    return re.sub(pattern(said), lambda _found: instead, text, flags=re.IGNORECASE) if said.strip() else text
