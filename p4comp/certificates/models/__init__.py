"""What exists about certificates."""

from p4comp.certificates.models.certificates import Certificate, CertificateKind
from p4comp.certificates.models.files import CertificateFile, FileRole

__all__ = ["Certificate", "CertificateFile", "CertificateKind", "FileRole"]
