"""The HTML of a design: tags and attributes of a closed list, pictures of the edition, and places of the closed list."""

import re
from collections.abc import Collection
from html.parser import HTMLParser

from flask_babel import gettext as _

from p4comp.certificates.rules.designs.claims import check_claim
from p4comp.certificates.rules.designs.places import CONTROL, TEMPLATE, at_line, places_in, without_places

TAGS = frozenset(
    [
        "div",
        "span",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "br",
        "hr",
        "strong",
        "em",
        "b",
        "i",
        "u",
        "small",
        "sup",
        "sub",
        "ul",
        "ol",
        "li",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "header",
        "main",
        "footer",
        "section",
        "article",
        "aside",
        "figure",
        "figcaption",
        "blockquote",
        "img",
    ]
)
EMPTY = frozenset({"br", "hr", "img"})
ATTRIBUTES = frozenset({"class", "id", "lang", "title", "alt", "src", "colspan", "rowspan", "aria-hidden"})
MAY_HOLD_PLACES = frozenset({"class", "alt", "title"})
PICTURE = re.compile(r"gambar:([a-z0-9][a-z0-9-]{0,39})")
DEEPEST = 30
SPANS = range(1, 21)


def check_markup(html: str, pictures: Collection[str]) -> None:
    """Go on with a good template only; Invalid names the line and what to do."""
    places_in(html)
    reader = Reader(pictures)
    reader.feed(without_places(html))
    reader.close()
    if reader.open:
        tag, line = reader.open[-1]
        raise at_line(line, _("<%(tag)s> tidak ditutup.", tag=tag))
    check_claim("".join(reader.said), "html")  # a tag between two letters parts them for programs, not for eyes


class Reader(HTMLParser):
    """Walks the HTML and stops at the first thing that may not be there."""

    def __init__(self, pictures: Collection[str]):
        super().__init__(convert_charrefs=True)
        self.pictures = pictures
        self.open: list[tuple[str, int]] = []
        self.said: list[str] = []

    @property
    def line(self) -> int:
        """Where the reader is."""
        return self.getpos()[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag of the list, with attributes of the list."""
        if tag not in TAGS:
            shown = tag[:30].replace(TEMPLATE, "[[ ]]").replace(CONTROL, "[% %]")
            raise at_line(self.line, _("<%(tag)s> tidak boleh dipakai. Yang boleh: %(tags)s.", tag=shown, tags=", ".join(sorted(TAGS))))
        for name, value in attrs:
            check_claim(value or "", "html")  # those who listen to the page hear it
            self._attribute(tag, name, value or "")
        if tag not in EMPTY:
            self.open.append((tag, self.line))
            if len(self.open) > DEEPEST:
                raise at_line(self.line, _("susunan tag terlalu dalam. Sederhanakan."))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>` is `<br>`; a browser takes `<div/>` for an opening tag, so that is refused."""
        if tag not in EMPTY and tag in TAGS:
            raise at_line(self.line, _("<%(tag)s/> harus ditulis <%(tag)s></%(tag)s>.", tag=tag))
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """What ends is what began last."""
        if tag in EMPTY and tag in TAGS:
            raise at_line(self.line, _("</%(tag)s> tidak dipakai.", tag=tag))
        if not self.open or self.open[-1][0] != tag:
            raise at_line(self.line, _("</%(tag)s> tidak menutup tag yang terakhir dibuka.", tag=tag[:30]))
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """Text, but not the start of a tag that a place would finish."""
        if "<" in data:
            raise at_line(self.line, _("tanda “<” dalam teks ditulis &lt;."))
        self.said.append(data)

    def handle_decl(self, decl: str) -> None:
        """No declarations: the page around the design is the portal's."""
        raise at_line(self.line, _("tulis hanya isi halaman, tanpa <!DOCTYPE>, <html>, atau <head>."))

    def handle_pi(self, data: str) -> None:
        """No processing instructions."""
        raise at_line(self.line, _("“<?” tidak dipakai."))

    def unknown_decl(self, data: str) -> None:
        """No sections of other languages."""
        raise at_line(self.line, _("“<![” tidak dipakai."))

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name == "style":
            raise at_line(self.line, _("atribut style tidak dipakai. Beri class, lalu tulis gayanya di isian CSS."))
        if name not in ATTRIBUTES:
            shown = name[:30].replace(TEMPLATE, "[[ ]]").replace(CONTROL, "[% %]")
            raise at_line(
                self.line, _("atribut “%(name)s” tidak boleh dipakai. Yang boleh: %(all)s.", name=shown, all=", ".join(sorted(ATTRIBUTES)))
            )
        if (TEMPLATE in value or CONTROL in value) and name not in MAY_HOLD_PLACES:
            raise at_line(self.line, _("isian [[ ]] tidak boleh berada di dalam atribut “%(name)s”.", name=name))
        if name == "src":
            self._picture(tag, value)
        if name in {"colspan", "rowspan"} and not (value.isascii() and value.isdigit() and int(value[:4]) in SPANS):
            raise at_line(self.line, _("“%(name)s” harus angka 1 sampai 20.", name=name))

    def _picture(self, tag: str, value: str) -> None:
        known = PICTURE.fullmatch(value)
        if tag != "img" or known is None:
            told = _(
                'gambar hanya boleh dari daftar gambar edisi ini, ditulis src="gambar:NAMA"; alamat luar, file://, dan data: tidak diambil.'
            )
            raise at_line(self.line, told)
        if known.group(1) not in self.pictures:
            raise at_line(
                self.line, _("gambar “%(name)s” belum diunggah. Unggah dahulu, atau pakai nama dari daftar.", name=known.group(1))
            )
