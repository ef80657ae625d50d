"""The CSS of a design: no address but the edition's pictures, no rule that fetches, functions of a closed list."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import tinycss2  # type: ignore[import-untyped]  # it has no types
from flask_babel import gettext as _

from p4comp.certificates.rules.designs.claims import check_claim
from p4comp.certificates.rules.designs.markup import PICTURE
from p4comp.core.errors import Invalid

MOST_SIGNS = 30_000
AT_RULES = frozenset({"page", "media"})
MARGINS = frozenset(
    f"{side}-{place}" for side in ("top", "bottom") for place in ("left", "center", "right", "left-corner", "right-corner")
) | frozenset(f"{side}-{place}" for side in ("left", "right") for place in ("top", "middle", "bottom"))
FUNCTIONS = frozenset(
    [
        "rgb",
        "rgba",
        "hsl",
        "hsla",
        "calc",
        "min",
        "max",
        "clamp",
        "linear-gradient",
        "radial-gradient",
        "repeating-linear-gradient",
        "repeating-radial-gradient",
        "translate",
        "translatex",
        "translatey",
        "rotate",
        "scale",
        "scalex",
        "scaley",
        "skew",
        "skewx",
        "skewy",
        "matrix",
        "polygon",
        "circle",
        "ellipse",
        "inset",
        "not",
        "is",
        "where",
        "nth-child",
        "nth-of-type",
        "nth-last-child",
        "nth-last-of-type",
        "first-child",
        "last-child",
        "var",
    ]
)
DEEPEST = 30


def check_style(css: str, pictures: Collection[str]) -> None:
    """Go on with a good style only; Invalid names the line and what to do."""
    if len(css) > MOST_SIGNS:
        raise Invalid(_("CSS paling banyak 30.000 huruf. Persingkat."), "css")
    if "</" in css:
        raise _at(css[: css.index("</")].count("\n") + 1, _("tanda “</” tidak dipakai dalam CSS."))
    tokens = tinycss2.parse_component_value_list(css)
    check_claim(css, "css")
    check_claim("".join(_texts(tokens)), "css")  # as they are printed: escapes read, pieces joined
    _look(tokens, pictures, 0)
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "error":
            raise _at(rule.source_line, _("CSS ini salah tulis. Periksa kurung kurawal dan titik komanya."))


def _at(line: int, told: str) -> Invalid:
    return Invalid(_("Baris %(line)s: %(told)s", line=line, told=told), "css")


def _texts(tokens: Iterable[Any]) -> Iterator[str]:
    """The texts in a style; what is nested too deeply for that is refused by itself."""
    waiting = list(tokens)[::-1]
    while waiting:
        token = waiting.pop()
        if token.type == "string":
            yield token.value
        waiting += list(getattr(token, "arguments", None) or getattr(token, "content", None) or [])[::-1]


def _look(tokens: Iterable[Any], pictures: Collection[str], depth: int) -> None:
    for token in tokens:
        if depth > DEEPEST:
            raise _at(token.source_line, _("susunan kurung terlalu dalam. Sederhanakan."))
        if token.type == "error":
            raise _at(token.source_line, _("CSS ini salah tulis. Periksa tanda kutip dan kurungnya."))
        if token.type == "url":
            _address(token.value, token.source_line, pictures)
        elif token.type == "at-keyword" and token.lower_value not in AT_RULES | MARGINS:
            told = _("@%(name)s tidak dipakai dalam rancangan. Yang ada hanya @page dan @media.", name=token.value[:30])
            raise _at(token.source_line, told)
        elif token.type == "function":
            _function(token, pictures, depth)
        elif token.type in {"() block", "[] block", "{} block"}:
            _look(token.content, pictures, depth + 1)


def _function(token: Any, pictures: Collection[str], depth: int) -> None:
    if token.lower_name == "url":
        inside = [one for one in token.arguments if one.type not in {"whitespace", "comment"}]
        _address(inside[0].value if len(inside) == 1 and inside[0].type == "string" else "", token.source_line, pictures)
        return
    if token.lower_name not in FUNCTIONS:
        raise _at(token.source_line, _("fungsi %(name)s() tidak dipakai dalam rancangan.", name=token.name[:30]))
    _look(token.arguments, pictures, depth + 1)


def _address(address: str, line: int, pictures: Collection[str]) -> None:
    known = PICTURE.fullmatch(address)
    if known is None:
        raise _at(line, _('url() hanya untuk gambar edisi ini, ditulis url("gambar:NAMA"); alamat luar, file://, dan data: tidak diambil.'))
    if known.group(1) not in pictures:
        raise _at(line, _("gambar “%(name)s” belum diunggah. Unggah dahulu, atau pakai nama dari daftar.", name=known.group(1)))
