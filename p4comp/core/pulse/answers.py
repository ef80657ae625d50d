"""Answers that go on after the request: the connection leaves the server's thread and is held by the process's one writer."""

import os
import socket
import ssl
from collections.abc import Iterator

from flask import Response, current_app, request

from p4comp.core.pulse.writer import Listener, Writer


def stream(topic: str, *, person: str, ticket: str) -> Response:
    """A stream of news of `topic` for as long as the sign-in `ticket` lives; 204 tells a browser to ask from time to time instead.

    That is the answer where there is no plain connection to hold, and beyond what a person or a process may hold.
    """
    writer: Writer = current_app.extensions["pulse"]
    line = request.environ.get("gunicorn.socket")
    if not isinstance(line, socket.socket) or not _is_plain(line) or not writer.admit(person):
        return Response(status=204)
    chunked = request.environ["SERVER_PROTOCOL"] != "HTTP/1.0"
    response = Response(_hand_over(writer, line, topic, person, ticket, chunked), mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _is_plain(line: socket.socket) -> bool:
    """One within TLS or HTTP/2 belongs to the server's thread."""
    return not isinstance(line, ssl.SSLSocket) and request.environ.get("HTTP_VERSION") != "2"


def _hand_over(writer: Writer, line: socket.socket, topic: str, person: str, ticket: str, chunked: bool) -> Iterator[bytes]:
    """The first words leave through the server, so that its head stands before them; then the writer has the line."""
    yield writer.greeting()
    writer.take(Listener(_taken(line), topic, person, ticket, chunked))


def _taken(line: socket.socket) -> socket.socket:
    """The connection under a descriptor of ours. The server's own now leads nowhere: what it sends or shuts there is lost."""
    own = socket.socket(fileno=os.dup(line.fileno()))
    nowhere, end = socket.socketpair()
    with nowhere, end:
        os.dup2(nowhere.fileno(), line.fileno(), inheritable=False)
    own.setblocking(False)
    return own
