"""p4comp/core/docx: the print templates as Word documents that people edit."""

import io
import struct
import zipfile
import zlib

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from flask import render_template_string

from p4comp.core import docx
from p4comp.core.docx.paper import STYLES
from p4comp.core.pdf import OutsideAsset
from tests.documents import TABLE, made, opened, values

pytestmark = pytest.mark.sqlite


@pytest.fixture
def app(app):
    app.testing = True
    yield app
    app.testing = False


def lines(inside):
    return [(one.style.name, one.text) for one in opened(inside).paragraphs]


def runs(inside):
    return [(one.text, one.bold, one.italic) for one in opened(inside).paragraphs[0].runs]


def test_headings_and_paragraphs_keep_their_rank_and_order(app):
    inside = "<h1 class='doc-title'>Berita acara</h1><p class='doc-number'>Nomor: menunggu nomor</p><main><h2>Hasil</h2><p>Satu.</p><h3>Rinci</h3>dua</main>"
    assert lines(inside) == [
        ("Judul dokumen", "Berita acara"),
        ("Nomor dokumen", "Nomor: menunggu nomor"),
        ("Heading 2", "Hasil"),
        ("Normal", "Satu."),
        ("Heading 3", "Rinci"),
        ("Normal", "dua"),
    ]
    assert opened(inside).styles["Judul dokumen"].base_style.name == "Heading 1"


def test_words_keep_their_marks_and_lose_the_templates_spaces(app):
    inside = "<p>\n  Sah <strong>dan\n  <em>tetap</em></strong>, berlaku\n  <b>seterusnya</b>\n</p>"
    assert runs(inside) == [
        ("Sah ", None, None),
        ("dan ", True, None),
        ("tetap", True, True),
        (", berlaku ", None, None),
        ("seterusnya", True, None),
    ]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<p>satu<br>dua</p>", ["satu\ndua"]),
        ("<p>satu<br>\n  dua<br></p>", ["satu\ndua"]),
        ("<p>satu <span> dua</span> tiga</p>", ["satu dua tiga"]),
        ("<p>Rp&nbsp;5 &amp; &lt;b&gt;</p>", ["Rp\xa05 & <b>"]),
        ("<p>hantu\x0b\x00</p>", ["hantu"]),
        ("<p>a</p><!-- catatan --> <p>b</p>", ["a", "b"]),
        ("<p></p><p> </p>", []),
        ("", []),
    ],
)
def test_text_reads_as_a_browser_shows_it(app, inside, expected):
    assert [one.text for one in opened(inside).paragraphs] == expected


def test_each_list_counts_for_itself_and_goes_in_by_steps(app):
    inside = "<ol><li>a</li><li><p>b</p><p>lanjutan</p><ul><li>c</li></ul></li></ol><p>x</p><ol start='4'><li>d</li></ol>"
    document = opened(inside)
    found = [
        (one.text, one._p.pPr.numPr.ilvl.val, one._p.pPr.numPr.numId.val) if one._p.pPr.numPr is not None else (one.text,)
        for one in document.paragraphs
    ]
    assert found == [("a", 0, 1), ("b", 0, 1), ("lanjutan",), ("c", 1, 2), ("x",), ("d", 0, 3)]
    numbering = document.part.numbering_part.element
    assert values(numbering, "startOverride") == ["1", "4"]
    kinds = {one.get(qn("w:abstractNumId")): values(one, "numFmt")[0] for one in numbering.iter(qn("w:abstractNum"))}
    lists = [one.find(qn("w:abstractNumId")).get(qn("w:val")) for one in numbering.findall(qn("w:num"))]
    assert [kinds[one] for one in lists] == ["decimal", "bullet", "decimal"]


def test_the_sheet_is_a4_with_the_pdfs_margins_and_fonts(app):
    document = opened("<p>a</p>")
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(one.mm) for one in sizes] == [210, 297, 22, 22, 24, 25]
    assert values(document.styles.element, "rFonts", "ascii") == ["Inter"]
    with zipfile.ZipFile(io.BytesIO(made("<p>a</p>"))) as package:
        assert b'<w:font w:name="Inter"><w:altName w:val="Arial"/>' in package.read("word/fontTable.xml")


def test_every_page_bears_its_number_and_the_documents_mark(app):
    document = opened("<p>Kode <span class='doc-id'>HP-00001</span></p>")
    foot = document.sections[0].footer.paragraphs
    assert [one.text for one in document.paragraphs] == ["Kode HP-00001"]
    assert len(foot) == 1
    assert "".join(one.text or "\t" for one in foot[0]._p.iter(qn("w:t"), qn("w:tab")) if one.getparent().tag == qn("w:r")) == (
        "HP-00001\tHalaman 1 dari 1"
    )
    assert values(foot[0]._p, "fldSimple", "instr") == ["PAGE", "NUMPAGES"]


def layout(**more):
    return Document(io.BytesIO(docx.from_html(render_template_string(LETTER, **more))))


LETTER = """{% extends "layouts/print.html" %}{% block title %}Surat uji{% endblock %}{% block content %}<p>Isi.</p>{% endblock %}"""
FORM = LETTER + "{% block draft %}{% endblock %}"


