"""Drawing a certificate: words by WeasyPrint, laid over the ornament, which is drawn once a process."""

import io
from functools import cache

import pikepdf
import segno
from flask import render_template
from markupsafe import Markup

from p4comp.certificates import rules
from p4comp.certificates.models import Certificate
from p4comp.core import pdf, web

INK = "#2b1a10"
WIDEST_TITLE = 50


def pdf_of(certificate: Certificate) -> bytes:
    """The PDF of a certificate."""
    address = web.p4_url("certificates.verify", code=certificate.code)
    award, *more = certificate.phrases
    words = pdf.render(
        "certificates/certificate.html",
        certificate=certificate,
        name=rules.balanced(certificate.institution_name),
        award=rules.award_lines(award, certificate.edition_name),
        sub_awards=more,
        contest=rules.contest(certificate.category_name, certificate.edition_name, certificate.phrases),
        signatory_title=rules.in_lines(certificate.signatory_title, WIDEST_TITLE),
        qr=qr(address),
        address=address.partition("//")[2],
        code=rules.grouped(certificate.code),
    )
    return over_ground(words)


def qr(address: str) -> Markup:
    """A QR as inline SVG."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(border=0, dark=INK, omitsize=True, svgclass="qr", lineclass=None)
    return Markup(drawn)  # noqa: S704  # segno draws squares; the address stands in it as such, not as text


@cache
def ground() -> bytes:
    """The ornament as a PDF; drawing it costs more than all words, so it is done once."""
    return pdf.from_html(render_template("certificates/ground.html"))


def over_ground(words: bytes) -> bytes:
    """The page of words with the ornament under it, marked as decoration for those who listen to the page."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(words)) as document, pikepdf.open(io.BytesIO(ground())) as drawn:
        page = document.pages[0]
        name = page.add_resource(document.copy_foreign(drawn.pages[0].as_form_xobject()), pikepdf.Name.XObject)
        page.contents_add(f"/Artifact BMC q {name} Do Q EMC".encode(), prepend=True)
        document.save(out)
    return out.getvalue()
