"""Answers travel compressed: slow lines are the rule in much of the country."""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

LEAST = 1024
LEVEL = 6
TYPES = ("text/", "application/json", "image/svg+xml", "application/javascript")


def pack(content: bytes) -> bytes:
    """The content as gzip, the same bytes for the same content."""
    return gzip.compress(content, LEVEL, mtime=0)


packed_static = lru_cache(maxsize=64)(pack)


def is_packable(media_type: str, size: int) -> bool:
    """Whether packing pays: text, and enough of it."""
    return size >= LEAST and media_type.startswith(TYPES)


def _pack(response: Response) -> Response:
    if response.direct_passthrough or response.is_streamed or response.status_code != 200 or "Content-Encoding" in response.headers:
        return response
    content = response.get_data()
    if not is_packable(response.content_type, len(content)):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"]:
        response.set_data(packed_static(content) if request.endpoint == "static" else pack(content))
        response.headers["Content-Encoding"] = "gzip"
    return response


def init_app(app: Flask) -> None:
    """Pack what goes out."""
    app.after_request(_pack)
