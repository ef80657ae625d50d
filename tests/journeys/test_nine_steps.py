"""The season of 2022 from registration to certificates, by the pages only; each step as the regulation tells it."""

import pytest

from tests.journeys import entrants
from tests.journeys.season import Season, document

FIRST, SECOND = "ratna@menpan.example", "bagus@menpan.example"
PLACES = {
    "banjarbaru@uji.example": "Pemerintah Kota Banjarbaru",
    "malang@uji.example": "Pemerintah Kota Malang",
    "sleman@uji.example": "Pemerintah Kabupaten Sleman",
    "wonogiri@uji.example": "Pemerintah Kabupaten Wonogiri",
    "bali@uji.example": "Pemerintah Provinsi Bali",
    "jayapura@uji.example": "Pemerintah Kota Jayapura",
}
CLINIC, CLINIC_ADDRESS = "Puskesmas Uji Mlati", "mlati@uji.example"


@pytest.fixture
def season(app, browse, at, work, tmp_path):
    return Season(app, browse, at, work, tmp_path)


def test_the_season_of_2022(season):
    step_0_the_house_is_opened(season)
    step_1_institutions_get_accounts(season)
    step_2_they_enter(season)


def step_0_the_house_is_opened(season):
    season.at("2022-01-10T09:00+07:00")
    season.load(document())
    secretary = season.open_house("Ratna Wijaya", FIRST)
    secretary.get("/orang/undang").submit("Undang", name="Bagus Santosa", email=SECOND, role="secretariat")
    season.join(SECOND, "Bagus Santosa")


def step_1_institutions_get_accounts(season):
    season.at("2022-02-18T09:00+07:00")
    for address, place in PLACES.items():
        entrants.ask_for_account(season, place, f"Petugas {place}", address)
    entrants.ask_for_account(season, PLACES["sleman@uji.example"], "Petugas Puskesmas", CLINIC_ADDRESS, unit=CLINIC)


def step_2_they_enter(season):
    pass
