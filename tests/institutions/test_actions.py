"""Files in: institutions and honours, whole or not at all."""

from datetime import date

import pytest
import xlsxwriter
from sqlalchemy import select

from p4comp.core.audit import AuditRecord
from p4comp.core.db import count, everything, session
from p4comp.core.errors import Invalid
from p4comp.core.tables import BadFile
from p4comp.institutions import actions, queries
from p4comp.institutions.actions.shipped import DATA
from p4comp.institutions.models import ArchiveTotal, Honour, Institution, InstitutionName, Parentage, Region, Succession
from tests import factories

AT = factories.BEGINNING
HEAD = "code,type,name,short_name,region_code,parent_code,valid_from,valid_to\n"


@pytest.fixture
def file(tmp_path):
    """`file(text)` is a CSV file, `file(rows=…)` an XLSX file."""

    def make(text="", *, rows=None, name="instansi"):
        path = tmp_path / (f"{name}.xlsx" if rows else f"{name}.csv")
        if rows is None:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            return path
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        return path

    return make


def institutions():
    session().expire_all()
    return {one.code: one for one in everything(select(Institution))}


def load(path):
    return [(one.number, one.what) for one in actions.import_institutions(path, by=None, at=AT)]


def test_rows_are_added_updated_and_left(app, file):
    factories.institution(code="kab-1", name="Lama", short_name="L")
    factories.institution(code="kab-2", name="Pemkab Dua")
    head = "code;type;name\n"
    assert load(file(head + "kab-1;pemkab;Baru\nkab-2;pemkab;Pemkab Dua\nkab-3;pemkab;Pemkab Tiga\n")) == [
        (2, "diubah"),
        (3, "tetap"),
        (4, "baru"),
    ]
    assert {code: (one.name, one.short_name) for code, one in institutions().items()} == {
        "kab-1": ("Baru", "L"),
        "kab-2": ("Pemkab Dua", ""),
        "kab-3": ("Pemkab Tiga", ""),
    }


def test_an_import_is_noted_with_its_numbers(app, file):
    load(file("code,type,name\nkab-1,pemkab,Satu\n"))
    session().commit()
    assert [(one.verb, one.details) for one in everything(select(AuditRecord))] == [
        ("institutions.imported", {"baru": 1, "diubah": 0, "tetap": 0})
    ]


def test_children_may_stand_before_their_parents(app, file):
    factories.region("63")
    load(file(HEAD + "upp-1,upp,Unit,,63,kab-1,,\nkab-1,pemkab,Induk,,63,,2020-01-02,\n"))
    found = institutions()
    assert found["upp-1"].parent_id == found["kab-1"].id
    assert (found["kab-1"].valid_from, found["kab-1"].region_code) == (date(2020, 1, 2), "63")


def test_one_bad_row_refuses_the_whole_file(app, file):
    with pytest.raises(BadFile) as refusal:
        load(file(HEAD + "kab-1,pemkab,Baik,,,,,\nkab-2,kerajaan,Buruk,,99,,,\n"))
    assert [(fault.number, fault.column) for fault in refusal.value.faults] == [(3, "type"), (3, "region_code")]
    assert institutions() == {}


def test_a_spreadsheet_is_read_alike(app, file):
    factories.region("63.06", parent_code=factories.region("63").code)
    rows = [["Kode", "Jenis", "Nama", "Kode wilayah", "Berlaku dari"], ["kab-1", "pemkab", "Pemkab Satu", "63.06", "2020-01-02"]]
    assert load(file(rows=rows)) == [(2, "baru")]
    assert institutions()["kab-1"].region_code == "63.06"


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 rusak", b"\x00\x01\x02", b"code,type,name\n", b"<html><body>bukan tabel</body></html>"]
)
def test_a_file_that_is_no_table_is_refused_in_words(app, file, content):
    with pytest.raises(Invalid) as refusal:
        load(file(content))
    assert refusal.value.field == "file"
    assert institutions() == {}


def test_a_truncated_spreadsheet_is_refused(app, file):
    path = file(rows=[["code", "type", "name"], ["kab-1", "pemkab", "Satu"]])
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(Invalid):
        load(path)


def test_a_formula_is_no_name(app, file):
    with pytest.raises(BadFile):
        load(file("code,type,name\nkab-1,pemkab,\"=cmd|'/c calc'!A1\"\n"))


def test_windows_files_are_read(app, file):
    load(file("code;type;name\r\nkab-1;pemkab;Café Kota\r\n".encode("cp1252")))
    assert institutions()["kab-1"].name == "Café Kota"


def test_without_codes_rows_are_found_by_any_name(app, file):
    own = factories.institution("kementerian", code="kl-komdigi", name="Kementerian Komunikasi dan Digital")
    session().add(InstitutionName(institution_id=own.id, name="Kementerian Komunikasi dan Informatika"))
    session().flush()
    assert load(file("type,name,short_name\nkementerian,Kementerian Komunikasi dan Digital,Komdigi\nbumn,PT Baru,\n")) == [
        (2, "diubah"),
        (3, "baru"),
    ]
    assert institutions()["kl-komdigi"].short_name == "Komdigi"
    assert "bumn-pt-baru" in institutions()


# Honours

HONOURS = "edition,year,category,stage,rank_or_award,institution,institution_type,source_url\n"
ROW = "1,2018,Instansi,pemenang Top 10,Top 10,{name},pemkab,https://berita.example/1\n"


def honours(path):
    return [(one.what, one.is_matched) for one in actions.import_honours(path, by=None, at=AT)]


