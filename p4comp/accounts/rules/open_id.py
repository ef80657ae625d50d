"""What an institution's account service must be like, and when its word is enough."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _

from p4comp.accounts.rules.second_factor import LOOPBACK
from p4comp.core.errors import Invalid

ATTEMPT_FOR = timedelta(minutes=10)
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
STRONG_ACR = frozenset(
    {"mfa", "https://refeds.org/profile/mfa", "http://schemas.openid.net/pape/policies/2007/06/multi-factor", "phr", "phrh"}
)


@dataclass(frozen=True)
class Service:
    """An account service as it is spoken to."""

    id: str
    institution_id: str
    issuer: str
    client_id: str
    client_secret: str
    trusts_second_factor: bool
    is_confirmed: bool = False


@dataclass(frozen=True)
class Attempt:
    """What a browser took along to an account service: the secrets that its answer must fit, and where to go on."""

    nonce: str
    verifier: str
    following: str
    packet: str


def new_attempt(following: str, packet: str) -> Attempt:
    """An attempt with fresh secrets."""
    return Attempt(secrets.token_urlsafe(24), secrets.token_urlsafe(48), following, packet)


def check_issuer(url: str, portal: str) -> str:
    """The issuer as it is kept: https, nothing but host and path; only a portal on the machine itself speaks to what lies behind its own walls."""
    url = url.strip().rstrip("/")
    is_outside = urlsplit(portal).hostname in LOOPBACK or not is_inside(url)
    if not is_secure(url) or not is_outside or urlsplit(url).query or urlsplit(url).fragment:
        raise Invalid(_("Isi alamat penerbit yang diawali https://, misalnya https://akun.kabupaten.go.id."), "issuer")
    return url


def is_secure(url: str) -> bool:
    """Whether an address may be spoken to at all."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    is_plain = url.isprintable() and " " not in url and "\\" not in url and parts.username is None
    return bool(host) and is_plain and (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK))


def is_inside(url: str) -> bool:
    """Whether an address names the machine itself or a place of a private network, as far as it shows that without being asked for."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return True
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host in LOOPBACK or "." not in host or host.endswith((".localhost", ".local", ".internal"))


def is_at(url: str, issuer: str) -> bool:
    """Whether an address lies on the issuer's own host: no document makes the portal speak to another one."""
    return is_secure(url) and _place(url) == _place(issuer)


def _place(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def had_two_factors(claims: Mapping[str, Any]) -> bool:
    """Whether the id token says that the institution's own second factor was shown."""
    methods = claims.get("amr")
    return (isinstance(methods, list) and "mfa" in methods) or claims.get("acr") in STRONG_ACR
