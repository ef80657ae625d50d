"""What is said over the network to an institution's account service: short, to its own host only, never inside a transaction."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import requests
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from flask_babel import gettext as _
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from p4comp.accounts import rules
from p4comp.accounts.rules import Attempt, Service
from p4comp.core import clock, db
from p4comp.core.errors import Refused

TIMEOUT = (3, 5)
LONGEST = timedelta(seconds=10)
LARGEST = 256 * 1024
LEEWAY = 60
SCOPE = "openid email profile"


class ServiceSilent(Refused):
    """The account service does not answer, or not as it must."""

    status = 502

    def __init__(self) -> None:
        super().__init__(
            _("Layanan akun instansi Anda tidak menjawab sebagaimana mestinya. Coba lagi nanti, atau masuk dengan kata sandi.")
        )


class TokenRefused(Refused):
    """What the account service said about the person cannot be believed."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Jawaban layanan akun instansi tidak dapat diterima. Mulai lagi dari halaman masuk."))


class InsideTransaction(RuntimeError):
    """Somebody would hold the database while the network is slow."""


def authorization_url(service: Service, attempt: Attempt, state: str, back_to: str) -> str:
    """Where the browser goes to sign in at the institution."""
    url = _metadata(service)["authorization_endpoint"]
    asked = {
        "response_type": "code",
        "client_id": service.client_id,
        "redirect_uri": back_to,
        "scope": SCOPE,
        "state": state,
        "nonce": attempt.nonce,
        "code_challenge": create_s256_code_challenge(attempt.verifier),
        "code_challenge_method": "S256",
    }
    return f"{url}{'&' if '?' in url else '?'}{urlencode(asked)}"


def claims(service: Service, attempt: Attempt, code: str, back_to: str) -> dict[str, Any]:
    """What the account service says about the person who brought this code, after its token was checked in full."""
    metadata = _metadata(service)
    sent = {"grant_type": "authorization_code", "code": code, "redirect_uri": back_to, "code_verifier": attempt.verifier}
    answer = _fetch(service, metadata["token_endpoint"], data=sent)
    keys = _fetch(service, metadata["jwks_uri"])
    return _checked(service, attempt, answer, keys)


def _metadata(service: Service) -> dict[str, str]:
    """The service's own description: it names the same issuer, and only addresses on the issuer's host."""
    found = _fetch(service, f"{service.issuer}/.well-known/openid-configuration")
    wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if str(found.get("issuer", "")).rstrip("/") != service.issuer:
        raise ServiceSilent
    if not all(isinstance(found.get(name), str) and rules.is_at(found[name], service.issuer) for name in wanted):
        raise ServiceSilent
    return {name: found[name] for name in (*wanted, "issuer")}


def _fetch(service: Service, url: str, *, data: dict[str, str] | None = None) -> dict[str, Any]:
    if db.session().in_transaction():
        raise InsideTransaction(url)
    if not rules.is_at(url, service.issuer):
        raise ServiceSilent
    try:
        with requests.Session() as talk:
            talk.trust_env = False
            method, auth = ("POST", (service.client_id, service.client_secret)) if data else ("GET", None)
            with talk.request(method, url, data=data, auth=auth, timeout=TIMEOUT, allow_redirects=False, stream=True) as answer:
                found = json.loads(_body(answer)) if answer.status_code == 200 else None
    except (requests.RequestException, ValueError, RecursionError) as error:
        raise ServiceSilent from error
    if not isinstance(found, dict):
        raise ServiceSilent
    return found


def _body(answer: requests.Response) -> bytes:
    """The whole answer, if it is short and comes in time."""
    until, taken = clock.real() + LONGEST, b""
    for piece in answer.iter_content(16 * 1024):
        taken += piece
        if len(taken) > LARGEST or clock.real() > until:
            raise ServiceSilent
    return taken


def _checked(service: Service, attempt: Attempt, answer: dict[str, Any], keys: dict[str, Any]) -> dict[str, Any]:
    """Signature by a key of the service; issuer, audience, time and nonce as asked for."""
    options = {"iss": {"essential": True, "value": service.issuer}, "aud": {"essential": True, "value": service.client_id}}
    known = {"nonce": attempt.nonce, "client_id": service.client_id, "access_token": answer.get("access_token")}
    try:
        token = jwt.decode(str(answer.get("id_token", "")), KeySet.import_key_set(keys), algorithms=list(rules.ALGORITHMS))  # type: ignore[arg-type]  # its shape is checked while it is read
        said = CodeIDToken(token.claims | {"iss": str(token.claims.get("iss", "")).rstrip("/")}, token.header, options, known)
        said.validate(now=int(clock.real().timestamp()), leeway=LEEWAY)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise TokenRefused from error
    if not isinstance(said.get("sub"), str) or not 0 < len(said["sub"]) <= 255:
        raise TokenRefused
    return dict(said)
