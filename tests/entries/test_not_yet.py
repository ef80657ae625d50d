"""Who has not entered yet, the forecast, and the page for the Minister."""

import csv
import io
from collections import Counter
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest

from p4comp.accounts.identity import someone
from p4comp.core.db import commit
from p4comp.entries import queries
from p4comp.entries.routes import not_yet
from p4comp.entries.rules import forecast
from p4comp.entries.rules.standing import Standing
from p4comp.institutions.actions import load_registry
from tests import factories

OPENS, CLOSES = datetime(2022, 2, 17, tzinfo=UTC), datetime(2022, 4, 14, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "share"),
    [
        (timedelta(days=-1), 1),
        (timedelta(0), 1),
        (timedelta(days=3), 0.622),
        (timedelta(days=6), 0.244),
        (CLOSES - OPENS, 0),
        (timedelta(days=99), 0),
    ],
)
def test_the_share_follows_2022(left, share):
    assert round(forecast.share(OPENS, CLOSES, CLOSES - left), 3) == share


def test_the_share_never_falls():
    shares = [forecast.share(OPENS, CLOSES, OPENS + (CLOSES - OPENS) * step / 100) for step in range(101)]
    assert shares == sorted(shares)


@pytest.mark.parametrize(
    ("entered", "left", "expected"),
    [(140, 6, 573), (9, 6, None), (10, 6, 41), (140, 50, None), (0, 1, None), (573, 0, 573), (3, -1, 3)],
)
def test_a_forecast_needs_enough_to_go_by(entered, left, expected):
    assert forecast.at_closing(entered, OPENS, CLOSES, CLOSES - timedelta(days=left)) == expected


def test_a_window_shorter_than_the_curve_grows_evenly():
    opens = CLOSES - timedelta(days=2)
    assert forecast.share(opens, CLOSES, CLOSES - timedelta(days=1)) == 0.5


@pytest.fixture
def season(app, at):
    """An edition in registration with institutions at every standing."""
    edition = factories.edition()
    at(factories.during("pendaftaran"))
    region = factories.region("63", name="Kalimantan Selatan")
    made = {}
    for name in ("tanpa-akun", "belum-mulai", "draf", "undur", "mendaftar"):
        made[name] = factories.institution(name=f"Pemerintah Kabupaten {name}", region=region)
    for name, state in (("draf", "draft"), ("undur", "withdrawn"), ("mendaftar", "submitted")):
        factories.entry(edition, made[name], state=state)
    factories.member(factories.person("=Ani", phone="6281234567890"), made["belum-mulai"])
    factories.institution("bumn", name="Tidak Boleh Ikut")
    season.made, season.secretary = made, factories.secretariat()
    commit()
    return season


def test_everybody_stands_where_they_are(season, app):
    with app.test_request_context():
        state = queries.not_yet(someone(season.secretary))
    found = {one.name.removeprefix("Pemerintah Kabupaten "): one.standing.value for one in state.missing if one.province == "63"}
    assert {name: found.get(name, "mendaftar") for name in season.made} == {name: name for name in season.made}
    assert dict(state.table("province"))["63"] == Counter(Standing(name) for name in season.made)
    assert (state.by_province()["63"], state.entered) == (4, 2)  # who withdrew had handed in once


def test_the_page_filters_by_province_and_standing(season, browse):
    browser = browse(season.secretary)
    page = browser.get("/belum-mendaftar", query={"provinsi": "63", "keadaan": "belum-mulai"})
    assert [cell.text for cell in page.select("main tbody td[data-label=Instansi]")] == ["Pemerintah Kabupaten belum-mulai"]
    assert "6281234567890" in page.main or "0812" in page.main


def test_the_list_for_spreadsheets_holds_no_formula(season, browse):
    answer = browse(season.secretary).client.get("/belum-mendaftar.csv?provinsi=63")
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")), delimiter=";"))
    contacts = {row[1]: row[5] for row in rows[1:]}
    assert contacts["Pemerintah Kabupaten belum-mulai"] == "'=Ani"
    assert len(rows) == 5


@pytest.mark.parametrize("is_demo", [False, True])
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_brief_is_one_page_for_the_whole_registry(season, browse, monkeypatch, form, is_demo):
    monkeypatch.setattr(not_yet, "is_demo", lambda: is_demo)
    load_registry(factories.BEGINNING)
    answer = browse(season.secretary).client.get(f"/belum-mendaftar/ringkasan.{form}")
    assert (answer.status_code, answer.data[:4]) == (200, b"%PDF" if form == "pdf" else b"PK\x03\x04")
    if form == "pdf":
        with pikepdf.open(io.BytesIO(answer.data)) as document:
            assert len(document.pages) == 1


def test_without_an_edition_there_is_nothing(app, browse):
    browse(factories.secretariat()).get("/belum-mendaftar", status=404)


def test_the_page_asks_as_often_for_many(season, browse):
    browser = browse(season.secretary)
    browser.get("/belum-mendaftar")
    one = len(browser.get("/belum-mendaftar").queries)
    for _n in range(3):
        factories.institution()
    assert len(browser.get("/belum-mendaftar").queries) == one <= 12