def heads(document):
    return [one.text for one in document.sections[0].header.paragraphs]


DRAFT = "DRAF untuk disunting. Yang berlaku adalah berkas PDF dan catatan di portal."


def test_each_page_says_that_it_is_a_draft_and_in_a_demo_that_it_is_one(app):
    assert heads(layout(simulated=False, is_word=True, edition_name="P4 2022")) == [DRAFT]
    document = layout(simulated=True, is_word=True, edition_name="P4 2022")
    assert heads(document) == ["SIMULASI", DRAFT]
    assert [(one.style.name, one.text) for one in document.paragraphs] == [
        ("Kepala surat", "Kompetisi Pengelolaan Pengaduan Pelayanan Publik"),
        ("Keterangan kepala surat", "P4 2022"),
        ("Normal", "Isi."),
        ("Keterangan simulasi", "SIMULASI. Dokumen peraga, bukan dokumen resmi Kementerian PANRB."),
    ]
    assert values(document.paragraphs[1]._p, "bottom", "color") == ["B42B2D"]


def test_the_pdf_is_no_draft_and_a_form_can_leave_the_line_out(app):
    assert DRAFT not in render_template_string(LETTER, simulated=False)
    with app.test_request_context():
        page = render_template_string(FORM, simulated=False, is_word=True)
    assert heads(Document(io.BytesIO(docx.from_html(page)))) == [""]


def test_links_lead_on_and_nothing_outside_is_taken_in(app):
    document = opened("<p>Periksa di <a href='https://p4.example/periksa'>laman ini</a>, <a href='#bawah'>bawah</a>.</p>")
    assert document.paragraphs[0].text == "Periksa di laman ini, bawah."
    assert [one.address for one in document.paragraphs[0].hyperlinks] == ["https://p4.example/periksa"]


@pytest.mark.parametrize(
    "inside",
    [
        '<img src="https://luar.example/x.png" alt="">',
        '<img src="file:///etc/passwd" alt="">',
        '<img src="asset:../pyproject.toml" alt="">',
        '<a href="file:///etc/passwd">x</a>',
        '<a href="javascript:alert(1)">x</a>',
    ],
)
def test_a_document_that_asks_for_anything_else_is_not_made(app, inside):
    with pytest.raises(OutsideAsset):
        made(inside)


def png(width, height):
    """As much of a picture as tells its size."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def test_a_picture_of_ours_is_no_wider_than_the_text(app, tmp_path, monkeypatch):
    (tmp_path / "peta.png").write_bytes(png(4000, 10))
    monkeypatch.setattr(app, "static_folder", str(tmp_path))
    shape = opened('<p><img src="asset:peta.png" alt="Peta provinsi"></p>').inline_shapes[0]
    assert shape.width == Mm(163)
    assert shape._inline.docPr.get("descr") == "Peta provinsi"


@pytest.mark.parametrize(
    "inside", ["<marquee>x</marquee>", "<svg></svg>", "<p><input name='a'></p>", "<pre>x</pre>", '<img src="asset:img/mark.svg" alt="">']
)
def test_what_nobody_has_said_how_to_show_stops_the_document(app, inside):
    with pytest.raises(docx.UnknownElement):
        made(inside)


def test_outside_tests_its_words_are_kept_and_the_log_tells(app, caplog):
    app.testing = False
    assert [one.text for one in opened("<p>a <marquee>b</marquee></p>").paragraphs] == ["a", "b"]
    assert [one.getMessage() for one in caplog.records] == ["element without a look in Word: marquee"]


def test_the_same_page_gives_the_same_bytes_without_a_trace_of_who_made_it(app):
    content = made(TABLE + "<ol><li>a</li></ol>")
    assert made(TABLE + "<ol><li>a</li></ol>") == content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert sorted(package.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/header1.xml",
            "word/numbering.xml",
            "word/settings.xml",
            "word/styles.xml",
        ]
        core = package.read("docProps/core.xml").decode()
    assert [word for word in ("creator", "lastModifiedBy", "created", "modified", "python") if word in core] == []


def test_title_and_language_are_the_pages(app):
    document = opened("<p>a</p>", title="Berita acara &amp; lampiran")
    assert (document.core_properties.title, document.core_properties.language) == ("Berita acara & lampiran", "id-ID")
    assert values(document.styles.element, "lang") == ["id-ID"]


def test_every_style_that_is_written_is_there(app):
    everything = TABLE + "<h1>a</h1><h4>b</h4><ul><li>c</li></ul><blockquote><p>d</p></blockquote><dl><dt>e</dt><dd>f</dd></dl><hr>"
    document = opened(everything + "<div class='doc-sign'><div><p>g</p></div></div><footer class='doc-foot'><p>h</p></footer>")
    known = {one.get(qn("w:styleId")) for one in document.styles.element.iter(qn("w:style"))}
    used = {one for part in (document.element, document.sections[0].footer._element) for one in values(part, "pStyle")}
    assert used - known == set()
    assert STYLES.read_text("utf-8").count("w:styleId=") == len(known)
