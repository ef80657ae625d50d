"""Categories without dossiers: a province with its institutions, editions from the shipped files, spreadsheets as offices send them."""

import io

import xlsxwriter

from p4comp.competition import actions as editions
from p4comp.competition import files
from p4comp.competition import queries as competition
from p4comp.core import db, sheets, storage
from p4comp.core.media_types import XLSX
from p4comp.decisions import actions as decisions
from p4comp.decisions.actions import Facts
from p4comp.results import actions as results
from p4comp.results.actions import score_tables
from p4comp.results.queries import score_tables as queries
from tests import factories

REGENCIES = {
    "kab-63.01": "Kabupaten Tanah Laut",
    "kab-63.02": "Kabupaten Kotabaru",
    "kab-63.03": "Kabupaten Banjar",
    "kab-63.04": "Kabupaten Barito Kuala",
    "kab-63.05": "Kabupaten Tapin",
    "kab-63.06": "Kabupaten Hulu Sungai Selatan",
    "kab-63.07": "Kabupaten Hulu Sungai Tengah",
    "kab-63.08": "Kabupaten Hulu Sungai Utara",
    "kab-63.09": "Kabupaten Tabalong",
    "kab-63.10": "Kabupaten Tanah Bumbu",
    "kab-63.11": "Kabupaten Balangan",
    "kota-63.71": "Kota Banjarmasin",
    "kota-63.72": "Kota Banjarbaru",
}
AGENCIES = ("Dinas Pendidikan dan Kebudayaan", "Dinas Pekerjaan Umum dan Penataan Ruang", "Dinas Pariwisata", "Dinas Perhubungan")


def province():
    """Kalimantan Selatan with its regencies and cities and four agencies; beside it one city of Jawa Barat."""
    region = factories.region("63")
    home = factories.institution("pemprov", name="Pemerintah Provinsi Kalimantan Selatan", code="prov-63", region=region)
    for code, name in REGENCIES.items():
        kind, own = "pemkot" if code.startswith("kota") else "pemkab", code.partition("-")[2]
        place = factories.region(own, name=name, level="regency", parent_code="63")
        factories.institution(kind, name=f"Pemerintah {name}", code=code, region=place, parent=home)
    for name in AGENCIES:
        factories.institution("upp", name=name, region=region, parent=home)
    factories.region("32", name="Jawa Barat", zone="Asia/Jakarta")
    other = factories.region("32.79", name="Kota Banjar", zone="Asia/Jakarta", level="city", parent_code="32")
    factories.institution("pemkot", name="Pemerintah Kota Banjar", code="kota-32.79", region=other)
    return home


def load(document, *, at):
    """An edition from its file, running."""
    edition = editions.load(document if isinstance(document, dict) else files.read(document), by=None, at=at)
    editions.start(edition, at=at)
    db.session().flush()
    return edition


def sheet(rows):
    """A sheet as it was read; the first row is its head."""
    return [sheets.Sheet("Angka", tuple(tuple(row) for row in rows))]


def book(rows):
    """The bytes of a spreadsheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        page = made.add_worksheet("Angka")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return out.getvalue()


def tabling(edition, category):
    """The category as it stands."""
    return queries.tabling_of(edition, competition.spec_of(edition).category(category))


def use(edition, category, rows, *, by, at):
    """A table sent and used; what is wrong with it is an error here."""
    found = tabling(edition, category)
    read = score_tables.read(found, sheet(rows), at)
    assert [(row.number, row.faults) for row in read[0] if row.faults] == []
    score_tables.lay(found, storage.keep_bytes(book(rows), XLSX), "angka.xlsx", read, by=by, at=at)
    return score_tables.use(tabling(edition, category), by=by, at=at)


def decide(edition, category, secretaries, *, at):
    """The winners proposed, the meeting written down, confirmed by two."""
    first, second = secretaries
    plenary = results.propose_winners(edition, category, by=first, at=at)
    decisions.record_facts(plenary, Facts(at.date(), "", "Ketua\nAnggota", ""), by=first, at=at)
    decisions.confirm(plenary, by=first, at=at, seen=plenary.seen)
    return decisions.confirm(plenary, by=second, at=at, seen=plenary.seen)
