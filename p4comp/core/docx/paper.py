"""The sheet of paper a Word document is written on: A4, margins, styles, fonts, head and foot; the same input, the same bytes."""

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from flask_babel import gettext as _

from p4comp.core.docx.xml import Element, make, text

STYLES = Path(__file__).with_name("styles.xml")
KEPT = {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES, RT.STYLES, RT.NUMBERING, RT.SETTINGS, RT.FONT_TABLE}
LANGUAGES = {"id": "id-ID", "en": "en-GB"}
EPOCH = (1980, 1, 1, 0, 0, 0)
INDENT = 340
BULLETS, NUMBERS, LETTERS = 1, 2, 3
FORMATS = {BULLETS: ("bullet", "•"), NUMBERS: ("decimal", "%{}."), LETTERS: ("lowerLetter", "%{}.")}
FONTS = """<w:fonts {}>
<w:font w:name="Inter"><w:altName w:val="Arial"/><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>
<w:font w:name="Courier New"><w:panose1 w:val="02070309020205020404"/><w:charset w:val="00"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>
</w:fonts>"""


class Paper:
    """A document to write on: `body`, `head` and `foot` take paragraphs and tables; nothing in it tells who made it, where or when."""

    def __init__(self, title: str, language: str) -> None:
        self.document = Document(io.BytesIO(_blank()))
        self.body: Element = self.document.element.body
        section = self.document.sections[0]
        self.head, self.foot = (self._emptied(part) for part in (section.header, section.footer))
        self.parts = {id(self.head): section.header.part, id(self.foot): section.footer.part}
        self.doc_id = ""
        self.document.core_properties.title = title
        self.document.core_properties.language = LANGUAGES.get(language, language)
        for one in self.document.styles.element.iter(qn("w:lang")):
            one.set(qn("w:val"), LANGUAGES.get(language, language))

    @staticmethod
    def _emptied(part: Any) -> Element:
        part.is_linked_to_previous = False
        for paragraph in list(part._element):
            part._element.remove(paragraph)
        return part._element

    def part(self, place: Element) -> Any:
        """The part of the package that an element stands in; links and images belong to it."""
        top = place
        while top.getparent() is not None:
            top = top.getparent()
        return self.parts.get(id(top), self.document.part)

    def new_list(self, kind: int, level: int, start: int) -> int:
        """The number of a list that counts for itself."""
        numbering = self.document.part.numbering_part.element
        number = len(numbering.findall(qn("w:num"))) + 1
        again = make("lvlOverride", make("startOverride", val=start), ilvl=level) if kind != BULLETS else None
        numbering.append(make("num", make("abstractNumId", val=kind), again, numId=number))
        return number

    def content(self) -> bytes:
        """The finished file."""
        self.body.append(self.body.find(qn("w:sectPr")))
        self.foot.append(_page_numbers(self.doc_id))
        if not len(self.head):
            self.head.append(make("p", make("pPr", make("pStyle", val="Header"))))
        return _packed(self.document)


def _page_numbers(doc_id: str) -> Element:
    """The document's own mark at the left, the page's number at the right."""
    words = [make("r", text(doc_id)), make("r", make("tab")), make("r", text(_("Halaman") + " ")), _field("PAGE")]
    return make("p", make("pPr", make("pStyle", val="Footer")), *words, make("r", text(" " + _("dari") + " ")), _field("NUMPAGES"))


def _field(name: str) -> Element:
    return make("fldSimple", make("r", text("1")), instr=name)


@cache
def _blank() -> bytes:
    """The library's empty document with our styles and without its own: no thumbnail, no theme, no traces of a machine."""
    document = Document()
    for owner in (document.part.package, document.part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype not in KEPT:
                del owner.rels[key]
    _refill(document.styles.element, parse_xml(STYLES.read_bytes()))
    _refill(document.settings.element, _settings())
    _refill(document.part.numbering_part.element, make("numbering", *(_counting(kind) for kind in FORMATS)))
    _refill(document.core_properties._element, ())
    document.part.part_related_by(RT.FONT_TABLE)._blob = FONTS.format(nsdecls("w")).encode()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = Mm(22), Mm(22), Mm(24), Mm(25)
    section.header_distance, section.footer_distance = Mm(8), Mm(12)
    return _packed(document)


def _refill(element: Element, source: Any) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(list(source))


def _settings() -> list[Element]:
    """As Word 2013 and later lay pages out, with Indonesian decimal and list signs."""
    mode = make("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15")
    return [make("defaultTabStop", val=709), make("compat", mode), make("decimalSymbol", val=","), make("listSeparator", val=";")]


def _counting(kind: int) -> Element:
    form, sign = FORMATS[kind]
    levels = [
        make(
            "lvl",
            make("start", val=1),
            make("numFmt", val=form),
            make("lvlText", val=sign.format(level + 1)),
            make("lvlJc", val="left"),
            make("pPr", make("ind", left=INDENT * (level + 1), hanging=INDENT)),
            ilvl=level,
        )
        for level in range(9)
    ]
    return make("abstractNum", make("multiLevelType", val="multilevel"), *levels, abstractNumId=kind)


def _packed(document: Any) -> bytes:
    """The package with one fixed moment on everything in it."""
    loose, fixed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
