"""The letters on the result of verification, drawn; never inside a writing transaction."""

import io
import zipfile
from typing import Any

from p4comp.competition.models import Edition
from p4comp.competition.queries import spec_of
from p4comp.core import clock, docx, pdf
from p4comp.core.storage import store
from p4comp.entries.models import LetterRun
from p4comp.entries.rules.signing import signed_by

MAIN, OWN = "entries/result_letter_pdf.html", "entries/own_letter_pdf.html"


def letter_code(run: LetterRun, number: int) -> str:
    """The portal's own running number of one letter."""
    return f"{run.code}/{number:04d}"


def _head(run: LetterRun, edition: Edition) -> dict[str, Any]:
    spec = spec_of(edition)
    return {
        "run": run,
        "host": spec.host,
        "simulated": clock.is_demo(),
        "edition_name": edition.name,
        "signature": signed_by(run.capacity, run.office),
        "terms": spec.verification,
    }


def result_letter(run: LetterRun, edition: Edition) -> bytes:
    """The result letter with its annex as a PDF."""
    return pdf.render(MAIN, **_head(run, edition), categories=run.facts["categories"])


def result_letter_draft(run: LetterRun, edition: Edition) -> bytes:
    """The same letter as a Word draft."""
    return docx.render(MAIN, **_head(run, edition), categories=run.facts["categories"])


def letter(run: LetterRun, edition: Edition, one: dict[str, Any], number: int) -> bytes:
    """One institution's own letter."""
    category = spec_of(edition).category(one["category"])
    return pdf.render(
        OWN, **_head(run, edition), one=one, code=letter_code(run, number), category_name=category.name if category else one["category"]
    )


def archive(main: bytes, letters: list[tuple[str, str]]) -> bytes:
    """All letters of a run in one ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("surat-hasil-verifikasi.pdf", main)
        for code, sha256 in letters:
            packed.write(store().path(sha256), f"surat/{code.replace('/', '-').lower()}.pdf")
    return out.getvalue()
