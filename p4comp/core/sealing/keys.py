"""The key that seals: the test key of the instance, a PKCS#12 file, or a token behind PKCS#11. Read once a process."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, current_app

from p4comp.config import BadSetting, Seal, Settings
from p4comp.core.sealing import testing, trust
from p4comp.core.sealing.messages import Messages

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer

SPARE = 64


@dataclass(frozen=True)
class Identity:
    """Whom a seal names, and who vouches for that name.

    `is_test` marks the instance's own test key; `is_rooted` says that the chain ends in an authority the operator trusts.
    """

    name: str
    issuer: str
    is_test: bool
    is_rooted: bool


class Key:
    """A key that seals."""

    def __init__(self, load: "Callable[[], Signer]", *, is_test: bool, roots: Path | None):
        self._load, self._is_test, self._roots = load, is_test, roots

    @cached_property
    def signer(self) -> "Signer":
        """PyHanko's signer with this key."""
        return self._load()

    @cached_property
    def messages(self) -> Messages:
        """Makes its signatures."""
        return Messages(self.signer)

    @cached_property
    def room(self) -> int:
        """How many bytes a signature needs; one by an elliptic curve differs by a few bytes from the next."""
        return len(self.messages.of(secrets.token_bytes(32))) + SPARE

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of its certificate."""
        certificate = self.signer.signing_cert
        assert certificate is not None
        return hashlib.sha256(certificate.dump()).hexdigest()

    @cached_property
    def identity(self) -> Identity:
        """Whom the seal names."""
        certificate = self.signer.signing_cert
        assert certificate is not None
        others = list(self.signer.cert_registry)
        rooted = not self._is_test and trust.is_rooted(certificate, others, self._roots)
        return Identity(trust.name_of(certificate.subject), trust.name_of(certificate.issuer), self._is_test, rooted)


def init_app(app: Flask, settings: Settings) -> None:
    """Give the application its key; the test key is made now, at first start, if no other is configured."""
    app.extensions["seal_key"] = _key(settings)


def current() -> Key:
    """The key of this instance."""
    key: Key = current_app.extensions["seal_key"]
    return key


def _key(settings: Settings) -> Key:
    seal = settings.seal
    if seal is None:
        path = testing.key_file(settings.instance)
        return Key(lambda: _from_pem(path.read_bytes()), is_test=True, roots=None)
    return Key(lambda: _from_pkcs12(seal) if seal.file else _from_token(seal), is_test=False, roots=settings.trust_roots)


def _from_pem(content: bytes) -> "Signer":
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    own, *others = x509.load_pem_x509_certificates(content)
    return _quick(load_pem_private_key(content, None), own, others)


def _from_pkcs12(seal: Seal) -> "Signer":
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    assert seal.file is not None
    try:
        found = load_pkcs12(seal.file.read_bytes(), seal.secret.encode() or None)
    except ValueError as error:
        raise BadSetting("P4COMP_SEAL_FILE tidak dapat dibuka: periksa kata sandinya (P4COMP_SEAL_SECRET).") from error
    if found.key is None or found.cert is None:
        raise BadSetting("P4COMP_SEAL_FILE harus berisi kunci privat dan sertifikatnya.")
    return _quick(found.key, found.cert.certificate, [one.certificate for one in found.additional_certs])


def _quick(key: Any, own: Any, others: list[Any]) -> "Signer":
    """A signer that keeps its key read; pyHanko's own reads and checks it anew for every signature."""
    from asn1crypto import x509  # type: ignore[import-untyped]  # has no stubs
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko.sign.signers import Signer
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class QuickSigner(Signer):
        """Signs with the key at hand."""

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            assert digest_algorithm == "sha256"
            if isinstance(key, ec.EllipticCurvePrivateKey):
                return key.sign(data, ec.ECDSA(hashes.SHA256()))
            signed: bytes = key.sign(data, padding.PKCS1v15(), hashes.SHA256())
            return signed

    def parsed(one: Any) -> Any:
        return x509.Certificate.load(one.public_bytes(Encoding.DER))

    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko leaves it untyped
    store.register_multiple([parsed(one) for one in others])
    return QuickSigner(signing_cert=parsed(own), cert_registry=store)


def _from_token(seal: Seal) -> "Signer":
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

    # the digest is made here: not every token knows how to make one while it signs
    session = open_pkcs11_session(str(seal.module), token_criteria=TokenCriteria(label=seal.token), user_pin=seal.secret)
    return PKCS11Signer(session, cert_label=seal.label, key_label=seal.label, use_raw_mechanism=True)
