"""Files, as bytes, as rows of the store, as forms send them."""

import hashlib
import io
from functools import cache

import pikepdf

from p4comp.core import storage, uploads
from p4comp.core.db import session
from p4comp.core.storage import StoredFile
from tests.factories.base import BEGINNING, keep


@cache
def pdf(text="", *, pages=1):
    """A true PDF whose content differs with `text`."""
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(595, 842))
        made.docinfo["/Title"] = text or "Uji"
        out = io.BytesIO()
        made.save(out, deterministic_id=True)
    return out.getvalue()


def stored(content=b"", media_type=uploads.PDF):
    """A file of the store."""
    content = content or pdf()
    sha256 = hashlib.sha256(content).hexdigest()
    if not storage.store().path(sha256).exists():
        return storage.keep_bytes(content, media_type)
    return session().get(StoredFile, sha256) or keep(
        StoredFile(sha256=sha256, size=len(content), media_type=media_type, stored_at=BEGINNING)
    )


def upload(name="surat.pdf", content=None):
    """A file as a form sends it: `browser.post(url, {"file": factories.upload()})`."""
    return io.BytesIO(pdf(name) if content is None else content), name


def cut_off(whole, sent, kind="application/x-www-form-urlencoded"):
    """A request whose line broke after so many bytes of its body, for the plain test client."""
    told = {"CONTENT_LENGTH": str(len(whole)), "CONTENT_TYPE": kind}
    return {"input_stream": io.BytesIO(whole[:sent]), "environ_overrides": told}


@cache
def written(*pages):
    """A PDF with these words on its pages; an empty text is a page without any."""
    with pikepdf.new() as made:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for text in pages:
            page = made.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made.make_indirect(font)))
            page.Contents = made.make_stream(f"BT /F1 14 Tf 60 700 Td ({text}) Tj ET".encode("latin-1") if text else b"")
        out = io.BytesIO()
        made.save(out, deterministic_id=True)
    return out.getvalue()
