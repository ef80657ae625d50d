"""How people prove who they are: which proofs there are, who must show two, and what codes and addresses must be like."""

import hmac
import ipaddress
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

import pyotp
from flask_babel import lazy_gettext as _l


class Proof(StrEnum):
    """By what a person showed who they are; a sign-in keeps its first and its second."""

    PASSWORD = "password"  # noqa: S105  # the name of a proof
    INVITATION = "invitation"
    OPEN_ID = "open_id"
    PASSKEY = "passkey"
    TOTP = "totp"
    RECOVERY = "recovery"
    LET_IN = "let_in"
    INSTITUTION = "institution"
    DEMO = "demo"


PROOF_NAMES = {
    Proof.PASSWORD: _l("kata sandi"),
    Proof.INVITATION: _l("tautan undangan"),
    Proof.OPEN_ID: _l("akun instansi"),
    Proof.PASSKEY: _l("kunci sandi"),
    Proof.TOTP: _l("kode aplikasi"),
    Proof.RECOVERY: _l("kode pemulihan"),
    Proof.LET_IN: _l("bantuan masuk sekretariat"),
    Proof.INSTITUTION: _l("langkah kedua instansi"),
    Proof.DEMO: _l("peraga"),
}
MUST_HAVE_FACTOR = frozenset({"secretariat", "auditor", "evaluator", "juror", "partner"})
HALF_FOR = timedelta(minutes=30)
AGENTS_KEPT = timedelta(days=90)
STEP_SECONDS = 30
CODE_LENGTH = 6
CODES_MADE = 10
FEW_CODES = 3
CODE_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def must_have_factor(roles: Iterable[str]) -> bool:
    """Whether one of these roles must show a second factor; members of institutions may."""
    return not MUST_HAVE_FACTOR.isdisjoint(roles)


def new_secret() -> str:
    """A secret for an authenticator app: 160 random bits in base 32."""
    return pyotp.random_base32(32)


def spaced(secret: str) -> str:
    """The secret in groups of four, as it is typed off a screen."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def provisioning(secret: str, email: str, portal: str) -> str:
    """What the QR code says to an authenticator app, which lists it by the name of the portal."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=portal)


def matching_step(secret: str, code: str, now: datetime, last_step: int = 0) -> int | None:
    """The 30-second step whose code this is: this one or its neighbours, and later than the last one used; else None."""
    here = int(now.timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    fitting = [step for step in (here - 1, here, here + 1) if hmac.compare_digest(totp.generate_otp(step), code)]
    return next((step for step in fitting if step > last_step), None)


def new_codes() -> list[str]:
    """Ten recovery codes of 49 random bits each."""
    return ["".join(secrets.choice(CODE_SIGNS) for _ in range(10)) for _ in range(CODES_MADE)]


def plain_code(text: str) -> str:
    """A code as it is compared: small letters and digits only, however it was typed."""
    return "".join(sign for sign in text.lower() if sign.isascii() and sign.isalnum())[:40]


def is_enough(roles: Iterable[str], *, is_verified: bool, has_factor: bool, is_demo: bool) -> bool:
    """Whether a sign-in is whole: verified, or nothing more is asked of this person; a demo's passwords are public."""
    return is_verified or not (has_factor or (must_have_factor(roles) and not is_demo))


@dataclass(frozen=True)
class Party:
    """What a passkey belongs to: the domain, and the one origin whose pages may ask for it."""

    id: str
    origin: str


def relying_party(base_url: str, host: str) -> Party | None:
    """The party of a request to `host`; None where passkeys cannot work: under another address than the portal's, or under a number.

    On the machine itself `localhost` stands for the number that browsers refuse.
    """
    base = urlsplit(base_url)
    asked = urlsplit(f"//{host}")
    name = (asked.hostname or "").lower()
    is_here = host.lower() == base.netloc.lower()
    is_local = (base.hostname or "") in LOOPBACK and name in LOOPBACK and _port(asked.port, base.scheme) == _port(base.port, base.scheme)
    if not (is_here or is_local) or _is_number(name) or (base.scheme != "https" and name != "localhost"):
        return None
    return Party(name, f"{base.scheme}://{host.lower()}")


def _port(port: int | None, scheme: str) -> int:
    return port or (443 if scheme == "https" else 80)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
