"""The verification desk: a checklist for the small edition, corrections, objections, letters."""

from copy import deepcopy
from datetime import timedelta

from p4comp.decisions.models import Objection
from p4comp.entries.models import Correction, CorrectionPoint, Letter, LetterRun
from tests.factories.base import BEGINNING, during, keep, numbers
from tests.factories.entries import document
from tests.factories.files import pdf, stored

CHECKLIST = {
    "hari_perbaikan": 3,
    "lewat_batas": "dapat_ditolak",
    "hari_sanggah": 3,
    "butir": [
        {"kode": "V1", "teks": "Kategori sesuai.", "periksa": "borang", "bila_tidak": "tolak"},
        {"kode": "V2", "teks": "Surat ditandatangani.", "periksa": "surat", "bila_tidak": "kembalikan", "kategori": ["UPP"]},
        {"kode": "V3", "teks": "Bukti terbaca.", "periksa": "bukti", "bila_tidak": "kembalikan"},
    ],
}


def with_checklist(**changes):
    """The small edition's document with a checklist, its keys replaced."""
    return document(verifikasi=deepcopy(CHECKLIST) | changes)


def correction(entry, *points, replies=(), until=None):
    """What an entry was given back for: `("A1", "Tanggal kurang jelas.")`."""
    found = keep(
        Correction(
            entry_id=entry.id,
            reason="Perbaiki.",
            until=until or during("verifikasi") + timedelta(days=2),
            asked_at=during("verifikasi"),
            asked_by="",
        )
    )
    for number, (place, words) in enumerate(points):
        answer = replies[number] if number < len(replies) else ""
        keep(CorrectionPoint(correction_id=found.id, number=number, place=place, words=words, reply=answer))
    return found


def objection(entry, *, state="waiting", file=True, **values):
    """The objection of an entry's institution to its refusal."""
    sha256 = stored(pdf("Sanggah")).sha256 if file else None
    return keep(
        Objection(
            kind=values.pop("kind", "entry"),
            subject_id=entry.id,
            subject_name=entry.institution_name,
            institution_id=entry.institution_id,
            edition_id=entry.edition_id,
            code=f"SANGGAH/{next(numbers):04d}",
            against="Bukan peserta.",
            against_by=values.pop("against_by", ""),
            words="Kami peserta yang sah.",
            sha256=sha256,
            file_name="sanggah.pdf" if file else "",
            state=state,
            filed_at=values.pop("filed_at", BEGINNING),
            filed_by="",
            **values,
        )
    )


def letter_run(edition, entries=(), *, number="B/1/2022", **values):
    """A run of letters that is done, with one letter for each entry."""
    sha256 = stored(pdf("Surat")).sha256
    version = values.pop("version", 1)
    run = keep(
        LetterRun(
            edition_id=edition.id,
            version=version,
            code=f"HV/{next(numbers):03d}",
            number=number,
            signed_on=during("verifikasi").date(),
            signatory="Siti Rahayu",
            facts={"categories": [], "letters": []},
            total=len(entries),
            asked_at=during("verifikasi"),
            asked_by="",
            done_at=during("verifikasi"),
            main_sha256=sha256,
            zip_sha256=sha256,
        )
    )
    for place, one in enumerate(entries, 1):
        keep(Letter(run_id=run.id, entry_id=one.id, code=f"{run.code}/{place:04d}", sha256=sha256))
    return run
