"""Editions, and entries with their dossiers."""

import hashlib
import json
from copy import deepcopy
from datetime import date

from sqlalchemy import select

from p4comp.competition import files as editions
from p4comp.competition import rules
from p4comp.competition.models import Edition
from p4comp.core import canonical
from p4comp.core.db import first
from p4comp.entries.models import Answer, Entry, Evidence, HonourClaim, Submission
from tests.factories.base import BEGINNING, INDICATORS, SMALL, during, keep, numbers
from tests.factories.files import pdf, stored
from tests.factories.people import institution as make_institution
from tests.factories.people import member


def document(**changes):
    """The small edition's document with keys replaced: `document(slug="lain", nomor=5)`."""
    return deepcopy(SMALL) | changes


def edition(*, running=True, frozen=True, **changes):
    """The small edition, loaded, its plan frozen, running; the same slug twice is the same edition."""
    content = document(**changes)
    known = first(select(Edition).where(Edition.slug == content["slug"]))
    if known is not None:
        return known
    kept = editions.to_kept(content)
    return keep(
        Edition(
            slug=content["slug"],
            number=content["nomor"],
            name=content["nama"],
            zone=content["zona"],
            document=kept,
            document_sha256=hashlib.sha256(json.dumps(kept, ensure_ascii=False).encode()).hexdigest(),
            plan_sha256=canonical.sha256(rules.plan_of(content)),
            plan_frozen_at=BEGINNING if frozen else None,
            is_running=running,
            loaded_at=BEGINNING,
        )
    )


def entry(edition=None, institution=None, *, state="draft", category="UMUM", contact=None, levels=3, evidence=True, **values):
    """An entry in a state, with a whole dossier: `levels` is one level for all indicators, or one for each, None for none."""
    edition = edition or make_edition()
    institution = institution or make_institution("upp" if category == "UPP" else "pemkab")
    contact = contact or member(institution=institution)
    handed_in = state != "draft"
    found = keep(
        Entry(
            edition_id=edition.id,
            category=category,
            institution_id=institution.id,
            institution_name=institution.name,
            state=state,
            system_name=values.pop("system_name", "SP4N-LAPOR!"),
            system_since_on=values.pop("system_since_on", date(2019, 1, 2)),
            began_at=values.pop("began_at", during("pendaftaran")),
            first_submitted_at=values.pop("first_submitted_at", during("pendaftaran") if handed_in else None),
            submitted_at=values.pop("submitted_at", during("pendaftaran") if handed_in else None),
            contact_id=contact.id,
            **values,
        )
    )
    if category == "UPP":
        found.recommendation_sha256, found.recommendation_name = stored(pdf("Rekomendasi")).sha256, "rekomendasi.pdf"
        found.recommendation_number = "800/1/2022"
    answers(found, levels, by=contact)
    if evidence and levels is not None:
        for code in INDICATORS:
            proof(found, code, by=contact)
    if handed_in:
        submission(found, by=contact)
    return found


def answers(entry, levels=3, *, by=None, narrative="Dijalankan sejak 2019."):
    """The claims of an entry on every indicator."""
    if levels is None:
        return []
    wanted = levels if isinstance(levels, dict) else dict.fromkeys(INDICATORS, levels)
    return [
        keep(
            Answer(
                entry_id=entry.id,
                indicator=code,
                level=level,
                narrative=narrative,
                saved_at=entry.began_at,
                saved_by=by.id if by else entry.contact_id,
            )
        )
        for code, level in wanted.items()
    ]


def proof(entry, indicator="A1", *, name="", content=None, by=None, **values):
    """A file that proves an indicator of an entry."""
    content = content or pdf(f"Bukti {indicator}")
    return keep(
        Evidence(
            entry_id=entry.id,
            indicator=indicator,
            sha256=stored(content).sha256,
            name=name or f"bukti-{indicator}.pdf",
            added_at=entry.began_at,
            added_by=by.id if by else entry.contact_id,
            **values,
        )
    )


def submission(entry, *, by=None, at=None, code="", snapshot=None):
    """A hand-in of an entry."""
    return keep(
        Submission(
            entry_id=entry.id,
            code=code or f"KP-{next(numbers):05d}",
            snapshot=snapshot or {"entry": entry.id},
            sha256=hashlib.sha256(entry.id.encode()).hexdigest(),
            submitted_at=at or entry.submitted_at or entry.began_at,
            submitted_by=by.id if by else entry.contact_id,
            audit_head="0" * 64,
        )
    )


make_edition = edition


def claim(institution, *, state="waiting", edition_number=3, category="UMUM", document=None, **values):
    """A claim of an institution to a winner's place in an earlier edition, with its document."""
    number = next(numbers)
    year = 2017 + edition_number
    file = document or stored(pdf(f"Piagam {number}"))
    return keep(
        HonourClaim(
            code=f"KLAIM/{number:04d}",
            institution_id=institution.id,
            institution_name=institution.name,
            edition_number=edition_number,
            edition_slug=f"p4-{year}",
            edition_year=year,
            category=category,
            award=values.pop("award", "Top 10"),
            year=values.pop("year", year),
            document="piagam",
            number=values.pop("number", "12/PAN/2020"),
            sha256=file.sha256,
            file_name="piagam.pdf",
            state=state,
            claimed_at=values.pop("claimed_at", BEGINNING),
            claimed_by="",
            **values,
        )
    )
