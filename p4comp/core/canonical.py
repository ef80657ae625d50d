"""The one way to write plain content down, so that anybody can prove it with `sha256sum`."""

import hashlib
import json
from typing import Any


def text(content: Any) -> str:
    """The content as JSON: keys sorted, no spaces, no NaN, letters as they are; its UTF-8 bytes are what a hash is over."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def sha256(content: Any) -> str:
    """The SHA-256 of the canonical text."""
    return hashlib.sha256(text(content).encode()).hexdigest()
