"""Files that are made on request and saved by whoever asked."""

from collections.abc import Mapping
from typing import Any

from flask import Response, json


def attached(content: bytes, content_type: str, name: str) -> Response:
    """The content as a download under a name."""
    response = Response(content, content_type=content_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def readable(content: Mapping[str, Any]) -> str:
    """Open data as JSON that people can read, too: keys in their order, letters as they are."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=False)


def json_file(content: Mapping[str, Any], name: str) -> Response:
    """Open data as a JSON file."""
    return attached(readable(content).encode(), "application/json", name)
