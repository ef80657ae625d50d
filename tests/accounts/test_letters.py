"""Letters to be put on one's own paper: filled in with what is known, nothing invented."""

import io

import docx
import pytest

from tests import factories


def words(answer):
    document = docx.Document(io.BytesIO(answer.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([one.text for one in document.paragraphs] + cells)


@pytest.fixture
def place(app):
    parent = factories.institution("pemkab", name="Pemerintah Kabupaten Contoh")
    return factories.institution("upp", name="RSUD Contoh", code="upp-satu", parent=parent)


def test_the_blank_request_is_there_before_anybody_signs_in(app, browse):
    answer = browse().client.get("/surat/permohonan-akun.docx")
    assert "SURAT PERMOHONAN AKUN" in words(answer)
    assert "Nomor: …" in words(answer)


def test_the_request_names_the_institution_and_nobody_else(place, browse):
    text = words(browse().client.get("/daftar/upp-satu/permohonan-akun.docx"))
    assert "RSUD Contoh" in text
    assert "Pemerintah Kabupaten Contoh" in text
    assert "DRAF" not in text
    browse().get("/daftar/tidak-ada/permohonan-akun.docx", status=404)


@pytest.mark.parametrize("path", ["/surat/permohonan-akun.pdf", "/daftar/upp-satu/permohonan-akun.pdf"])
def test_it_comes_as_pdf_too(place, browse, path):
    assert browse().client.get(path).data.startswith(b"%PDF")


def test_the_pages_lead_to_the_letters(place, browse):
    browser = browse()
    assert "/surat/permohonan-akun.docx" in browser.get("/daftar").links.values()
    assert "/daftar/upp-satu/permohonan-akun.docx" in browser.get("/daftar/upp-satu").links.values()


def test_the_assignment_lists_the_team_with_its_duties(place, browse):
    lead = factories.member(factories.person("Ani", position="Kepala Bagian"), place, ("local_admin",))
    factories.member(factories.person("Budi"), place, ("drafter",))
    text = words(browse(lead).client.get("/tim/upp-satu/surat-penugasan.docx"))
    assert ("Ani" in text, "Admin instansi" in text, "Kepala Bagian" in text, "Budi" in text, "Penyusun" in text) == (True,) * 5


@pytest.mark.parametrize(("letter", "title"), [("rekomendasi", "SURAT REKOMENDASI"), ("pernyataan", "SURAT PERNYATAAN KEASLIAN")])
def test_letters_of_an_entry_name_it(app, browse, letter, title):
    cast = factories.cast()
    text = words(browse(cast.entrant).client.get(f"/kepesertaan/{cast.entry.id}/surat-{letter}.docx"))
    assert (title in text, cast.entry.institution_name in text) == (True, True)
