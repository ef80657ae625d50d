"""The key that signs credentials for machines (JWT, RS256): made once an instance, its public half published for whoever verifies."""

import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app
from joserfc import jwt
from joserfc.jwk import RSAKey

ALGORITHM, BITS = "RS256", 2048


def signed(claims: dict[str, Any], published_at: str) -> str:
    """The claims as a compact JWT; its head says where the key that made it is published."""
    key = _key(current_app.extensions["settings"].instance)
    head = {"alg": ALGORITHM, "typ": "JWT", "kid": f"{published_at}#{key.thumbprint()}"}
    return jwt.encode(head, claims, key, algorithms=[ALGORITHM])


def published(published_at: str) -> dict[str, Any]:
    """The public half as a set of keys (JWKS), to be found at this address."""
    key = _key(current_app.extensions["settings"].instance)
    return {"keys": [key.as_dict(private=False, kid=f"{published_at}#{key.thumbprint()}", use="sig", alg=ALGORITHM)]}


@cache
def _key(instance: Path) -> RSAKey:
    path = instance / "keys" / "lencana.pem"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix="lencana-", delete=False) as file:
            file.write(RSAKey.generate_key(BITS).as_pem(private=True))
        try:
            os.link(file.name, path)  # whoever comes second finds the first one's key
        except FileExistsError:
            pass
        finally:
            Path(file.name).unlink()
    return RSAKey.import_key(path.read_bytes())
