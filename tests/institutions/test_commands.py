"""`p4comp institutions import` and `p4comp honours import`."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from p4comp.core.db import everything, session
from p4comp.core.tables import BadFile
from p4comp.institutions.commands import honours, institutions
from p4comp.institutions.models import Honour, Institution
from tests import factories


@pytest.fixture
def run(app, tmp_path):
    """Run a command on a file with this text."""

    def runner(command, text):
        path = tmp_path / "berkas.csv"
        path.write_text(text, "utf-8")
        result = CliRunner().invoke(command, ["import", str(path)])
        session().expire_all()
        return result

    return runner


def test_a_file_of_institutions_is_reported_row_by_row(run):
    result = run(institutions, "code,type,name\nkab-1,pemkab,Satu\nkab-2,pemkab,Dua\n")
    assert result.exit_code == 0
    assert result.output.splitlines() == ["baris 2: baru: kab-1 Satu", "baris 3: baru: kab-2 Dua", "2 baris: 2 baru, 0 diubah, 0 tetap."]
    assert len(everything(select(Institution))) == 2


def test_every_fault_is_printed_and_nothing_is_written(run):
    result = run(institutions, "code,type,name\nkab-1,pemkab,Satu\nkab-1,kerajaan,\n")
    assert isinstance(result.exception, BadFile)
    lines = result.stderr.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["baris 3, kolom type", "baris 3, kolom name", "baris 3, kolom code"]
    assert everything(select(Institution)) == []


def test_unmatched_honours_are_listed_and_kept(run):
    factories.institution(name="Pemkab Ada")
    head = "edition,year,category,stage,rank_or_award,institution,institution_type,source_url\n"
    rows = "".join(
        f"1,2018,Instansi,finalis Top 25,Top 25,{name},pemkab,https://berita.example\n" for name in ("Pemkab Ada", "Pemkab Hilang")
    )
    result = run(honours, head + rows)
    assert result.output.splitlines()[-2:] == ["1 baris belum cocok dengan registri (tetap disimpan):", "  baris 3: Pemkab Hilang"]
    assert len(everything(select(Honour))) == 2


def test_a_missing_file_fails(app):
    assert CliRunner().invoke(institutions, ["import", "/tidak/ada.csv"]).exit_code == 2
