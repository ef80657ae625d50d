"""Drawing certificates with a design of the edition: words in a process of its own, then the ornament under them as ever."""

import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.certificates import rules
from p4comp.certificates.models import Certificate, Design, DesignVersion
from p4comp.certificates.queries import designs as queries
from p4comp.certificates.rules import Weight
from p4comp.certificates.rules.designs import markup
from p4comp.certificates.rules.kinds import KINDS, LISTED, Second
from p4comp.certificates.tasks import drawing
from p4comp.competition import queries as competition
from p4comp.competition.spec import Category, EditionSpec
from p4comp.core import clock, inspection, jobs, pdf_archive, previews, spaces, typed_pages, web
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.core.storage import store
from p4comp.core.typed_pages import TypedPage
from p4comp.core.words import short_day

WIDTH, MOST_BYTES = 1100, 110_000
SAMPLE_CODE = "0123456789abcde"
SAMPLE_INSTITUTION = "Pemerintah Kabupaten Simulasi"
_turns = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Typed:
    """A version as it is drawn with, free of the database: `pictures` are path and media type by name."""

    html: str
    css: str
    has_ground: bool
    pictures: dict[str, tuple[str, str]]


def typed_of(certificate: Certificate) -> Typed | None:
    """The design a certificate was issued with; None for the portal's own. To be asked while the session is open."""
    version = session().get(DesignVersion, certificate.design_id) if certificate.design_id else None
    return typed(version, certificate.edition_id) if version else None


def typed(version: DesignVersion, edition_id: str) -> Typed:
    """A version with the pictures of its edition."""
    pictures = {one.name: (str(store().path(one.sha256)), one.file.media_type) for one in queries.pictures(edition_id)}
    return Typed(version.html, version.css, version.has_ground, pictures)


def words_of(certificate: Certificate, design: Typed, weight: Weight | None = None, variant: str = "") -> bytes:
    """The page of words as the design sets them; Invalid says what stands in the way."""
    organiser = spaces.house().organiser
    mark = (
        _("SIMULASI|SIMULASI. Piagam peraga, bukan dokumen resmi %(organiser)s.", organiser=organiser) if certificate.is_simulated else ""
    )
    title = f"{certificate.title} – {certificate.institution_name}"
    page = TypedPage(
        design.html,
        design.css,
        places_of(certificate, drawing.weight_of(certificate) if weight is None else weight),
        title,
        certificate.edition_name,
        design.pictures,
        mark,
        variant,
        tuple(sorted(markup.TAGS)),
        tuple(sorted(markup.ATTRIBUTES)),
    )
    with _turns:
        return typed_pages.draw(page)


def pdf_of(certificate: Certificate, design: Typed | None, weight: Weight | None = None) -> bytes:
    """The PDF of a certificate with its design, or with the portal's own."""
    if design is None:
        return drawing.pdf_of(certificate, weight)
    return drawing.finished(words_of(certificate, design, weight, pdf_archive.VARIANT), certificate, has_ground=design.has_ground)


def places_of(certificate: Certificate, weight: Weight) -> dict[str, Any]:
    """What stands in the places of a design: plain texts, and our own line breaks and QR."""
    address = web.p4_url("certificates.verify", code=certificate.code)
    award, *more = certificate.phrases
    name = rules.balanced(certificate.institution_name)
    return {
        "nama": {"lines": name.lines},
        "ukuran_nama": name.size,
        "judul": certificate.title,
        "nomor": certificate.number or (_("menunggu nomor") if certificate.is_listed else "–"),
        "penghargaan": {"lines": rules.award_lines(award, certificate.edition_name, weight)},
        "rincian": more,
        "susunan": weight.value,
        "kategori": certificate.category_name,
        "edisi": certificate.edition_name,
        "kategori_edisi": rules.contest(certificate.category_name, certificate.edition_name, certificate.phrases),
        "dasar": certificate.basis,
        "tempat": certificate.place,
        "tanggal": short_day(certificate.dated_on),
        "jabatan": {"lines": rules.in_lines(drawing.office_of(certificate), drawing.WIDEST_TITLE)},
        "penandatangan": certificate.signatory_name,
        "qr": {"markup": str(drawing.qr(address))},
        "alamat": address.partition("//")[2],
        "kode": rules.grouped(certificate.code),
        "kode_portal": certificate.serial,
        "segel": drawing.seal_label(certificate),
    }