def test_honours_find_their_institution_by_a_former_name(app, file):
    own = factories.institution(name="Kementerian Baru")
    session().add(InstitutionName(institution_id=own.id, name="Kementerian Lama", valid_to=date(2024, 10, 21)))
    session().flush()
    assert honours(file(HONOURS + ROW.format(name="KEMENTERIAN LAMA"))) == [("baru", True)]
    (one,) = everything(select(Honour))
    assert (one.institution_id, one.institution_name, one.edition_slug, one.category, one.stage, one.source) == (
        own.id,
        "KEMENTERIAN LAMA",
        "p4-2018",
        "UMUM",
        "pemenang",
        "https://berita.example/1",
    )


def test_unmatched_honours_are_kept_and_match_later(app, file):
    path = file(HONOURS + ROW.format(name="Pemkab Hilang"))
    assert honours(path) == [("baru", False)]
    assert honours(path) == [("tetap", False)]
    factories.institution(name="Pemkab Hilang")
    assert honours(path) == [("diubah", True)]
    assert count(select(Honour)) == 1


def test_a_bad_honour_refuses_the_whole_file(app, file):
    bad = ROW.format(name="Satu") + "x,2018,Lain,peserta,Top 10,,pemkab,\n"
    with pytest.raises(BadFile) as refusal:
        honours(file(HONOURS + bad))
    assert {(fault.number, fault.column) for fault in refusal.value.faults} == {
        (3, column) for column in ("edition_number", "category", "stage", "institution_name", "source")
    }
    assert everything(select(Honour)) == []


def test_new_honours_raise_the_number_known_up_to_the_total(app, file):
    session().add(ArchiveTotal(edition_slug="p4-2018", category="UMUM", stage="pemenang", known=9, total=10))
    session().flush()
    honours(file(HONOURS + ROW.format(name="Satu") + ROW.format(name="Dua")))
    session().expire_all()
    assert everything(select(ArchiveTotal))[0].known == 10


# The shipped data


@pytest.fixture
def shipped(app):
    return actions.load_registry(AT)


def numbers():
    return {
        model.__name__: count(select(model))
        for model in (Region, Institution, InstitutionName, Parentage, Succession, Honour, ArchiveTotal)
    }


def test_the_shipped_registry_has_the_countrys_numbers(shipped):
    kinds = [one.kind.value for one in everything(select(Institution))]
    assert {kind: kinds.count(kind) for kind in ("pemprov", "pemkab", "pemkot")} == {"pemprov": 38, "pemkab": 415, "pemkot": 93}
    jakarta = everything(select(Institution).where(Institution.kind == "unit", Institution.region_code.startswith("31.")))
    assert len(jakarta) == 6
    assert {one.parent.name for one in jakarta} == {"Pemerintah Provinsi DKI Jakarta"}


def test_loading_twice_adds_nothing_and_undoes_no_edit(shipped):
    before = numbers()
    own = queries.by_code("kl-kemenpanrb")
    own.name = "Nama yang diperbaiki"
    session().flush()
    assert actions.load_registry(AT) == 0
    assert numbers() == before
    assert queries.by_code("kl-kemenpanrb").name == "Nama yang diperbaiki"


def test_every_shipped_honour_has_its_institution_and_source(shipped):
    assert everything(select(Honour).where(Honour.institution_id.is_(None))) == []
    assert all(one.source_host for one in everything(select(Honour)))


def test_importing_the_shipped_honours_again_changes_nothing(shipped):
    assert {one.what for one in actions.import_honours(DATA / "honours.csv", by=None, at=AT)} == {"tetap"}


def test_importing_the_shipped_registry_again_changes_nothing(shipped):
    assert {one.what for one in actions.import_institutions(DATA / "institutions.csv", by=None, at=AT)} == {"tetap"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kl-kemenpanrb", "kl-kemenpanrb"),
        ("Kementerian PANRB", "kl-kemenpanrb"),
        ("kemenpan rb", "kl-kemenpanrb"),
        ("Kementerian Komunikasi dan Informatika", "kl-komdigi"),
        ("bojonegoro", None),
    ],
)
def test_an_institution_is_found_by_code_or_any_name(shipped, text, code):
    found = queries.find(text)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("bojoneg", "Pemerintah Kabupaten Bojonegoro"),
        ("KOMINFO", "Kementerian Komunikasi dan Digital"),
        ("bpom", "Badan Pengawas Obat dan Makanan"),
    ],
)
def test_part_of_a_name_is_enough_to_search(shipped, text, name):
    assert name in [one.name for one in queries.search(text)]


def test_a_search_takes_signs_literally(shipped):
    assert queries.search("%") == []
    assert queries.search("%%%_") == []


def test_an_institution_exists_between_its_dates(shipped):
    during = factories.during("pendaftaran")
    assert queries.by_code("kl-kemenkumham", on=during) is not None
    assert queries.by_code("kl-kemenkum", on=during) is None


def test_parent_and_name_are_those_of_the_day(shipped):
    merauke = next(one for one in everything(select(Institution)) if one.name == "Pemerintah Kabupaten Merauke")
    assert queries.parent_on(merauke, date(2022, 5, 1)).code == "prov-91"
    assert queries.parent_on(merauke, date(2023, 5, 1)).code == "prov-93"
    komdigi = queries.by_code("kl-komdigi")
    assert queries.name_on(komdigi, date(2022, 5, 1)) == "Kementerian Komunikasi dan Informatika"
    assert queries.name_on(komdigi, date(2025, 5, 1)) == "Kementerian Komunikasi dan Digital"
