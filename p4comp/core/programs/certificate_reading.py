"""Reads what a PDF says of itself, as a program of its own: `python certificate_reading.py JOB` prints JSON.

The job is JSON: `file` (a path), `seal` (the SHA-256 of the portal's own certificate) and `roots` (a PEM file or nothing). It tells the code
in the data inside, and every signature: by whom, whether what was signed is unchanged, whether that is the whole file. Nothing is kept.
"""

import hashlib
import json
import resource
import sys
from pathlib import Path
from typing import Any

from p4comp.core.programs.signed_copy_checking import MOST_SIGNATURES, signer, told_code, trusted_roots

MOST_MEMORY = 768 * 1024**2
MOST_SECONDS = 10


def read(path: str, seal: str, roots: list[Any]) -> dict[str, Any]:
    """The code told inside and the signatures, in the order they were made."""
    return {"code": told_code(path)[:40], "signatures": _signatures(path, seal, roots)}


def _signatures(path: str, seal: str, roots: list[Any]) -> list[dict[str, Any]]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        with open(path, "rb") as file:
            found = PdfFileReader(file, strict=False).embedded_regular_signatures[:MOST_SIGNATURES]
            return [_signature(one, seal, roots) for one in found]
    except Exception:  # whatever a crafted file makes the library raise
        return []


def _signature(signature: Any, seal: str, roots: list[Any]) -> dict[str, Any]:
    try:
        said = signer(signature, roots)
    except Exception:  # whatever a crafted signature makes the library raise
        said = {"name": "", "issuer": "", "at": "", "intact": False, "whole": False, "kept": False, "trusted": False}
    return said | {"is_seal": _fingerprint(signature) == seal}


def _fingerprint(signature: Any) -> str:
    try:
        return hashlib.sha256(signature.signer_cert.dump()).hexdigest()
    except Exception:  # a certificate that cannot be read is nobody's
        return ""


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    job = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    sys.stdout.write(json.dumps(read(job["file"], job["seal"], trusted_roots(job["roots"]))))
