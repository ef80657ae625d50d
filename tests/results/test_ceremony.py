"""The ceremony screen: a rehearsal holds no winner; winners are shown once public, before only when two people opened it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import pdf
from p4comp.core.audit import AuditRecord
from p4comp.core.db import everything
from p4comp.results.models import CeremonyOpening
from p4comp.results.rules import ceremony as rules
from tests import factories
from tests.results.corrections import AWARDED
from tests.results.season import at_the_end, decided, decided_by_rank
from tests.results.test_annexes import cells

HOME = "/edisi/uji/penganugerahan"
EVE = AWARDED - timedelta(hours=2)


@pytest.fixture
def two(app, at, browse):
    """Two people of the secretariat on the eve of the award."""
    at(EVE)
    return [browse(factories.secretariat(f"Sekretaris {name}")) for name in ("Satu", "Dua")]


def names(page):
    return [one.text for one in page.select("[data-reveal]")]


def verbs():
    found = everything(select(AuditRecord).order_by(AuditRecord.number))
    return [one.verb for one in found if one.verb.startswith("ceremony.")]


def test_a_rehearsal_shows_as_many_invented_names_as_the_edition_has_places(two):
    season = decided()
    page = two[0].get(f"{HOME}/gladi")
    assert page.one(".stage-mark").text == "GLADI · SIMULASI"
    assert len(names(page)) == 3
    assert [one.institution_name for one in season.entries.values() if one.institution_name in page.text] == []
    assert verbs() == []


def test_a_rehearsal_is_the_same_whoever_has_won(two):
    at_the_end()
    before = two[0].get(f"{HOME}/gladi").body
    season = decided(factories.edition(slug="lain", nomor=7, running=False))
    after = two[0].get("/edisi/lain/penganugerahan/gladi")
    assert names(after) == names(two[0].get(f"{HOME}/gladi"))
    assert two[0].get(f"{HOME}/gladi").body == before
    assert season.entries["first"].institution_name not in after.text


def test_before_the_moment_one_person_alone_shows_nothing(two):
    decided()
    two[0].post(f"{HOME}/layar", status=403)
    two[0].post(f"{HOME}/naskah.pdf", status=403)
    two[0].post(f"{HOME}/minta")
    two[0].post(f"{HOME}/layar", status=403)
    two[0].post(f"{HOME}/setujui", status=403)
    assert verbs() == ["ceremony.asked"]


def test_the_asking_stands_on_the_start_page_of_whoever_may_agree(two, at):
    decided(announced_at=AWARDED)
    waits = [lambda who=who: "Buka layar penganugerahan" in who.get("/ruang-kerja").main for who in two]
    assert [one() for one in waits] == [False, False]
    two[0].post(f"{HOME}/minta")
    assert [one() for one in waits] == [False, True]
    at(AWARDED)
    assert [one() for one in waits] == [False, False]
    at(EVE)
    two[1].post(f"{HOME}/setujui")
    assert [one() for one in waits] == [False, False]


def test_two_people_open_it_for_a_day_and_every_showing_is_noted(two, at):
    season = decided()
    two[0].post(f"{HOME}/minta")
    assert "Buka layar penganugerahan" in two[1].get("/persetujuan").text
    two[1].post(f"{HOME}/setujui")
    page = two[0].post(f"{HOME}/layar", status=200)
    made = season.entries
    assert names(page) == [made["first"].institution_name, made["second"].institution_name, made["unit"].institution_name]
    assert page.select(".stage-mark") == []
    assert verbs() == ["ceremony.asked", "ceremony.opened", "ceremony.shown"]
    at(EVE + timedelta(hours=24))
    two[0].post(f"{HOME}/layar", status=403)


def test_either_of_them_closes_it_again(two):
    decided()
    two[0].post(f"{HOME}/minta")
    two[1].post(f"{HOME}/setujui")
    two[0].post(f"{HOME}/tutup")
    two[0].post(f"{HOME}/layar", status=403)
    two[0].post(f"{HOME}/minta")
    assert len(everything(select(CeremonyOpening))) == 2


def test_it_cannot_be_asked_for_before_all_winners_are_decided(two):
    at_the_end()
    two[0].post(f"{HOME}/minta", status=403)


def test_once_public_it_needs_nobody_else(two, at):
    decided(announced_at=AWARDED)
    at(AWARDED)
    assert len(names(two[0].post(f"{HOME}/layar", status=200))) == 3
    assert verbs() == ["ceremony.shown"]


@pytest.mark.parametrize("is_ordered", [True, False])
def test_order_is_told_only_where_the_plan_lets_it(two, at, is_ordered):
    edition = decided_by_rank(is_ordered=is_ordered, announced_at=AWARDED)
    at(AWARDED)
    called = names(two[0].post(f"/edisi/{edition.slug}/penganugerahan/layar", status=200))[:3]
    assert (called == sorted(called)) is not is_ordered


def test_guests_are_all_finalists_alphabetically(two):
    season = decided()
    rows = [row[2] for row in cells(two[0].get(f"{HOME}/tamu.xlsx").body)[1:]]
    own = sorted((season.entries[name].institution_name for name in ("first", "second")), key=str.casefold)
    assert rows == [*own, season.entries["unit"].institution_name]


def test_a_copy_of_the_script_says_whose_it_is(two, monkeypatch):
    monkeypatch.setattr(pdf, "from_html", lambda html, **_options: html.encode())
    season = decided(announced_at=EVE)
    words = two[0].post(f"{HOME}/naskah.pdf", status=200).body.decode()
    assert "Salinan Sekretaris Satu" in words
    assert season.entries["first"].institution_name in words
    rehearsed = two[0].get(f"{HOME}/gladi.pdf").body.decode()
    assert season.entries["first"].institution_name not in rehearsed
    assert "GLADI · SIMULASI" in rehearsed


def test_its_page_asks_little(two):
    decided()
    assert len(two[0].get(HOME).queries) <= 16


@pytest.mark.parametrize(
    ("text", "trophy"),
    [
        ("sebagai penerima Piala Anggakara Birawa dalam kompetisi", "Piala Anggakara Birawa"),
        ("atas Piala Gubernur, Terbaik I", "Piala Gubernur"),
        ("sebagai penerima Penghargaan Tahun 2022", ""),
        ("", ""),
    ],
)
def test_the_trophy_is_the_one_that_the_certificates_name(text, trophy):
    assert rules.trophy(text) == trophy
