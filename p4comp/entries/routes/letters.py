"""Letters around an entry that institutions put on their own paper: recommendation, declaration; as PDF and for Word."""

from flask import Response

from p4comp.competition.queries import spec_of
from p4comp.core import docx, downloads, pdf
from p4comp.core.access import allow
from p4comp.entries import policy, queries
from p4comp.entries.models import Entry
from p4comp.entries.policy import Case
from p4comp.entries.routes.blueprint import bp

RECOMMENDATION, DECLARATION = "entries/letter_recommendation.html", "entries/letter_declaration.html"


@bp.get("/kepesertaan/<entry_id>/surat-rekomendasi.pdf")
@allow(policy.may_read, on=queries.case)
def recommendation_letter(case: Case) -> Response:
    """The recommendation, filled in as far as the portal knows."""
    return downloads.pdf(pdf.render(RECOMMENDATION, **_values(case.entry)), "surat-rekomendasi.pdf")


@bp.get("/kepesertaan/<entry_id>/surat-rekomendasi.docx")
@allow(policy.may_read, on=queries.case)
def recommendation_draft(case: Case) -> Response:
    """The same for Word."""
    return downloads.docx(docx.render(RECOMMENDATION, **_values(case.entry)), "surat-rekomendasi.docx")


@bp.get("/kepesertaan/<entry_id>/surat-pernyataan.pdf")
@allow(policy.may_read, on=queries.case)
def declaration_letter(case: Case) -> Response:
    """The declaration that the dossier is true."""
    return downloads.pdf(pdf.render(DECLARATION, **_values(case.entry)), "surat-pernyataan.pdf")


@bp.get("/kepesertaan/<entry_id>/surat-pernyataan.docx")
@allow(policy.may_read, on=queries.case)
def declaration_draft(case: Case) -> Response:
    """The same for Word."""
    return downloads.docx(docx.render(DECLARATION, **_values(case.entry)), "surat-pernyataan.docx")


def _values(entry: Entry) -> dict[str, object]:
    category = next((one.name for one in spec_of(entry.edition).categories if one.code == entry.category), entry.category)
    parent = entry.institution.parent
    return {
        "edition": entry.edition.name,
        "name": entry.institution_name,
        "parent": parent.name if parent else "",
        "category": category,
        "system": entry.system_name,
        "simulated": False,
    }
