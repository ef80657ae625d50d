import re

import pytest

from p4comp.certificates.actions.designs import PRESET
from p4comp.certificates.rules import designs
from p4comp.certificates.rules.designs.choosing import chosen
from p4comp.core.errors import Invalid

BODY = "<p>[[ nama ]] [[ nomor ]] [[ penghargaan ]]</p>\n<p>[[ qr ]] [[ kode ]]</p>\n"


@pytest.fixture(autouse=True)
def words(app_words):
    return app_words


def refused(html="", css="@page { size: 297mm 210mm }"):
    def look():
        designs.check_markup(BODY + html, {"logo"})
        designs.check_style(css, {"logo"})

    with pytest.raises(Invalid) as caught:
        look()
    return caught.value


def test_the_portals_own_design_passes_its_own_rules():
    designs.check_markup(PRESET.read_text("utf-8"), set())


ATTACKS = {
    "<script>alert(1)</script>": "<script>",
    "<SCRIPT src=x></SCRIPT>": "<script>",
    "<iframe src='https://luar.example'></iframe>": "<iframe>",
    "<object data='file:///etc/passwd'></object>": "<object>",
    "<embed src='x'>": "<embed>",
    "<link rel=stylesheet href='https://luar.example/x.css'>": "<link>",
    "<style>@import 'x'</style>": "<style>",
    "<svg><image href='file:///etc/passwd'/></svg>": "<svg>",
    "<math></math>": "<math>",
    "<base href='https://luar.example'>": "<base>",
    "<meta http-equiv=refresh>": "<meta>",
    "<form></form>": "<form>",
    "<input>": "<input>",
    "<a href='https://luar.example'>x</a>": "<a>",
    "<img src='https://luar.example/x.png'>": "gambar:NAMA",
    "<img src='//luar.example/x.png'>": "gambar:NAMA",
    "<img src='file:///etc/passwd'>": "gambar:NAMA",
    "<img src='data:image/png;base64,AAAA'>": "gambar:NAMA",
    "<img src='asset:img/certificate.svg'>": "gambar:NAMA",
    "<img src='GAMBAR:logo'>": "gambar:NAMA",
    "<img src='gambar:../x'>": "gambar:NAMA",
    "<img src='gambar:lain'>": "belum diunggah",
    "<img src='&#102;ile:///etc/passwd'>": "gambar:NAMA",
    "<img srcset='https://luar.example/x.png 2x'>": "srcset",
    "<p src='gambar:logo'></p>": "gambar:NAMA",
    "<p onclick='x()'></p>": "onclick",
    "<p style='background:url(https://luar.example)'></p>": "style",
    "<img src='gambar:[[ nama ]]'>": "src",
    "<p id='[[ nama ]]'></p>": "id",
    "<[[ nama ]]>": "&lt;",
    "<p [[ nama ]]></p>": "[[ ]]",
    "<p": "&lt;",
    "<p></div>": "menutup",
    "<p>": "tidak ditutup",
    "<div/>": "<div></div>",
    "<!DOCTYPE html>": "DOCTYPE",
    "<?php x ?>": "<?",
    "<![CDATA[<script>]]>": "<!",
    "<td colspan='1000000'></td>": "1 sampai 20",
    "<td rowspan='-1'></td>": "1 sampai 20",
    "<div>" * 40 + "</div>" * 40: "terlalu dalam",
    "[% raw %][[ <script> ]][% endraw %]": "raw",
    "[[ nama.__class__ ]]": "titik",
    "[[ nama['x'] ]]": "titik",
    "[[ ''.__class__.__mro__ ]]": "titik",
    "[[ qr.striptags() ]]": "fungsi",
    "[[ nama|attr('__class__') ]]": "fungsi",
    "[[ nama|safe ]]": "fungsi",
    "[[ range(10) ]]": "fungsi",
    "[[ lipsum() ]]": "fungsi",
    "[[ cycler ]]": "cycler",
    "[[ self ]]": "self",
    "[[ config ]]": "config",
    "[[ 9 ** 9 ** 9 ]]": "perintah",
    "[[ nama * 1000000 ]]": "perintah",
    "[[ nama ~ nama ]]": "perintah",
    "[[ 'a' ]]": "perintah",
    "[[ 'x' if nama ]]": "perintah",
    "[[ rahasia ]]": "rahasia",
    "[% for x in range(1000000000) %]x[% endfor %]": "pengulangan",
    "[% for x in nama %]x[% endfor %]": "pengulangan",
    "[% for x in rincian %][% for y in rincian %]x[% endfor %][% endfor %]": "pengulangan",
    "[% for x in rincian recursive %][[ loop(rincian) ]][% endfor %]": "pengulangan",
    "[% for x in rincian %][[ loop.index ]][% endfor %]": "titik",
    "[% for nama in rincian %]x[% endfor %]": "nama lain",
    "[% for x in rincian if x %]x[% endfor %]": "pengulangan",
    "[% set x = 1 %]": "perintah",
    "[% include 'x' %]": "perintah",
    "[% import 'x' as x %]": "perintah",
    "[% extends 'x' %]": "perintah",
    "[% macro x() %][% endmacro %]": "perintah",
    "[% block x %][% endblock %]": "perintah",
    "[% filter upper %]x[% endfilter %]": "perintah",
    "[% with x = 1 %][% endwith %]": "perintah",
    "[% autoescape false %][% endautoescape %]": "perintah",
    "[% while true %][% endwhile %]": "salah tulis",
    "[[ nama": "salah tulis",
    "[% if nama is defined %][% endif %]": "fungsi",
    "[% if nama == 'x' %][% endif %]": "perintah",
    "Dokumen ini telah ditandatangani secara elektronik": "tanda tangan",
    "diterbitkan oleh BSrE": "tanda tangan",
    "diterbitkan oleh BS<b></b>rE": "tanda tangan",
    "<p>B</p><p>S</p><p>r</p><p>E</p>": "tanda tangan",
    "B&shy;S\u200br&#69;": "tanda tangan",
    "BS[% if dasar %][% endif %]rE": "tanda tangan",
    "\u0412\u0405r\u0415": "tanda tangan",
    "sertifikat <em>elek</em>tronik": "tanda tangan",
    "<p title='ditandatangani secara elektronik'></p>": "tanda tangan",
}


