"""The places of a design: a closed list, filled with plain texts; a template can name them, ask whether they are empty, and walk a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from jinja2 import Environment, TemplateSyntaxError, nodes

from p4comp.core.errors import Invalid

MOST_SIGNS = 20_000
DEEPEST = 20
OWN_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")
TEMPLATE, CONTROL = "\ue000", "\ue001"
DELIMITERS: dict[str, Any] = {
    "variable_start_string": "[[",
    "variable_end_string": "]]",
    "block_start_string": "[%",
    "block_end_string": "%]",
    "comment_start_string": "[#",
    "comment_end_string": "#]",
}


@dataclass(frozen=True)
class Place:
    """A place of a design: what is printed there, and an example."""

    name: str
    meaning: Any
    is_list: bool = False
    is_needed: bool = False


PLACES = (
    Place("nama", _l("nama penerima, dipatahkan menjadi baris yang seimbang"), is_needed=True),
    Place("ukuran_nama", _l("kata untuk kelas CSS menurut panjang nama: huge, large, short, middle, long, longer, longest")),
    Place("judul", _l("judul piagam, misalnya PIAGAM PENGHARGAAN")),
    Place("nomor", _l("nomor resmi, atau “menunggu nomor”"), is_needed=True),
    Place("penghargaan", _l("untuk apa piagam diberikan"), is_needed=True),
    Place("rincian", _l("daftar subpenghargaan; boleh kosong"), is_list=True),
    Place("susunan", _l("kata untuk kelas CSS: led bila rincian yang utama (peringkat, predikat), even bila sama penting; boleh kosong")),
    Place("kategori", _l("nama kategori")),
    Place("edisi", _l("nama edisi")),
    Place("kategori_edisi", _l("kategori dan edisi dalam satu baris")),
    Place("dasar", _l("penetapan atau rapat pleno yang mendasarinya; boleh kosong")),
    Place("tempat", _l("kota")),
    Place("tanggal", _l("tanggal piagam")),
    Place("jabatan", _l("jabatan penandatangan; kosong sampai diisi")),
    Place("penandatangan", _l("nama penandatangan; kosong sampai diisi")),
    Place("qr", _l("gambar QR menuju halaman periksa piagam"), is_needed=True),
    Place("alamat", _l("alamat halaman periksa piagam")),
    Place("kode", _l("kode periksa, dikelompokkan"), is_needed=True),
    Place("segel", _l("keterangan segel atau tanda tangan elektronik berkas ini, persis menurut kuncinya")),
    Place("kode_portal", _l("nomor urut milik portal")),
)
NAMES = frozenset(one.name for one in PLACES)
LISTS = frozenset(one.name for one in PLACES if one.is_list)
NEEDED = tuple(one.name for one in PLACES if one.is_needed)
PLAIN = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Not, nodes.And, nodes.Or)


def at_line(line: int | None, told: str) -> Invalid:
    """A refusal that names the line of the HTML."""
    return Invalid(_("Baris %(line)s: %(told)s", line=line or 1, told=told), "html")


def places_in(html: str) -> frozenset[str]:
    """The places that a template names; Invalid for whatever is more than naming them."""
    if len(html) > MOST_SIGNS:
        raise Invalid(_("HTML paling banyak 20.000 huruf. Persingkat."), "html")
    reader = Environment(autoescape=True, **DELIMITERS)
    try:
        tree = reader.parse(html)
    except TemplateSyntaxError as error:
        raise at_line(error.lineno, _("tanda [[ ]] atau [% %] salah tulis. Tulis misalnya [[ nama ]].")) from None
    except RecursionError:
        raise Invalid(_("Susunan [% if %] terlalu dalam. Sederhanakan."), "html") from None
    found = frozenset(_walk(tree, frozenset(), 0))
    for needed in NEEDED:
        if needed not in found:
            raise Invalid(_("Rancangan harus memuat [[ %(name)s ]], sebab tanpa itu piagam tidak dapat diperiksa.", name=needed), "html")
    return found


def _walk(node: nodes.Node, own: frozenset[str], depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        raise at_line(node.lineno, _("susunan [% if %] terlalu dalam. Sederhanakan."))
    if isinstance(node, nodes.For):
        yield from _loop(node, own, depth)
        return
    if isinstance(node, nodes.Name):
        yield _name(node, own)
    elif isinstance(node, nodes.If):
        pass
    elif not isinstance(node, PLAIN):
        raise at_line(node.lineno, _no_more(node))
    for child in node.iter_child_nodes():
        yield from _walk(child, own, depth + 1)


def _name(node: nodes.Name, own: frozenset[str]) -> str:
    if node.ctx != "load" or node.name not in NAMES | own:
        raise at_line(node.lineno, _("“%(name)s” tidak ada dalam daftar isian. Pakai nama dari daftar di samping.", name=node.name))
    return node.name


def _loop(node: nodes.For, own: frozenset[str], depth: int) -> Iterator[str]:
    target, over = node.target, node.iter
    walks_list = isinstance(over, nodes.Name) and over.name in LISTS
    if not walks_list or own or node.test is not None or node.else_ or node.recursive:
        raise at_line(
            node.lineno,
            _("pengulangan hanya boleh atas daftar isian, satu tingkat: [%% for satu in %(name)s %%].", name=", ".join(sorted(LISTS))),
        )
    if not isinstance(target, nodes.Name) or not OWN_NAME.fullmatch(target.name) or target.name in NAMES:
        raise at_line(node.lineno, _("beri nama lain dalam pengulangan, misalnya [% for satu in rincian %]."))
    yield over.name  # type: ignore[attr-defined]  # it is a name, see above
    for child in node.body:
        yield from _walk(child, own | {target.name}, depth + 1)


def _no_more(node: nodes.Node) -> str:
    kind = type(node).__name__
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        return _("tanda titik atau kurung siku tidak dipakai di dalam [[ ]]; isian adalah teks jadi.")
    if isinstance(node, nodes.Call | nodes.Filter | nodes.Test):
        return _("fungsi dan saringan tidak dipakai di dalam [[ ]]; isian adalah teks jadi.")
    return _("perintah “%(kind)s” tidak dipakai dalam rancangan; yang ada hanya [[ isian ]], [%% if isian %%], dan [%% for %%].", kind=kind)


def without_places(html: str) -> str:
    """The template with every place and command as one sign, its lines where they were; Invalid for a raw block."""
    parts: list[str] = []
    inside = False
    for line, kind, value in Environment(autoescape=True, **DELIMITERS).lex(html):
        if kind in {"raw_begin", "raw_end"}:
            raise at_line(line, _("perintah “raw” tidak dipakai dalam rancangan."))
        if kind in {"variable_begin", "block_begin", "comment_begin"}:
            inside = True
            parts.append({"variable_begin": TEMPLATE, "block_begin": CONTROL, "comment_begin": ""}[kind])
        parts.append("\n" * value.count("\n") if inside else value)
        if kind in {"variable_end", "block_end", "comment_end"}:
            inside = False
    return "".join(parts)
