"""The letters on the result of verification, drawn; never inside a writing transaction."""

import io
import zipfile
from typing import Any

from flask_babel import gettext as _

from p4comp.competition.spec import EditionSpec
from p4comp.core import clock, docx, downloads, pdf
from p4comp.core.letterheads import signed_by
from p4comp.core.storage import store
from p4comp.entries.models import LetterRun

MAIN, OWN = "entries/result_letter_pdf.html", "entries/own_letter_pdf.html"


def letter_code(run: LetterRun, number: int) -> str:
    """The portal's own running number of one letter."""
    return f"{run.code}/{number:04d}"


def _head(run: LetterRun, spec: EditionSpec) -> dict[str, Any]:
    return {
        "run": run,
        "host": spec.host,
        "simulated": clock.is_demo(),
        "edition_name": spec.name,
        "signature": signed_by(run.capacity, run.office),
        "terms": spec.verification,
    }


def result_letter(run: LetterRun, spec: EditionSpec) -> bytes:
    """The result letter with its annex as a PDF."""
    return pdf.render(MAIN, **_head(run, spec), categories=run.facts["categories"])


def result_letter_draft(run: LetterRun, spec: EditionSpec) -> bytes:
    """The same letter as a Word draft."""
    return docx.render(MAIN, **_head(run, spec), categories=run.facts["categories"])


def letter(run: LetterRun, spec: EditionSpec, one: dict[str, Any], number: int) -> bytes:
    """One institution's own letter."""
    category = spec.category(one["category"])
    return pdf.render(
        OWN, **_head(run, spec), one=one, code=letter_code(run, number), category_name=category.name if category else one["category"]
    )


def archive(main: bytes, letters: list[tuple[str, str, str]]) -> bytes:
    """All letters of a run in one ZIP, `(code, institution, hash)` each, and a table of which is whose."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("surat-hasil-verifikasi.pdf", main)
        packed.writestr("daftar-surat.csv", _index(letters))
        for code, _name, sha256 in letters:
            packed.write(store().path(sha256), _path(code))
    return out.getvalue()


def _path(code: str) -> str:
    return f"surat/{code.replace('/', '-').lower()}.pdf"


def _index(letters: list[tuple[str, str, str]]) -> str:
    heads = (_("Kode portal"), _("Instansi"), _("Berkas"))
    return downloads.table(heads, ((code, name, _path(code)) for code, name, _sha256 in letters))