@pytest.mark.parametrize("html", ATTACKS)
def test_what_may_not_stand_in_the_html_is_refused_beside_its_field(html):
    error = refused(html)
    assert error.field == "html"
    assert ATTACKS[html] in error.message


@pytest.mark.parametrize("html", ["Kabupaten Kabs Renon", "b. s. renda", "Peserta tersertifikasi", "<b>B</b>adan <i>S</i>andi"])
def test_words_that_only_resemble_a_claim_are_no_claim(html):
    designs.check_markup(BODY + html, {"logo"})


def test_the_line_is_named():
    assert refused("\n\n<script></script>").message.startswith("Baris 5: ")
    assert refused("[[ nama ]]\n<p>\n[[ nama.x ]]</p>").message.startswith("Baris 5: ")
    assert refused("[% if dasar %]\n\n[% endif %]\n<iframe>").message.startswith("Baris 6: ")
    assert refused(css="p { color: red }\n@import 'x';").message.startswith("Baris 2: ")


STYLES = {
    "p::after { content: 'BS' 'rE' }": "tanda tangan",
    "p::after { content: '\\42 SrE' }": "tanda tangan",
    "@import 'https://luar.example/x.css';": "@import",
    "@IMPORT url(x);": "@IMPORT",
    "@\\69mport 'x';": "@import",
    "@font-face { font-family: x; src: url(file:///x) }": "@font-face",
    "@namespace x;": "@namespace",
    "@charset 'x';": "@charset",
    "p { background: url(https://luar.example/x.png) }": "gambar:NAMA",
    "p { background: url('file:///etc/passwd') }": "gambar:NAMA",
    "p { background: URL(data:image/png;base64,AAAA) }": "gambar:NAMA",
    "p { background: u\\72l(https://luar.example) }": "gambar:NAMA",
    "p { background: url(gambar:lain) }": "belum diunggah",
    "p { background: image-set('x' 1x) }": "image-set",
    "p { content: attr(title) }": "attr",
    "p { content: element(x) }": "element",
    "p { content: target-text('#x') }": "target-text",
    "p { src: local('x') }": "local",
    "p { width: expression(1) }": "expression",
    "@media screen { p { background: url(https://luar.example) } }": "gambar:NAMA",
    "@page { @top-left { content: url(file:///x) } }": "gambar:NAMA",
    "</style><script>": "</",
    "p::after { content: 'ditandatangani secara elektronik' }": "tanda tangan",
    "p { width: " + "(" * 50 + ")" * 50 + " }": "terlalu dalam",
    "} p { color: red }": "salah tulis",
    "p { content: 'x\n}": "salah tulis",
    "x" * 30_001: "30.000",
}


@pytest.mark.parametrize("css", STYLES)
def test_what_may_not_stand_in_the_css_is_refused_beside_its_field(css):
    error = refused(css=css)
    assert error.field == "css"
    assert STYLES[css] in error.message


@pytest.mark.parametrize("name", designs.NEEDED)
def test_without_what_the_check_needs_a_design_is_refused(name):
    with pytest.raises(Invalid) as caught:
        designs.check_markup(re.sub(r"\[\[ " + name + r" \]\]", "", BODY), set())
    assert f"[[ {name} ]]" in caught.value.message


def test_a_picture_of_the_edition_may_be_used():
    designs.check_markup(BODY + "<img src='gambar:logo' alt='[[ edisi ]]'>", {"logo"})
    designs.check_style("@page { size: 297mm 210mm; @bottom-left { content: 'x' } } p { background: url('gambar:logo') }", {"logo"})


def test_a_design_is_looked_at_with_the_shortest_the_longest_and_a_hard_name():
    assert designs.samples(["Kota Bandung", "BPOM", "Kabupaten Hulu Sungai Selatan"]) == [
        "BPOM",
        "Kabupaten Hulu Sungai Selatan",
        designs.HARD_NAME,
    ]
    assert designs.samples([]) == ["BPOM", designs.HARD_NAME]
    assert designs.samples(["BPOM"]) == ["BPOM", designs.HARD_NAME]
    assert len(designs.HARD_NAME) == 180
    assert {"“", "'", ",", "&"} <= set(designs.HARD_NAME)


def test_the_narrowest_design_in_force_is_chosen():
    table = {("winner", "UMUM", "APP"): "a", ("winner", "UMUM", ""): "b", ("winner", "", ""): "c"}
    assert chosen(table, "winner", "UMUM", "APP") == "a"
    assert chosen(table, "winner", "UMUM", "AKD") == "b"
    assert chosen(table, "winner", "UPP", "APP") == "c"
    assert chosen(table, "finalist", "UMUM", "") is None
