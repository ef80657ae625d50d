"""Which certificates are given out as credentials, too, and which of those do not stand any more."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from p4comp.certificates import rules
from p4comp.certificates.models import Certificate
from p4comp.certificates.queries.checking import Finding, ended_all
from p4comp.certificates.rules import badges
from p4comp.certificates.rules.badges import Json, Places
from p4comp.certificates.rules.verifying import Answer
from p4comp.competition import queries as competition
from p4comp.core import clock, db, web
from p4comp.core.sealing import credentials
from p4comp.core.spaces import house
from p4comp.decisions.models import Decision


def is_offered(found: Finding) -> bool:
    """Whether a certificate that stands can be had as a credential: its edition says so, and its holder's name is shown."""
    one = found.certificate
    if one is None or one.is_private or found.answer is not Answer.VALID:
        return False
    return competition.spec_of(one.edition).certificate.is_badge


def on_shelf(held: Sequence[Certificate]) -> set[str]:
    """The ids of those certificates of a shelf that can be had as credentials."""
    return {one.id for one in held if one.state is rules.State.ISSUED and is_offered(Finding(Answer.VALID, one))}


def credential(certificate: Certificate) -> str:
    """The certificate as a signed credential."""
    places = places_of(certificate.code)
    words = badges.Words(
        code=certificate.code,
        title=certificate.title,
        holder=certificate.institution_name,
        phrases=certificate.phrases,
        category=certificate.category_name,
        edition=certificate.edition_name,
        serial=certificate.serial,
        is_simulated=certificate.is_simulated,
    )
    return credentials.signed(badges.credential(words, profile(places), places, certificate.issued_at), places.keys)


def profile(places: Places) -> Json:
    """The issuer as credentials name it."""
    name = house().portal
    return badges.issuer(f"SIMULASI: {name}" if clock.is_demo() else name, places)


def places_of(code: str = "") -> Places:
    """The addresses a credential carries."""
    return Places(
        issuer=web.p4_url("certificates.badge_issuer"),
        keys=web.p4_url("certificates.badge_keys"),
        status=web.p4_url("certificates.badge_status"),
        rules=web.p4_url("competition.terms"),
        page=web.p4_url("certificates.verify", code=code) if code else "",
        portal=web.p4_url("home.index"),
    )


def ended(at: datetime) -> dict[str, str]:
    """Why the credentials of certificates that do not stand ended, by the certificate's code; nothing of what is not announced."""
    query = select(Certificate).join(Certificate.decision).where(Decision.announced_at <= at)
    known = db.everything(query.options(joinedload(Certificate.decision)))
    corrected = ended_all(known, at)
    reasons = {
        rules.State.SUSPENDED: "Piagam ditangguhkan",
        rules.State.REPLACED: "Piagam diganti",
        rules.State.REVOKED: "Piagam dicabut",
    }
    told = {one.code: reasons.get(one.state, "Piagam dicabut: koreksi keputusan") for one in known}
    return {one.code: told[one.code] for one in known if one.state in reasons or one.id in corrected}
