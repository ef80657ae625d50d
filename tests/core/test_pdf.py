"""Documents are made of our own files only."""

import io
from pathlib import Path

import pikepdf
import pytest

from p4comp.config import ROOT
from p4comp.core import pdf
from p4comp.core.pdf import OutsideAsset

STATIC = ROOT / "static"
pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x.svg",
        "https://p4.example/x.css",
        "file:///etc/passwd",
        "data:image/svg+xml,<svg/>",
        "asset:../p4comp/config.py",
        "asset:../static/../pyproject.toml",
        "asset:/etc/passwd",
        "asset:img/../../instance/keys/session.key",
        "asset:css/tiada.css",
        "asset:css",
        "asset:",
        "asset:js/app.js",
    ],
)
def test_any_other_address_is_refused(app, url):
    with pytest.raises(OutsideAsset):
        pdf.asset_path(STATIC, url)


def test_our_own_files_are_served(app):
    assert pdf.asset_path(STATIC, "asset:img/mark.svg") == STATIC / "img/mark.svg"


def test_a_link_out_of_the_folder_is_refused(app, tmp_path):
    (tmp_path / "rahasia.css").write_text("x")
    static = tmp_path / "static"
    static.mkdir()
    (static / "a.css").symlink_to(Path("..") / "rahasia.css")
    with pytest.raises(OutsideAsset):
        pdf.asset_path(static, "asset:a.css")


@pytest.mark.parametrize(
    "inside",
    [
        '<img src="http://127.0.0.1:9/x.png" alt="">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<p style="background: url(http://127.0.0.1:9/x.png)">x</p>',
        '<img src="asset:../pyproject.toml" alt="">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
    ],
)
def test_a_document_that_asks_for_anything_else_is_not_made(app, inside):
    with pytest.raises(OutsideAsset, match="outside asset"):
        pdf.from_html(f"<html lang=id><title>Uji</title><body>{inside}</body></html>")


def test_a_document_holds_our_fonts_and_its_title(app):
    content = pdf.from_html('<html lang="id"><head><title>Tanda terima</title></head><body><h1>Tanda terima</h1></body></html>')
    with pikepdf.open(io.BytesIO(content)) as made:
        assert len(made.pages) == 1
        assert str(made.docinfo["/Title"]) == "Tanda terima"
        assert "/MarkInfo" in made.Root
