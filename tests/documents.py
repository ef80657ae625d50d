"""Word documents made from a piece of a page and opened again."""

import io

from docx import Document
from docx.oxml.ns import qn

from p4comp.core import docx

PAGE = '<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title}</title></head><body>{inside}</body></html>'
TABLE = """<table class="doc-table"><caption>Daftar</caption>
<thead><tr><th scope="col">Tempat</th><th scope="col">Peserta</th><th scope="col" class="num">Nilai</th></tr></thead>
<tbody><tr><td>1</td><td>Pemerintah Kabupaten Simulasi Dua Belas di Timur Laut</td><td class="num">98,10</td></tr>
<tr><td>2</td><td>BPOM</td><td class="num">97,00</td></tr></tbody></table>"""


def made(inside, title="Uji"):
    return docx.from_html(PAGE.format(title=title, inside=inside))


def opened(inside, title="Uji"):
    return Document(io.BytesIO(made(inside, title)))


def cells(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def values(element, tag, attribute="val"):
    return [one.get(qn(f"w:{attribute}")) for one in element.iter(qn(f"w:{tag}"))]
