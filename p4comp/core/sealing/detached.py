"""A signature that lies beside a file (CMS), so that it can be checked without us: `openssl cms -verify` knows it."""

import hashlib

from p4comp.core.sealing.keys import Key
from p4comp.core.sealing.messages import ALGORITHM
from p4comp.core.sealing.waiting import finished


def detached(content: bytes, key: Key) -> str:
    """The signature of the portal's key over these bytes, with the key's certificate inside."""
    digest = hashlib.new(ALGORITHM, content).digest()
    return _armoured("CMS", finished(key.signer.async_sign(digest, ALGORITHM, is_pdf_sig=False)).dump())


def certificate_pem(key: Key) -> str:
    """The key's certificate, for those who check its signatures."""
    certificate = key.signer.signing_cert
    assert certificate is not None
    return _armoured("CERTIFICATE", certificate.dump())


def _armoured(kind: str, content: bytes) -> str:
    from asn1crypto import pem  # type: ignore[import-untyped]  # has no stubs

    return str(pem.armor(kind, content).decode("ascii"))
