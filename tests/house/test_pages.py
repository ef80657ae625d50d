"""The inspector of pages finds what it is there to find."""

import pytest
from werkzeug.test import TestResponse
from werkzeug.wrappers import Request

from tests import pages

GOOD = "<!doctype html><html lang=id><head><title>Berkas – P4</title></head><body><main><h1>Berkas</h1>{}</main></body></html>"
FORM = '<form method="post" action="/kirim"><input type="hidden" name="csrf_token" value="t">{}</form>'


def answer(html, status=200, mimetype="text/html"):
    return TestResponse([html.encode()], f"{status} X", {"Content-Type": f"{mimetype}; charset=utf-8"}, Request({"REQUEST_METHOD": "GET"}))


def read(html, **options):
    return pages.read(answer(html, **options), path="/uji")


def page(inside):
    return read(GOOD.format(inside))


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<p><div>x</div></p>", "unexpected-end-tag"),
        ("<p class='a' class='b'>x</p>", "duplicate-attribute"),
        ("<p style='color: red'>x</p>", "style="),
        ("<style>p {}</style>", "<style>"),
        ("<script>alert(1)</script>", "inline <script>"),
        ("<p onclick='x()'>x</p>", "onclick"),
        ("<p hx-on:click='x()'>x</p>", "hx-on"),
        ("<a href='javascript:x()'>x</a>", "javascript:"),
        ("<form method=post></form>", "csrf_token"),
        ("<p id=a>x</p><p id=a>y</p>", "stands 2 times"),
        ("<label for=tiada>x</label>", "tiada"),
        ("<p>Skor: None</p>", "'None'"),
        ("<p>{{ nama }}</p>", "'{{'"),
        ("<h1>Lain</h1>", "2 h1"),
    ],
)
def test_a_fault_is_named(inside, fault):
    with pytest.raises(pages.BadPage) as told:
        page(inside) if "{{" not in inside else read(GOOD.replace("{}", inside))
    assert fault in str(told.value)


def test_the_title_begins_with_the_heading():
    with pytest.raises(pages.BadPage, match="does not begin"):
        read(GOOD.replace("<title>Berkas", "<title>Daftar").format(""))


def test_a_page_without_language_is_refused():
    with pytest.raises(pages.BadPage, match="lang"):
        read(GOOD.replace(" lang=id", "").format(""))


def test_another_status_is_told_with_the_page():
    with pytest.raises(AssertionError, match=r"404, not 200 – .*Berkas"):
        pages.read(answer(GOOD.format(""), status=404), path="/uji", status=200)


def test_a_page_is_read():
    read_page = page('<p>Satu <b>dua</b></p><a href="/a">Kirim berkas</a><p class="catatan">Tiga</p>')
    assert read_page.h1 == "Berkas"
    assert read_page.main == "Berkas Satu dua Kirim berkas Tiga"
    assert read_page.links == {"Kirim berkas": "/a"}
    assert [one.text for one in read_page.select("p.catatan")] == ["Tiga"]


def test_a_fragment_is_read_without_heading():
    assert read("<p>Tersimpan</p>").text == "Tersimpan"


def test_a_form_holds_what_a_browser_would_send():
    inside = (
        '<input name="a" value="1"><input type="checkbox" name="b" value="x" checked><input type="checkbox" name="b" value="y" checked>'
        '<input type="radio" name="c" value="1"><input type="radio" name="c" value="2" checked><textarea name="d">isi</textarea>'
        '<select name="e"><option value="1">a</option><option value="2" selected>b</option></select><input name="f" disabled value="x">'
        '<button name="act" value="send">Kirim</button>'
    )
    form = page(FORM.format(inside)).form("Kirim")
    assert form.fields == {"csrf_token": "t", "a": "1", "b": ["x", "y"], "c": "2", "d": "isi", "e": "2"}
    assert (form.action, form.method, form.button("Kirim")) == ("/kirim", "post", {"act": "send"})


def test_errors_stand_by_the_name_of_their_field():
    inside = (
        '<div class="error-summary"><ul><li><a href="#nama">Isi nama.</a></li></ul></div>'
        '<div class="field field-wrong"><input name="nama" id="nama"><p class="field-error"><span>Kesalahan:</span> Isi nama.</p></div>'
    )
    assert page(FORM.format(inside)).errors == {"nama": "Isi nama.", "": ["Isi nama."]}
