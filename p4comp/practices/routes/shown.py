"""A published practice: its page, earlier versions, files, the printable document."""

import hashlib

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from p4comp.core import clock, downloads, pdf, previews, spaces
from p4comp.core.access import public
from p4comp.core.web import p4_url
from p4comp.core.words import short_day
from p4comp.practices import queries
from p4comp.practices.models import PracticeFile
from p4comp.practices.queries import Shown
from p4comp.practices.routes.blueprint import bp
from p4comp.practices.routes.library import SECONDS
from p4comp.practices.rules.citing import citation, described

GONE = 410


@bp.get("/praktik/<code>")
@public(seconds=SECONDS, on=queries.shown)
def show(found: Shown) -> ResponseReturnValue:
    """The newest version; of one that has ended only that it has."""
    return _page(found)


@bp.get("/praktik/<code>/versi/<int:number>")
@public(seconds=SECONDS, on=queries.shown_version)
def show_version(found: Shown) -> ResponseReturnValue:
    """The version that somebody cited."""
    return _page(found)


def _page(found: Shown) -> ResponseReturnValue:
    if found.version is None:
        return render_template("practices/ended.html", practice=found.practice), GONE
    return render_template("practices/show.html", **_values(found), described=_described(found))


def _values(found: Shown) -> dict[str, object]:
    version = found.version
    assert version is not None
    return {"found": found, "content": found.content, "texts": found.content["texts"], "version": version, "citation": _cite(found)}


def _described(found: Shown) -> dict[str, object]:
    """The page for search engines and reference managers."""
    version, texts, zone = found.version, found.content["texts"], found.practice.edition.zone
    assert version is not None
    said = {"institution": found.content["institution"], "title": texts["title"], "summary": texts["summary"]}
    about = described(
        house=spaces.house().full_name,
        **said,
        day=clock.local(version.published_at, zone).date(),
        version=version.number,
        address=_address(found),
    )
    marks = {"keywords": list(found.content["themes"].values()), "license": found.content["licence"]}
    return about | {key: value for key, value in marks.items() if value} | ({"creativeWorkStatus": "SIMULASI"} if clock.is_demo() else {})


def _address(found: Shown) -> str:
    if found.is_newest or found.version is None:
        return p4_url("practices.show", code=found.practice.code)
    return p4_url("practices.show_version", code=found.practice.code, number=found.version.number)


def _cite(found: Shown) -> str:
    version, practice = found.version, found.practice
    assert version is not None
    day = short_day(version.published_at, practice.edition.zone)
    said = {"institution": found.content["institution"], "title": found.content["texts"]["title"]}
    said["house"] = spaces.house().full_name
    return citation(**said, year=clock.local(version.published_at).year, version=version.number, day=day, address=_address(found))


@bp.get("/praktik/<code>/cetak.pdf")
@public(on=queries.shown)
def document(found: Shown) -> Response:
    """The newest version as a document; made once, then kept beside the store."""
    version = found.version
    if version is None:
        raise NotFound
    mark = hashlib.sha256(f"{version.sha256}|{_cite(found)}|{found.award}|{clock.is_demo()}".encode()).hexdigest()[:24]
    target = previews.folder() / "praktik" / f"{version.id}-{mark}.pdf"
    if not target.exists():
        previews.keep(pdf.render("practices/practice_pdf.html", **_values(found), simulated=clock.is_demo()), target)
    return downloads.pdf(target.read_bytes(), f"{found.practice.code}.pdf")


@bp.get("/praktik/<code>/berkas/<file_id>")
@public(on=queries.public_file)
def file(found: PracticeFile) -> Response:
    """A document of the published version. Photographs go out as pictures only: their file may tell where they were taken."""
    if not found.is_document:
        raise NotFound
    return downloads.answer(found.file, found.name)


@bp.get("/praktik/<code>/berkas/<file_id>/halaman/1")
@public(on=queries.public_file)
def picture(found: PracticeFile) -> Response:
    """The picture, or the first page of a document, drawn by the portal."""
    return previews.answer(found.file, 1)
