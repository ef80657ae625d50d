"""Claiming an honour that the archive does not know, and the secretariat's word on it."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.queries import members
from p4comp.competition.actions import next_number
from p4comp.core import audit, clock, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.core.storage import StoredFile
from p4comp.core.words import short_moment
from p4comp.entries import policy, queries
from p4comp.entries.models import ClaimState, HonourClaim
from p4comp.entries.policy import ClaimCase
from p4comp.entries.rules import CLAIM_MOVES, code_of
from p4comp.entries.rules.claims import DOCUMENTS, year_fits
from p4comp.institutions.actions import add_honour
from p4comp.institutions.models import Honour, Institution
from p4comp.institutions.queries import PastEdition, has_won, name_on
from p4comp.institutions.rules.archive import HELD_ON

SERIES = "KLAIM"
WON = "pemenang"


@dataclass(frozen=True)
class Proof:
    """The document of a claim: the stored file and its name, what it is, its official number as typed."""

    file: StoredFile
    name: str
    document: str
    number: str = ""


@dataclass(frozen=True)
class Place:
    """What is claimed: a winner's place in a category of an earlier edition, the award and the year as the document states them."""

    edition: PastEdition
    category: str
    award: str
    year: int


def claim_honour(institution: Institution, place: Place, proof: Proof, *, note: str = "", by: Actor, at: datetime) -> HonourClaim:
    """Claim a place that is not recorded; one open claim an institution and edition."""
    _must_be_new(institution, place)
    held = HELD_ON.get(place.edition.slug)
    claim = HonourClaim(
        code=code_of(SERIES, next_number(SERIES)),
        institution_id=institution.id,
        institution_name=name_on(institution, held) if held else institution.name,
        edition_number=place.edition.number,
        edition_slug=place.edition.slug,
        edition_year=place.edition.year,
        category=place.category,
        award=place.award.strip(),
        year=place.year,
        document=proof.document,
        number=proof.number.strip(),
        note=note.strip(),
        sha256=proof.file.sha256,
        file_name=proof.name,
        state=ClaimState.WAITING,
        claimed_at=at,
        claimed_by=by.id,
        decided_by="",
        reason="",
    )
    session().add(claim)
    session().flush()
    audit.record(
        "claim.made", claim, by=by, at=at, code=claim.code, edition=claim.edition_slug, category=claim.category, sha256=claim.sha256
    )
    return claim


def _must_be_new(institution: Institution, place: Place) -> None:
    if not year_fits(place.year, place.edition.year, HELD_ON.get(place.edition.slug)):
        raise Invalid(
            _(
                "Tahun %(year)s tidak cocok dengan edisi ke-%(number)s (%(of)s). Periksa tahun pada dokumen, atau pilih edisi yang benar.",
                year=place.year,
                number=place.edition.number,
                of=place.edition.year,
            ),
            "year",
        )
    if has_won(institution.id, place.edition.slug, place.category):
        raise Invalid(_("%(name)s sudah tercatat sebagai pemenang pada edisi dan kategori ini.", name=institution.name), "edition")
    if queries.settled_or_open(institution.id, place.edition.slug, place.category) is not None:
        raise Invalid(
            _("Klaim untuk edisi ini sudah diajukan dan menunggu sekretariat. Lihat klaim itu, atau pilih edisi lain."), "edition"
        )


def confirm_claim(claim: HonourClaim, *, award: str, by: Actor, at: datetime) -> Honour:
    """Confirm a claim: the honour is added with the document as its source; in a demo it stays out of the archive."""
    _hold(claim)
    demand(policy.may_decide_claim(by, ClaimCase(claim, queries.bond(by, claim)), at))
    state = CLAIM_MOVES.after(claim.state, "confirm")
    if has_won(claim.institution_id, claim.edition_slug, claim.category):
        raise Invalid(_("Penghargaan ini sudah tercatat. Tolak klaim ini dengan alasan itu."))
    honour = _honour(claim, award.strip(), at)
    add_honour(honour, by=by, at=at)
    claim.state, claim.decided_at, claim.decided_by, claim.honour_id = state, at, by.id, honour.id
    audit.record("claim.confirmed", claim, by=by, at=at, code=claim.code, honour=honour.id, award=honour.award, sha256=claim.sha256)
    _tell(claim, "claim_confirmed", at)
    return honour


def _honour(claim: HonourClaim, award: str, at: datetime) -> Honour:
    is_simulated = clock.is_demo() or claim.institution.is_invented
    return Honour(
        edition_number=claim.edition_number,
        edition_slug=claim.edition_slug,
        year=claim.edition_year,
        category=claim.category,
        stage=WON,
        award=award,
        institution_name=claim.institution_name,
        institution_id=claim.institution_id,
        source=source_of(claim, at, is_simulated=is_simulated),
        note="",
        is_simulated=is_simulated,
    )


def source_of(claim: HonourClaim, at: datetime, *, is_simulated: bool) -> str:
    """The source of a confirmed honour: the document as typed, the portal's number, its SHA-256, who confirmed and when.

    The public reads it, so it says “sekretariat”; the person is kept with the claim and in the audit log.
    """
    text = _(
        "%(document)s %(number)s; %(code)s, SHA-256 %(sha256)s; dikonfirmasi sekretariat %(at)s",
        document=DOCUMENTS[claim.document],
        number=_("nomor %(number)s", number=claim.number) if claim.number else _("tanpa nomor"),
        code=claim.code,
        sha256=claim.sha256,
        at=short_moment(at),
    )
    return f"SIMULASI; {text}" if is_simulated else text


def refuse_claim(claim: HonourClaim, *, reason: str, by: Actor, at: datetime) -> None:
    """Refuse a claim for a reason; the institution may claim again with another document."""
    _hold(claim)
    demand(policy.may_decide_claim(by, ClaimCase(claim, queries.bond(by, claim)), at))
    claim.state = CLAIM_MOVES.after(claim.state, "refuse")
    claim.decided_at, claim.decided_by, claim.reason = at, by.id, reason.strip()
    audit.record("claim.refused", claim, by=by, at=at, code=claim.code, reason=claim.reason)
    _tell(claim, "claim_refused", at)


def _hold(claim: HonourClaim) -> None:
    """Let no other transaction decide the claim before this one ends; SQLite has one writer anyway."""
    if session().get_bind().dialect.name == "postgresql" and claim not in session().new:
        session().refresh(claim, ["state"], with_for_update=True)


def _tell(claim: HonourClaim, what: str, at: datetime) -> None:
    for person in members(claim.institution_id):
        mail.to_person(f"entries/mail/{what}.txt", person, at=at, claim=claim)
