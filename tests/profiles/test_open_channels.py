"""Channels as open data: only with both consents, and nothing but what the public page tells."""

import csv
import io

import pytest

from p4comp.channels.rules import Facts, Integration, Kind
from p4comp.core import db
from p4comp.profiles.models import Profile
from p4comp.profiles.rules import COLUMNS
from tests import factories
from tests.channels import scene
from tests.channels.scene import AT

CSV, JSON = "/data-terbuka/kanal-pengaduan.csv", "/data-terbuka/kanal-pengaduan.json"


@pytest.fixture
def home(app, at):
    """An institution that shows its channels: one of them public, with a note, one not, one that has ended."""
    at(AT)
    made = factories.institution("pemkab", name="Kabupaten Kanal", region=factories.region("63.05"), code="kab-63.05")
    factories.keep(Profile(institution_id=made.id, shows_channels=True, set_at=AT, set_by=""))
    noted = Facts(
        *(getattr(scene.PAMAN, name) for name in ("kind", "name", "address", "integration", "integrated_on", "since_on")), note="rahasia"
    )
    scene.channel(made, noted, is_public=True)
    scene.channel(made, Facts(Kind.DESK, "Loket rahasia", integration=Integration.NOT))
    scene.channel(made, Facts(Kind.PHONE, "Telepon lama", integration=Integration.NOT, until_on=AT.date()), is_public=True)
    return made


def rows(browse):
    text = browse().get(CSV).body.decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text)))
    told = browse().get(JSON).json
    assert (told["baris"], list(told["kolom"])) == (found, list(COLUMNS))
    return found


def test_a_channel_with_both_consents_is_there_and_nothing_else_of_the_register(home, browse):
    (one,) = rows(browse)
    assert list(one.values()) == [
        "kab-63.05",
        "Kabupaten Kanal",
        "63.05",
        "aplikasi",
        "Aplikasi sendiri",
        "LAPOR PAMAN",
        "https://paman.contoh.go.id",
        "dua_arah",
        "Terintegrasi dua arah",
        "2021-03-01",
        "2019-05-02",
    ]
    assert b"rahasia" not in browse().get(JSON).body


@pytest.mark.parametrize("shows", [True, False])
def test_the_institutions_own_consent_is_needed_too(home, browse, shows):
    db.session().get(Profile, home.id).shows_channels = shows
    assert [one["nama"] for one in rows(browse)] == (["LAPOR PAMAN"] if shows else [])
    assert ("Kanal pengaduan instansi" in browse().get("/data-terbuka").main) == shows


def test_no_cell_is_a_formula(home, browse):
    scene.channel(home, Facts(Kind.OTHER, "=1+1", "@SUM(A1)", Integration.NOT), is_public=True)
    assert [one["nama"] for one in csv.DictReader(io.StringIO(browse().get(CSV).body.decode("utf-8-sig")))] == ["LAPOR PAMAN", "'=1+1"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(home, browse, number):
    for place in range(number - 1):
        other = factories.institution("pemkab", name=f"Kabupaten Lain {place}", region=factories.region(f"64.0{place + 1}"))
        factories.keep(Profile(institution_id=other.id, shows_channels=True, set_at=AT, set_by=""))
        scene.channel(other, is_public=True)
    assert len([one for one in browse().get(CSV).queries if one != "BEGIN"]) == 1
    assert len(rows(browse)) == number
