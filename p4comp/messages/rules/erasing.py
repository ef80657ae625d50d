"""What of a text still names somebody who was erased: name, address, telephone, however they were typed."""

import re

from p4comp.core import spelled

GAP = r"[\s.()-]*"


def unnamed(text: str, *, instead: str, name: str, email: str, phone: str = "") -> str:
    """The text with `instead` wherever the name, the address or the telephone of the person stands, as words of their own."""
    for pattern in (spelled.pattern(email), spelled.pattern(name), _number(phone)):
        if pattern:
            text = re.sub(pattern, lambda _found: instead, text, flags=re.IGNORECASE)
    return text


def _number(phone: str) -> str:
    """A number as it is dialled from here (08…) or from anywhere (+628…), with any gaps between its digits."""
    digits = "".join(sign for sign in phone if sign.isdigit()).removeprefix("62").removeprefix("0")
    return rf"(?<!\d)(?:\+?6{GAP}2|0){GAP}{GAP.join(digits)}(?!\d)" if len(digits) >= 6 else ""
