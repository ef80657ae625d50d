"""Files, as bytes, as rows of the store, as forms send them."""

import io

import pikepdf

from p4comp.core import storage, uploads


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
    return storage.keep_bytes(content or pdf(), media_type)


def upload(name="surat.pdf", content=None):
    """A file as a form sends it: `browser.post(url, {"file": factories.upload()})`."""
    return io.BytesIO(pdf(name) if content is None else content), name
