"""Subjects of the access table's rows about work on one dossier together."""

import io

import xlsxwriter

from tests import factories

AT_WORK = (
    "be_present",
    "share",
    "share@verified",
    "restore",
    "restore@verified",
    "import_form",
    "import_form@verified",
    "take_form",
    "take_form@verified",
)


def subjects(cast, draft):
    """URL values by row."""
    at_draft, at_verified = {"entry_id": draft.id}, {"entry_id": cast.entry.id}
    field = {"indicator": "A1", "field": "level"}
    return {
        "entries.be_present": at_draft | {"aspect": "A"},
        "entries.shares": at_draft,
        "entries.share": at_draft | {"aspect": "A"},
        "entries.share@verified": at_verified | {"aspect": "A"},
        "entries.history": at_draft | field,
        "entries.restore": at_draft | field,
        "entries.restore@verified": at_verified | field,
        **{
            f"entries.{name}": at_draft
            for name in ("form_pdf", "form_docx", "form_xlsx", "own_xlsx", "own_pdf", "import_form", "take_form")
        },
        "entries.import_form@verified": at_verified,
        "entries.take_form@verified": at_verified,
    }


def bodies(cast):
    """What is sent."""
    return {
        "entries.share": {"A-person": cast.entrant.id},
        "entries.restore": {"version": "0", "seen": "0"},
        "entries.import_form": {"file": (io.BytesIO(form()), "borang.xlsx")},
        "entries.take_form": {"A1.narrative": "dari borang", "A1.narrative.version": "0"},
    }


def moments():
    """While registration is open."""
    return {f"entries.{name}": factories.during("pendaftaran") for name in AT_WORK}


def form():
    """A small filled form."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Borang")
        sheet.write_row(0, 0, ("Kode", "Tingkat", "Penjelasan"))
        sheet.write_row(1, 0, ("A1", 2, "Dari borang."))
    return out.getvalue()
