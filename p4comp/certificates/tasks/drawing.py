"""Drawing a certificate: words by WeasyPrint, laid over the ornament, which is drawn once a process; then data and seal."""

import io
import zlib
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import pikepdf
import segno
from flask import current_app, render_template
from flask_babel import gettext as _
from markupsafe import Markup
from pikepdf import Array, Dictionary

from p4comp.certificates import rules
from p4comp.certificates.models import Certificate
from p4comp.certificates.rules import Sealing
from p4comp.certificates.tasks import embedding
from p4comp.core import clock, pdf, pdf_archive, sealing, web
from p4comp.core.sealing import Permission

INK = "#2b1a10"
INK_RGB = "0.169 0.102 0.063 rg"
WIDEST_TITLE = 50
MM = 72 / 25.4
QR_LEFT, QR_BOTTOM, QR_SIZE, QUIET = 37.05 * MM, 28.15 * MM, 22 * MM, 2.8 * MM
MASK = 3  # any of the eight patterns can be read; trying all of them to find the evenest costs more than drawing
PERMISSIONS = {Sealing.FINAL: Permission.NOTHING, Sealing.BEFORE_SIGNATURE: Permission.SIGNATURES}


def pdf_of(certificate: Certificate) -> bytes:
    """The PDF of a certificate, with its data and its seal."""
    return finished(words_of(certificate), certificate, has_own_code=True)


def words_of(certificate: Certificate) -> bytes:
    """The page of words alone, by the portal's own design."""
    return pdf.from_html(html_of(certificate), css=style(), variant=pdf_archive.VARIANT)


def html_of(certificate: Certificate) -> str:
    """The words of a certificate, in the portal's own design."""
    address = address_of(certificate)
    award, *more = certificate.phrases
    return render_template(
        "certificates/certificate.html",
        certificate=certificate,
        name=rules.balanced(certificate.institution_name),
        award=rules.award_lines(award, certificate.edition_name),
        sub_awards=more,
        contest=rules.contest(certificate.category_name, certificate.edition_name, certificate.phrases),
        signatory_title=rules.in_lines(certificate.signatory_title, WIDEST_TITLE),
        address=address.partition("//")[2],
        code=rules.grouped(certificate.code),
        seal=seal_label(certificate),
    )


def address_of(certificate: Certificate) -> str:
    """Where anybody can check it."""
    return web.p4_url("certificates.verify", code=certificate.code)


def seal_label(certificate: Certificate) -> str:
    """What stands under the words for the electronic signature: whose seal it is, and never more than is true."""
    if certificate.sealing is not Sealing.FINAL:
        return _("Bila sudah ditandatangani pejabat, tanda tangannya ada di dalam berkas PDF.")
    identity = sealing.current().identity
    if identity.is_test:
        return identity.name
    if identity.is_rooted:
        return _("Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh BSrE.")
    return _("Disegel oleh %(name)s. Sertifikatnya diterbitkan %(issuer)s.", name=identity.name, issuer=identity.issuer)


def finished(words: bytes, certificate: Certificate, *, has_own_code: bool = False, has_ground: bool = True) -> bytes:
    """A page of words with the code and the ornament under it unless the design has its own, its data inside, sealed as the certificate asks."""
    with pikepdf.open(io.BytesIO(words)) as document:
        if has_own_code:
            draw_code(document, address_of(certificate))
        if has_ground:
            lay_under(document, own_ground())
        pdf_archive.declare_colours(document)
        pdf_archive.declare_accessible(document)
        at = clock.now()
        embedding.embed(document, embedding.data_of(certificate, address_of(certificate)), at)
        return closed(document, certificate.sealing, at)


def over_ground(words: bytes) -> bytes:
    """A page to look at: words over the ornament, nothing else."""
    with pikepdf.open(io.BytesIO(words)) as document:
        lay_under(document, own_ground())
        return sealing.plain(document)


def closed(document: pikepdf.Pdf, how: Sealing, at: datetime) -> bytes:
    """The document as bytes, sealed unless an official's signature is to stand alone."""
    permission = PERMISSIONS.get(how)
    if permission is None:
        make_room(document)
        return sealing.plain(document)
    key = sealing.current()
    reason = _("Segel elektronik portal; asal dan keutuhan berkas ini")
    return sealing.seal(
        document, key, label=_("Segel elektronik: %(name)s", name=key.identity.name), reason=reason, permission=permission, at=at
    )


def make_room(document: pikepdf.Pdf) -> None:
    """Leave an empty place for signatures: one that had to make it first would change more of our file than signatures may."""
    page = document.pages[0]
    page.obj.Annots = document.make_indirect(Array(page.obj.get("/Annots", [])))
    document.Root.AcroForm = document.make_indirect(Dictionary(Fields=document.make_indirect(Array()), SigFlags=3))


def qr(address: str) -> Markup:
    """A QR as inline SVG, for designs that place it themselves."""
    drawn = code_of(address).svg_inline(border=0, dark=INK, omitsize=True, svgclass="qr", lineclass=None)
    return Markup(drawn)  # noqa: S704  # segno draws squares; the address stands in it as such, not as text


def draw_code(document: pikepdf.Pdf, address: str) -> None:
    """Draw the QR on white under the words' frame for it: quicker by far than a picture among the words, which say the address, too."""
    left, bottom, size = QR_LEFT - QUIET, QR_BOTTOM - QUIET, QR_SIZE + 2 * QUIET
    paper, squares = f"1 g {left:.3f} {bottom:.3f} {size:.3f} {size:.3f} re f", " ".join(_squares(address))
    document.pages[0].contents_add(f"/Artifact BMC q {paper} {INK_RGB} {squares} f Q EMC".encode(), prepend=True)


def _squares(address: str) -> Iterator[str]:
    matrix = code_of(address).matrix
    step = QR_SIZE / len(matrix)
    for number, row in enumerate(matrix):
        bottom, first = QR_BOTTOM + QR_SIZE - (number + 1) * step, 0
        for column in range(len(row) + 1):
            if column == len(row) or not row[column]:
                if column > first:
                    yield f"{QR_LEFT + first * step:.3f} {bottom:.3f} {(column - first) * step:.3f} {step:.3f} re"
                first = column + 1


def code_of(address: str) -> segno.QRCode:
    """The QR of an address."""
    return segno.make(address, error="m", micro=False, mask=MASK)


@cache
def style() -> str:
    """The style sheet of the portal's own design."""
    return (Path(current_app.static_folder or "") / "css/certificate.css").read_text("utf-8")


@cache
def own_ground() -> bytes:
    """The ornament, ready to be laid under a page; drawing it costs more than all words, so it is done once."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf.from_html(render_template("certificates/ground.html")))) as drawn:
        form = drawn.pages[0].as_form_xobject()
        form.write(zlib.compress(form.read_bytes(), 9), filter=pikepdf.Name.FlateDecode)
        drawn.Root.Ground = form
        drawn.save(out)
    return out.getvalue()


def lay_under(document: pikepdf.Pdf, ground: bytes) -> None:
    """Put the ornament under the words, marked as decoration for those who listen to the page."""
    with pikepdf.open(io.BytesIO(ground)) as drawn:
        page = document.pages[0]
        name = page.add_resource(document.copy_foreign(drawn.Root.Ground), pikepdf.Name.XObject)
        page.contents_add(f"/Artifact BMC q {name} Do Q EMC".encode(), prepend=True)
