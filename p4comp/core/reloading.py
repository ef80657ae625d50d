"""A page that answered a form, opened again by its address, leads back to the page the form stands on, instead of "wrong method"."""

from typing import Any

from flask import Flask, current_app, redirect, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from p4comp.core.web import error_page


def form_page(path: str) -> str:
    """The nearest page above `path` that can be opened; a file's page is its /lihat, never the file itself."""
    adapter = current_app.create_url_adapter(request)
    while adapter and path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0]
        for page in (f"{path}/lihat", path or "/"):
            try:
                adapter.match(page, method="GET")
            except HTTPException:
                continue
            return page
    return "/"


def _wrong_method(error: MethodNotAllowed) -> Any:
    # Only people come by an address; a script asked for something that is not there, and is told so.
    if request.method == "GET" and "text/html" in request.accept_mimetypes.values():
        return redirect(request.script_root + form_page(request.path), 303)
    return error_page(405)


def init_app(app: Flask) -> None:
    """Put it into the application."""
    app.register_error_handler(MethodNotAllowed, _wrong_method)
