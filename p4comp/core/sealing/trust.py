"""Whether a certificate comes from an authority that the operator trusts. Without a list of authorities nobody is trusted."""

from pathlib import Path
from typing import Any

from p4comp.core.sealing.waiting import finished

LONGEST_NAME = 200


def roots(path: Path | None) -> list[Any]:
    """The authorities in a PEM file; none without one."""
    if path is None:
        return []
    from asn1crypto import pem, x509  # type: ignore[import-untyped]  # has no stubs

    return [x509.Certificate.load(content) for _kind, _heads, content in pem.unarmor(path.read_bytes(), multiple=True)]


def is_rooted(certificate: Any, others: list[Any], path: Path | None) -> bool:
    """Whether a chain leads from a certificate to a trusted authority today. Nothing is fetched, so nobody is asked about revocations."""
    trusted = roots(path)
    if not trusted:
        return False
    from pyhanko_certvalidator import CertificateValidator, ValidationContext
    from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError

    context = ValidationContext(trust_roots=trusted, other_certs=others, allow_fetching=False, revocation_mode="soft-fail")
    validator = CertificateValidator(certificate, intermediate_certs=others, validation_context=context)
    try:
        finished(validator.async_validate_usage(set()))  # type: ignore[no-untyped-call]  # pyHanko leaves it untyped
    except (PathBuildingError, PathValidationError):
        return False
    return True


def name_of(subject: Any) -> str:
    """The name in a certificate as people read it."""
    native = subject.native
    return str(native.get("common_name") or native.get("organization_name") or subject.human_friendly)[:LONGEST_NAME]
