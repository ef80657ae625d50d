"""What a certificate says, as data inside its file: JSON of a documented shape (static/schemas/certificate-1.json)."""

import json
from datetime import UTC, datetime

import pikepdf
from pikepdf import Array, AttachedFileSpec, Name

from p4comp.certificates.models import Certificate

SCHEMA = "p4-piagam/1"
FILE = "piagam.json"


def data_of(certificate: Certificate, address: str) -> dict[str, object]:
    """All that is printed, and where it can be checked; keys never change their meaning within a schema."""
    return {
        "skema": SCHEMA,
        "kode": certificate.code,
        "kode_portal": certificate.serial,
        "nomor": certificate.number or None,
        "tanggal": certificate.dated_on.isoformat(),
        "tempat": certificate.place,
        "judul": certificate.title,
        "jenis": certificate.kind.value,
        "penerima": certificate.institution_name,
        "penghargaan": certificate.phrases,
        "kategori": certificate.category_name,
        "edisi": certificate.edition_name,
        "dasar": certificate.basis,
        "keputusan": {"kode": certificate.decision.code, "sha256": certificate.decision.sha256},
        "penandatangan": {"jabatan": certificate.signatory_title, "nama": certificate.signatory_name}
        if certificate.signatory_name
        else None,
        "diterbitkan": certificate.issued_at.astimezone(UTC).isoformat(timespec="seconds"),
        "simulasi": certificate.is_simulated,
        "alamat_periksa": address,
    }


def embed(document: pikepdf.Pdf, data: dict[str, object], at: datetime) -> None:
    """Put the data into a document as the file it is made from, as PDF/A-3 asks."""
    content = json.dumps(data, ensure_ascii=False, indent=1).encode()
    spec = AttachedFileSpec(
        document,
        content,
        description="Isi piagam sebagai data",
        filename=FILE,
        mime_type="application/json",
        creation_date=at.strftime("D:%Y%m%d%H%M%SZ"),
        mod_date=at.strftime("D:%Y%m%d%H%M%SZ"),
    )
    spec.relationship = Name.Data
    document.attachments[FILE] = spec
    document.Root.AF = Array([spec.obj])
