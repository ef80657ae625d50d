"""What certificates of an edition say, as an edition file states it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CertificateTexts:
    """Fixed words of the certificates, the pattern of the portal's own numbers, and whether they are given out as credentials, too."""

    title: str
    finalist: str
    winner: str
    city: str
    serial: str
    participant_title: str
    participant: str
    thanks_title: str
    evaluator: str
    juror: str
    team_title: str
    team: str
    signatory: str = ""
    is_badge: bool = False
