"""What exists about certificates."""

from p4comp.certificates.models.batches import SignedCopy, SigningBatch, SigningItem
from p4comp.certificates.models.certificates import Certificate
from p4comp.certificates.models.designs import Design, DesignPicture, DesignVersion
from p4comp.certificates.models.files import CertificateFile, FileRole
from p4comp.certificates.models.names import NameRound, PrintedName, TeamConsent
from p4comp.certificates.models.printing import PrintItem, PrintRun
from p4comp.certificates.rules.kinds import LISTED, CertificateKind

__all__ = [
    "LISTED",
    "Certificate",
    "CertificateFile",
    "CertificateKind",
    "Design",
    "DesignPicture",
    "DesignVersion",
    "FileRole",
    "NameRound",
    "PrintItem",
    "PrintRun",
    "PrintedName",
    "SignedCopy",
    "SigningBatch",
    "SigningItem",
    "TeamConsent",
]
