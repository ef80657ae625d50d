"""A file that is made on request and saved by whoever asked."""

from flask import Response


def attached(content: bytes, content_type: str, name: str) -> Response:
    """The content as a download under a name."""
    response = Response(content, content_type=content_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
