"""A certificate as it is printed: A4 landscape, our own ornament, a QR to the verification page."""

import segno
from flask_babel import gettext as _
from markupsafe import Markup

from p4comp.certificates import rules
from p4comp.certificates.models import Certificate
from p4comp.core import pdf, web


def address(certificate: Certificate) -> str:
    """The full address of the verification page."""
    return web.p4_url("certificates.verify", code=certificate.code)


def qr(certificate: Certificate) -> Markup:
    """The QR of the verification page as inline SVG."""
    code = segno.make(address(certificate), error="m", micro=False)
    return Markup(code.svg_inline(scale=1, border=0, dark="#2b1a10", omitsize=True, svgclass="qr", lineclass=None))


def pdf_of(certificate: Certificate) -> bytes:
    """The PDF of a certificate."""
    lines = certificate.award_text.split("\n")
    return pdf.render(
        "certificates/certificate.html",
        certificate=certificate,
        name=rules.balanced(certificate.institution_name),
        award=lines[0],
        sub_award=lines[1] if len(lines) > 1 else "",
        number=certificate.number or _("menunggu nomor"),
        qr=qr(certificate),
        address=address(certificate).partition("//")[2],
        code=rules.grouped(certificate.code),
    )
