"""Subjects of the access table's rows about carrying answers from one dossier to another, and from one space to another."""

from p4comp.core import canonical
from p4comp.core.db import new_id
from p4comp.entries.models import Parcel
from tests import factories

AT_WORK = ("carry_sources", "carry", "carry@parcel", "take_carried", "take_carried@verified", "confirm_carried", "confirm_carried@verified")


def earlier(entry, contact):
    """What the same institution handed in a year before."""
    before = factories.edition(running=False, slug="uji-lalu", nomor=3, label_tahun=2020)
    return factories.entry(before, entry.institution, contact=contact, state="verified", category=entry.category)


def parcel(institution, **values):
    """What came from another space for an institution: one answer, no files."""
    asked = [{"code": "A1", "name": "Arahan", "question": "Bagaimana?", "rubric": ["Tidak.", "Ya."], "evidence": "Surat."}]
    content = {
        "format": 1,
        "edition": {"slug": "provinsi", "name": "Penghargaan Provinsi", "year": 2021},
        "category": {"code": "UMUM", "name": "Umum"},
        "institution": {"code": institution.code, "name": institution.name},
        "asked": asked,
        "answers": [{"indicator": "A1", "level": 1, "narrative": "Ditulis di provinsi."}],
        "evidence": [],
    }
    values = {"handover_id": new_id(), "origin": "Penghargaan Provinsi", "came_at": factories.BEGINNING} | values
    return factories.keep(Parcel(institution_id=institution.id, content=content, sha256=canonical.sha256(content), came_by="", **values))


def subjects(cast, draft):
    """URL values by row."""
    at_draft, at_verified = {"entry_id": draft.id}, {"entry_id": cast.entry.id}
    source = {"kind": "berkas", "source_id": earlier(draft, cast.entrant).id}
    foreign = {"kind": "berkas", "source_id": cast.stranger_entry.id}
    return {
        "entries.carry_sources": at_draft,
        "entries.carry": at_draft | source,
        "entries.carry@foreign": at_draft | foreign,
        "entries.carry@parcel": at_draft | {"kind": "kiriman", "source_id": parcel(draft.institution).id},
        "entries.take_carried": at_draft | source,
        "entries.take_carried@verified": at_verified | {"kind": "berkas", "source_id": earlier(cast.entry, cast.entrant).id},
        "entries.confirm_carried": at_draft | {"indicator": "A1"},
        "entries.confirm_carried@verified": at_verified | {"indicator": "A1"},
        "entries.hand_over": at_draft,
        "entries.make_code": at_draft,
    }


def bodies():
    """What is sent."""
    return {"entries.take_carried": {"A1.penjelasan": "y"}, "entries.receive": {"kode": "0.tidakada"}}


def moments():
    """While registration is open."""
    return {f"entries.{name}": factories.during("pendaftaran") for name in AT_WORK}
