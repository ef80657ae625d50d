"""A certificate as an Open Badges 3.0 credential: the same words in a form that wallets and other portals read. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
STATUS = "1EdTechRevocationList"
Json = dict[str, Any]


@dataclass(frozen=True)
class Places:
    """Where things stand: the issuer's profile, its keys, the list of credentials that ended, the rules, the certificate's page, the portal."""

    issuer: str
    keys: str
    status: str
    rules: str
    page: str
    portal: str


@dataclass(frozen=True)
class Words:
    """What the certificate says: kind of paper, holder, award (a phrase a line), category, edition, portal number, whether it is only a demo."""

    code: str
    title: str
    holder: str
    phrases: Sequence[str]
    category: str
    edition: str
    serial: str
    is_simulated: bool


def credential_id(code: str) -> str:
    """The id of a certificate's credential: it leads nobody to a certificate whose code is not known already."""
    return f"urn:sha256:{hashlib.sha256(code.encode()).hexdigest()}"


def issuer(name: str, places: Places) -> Json:
    """Who issues."""
    return {"id": places.issuer, "type": ["Profile"], "name": name, "url": places.portal}


def credential(words: Words, issued_by: Json, places: Places, issued_at: datetime) -> Json:
    """The credential with the claims a JWT repeats; it holds nothing that is not printed on the certificate."""
    own = credential_id(words.code)
    body = {
        "@context": CONTEXT,
        "id": own,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": _name(words),
        "issuer": issued_by,
        "validFrom": issued_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "credentialSubject": _subject(words, places),
        "credentialStatus": {"id": places.status, "type": STATUS},
        "evidence": [{"id": places.page, "type": ["Evidence"], "name": words.serial, "description": "Halaman periksa piagam"}],
    }
    return body | {"iss": places.issuer, "jti": own, "nbf": int(issued_at.timestamp())}


def _name(words: Words) -> str:
    return f"SIMULASI: {words.title}" if words.is_simulated else words.title


def _subject(words: Words, places: Places) -> Json:
    award, *more = words.phrases
    told = f"{award} ({words.edition}{', kategori ' + words.category if words.category else ''})"
    result = f"{credential_id(words.code)}#hasil"
    achievement = {
        "id": f"{credential_id(words.code)}#penghargaan",
        "type": ["Achievement"],
        "achievementType": "Award",
        "name": f"{_name(words)}: {award}",
        "description": told,
        "criteria": {"id": places.rules, "narrative": f"Ditetapkan menurut ketentuan {words.edition}."},
        "resultDescription": [{"id": result, "type": ["ResultDescription"], "name": "Penghargaan", "resultType": "Result"}],
    }
    holder = {"type": "IdentityObject", "identityType": "name", "identityHash": words.holder, "hashed": False}
    reached = [{"type": ["Result"], "resultDescription": result, "value": one} for one in (more or [award])]
    return {"type": ["AchievementSubject"], "identifier": [holder], "achievement": achievement, "result": reached}


def ended_list(ended: Mapping[str, str], places: Places) -> Json:
    """The credentials that are not valid now, by the code of the certificate, each with the reason."""
    rows = [{"id": credential_id(code), "revoked": True, "revocationReason": ended[code]} for code in ended]
    return {"id": places.status, "issuer": places.issuer, "revokedCredential": sorted(rows, key=lambda row: str(row["id"]))}
