"""The files of the press kit, once the winners are known: lists, release, charts as SVG and PNG, photos drawn anew."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from threading import Lock

from flask import Response, render_template, send_file
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.core import clock, downloads, pdf, previews
from p4comp.core.access import public
from p4comp.core.open_data import as_csv
from p4comp.results.models.press import PressPhoto
from p4comp.results.queries import Published, open_data, press_desk, published
from p4comp.results.queries import press as told
from p4comp.results.routes.blueprint import bp
from p4comp.results.rules import press
from p4comp.results.rules.open_data import COLUMNS
from p4comp.results.rules.press import Credit
from p4comp.results.tasks.photos import FORM, WIDTH

CHART_WIDTH = 1920
PAPER = "@page { size: %(size)s; margin: 0; } body { margin: 0; } svg { display: block; }" + "".join(
    f'@font-face {{ font-family: "Inter"; font-weight: {weight}; src: url("asset:fonts/inter-{weight}.ttf"); }}' for weight in (400, 700)
)
CHARTS = {"grafik-tahap": "960px 420px", "peta-finalis": "960px 560px", "peta-pemenang": "960px 560px"}
_drawing = Lock()


@bp.get("/hasil/<slug>/pers.zip")
@public(on=published)
def press_zip(result: Published) -> Response:
    """All of it in one file; before the winners are known only what the page says then."""
    files = [*_files(result)] if result.has_winners else [(_("Hasil belum diumumkan."), "bacalah.txt")]
    return downloads.archive(files, f"pers-{result.edition.slug}.zip", at=clock.arrived())


def _files(result: Published) -> Iterator[tuple[Path | str, str]]:
    name, is_demo = result.edition.name, clock.is_demo()
    yield press.facts_line(told.facts(result)) + "\r\n", "fakta.txt"
    yield press.as_text(_("Pemenang %(name)s", name=name), told.winners(result), is_simulated=is_demo), "pemenang.txt"
    if heard := told.finalists(result):
        yield press.as_text(_("Finalis %(name)s", name=name), heard, is_simulated=is_demo), "finalis.txt"
    yield as_csv(COLUMNS, open_data.rows(result)), "hasil.csv"
    if release := press_desk.public_release(result):
        yield press.release_text(release.title, release.body, is_simulated=is_demo), "siaran-pers.txt"
    for chart, drawing in charts(result).items():
        yield drawing, f"{chart}.svg"
        yield _as_png(drawing, CHARTS[chart]), f"{chart}.png"
    yield from _photos(press_desk.public_photos(result))


def charts(result: Published) -> dict[str, str]:
    """The drawings of the kit, each complete in itself; none of what the award had not."""
    steps, said = press.steps(told.facts(result)), {"name": result.edition.name, "is_demo": clock.is_demo()}
    funnel = {"grafik-tahap": render_template("results/press_funnel.svg", **said, steps=steps)} if len(steps) > 1 else {}
    maps = {
        "peta-finalis": (_("Finalis menurut provinsi"), result.finalists, result.by_province()),
        "peta-pemenang": (_("Pemenang menurut provinsi"), result.winners, result.by_province(winners=True)),
    }
    return funnel | {
        chart: render_template("results/press_map.svg", title=title, values=values, central=sum(not one.province for one in listed), **said)
        for chart, (title, listed, values) in maps.items()
        if listed
    }


def _as_png(drawing: str, size: str) -> Path:
    """A drawing as a picture, made once; whoever asks meanwhile waits for it."""
    mark = sha256(drawing.encode()).hexdigest()
    target = previews.folder() / "pers" / f"{mark}.png"
    with _drawing:
        if not target.exists():
            paper = target.with_suffix(".pdf")
            previews.keep(pdf.from_html(f"<html lang=id><title>-</title><body>{drawing}", css=PAPER % {"size": size}), paper)
            previews.keep(previews.exported(paper, "PNG", CHART_WIDTH), target)
            paper.unlink(missing_ok=True)
    return target


def _photos(found: list[PressPhoto]) -> Iterator[tuple[Path | str, str]]:
    credits = []
    for number, one in enumerate(found, 1):
        credits.append(Credit(f"foto/foto-{number:02}.jpg", one.caption, one.photographer, one.alt))
        yield previews.export(one.sha256, FORM, WIDTH), credits[-1].file
    if credits:
        yield press.credits_text(credits), "foto/keterangan.txt"


@bp.get("/hasil/<slug>/pers/foto/<photo_id>")
@public(on=press_desk.public_photo)
def press_photo(photo: PressPhoto) -> Response:
    """A photo for print: drawn anew, so that nothing the camera wrote is in it."""
    if not photo.file.is_open:
        raise NotFound
    response = send_file(
        previews.export(photo.sha256, FORM, WIDTH), mimetype="image/jpeg", as_attachment=True, download_name=f"foto-{photo.id}.jpg"
    )
    response.headers["Content-Security-Policy"] = downloads.SEALED
    return response


@bp.get("/hasil/<slug>/pers/foto/<photo_id>/layar")
@public(on=press_desk.public_photo)
def press_picture(photo: PressPhoto) -> Response:
    """The same as the page shows it."""
    return previews.answer(photo.file, 1)
