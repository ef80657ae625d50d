"""Looks into PDFs that came back signed, as a program of its own: `python signed_copy_checking.py JOB` prints JSON.

The job is JSON: `files` (paths), `known` (by code: `sha256` and `size` of the file we gave out) and `roots` (a PEM file or nothing). A file is
ours if it begins with our bytes; then whatever was appended may be nothing but signatures, visible or not, and what proves them later. With
`roots` each must lead to an authority there.
"""

import hashlib
import json
import resource
import sys
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from p4comp.core.programs.stamp_covering import covers

MOST_MEMORY = 1024 * 1024**2
MOST_SECONDS = 120
MOST_SIGNATURES = 10
DATA = "piagam.json"


def look(path: str, known: dict[str, dict[str, Any]], roots: list[Any]) -> dict[str, Any]:
    """What a file is: `accepted`, `foreign`, `altered`, `unsigned` or `untrusted`; whose it is, and who signed."""
    content = Path(path).read_bytes()
    code = _code(content, known)
    if code is None:
        told = told_code(path)
        return _found("altered" if told in known else "foreign", told if told in known else "")
    size = known[code]["size"]
    if len(content) == size:
        return _found("unsigned", code)
    return _judge(path, code, content[:size], roots)


def _code(content: bytes, known: dict[str, dict[str, Any]]) -> str | None:
    """The code of the longest file that these bytes begin with."""
    by_size: dict[int, dict[str, str]] = {}
    for code, one in known.items():
        by_size.setdefault(one["size"], {})[one["sha256"]] = code
    for size, codes in sorted(by_size.items(), reverse=True):
        if len(content) >= size and (found := codes.get(hashlib.sha256(content[:size]).hexdigest())):
            return found
    return None


def told_code(path: str) -> str:
    """The code that the data inside a file tell."""
    import pikepdf

    try:
        with pikepdf.open(path) as document:
            return str(json.loads(document.attachments[DATA].get_file().read_bytes())["kode"])
    except Exception:  # whatever a foreign or crafted file makes the libraries raise
        return ""


def _judge(path: str, code: str, ours: bytes, roots: list[Any]) -> dict[str, Any]:
    try:
        signers, is_clean = _signers(path, ours, roots)
    except Exception as error:  # whatever a crafted file makes the library raise
        return _found("altered", code, note=type(error).__name__)
    if not is_clean:
        return _found("altered", code, signers)
    if not signers:
        return _found("altered", code, note="appended")
    if not all(one["intact"] for one in signers):
        return _found("altered", code, signers)
    return _found("untrusted" if roots and not all(one["trusted"] for one in signers) else "accepted", code, signers)


def _signers(path: str, ours: bytes, roots: list[Any]) -> tuple[list[dict[str, Any]], bool]:
    """The signatures that were added to our file, and whether nothing else was."""
    import io

    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.diff_analysis import DiffResult
    from pyhanko.sign.fields import MDPPerm

    base = PdfFileReader(io.BytesIO(ours), strict=False)
    with open(path, "rb") as file:
        reader = PdfFileReader(file, strict=False)
        had = {one.field_name for one in base.embedded_signatures}
        added = [one for one in reader.embedded_signatures if one.field_name not in had]
        ended = base.xrefs.total_revisions - 1
        if reader.xrefs.get_startxref_for_revision(ended) != base.xrefs.get_startxref_for_revision(ended):
            return [], False  # our bytes are there, but another document follows them, with a history of its own
        result = diff_policy().review_file(reader, ended, doc_mdp=MDPPerm.FILL_FORMS)
        forbidden = any(one.docmdp_level is MDPPerm.NO_CHANGES for one in base.embedded_signatures)
        found = [signer(one, roots) for one in added[:MOST_SIGNATURES] if one.sig_object["/Type"] == "/Sig"]
        last = bool(found) and any(one["whole"] or one["untouched"] for one in found)
        return found, isinstance(result, DiffResult) and not forbidden and last and not _is_covered(path, ours)


def _is_covered(path: str, ours: bytes) -> bool:
    """Whether a stamp lies over what we printed."""
    with NamedTemporaryFile(suffix=".pdf") as before:
        before.write(ours)
        before.flush()
        return covers(before.name, path)


@cache
def diff_policy() -> Any:
    """What may follow our seal: pyHanko's own list, and signatures whose stamp is seen on the page, as Acrobat allows them."""
    from pyhanko.sign import diff_analysis as known

    creating = known.SigFieldCreationRule(allow_new_visible_after_certify=True)  # type: ignore[no-untyped-call]  # pyHanko leaves it untyped
    form = known.FormUpdatingRule(field_rules=[creating, known.SigFieldModificationRule(), known.GenericFieldModificationRule()])
    return known.StandardDiffPolicy(global_rules=known.DEFAULT_DIFF_POLICY.global_rules, form_rule=form)


def signer(signature: Any, roots: list[Any]) -> dict[str, Any]:
    """Who made a signature, whether what was signed is unchanged and the whole file, and whether an authority on the list vouches.

    `untouched` says that what was added after it, if anything, only proves signatures (time stamps, answers of authorities); `kept` that it
    was no more than other signatures, with their visible stamps.
    """
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail")
    status = validate_pdf_signature(signature, context, diff_policy=diff_policy())
    certificate, later = signature.signer_cert, status.modification_level
    return {
        "name": _name(certificate.subject),
        "issuer": _name(certificate.issuer),
        "at": status.signer_reported_dt.isoformat() if status.signer_reported_dt else "",
        "intact": bool(status.intact and status.valid),
        "whole": status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        "untouched": later is not None and later <= ModificationLevel.LTA_UPDATES,
        "kept": later is not None and later <= ModificationLevel.FORM_FILLING and bool(status.docmdp_ok),
        "trusted": bool(roots and status.trusted),
    }


def _name(subject: Any) -> str:
    native = subject.native
    return str(native.get("common_name") or native.get("organization_name") or subject.human_friendly)[:200]


def _found(outcome: str, code: str, signers: list[dict[str, Any]] | None = None, note: str = "") -> dict[str, Any]:
    return {"outcome": outcome, "code": code, "signers": signers or [], "note": note}


def trusted_roots(path: str | None) -> list[Any]:
    """The authorities in a PEM file; none without one."""
    if not path:
        return []
    from asn1crypto import pem, x509  # type: ignore[import-untyped]  # has no stubs

    return [x509.Certificate.load(content) for _kind, _heads, content in pem.unarmor(Path(path).read_bytes(), multiple=True)]


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    job = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    trusted = trusted_roots(job["roots"])
    sys.stdout.write(json.dumps([look(one, job["known"], trusted) for one in job["files"]]))
