"""The decree's annex, and where an order may be told: alphabetical everywhere unless the plan says otherwise."""

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from p4comp.certificates import actions as certificates
from p4comp.core.db import everything
from p4comp.decisions.models import Decision, Purpose
from tests import factories
from tests.journeys.season import words_of
from tests.results.season import AWARDED_NAMES, decided_by_rank
from tests.results.test_actions import JUNE

PLACE = "/hasil-akhir/uji/lampiran-{}.{}"
ALPHABETICAL = sorted(AWARDED_NAMES)


@pytest.fixture
def secretary(app, browse, at):
    at(JUNE)
    return lambda: browse(factories.secretariat())


def test_the_annex_names_all_winners_alphabetically_without_numbers(app, secretary):
    decided_by_rank()
    text = words_of(secretary().get(PLACE.format("abjad", "pdf")).body)
    assert "disusun menurut abjad, bukan peringkat" in text
    assert "Penetapan Top 3 Instansi Pemerintah Umum" in text
    assert positions(text, AWARDED_NAMES) == ALPHABETICAL
    assert "menunggu nomor" in text
    assert not any(f"{number}. {name}" in text for number in (1, 2, 3) for name in AWARDED_NAMES)


def cells(body):
    return CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def positions(text, names):
    """The names in the order in which they stand in the text."""
    return sorted(names, key=text.index)


def test_the_spreadsheet_and_the_draft_say_the_same(app, secretary):
    decided_by_rank()
    browser = secretary()
    rows = cells(browser.get(PLACE.format("abjad", "xlsx")).body)
    assert [row[0] for row in rows[1:3]] == [
        "KONSEP. Hasil rapat pleno, menunggu penetapan Menteri.",
        "Disusun menurut abjad, bukan peringkat",
    ]
    assert [row[2] for row in rows[4:] if row[0] == "Instansi Pemerintah Umum"] == ALPHABETICAL
    assert browser.get(PLACE.format("abjad", "docx")).body.startswith(b"PK")


def test_the_ranked_form_exists_only_where_the_plan_says_so(app, secretary):
    decided_by_rank()
    browser = secretary()
    browser.get(PLACE.format("peringkat", "pdf"), status=404)
    browser.get(PLACE.format("acak", "pdf"), status=404)
    assert [link for link in browser.get("/hasil-akhir/uji").links.values() if "lampiran-peringkat" in link] == []


def test_where_the_plan_says_so_the_ranked_form_has_the_order(app, secretary):
    decided_by_rank(is_ordered=True)
    browser = secretary()
    text = words_of(browser.get(PLACE.format("peringkat", "pdf")).body)
    assert positions(text, AWARDED_NAMES) == AWARDED_NAMES
    assert positions(words_of(browser.get(PLACE.format("abjad", "pdf")).body), AWARDED_NAMES) == ALPHABETICAL
    rows = cells(browser.get(PLACE.format("peringkat", "xlsx")).body)
    assert [row[2] for row in rows[4:] if row[0] == "Instansi Pemerintah Umum"] == AWARDED_NAMES


def test_the_decree_is_printed_once_it_is_typed_in(app, secretary):
    decided_by_rank()
    for one in everything(winners()):
        one.decree_number, one.decree_on, one.decree_signatory = "KEP/9/2022", JUNE.date(), "Plt. Menteri Uji"
    text = words_of(secretary().get(PLACE.format("abjad", "pdf")).body)
    for part in ("Nomor KEP/9/2022", "Plt. Menteri Uji"):
        assert part in text
    assert "KONSEP" not in text
    rows = cells(secretary().get(PLACE.format("abjad", "xlsx")).body)
    assert rows[1][0] == "Keputusan Menteri Nomor KEP/9/2022, 7 Juni 2022"


def test_the_spreadsheet_can_be_printed_and_its_head_stays_in_sight(app, secretary):
    decided_by_rank()
    book = zipfile.ZipFile(io.BytesIO(secretary().get(PLACE.format("abjad", "xlsx")).body))
    sheet, names = (book.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "workbook"))
    assert '<pane ySplit="5" topLeftCell="A6"' in sheet
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"' in sheet
    assert "Penetapan!$5:$5" in names


def winners():
    return select(Decision).where(Decision.purpose == Purpose.WINNERS)


@pytest.mark.parametrize("is_ordered", [False, True])
def test_nothing_public_tells_an_order_unless_the_plan_says_so(app, browse, at, is_ordered):
    decided_by_rank(is_ordered=is_ordered, announced_at=factories.opening("penganugerahan"))
    at(factories.opening("penganugerahan"))
    expected = AWARDED_NAMES if is_ordered else ALPHABETICAL
    browser = browse()
    page = browser.get("/hasil/uji").body.decode()
    assert positions(page[page.rindex('id="pemenang"') : page.index('id="finalis"')], AWARDED_NAMES) == expected
    rows = browser.get("/hasil/uji/data.json").json["baris"]
    assert [row["instansi"] for row in rows if (row["daftar"], row["kategori"]) == ("pemenang", "UMUM")] == expected
    lines = browser.get("/hasil/uji/data.csv").body.decode().splitlines()
    assert positions("".join(line for line in lines if ",pemenang," in line), AWARDED_NAMES) == expected
    page = browser.get("/hasil/uji")
    assert len(page.select("ol.result-names")) == (1 if is_ordered else 0)
    start = browser.get("/").body.decode()
    assert positions(start, AWARDED_NAMES) == ALPHABETICAL


def test_running_numbers_of_certificates_follow_the_alphabet(app, at):
    decided_by_rank(announced_at=JUNE)
    decision = next(one for one in everything(winners()) if one.category == "UMUM")
    made = certificates.issue_all(decision, by=None, at=JUNE)
    assert [one.institution_name for one in sorted(made, key=lambda one: one.serial)] == ALPHABETICAL
