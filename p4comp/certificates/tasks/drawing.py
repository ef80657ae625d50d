"""Drawing a certificate: words by WeasyPrint, laid over the ornament, which is drawn once a process; then data and seal."""

import io
import zlib
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import pikepdf
import segno
from flask import current_app, render_template
from flask_babel import gettext as _
from markupsafe import Markup
from pikepdf import Array, Dictionary

from p4comp.certificates import rules
from p4comp.certificates.models import Certificate
from p4comp.certificates.rules import Sealing, Weight
from p4comp.certificates.rules.kinds import KINDS
from p4comp.certificates.tasks import embedding
from p4comp.competition import queries as competition
from p4comp.competition.final_terms import BY_SCORE
from p4comp.competition.spec import Category
from p4comp.core import clock, pdf, pdf_archive, sealing, spaces, web
from p4comp.core.sealing import Permission

INK = "#2b1a10"
INK_RGB, GOLD_RGB, FRAME = "0.169 0.102 0.063 rg", "0.69 0.545 0.247 RG", 0.709
WIDEST_TITLE = 50
MM = 72 / 25.4
QR_LEFT, QR_BOTTOM, QR_SIZE, QUIET = 37.05 * MM, 28.15 * MM, 22 * MM, 2.8 * MM
MASK = 3  # any of the eight patterns can be read; trying all of them to find the evenest costs more than drawing
PERMISSIONS = {Sealing.FINAL: Permission.NOTHING, Sealing.BEFORE_SIGNATURE: Permission.SIGNATURES}


def pdf_of(certificate: Certificate, weight: Weight | None = None) -> bytes:
    """The PDF of a certificate, with its data and its seal."""
    return finished(words_of(certificate, weight), certificate, has_own_code=True)


def words_of(certificate: Certificate, weight: Weight | None = None) -> bytes:
    """The page of words alone, by the portal's own design."""
    return pdf.from_html(html_of(certificate, weight), css=style(), variant=pdf_archive.VARIANT)


def weight_of(certificate: Certificate) -> Weight:
    """Which of its words a reader looks for, by the edition's plan. To be asked while the session is open."""
    return weighed(certificate, competition.spec_of(certificate.edition).category(certificate.decision.category))


def weighed(certificate: Certificate, category: Category | None) -> Weight:
    """The same where its category is known."""
    is_by_score = category is not None and category.award_terms.giving in BY_SCORE
    return rules.weight(KINDS[certificate.kind].second, len(certificate.phrases), is_by_score=is_by_score)


def html_of(certificate: Certificate, weight: Weight | None = None) -> str:
    """The words of a certificate, in the portal's own design."""
    address, weight = address_of(certificate), weight_of(certificate) if weight is None else weight
    award, *more = certificate.phrases
    return render_template(
        "certificates/certificate.html",
        certificate=certificate,
        name=rules.balanced(certificate.institution_name),
        award=rules.award_lines(award, certificate.edition_name, weight),
        sub_awards=[rules.award_lines(one, certificate.edition_name) for one in more],
        weight=weight,
        contest=rules.contest(certificate.category_name, certificate.edition_name, certificate.phrases),
        signatory_title=rules.in_lines(office_of(certificate), WIDEST_TITLE),
        address=address.partition("//")[2],
        code=rules.grouped(certificate.code),
        seal=seal_label(certificate),
    )


def address_of(certificate: Certificate) -> str:
    """Where anybody can check it."""
    return web.p4_url("certificates.verify", code=certificate.code)


def office_of(certificate: Certificate) -> str:
    """Who signs, as what; whoever gives it out where it stands on no list and nobody signs."""
    return certificate.signatory_title or ("" if certificate.is_listed else spaces.house().team)


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
    """Draw the QR on white in its frame: quicker by far than a picture among the words, which say the address, too."""
    left, bottom, size = QR_LEFT - QUIET, QR_BOTTOM - QUIET, QR_SIZE + 2 * QUIET
    box, squares = f"{left:.3f} {bottom:.3f} {size:.3f} {size:.3f} re", " ".join(_squares(address))
    drawn = f"1 g {GOLD_RGB} {FRAME} w {box} B {INK_RGB} {squares} f"
    document.pages[0].contents_add(f"/Artifact BMC q {drawn} Q EMC".encode(), prepend=True)


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


def style() -> str:
    """The style sheet of the portal's own design, in the brand's colour."""
    return _asset("css/certificate.css", spaces.house().colour)


def own_ground() -> bytes:
    """The ornament in the brand's colour, ready to be laid under a page; drawing it costs more than all words, so it is done once."""
    return _ground(spaces.house().colour)


@lru_cache(64)
def _asset(name: str, colour: str) -> str:
    return rules.in_brand((Path(current_app.static_folder or "") / name).read_text("utf-8"), colour)


@lru_cache(32)
def _ground(colour: str) -> bytes:
    out, drawing = io.BytesIO(), Markup(_asset("img/certificate.svg", colour))  # noqa: S704  # our own file
    with pikepdf.open(io.BytesIO(pdf.from_html(render_template("certificates/ground.html", drawing=drawing)))) as drawn:
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
