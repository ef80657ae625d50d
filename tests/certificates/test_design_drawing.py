"""What a typed design may not do, seen where it is drawn: whatever its reading let through, and whatever its style hides."""

from dataclasses import replace

import pypdfium2
import pytest

from p4comp.certificates.rules.designs import markup
from p4comp.core import typed_pages
from p4comp.core.errors import Invalid
from p4comp.core.typed_pages import TypedPage
from tests.certificates.test_designs import PLAIN
from tests.certificates.test_tasks import text_of

FILLED = {"nama": "X", "judul": "J", "penghargaan": "P", "rincian": [], "nomor": "1", "kode": "K", "qr": "Q"}
LISTS = {"tags": tuple(markup.TAGS), "attributes": tuple(markup.ATTRIBUTES)}


def faulty(html=PLAIN.html, css=PLAIN.css, lists=LISTS, **values):
    page = TypedPage(html, css, FILLED | values, "T", "A", **lists)
    with pytest.raises(Invalid) as caught:
        typed_pages.draw(page)
    return caught.value.message


ESCAPES = {
    "[[ nama.__class__.__mro__ ]]": "tidak dapat digambar",
    "[[ ''.__class__ ]]": "tidak dapat digambar",
    "[[ nama.upper() ]]": "tidak dapat digambar",
    "[% for x in range(1000000000) %][[ x ]][% endfor %]": "tidak dapat digambar",
    "[[ nama|attr('__class__') ]]": "tidak dapat digambar",
    "[[ rahasia ]]": "tidak dapat digambar",
    "<img src='https://luar.example/x.png'>": "tidak dikenal",
    "<img src='file:///etc/passwd'>": "tidak dikenal",
    "<img src='gambar:lain'>": "tidak dikenal",
    "<style>@import 'https://luar.example/x.css';</style>": "tidak dikenal",
    "<p style='page-break-before: always'>x</p>": "2 halaman",
    "<p>" + "x " * 300_000 + "</p>": "terlalu panjang",
    "[% for a in b %][% endfor %]": "tidak dapat digambar",
}


@pytest.mark.sqlite
@pytest.mark.parametrize("html", ESCAPES)
def test_what_slipped_past_the_reading_stops_at_the_drawing(app, html):
    wider = {"tags": (*LISTS["tags"], "style"), "attributes": (*LISTS["attributes"], "style")}
    assert ESCAPES[html] in faulty(PLAIN.html + html, lists=wider)


HIDDEN = {
    "<!-- [% if nama %]--[% endif %]> <a href='https://luar.example'>x</a> <!-- x -->": "<a>",
    "<!--> <link rel='attachment' href='gambar:logo'> <!-- x -->": "<link>",
    "<!-- --!> <svg><image href='gambar:logo'/></svg> <!-- x -->": "<image>",
    "<p title=[[ nama ]]>x</p>": "style=",
}


@pytest.mark.sqlite
@pytest.mark.parametrize("html", HIDDEN)
def test_what_conditions_comments_and_values_open_is_read_again_once_it_is_filled(app_words, html):
    markup.check_markup(PLAIN.html + html, {"logo"})  # nothing to see before
    assert f"memuat {HIDDEN[html]} yang tidak boleh dipakai" in faulty(PLAIN.html + html, nama="X style=color:red")


@pytest.mark.sqlite
def test_the_page_is_a4(app):
    assert "harus A4" in faulty(css="@page { size: 400mm 300mm }")


@pytest.mark.sqlite
def test_what_takes_too_long_is_ended_with_a_clear_message(app, monkeypatch):
    monkeypatch.setattr(typed_pages, "SECONDS", 4)
    rows = "<table>" + "<tr><td>x</td></tr>" * 15_000 + "</table>"
    assert "terlalu berat" in faulty(PLAIN.html + rows)


@pytest.mark.sqlite
def test_names_are_text_never_markup_or_template(app):
    page = TypedPage(
        PLAIN.html,
        PLAIN.css,
        {
            "nama": "<b>[[ kode ]]</b> & <img src='https://luar.example/x.png'>",
            "judul": "J",
            "penghargaan": {"lines": ["<i>P</i>", "Q"]},
            "rincian": ["<u>r</u>"],
            "nomor": "1",
            "kode": "K",
            "qr": "Q",
        },
        "T",
        "A",
        **LISTS,
    )
    words = "".join(text_of(typed_pages.draw(page)).split())
    assert "<b>[[kode]]</b>&<imgsrc='https://luar.example/x.png'>" in words
    assert "<i>P</i>Q" in words
    assert "<u>r</u>" in words


COVERS = (
    "body { transform: translateX(900mm) } main { transform: translateX(-900mm) }",
    "@page { margin: 0 0 0 296mm } main { position: absolute; left: -290mm; top: 0 }",
    "div:first-child, div { clip: rect(0, 0, 0, 0); z-index: -1 }",
    "main { position: fixed; left: 0; top: 0; width: 297mm; height: 209mm; background: white; z-index: 9 }",
)


def ink(content):
    with pypdfium2.PdfDocument(content) as document:
        return document[0].render(scale=0.5).to_pil().convert("L").histogram()


@pytest.mark.sqlite
@pytest.mark.parametrize("css", COVERS)
def test_no_style_moves_or_covers_the_mark_of_a_demo(app, css):
    plain = TypedPage(PLAIN.html, PLAIN.css + css, FILLED, "T", "A", **LISTS)
    without, with_mark = (ink(typed_pages.draw(replace(plain, mark=mark))) for mark in ("", "SIMULASI|SIMULASI. Piagam peraga"))
    assert without[255] - with_mark[255] > 4000  # of 125,000 points
