"""Reads the electronic signatures of one PDF, as a program of its own: `python signature_reading.py FILE` prints JSON.

It says whether what was signed is unchanged, whether that is the whole file, and which name the certificate carries. It never
says that a signature is valid: nobody here knows whom to trust.
"""

import json
import resource
import sys
from typing import Any

MOST_MEMORY = 768 * 1024**2
MOST_SECONDS = 30
MOST_SIGNATURES = 20
MARK = b"/ByteRange"
CHUNK = 1024 * 1024


def may_be_signed(path: str) -> bool:
    """Whether the bytes that every signature leaves in clear are there; most files are done with after this look."""
    with open(path, "rb") as file:
        tail = b""
        while chunk := file.read(CHUNK):
            if MARK in tail + chunk:
                return True
            tail = chunk[-len(MARK) :]
    return False


def signatures(path: str) -> list[dict[str, Any]]:
    """The signatures in the order they were made."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko_certvalidator import ValidationContext

    with open(path, "rb") as file:
        reader = PdfFileReader(file, strict=False)
        context = ValidationContext(trust_roots=[], allow_fetching=False)
        return [_read(one, context) for one in reader.embedded_regular_signatures[:MOST_SIGNATURES]]


def _read(signature: Any, context: Any) -> dict[str, Any]:
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature

    name = _name(signature)
    try:
        status = validate_pdf_signature(signature, context)
    except Exception:  # whatever a crafted signature makes the library raise
        return {"name": name, "at": "", "intact": False, "whole": False}
    return {
        "name": name,
        "at": status.signer_reported_dt.isoformat() if status.signer_reported_dt else "",
        "intact": bool(status.intact and status.valid),
        "whole": status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
    }


def _name(signature: Any) -> str:
    try:
        native = signature.signer_cert.subject.native
        return str(native.get("common_name") or native.get("organization_name") or signature.signer_cert.subject.human_friendly)[:200]
    except Exception:  # a certificate that cannot be read has no name
        return ""


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    sys.stdout.write(json.dumps(signatures(sys.argv[1]) if may_be_signed(sys.argv[1]) else []))
