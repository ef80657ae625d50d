"""The key of an instance that has no other: its certificate says that it is for tests, and nobody can make a second one."""

import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from p4comp.core import clock

AUTHORITY = "CA uji Portal Kompetisi P4"
NAME = "Segel uji, bukan tanda tangan elektronik tersertifikasi"
VALID = timedelta(days=3650)
SLACK = timedelta(days=1)
USAGE = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def key_file(instance: Path) -> Path:
    """The file with the test key, its certificate and the test authority's, made once and readable by its owner only."""
    path = instance / "keys" / "segel-uji.pem"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix="segel-", delete=False) as file:
            file.write(_fresh(clock.real()))
        try:
            os.link(file.name, path)  # whoever comes second finds the first one's key
        except FileExistsError:
            pass
        finally:
            Path(file.name).unlink()
    return path


def _fresh(at: datetime) -> bytes:
    """A key and its certificate by an authority whose own key is forgotten at once."""
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = _certificate(AUTHORITY, AUTHORITY, authority_key, authority_key, at, is_authority=True)
    own = _certificate(NAME, AUTHORITY, key, authority_key, at, is_authority=False)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private + own.public_bytes(Encoding.PEM) + authority.public_bytes(Encoding.PEM)


def _certificate(
    subject: str,
    issuer: str,
    key: ec.EllipticCurvePrivateKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    at: datetime,
    *,
    is_authority: bool,
) -> x509.Certificate:
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (subject, issuer)]
    allowed = {"key_cert_sign", "crl_sign"} if is_authority else {"digital_signature", "content_commitment"}
    builder = x509.CertificateBuilder(names[1], names[0], key.public_key(), x509.random_serial_number(), at - SLACK, at + VALID)
    builder = builder.add_extension(x509.BasicConstraints(is_authority, 0 if is_authority else None), critical=True)
    builder = builder.add_extension(x509.KeyUsage(**{one: one in allowed for one in USAGE}), critical=True)
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())
