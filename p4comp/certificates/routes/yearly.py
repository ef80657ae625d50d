"""The signed list of a year's certificates: so that the check outlives the server."""

from flask import Response, current_app
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from p4comp.certificates.queries import yearly
from p4comp.certificates.routes.blueprint import bp
from p4comp.certificates.routes.checking import page, speak
from p4comp.core import clock, downloads, sealing
from p4comp.core.access import public


@bp.get("/periksa/daftar")
@public
def yearly_lists() -> ResponseReturnValue:
    """The lists there are, and the key that signs them."""
    speak()
    at, key, settings = clock.arrived(), sealing.current(), current_app.extensions["settings"]
    values = {"years": yearly.hashes(at, settings.base_url), "fingerprint": key.fingerprint, "seal": key.identity, "at": at}
    return page("certificates/check_lists.html", **values)


@bp.get("/periksa/daftar/<int:year>.zip")
@public
def yearly_list(year: int) -> Response:
    """A year's list, its signature, and the program that checks both without the portal."""
    at, settings = clock.arrived(), current_app.extensions["settings"]
    if year not in yearly.years(at):
        raise NotFound
    return downloads.archive([(text, name) for name, text in yearly.parts(year, at, settings.base_url)], f"daftar-piagam-{year}.zip", at=at)
