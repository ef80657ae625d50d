"""Secrets that the portal must read again: sealed under a key of the instance, so that a copied database does not tell them."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app
from flask_babel import gettext as _

from p4comp.core.errors import Refused


class Unsealable(Refused):
    """A sealed text was changed, is too old, is meant for something else, or was sealed under another key."""

    status = 422


def seal(text: str, purpose: str) -> str:
    """The text, encrypted and signed; it opens for the same purpose only (a purpose names its owner, too)."""
    return _cipher(purpose).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, purpose: str, *, seconds: int | None = None) -> str:
    """What was sealed for this purpose, at most so many seconds ago; else Unsealable."""
    try:
        return _cipher(purpose).decrypt(sealed.encode("ascii", "replace"), ttl=seconds).decode()
    except InvalidToken as error:
        raise Unsealable(_("Halaman ini terlalu lama terbuka atau sudah berubah. Muat ulang, lalu coba lagi.")) from error


def mark(text: str, purpose: str) -> str:
    """What is kept of a code that is compared, never read: its HMAC-SHA256 under the instance's key."""
    return hmac.new(_key(purpose), text.encode(), "sha256").hexdigest()


def _cipher(purpose: str) -> Fernet:
    return Fernet(urlsafe_b64encode(_key(purpose)))


def _key(purpose: str) -> bytes:
    return hmac.new(current_app.extensions["vault_key"], purpose.encode(), hashlib.sha256).digest()
