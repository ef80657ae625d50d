"""Certificates as credentials for machines (Open Badges 3.0), and what is needed to verify them: issuer, keys, those that ended."""

from flask import Response, jsonify
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from p4comp.certificates import rules
from p4comp.certificates.queries import badges, checking
from p4comp.certificates.routes.blueprint import bp
from p4comp.certificates.rules.badges import ended_list
from p4comp.core import clock
from p4comp.core.access import public
from p4comp.core.sealing import credentials

MEDIA_TYPE = "application/jwt"


@bp.get("/v/<code>/lencana.jwt")
@public
def badge(code: str) -> Response:
    """The credential of a certificate that stands, where its edition offers one."""
    found = checking.of_code(rules.normalise(code), clock.arrived())
    if found.certificate is None or not badges.is_offered(found):
        raise NotFound
    made = Response(badges.credential(found.certificate), content_type=MEDIA_TYPE)
    made.headers["Content-Disposition"] = f'attachment; filename="{found.certificate.file_name}.jwt"'
    return made


@bp.get("/lencana/penerbit.json")
@public
def badge_issuer() -> ResponseReturnValue:
    """Who issues, and where the keys are."""
    places = badges.places_of()
    return jsonify(badges.profile(places) | {"jwks_uri": places.keys})


@bp.get("/lencana/kunci.json")
@public
def badge_keys() -> ResponseReturnValue:
    """The public keys of the issuer."""
    return jsonify(credentials.published(badges.places_of().keys))


@bp.get("/lencana/status.json")
@public
def badge_status() -> ResponseReturnValue:
    """The credentials that do not stand any more, with the reason."""
    return jsonify(ended_list(badges.ended(clock.arrived()), badges.places_of()))