def _category(design: Design, spec: EditionSpec) -> Category:
    found = spec.category(design.category) if design.category else spec.categories[0]
    assert found is not None  # a design is made for a category of its edition
    return found


def _second(design: Design, spec: EditionSpec) -> str:
    """What stands below the words of a sample."""
    awards = _category(design, spec).awards
    chosen = [one for one in awards if one.code == design.award] or list(awards[:1])
    return {
        Second.NOTHING: "",
        Second.AWARD: chosen[0].name,
        Second.ANOTHER: spec.certificate.juror,
        Second.INSTITUTION: SAMPLE_INSTITUTION,
    }[KINDS[design.kind].second]


def sample(design: Design, spec: EditionSpec, name: str) -> Certificate:
    """A certificate that was never issued, to look at a design with."""
    kind, category = KINDS[design.kind], _category(design, spec)
    return Certificate(
        code=SAMPLE_CODE + rules.check_sign(SAMPLE_CODE),
        serial=f"{spec.slug.upper()}/PIAGAM/0000",
        kind=design.kind,
        title=kind.title(spec.certificate),
        institution_name=name,
        category_name=category.name if kind.of_category else "",
        award_text=f"{kind.text(spec.certificate)}\n{_second(design, spec)}".rstrip(),
        edition_name=spec.name,
        basis=rules.basis("CONTOH", "", None) if design.kind in LISTED else "",
        number="",
        place=spec.certificate.city,
        dated_on=clock.local(clock.now(), spec.zone).date(),
        signatory_title=_("Jabatan Penandatangan (Contoh)"),
        signatory_name=_("Nama Penandatangan (Contoh)"),
        is_simulated=clock.is_demo(),
    )


def look(version: DesignVersion, spec: EditionSpec, which: int) -> Path:
    """The picture of a version with one of its sample names, drawn now if it is not there; Invalid says why it cannot be."""
    if not 0 <= which < len(version.samples):
        raise NotFound
    target = previews.folder() / version.id[:2] / f"design-{version.id}-{which}.webp"
    if not target.exists():
        shown, weight = _sample(version.design, spec, version.samples[which])
        previews.keep(_picture(shown, typed(version, version.design.edition_id), weight), target)
    return target


def _sample(design: Design, spec: EditionSpec, name: str) -> tuple[Certificate, Weight]:
    shown = sample(design, spec, name)
    return shown, drawing.weighed(shown, _category(design, spec))


def _picture(certificate: Certificate, design: Typed, weight: Weight) -> bytes:
    words = words_of(certificate, design, weight)
    content = drawing.over_ground(words) if design.has_ground else words
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        found = inspection.run("page_drawing.py", file.name, "draw", "1", str(WIDTH), str(MOST_BYTES), seconds=typed_pages.SECONDS)
    if not found:
        raise Invalid(typed_pages.fault({}), "html")
    return found


@jobs.task("certificates.try_design")
def try_design(version_id: str) -> None:
    """Draw a version with each of its sample names and note what stands in the way, if anything; no transaction is open meanwhile."""
    version = session().get(DesignVersion, version_id)
    if version is None:
        return
    if queries.is_overtaken(version):
        version.tried_at, version.fault = clock.now(), _("Versi yang lebih baru sudah disimpan, jadi versi ini tidak digambar.")
        return
    spec = competition.spec_of(version.design.edition)
    names, design, ready = list(version.samples), version.design, typed(version, version.design.edition_id)
    samples = [_sample(design, spec, name) for name in names]
    session().rollback()
    fault = ""
    for which, (one, weight) in enumerate(samples):
        try:
            previews.keep(_picture(one, ready, weight), previews.folder() / version_id[:2] / f"design-{version_id}-{which}.webp")
        except Invalid as error:
            fault = _("Dengan nama “%(name)s”: %(told)s", name=names[which], told=error.message)
            break
    current = session().get(DesignVersion, version_id, with_for_update=True)
    if current is not None:
        current.tried_at, current.fault = clock.now(), fault
