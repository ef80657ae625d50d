"""A passkey made of software: it answers a page's options as a phone or a security key would."""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from secrets import token_bytes

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(data):
    """Bytes as the browser writes them."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def data(written):
    """Such a text as bytes."""
    return urlsafe_b64decode(written + "=" * (-len(written) % 4))


def options_on(page, kind):
    """The options and the signed challenge of a page's passkey form."""
    place = page.one(f'[data-passkey="{kind}"]')
    (challenge,) = place.select('input[name="challenge"]')
    return json.loads(place.get("data-options")), challenge.get("value")


class Phone:
    """Holds one key; `origin`, `flags` and `count` may be told otherwise than the truth."""

    def __init__(self, origin="http://localhost", *, flags=PRESENT | VERIFIED):
        self.key, self.id = ec.generate_private_key(ec.SECP256R1()), token_bytes(16)
        self.origin, self.flags, self.count, self.handle = origin, flags, 0, b""

    def make(self, options):
        """The answer to options that ask for a new passkey."""
        self.handle = data(options["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
        told = self._told(options["rp"]["id"], self.flags | ATTESTED) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": told})
        client = self._client("webauthn.create", options)
        return self._answer({"clientDataJSON": text(client), "attestationObject": text(attested), "transports": ["internal"]})

    def enter(self, options, *, count=None):
        """The answer to options that ask for a proof."""
        self.count = self.count + 1 if count is None else count
        told, client = self._told(options["rpId"], self.flags), self._client("webauthn.get", options)
        signed = self.key.sign(told + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        said = {"authenticatorData": text(told), "clientDataJSON": text(client), "signature": text(signed), "userHandle": text(self.handle)}
        return self._answer(said)

    def _told(self, domain, flags):
        return hashlib.sha256(domain.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind, options):
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}).encode()

    def _answer(self, response):
        return json.dumps({"id": text(self.id), "rawId": text(self.id), "type": "public-key", "response": response})
