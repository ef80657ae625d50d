"""Searching: what people type finds whom they mean."""

import csv
import time
from datetime import date, timedelta

import pytest

from p4comp.core import clock
from p4comp.core.db import session
from p4comp.institutions import queries
from p4comp.institutions.actions import load_registry
from p4comp.institutions.actions.shipped import DATA
from p4comp.institutions.models import InstitutionName, Succession
from p4comp.institutions.rules import searching
from p4comp.institutions.rules.searching import Named, best
from tests import factories


def rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def names():
    known = rows("institutions")
    own = [Named(row["code"], row[column]) for row in known for column in ("name", "short_name") if row[column]]
    return own + [Named(row["code"], row["name"]) for row in rows("names")]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Kabupaten Hulu Sungei Selatan", "kab-63.06"),
        ("hulu sungai selatan", "kab-63.06"),
        ("HSS", "kab-63.06"),
        ("Kab. Hulu Sungai Selatan", "kab-63.06"),
        ("pemkab banjar", "kab-63.03"),
        ("Pemkot Banjarmasen", "kota-63.71"),
        ("Kota Bandung", "kota-32.73"),
        ("kab bandung barat", "kab-32.17"),
        ("kalsel", "prov-63"),
        ("Pemprov NTT", "prov-53"),
        ("kemenkum ham", "kl-kemenkumham"),
        ("Kementrian Hukum & HAM", "kl-kemenkumham"),
        ("kemenkes", "kl-kemenkes"),
        ("Kementerian Komunikasi dan Informatika", "kl-komdigi"),
        ("menpan", "kl-kemenpanrb"),
        ("PÉMKAB BANJAR", "kab-63.03"),
        ("fatmawati", "upp-rsup-fatmawati"),
    ],
)
def test_the_one_that_is_meant_comes_first(names, typed, code):
    assert best(typed, names, most=5)[0].institution_id == code


@pytest.mark.parametrize("typed", ["zzz qqq", "", "   ", "!!!", "123456", "\U0001f600", "x" * 5000])
def test_nonsense_finds_nothing(names, typed):
    assert best(typed, names, most=5) == []


def test_each_institution_comes_once(names):
    found = [one.institution_id for one in best("banjar", names, most=50)]
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        ("pemkab", ("pemerintah", "kabupaten")),
        ("kemenkes", ("kementerian", "kesehatan")),
        ("kementerian", ("kementerian",)),
        ("kemen", ("kementerian",)),
        ("banjar", ("banjar",)),
    ],
)
def test_short_forms_are_written_out(word, spelled):
    assert searching.spell(word) == spelled


def test_ten_thousand_institutions_are_searched_in_bounded_time(names):
    many = [Named(f"{one.institution_id}-{copy}", f"{one.name} {copy}") for copy in range(13) for one in names]
    assert len({one.institution_id for one in many}) > 8000
    best("banjar", many, most=20)
    began = time.process_time()
    best("Kabupaten Hulu Sungei Selatan", many, most=20)
    assert time.process_time() - began < 2


@pytest.fixture
def split(app):
    """A ministry that was split, with a name it bore before."""
    old = factories.institution(
        "kementerian", name="Kementerian Hukum dan Hak Asasi Manusia", short_name="Kemenkumham", valid_to=date(2024, 10, 21)
    )
    session().add(
        InstitutionName(institution_id=old.id, name="Departemen Kehakiman", valid_from=date(1999, 1, 1), valid_to=date(2004, 10, 21))
    )
    for name in ("Kementerian Hukum", "Kementerian HAM"):
        new = factories.institution("kementerian", name=name, valid_from=date(2024, 10, 21))
        session().add(Succession(predecessor_id=old.id, successor_id=new.id, happened_on=date(2024, 10, 21)))
    session().flush()
    return old


def test_a_former_name_is_said_with_its_dates(split):
    (hit,) = queries.search("departemen kehakiman")
    assert (hit.id, hit.former, hit.former_from, hit.former_to) == (
        split.id,
        "Departemen Kehakiman",
        date(1999, 1, 1),
        date(2004, 10, 21),
    )


def test_an_institution_that_has_ended_names_its_successors(split, at):
    at("2025-03-01T09:00+07:00")
    hit = queries.search("kemenkum ham", on=clock.now())[0]
    assert (hit.id, hit.has_ended, [one.name for one in hit.successors]) == (split.id, True, ["Kementerian HAM", "Kementerian Hukum"])


def test_who_does_not_exist_yet_is_not_found(split, at):
    at("2022-03-01T09:00+07:00")
    hits = queries.search("kementerian hukum", on=clock.now())
    assert [(one.id, one.has_ended) for one in hits] == [(split.id, False)]


def test_a_place_finds_those_that_lie_there_after_the_one_named_so(app):
    region = factories.region("63", name="Kalimantan Selatan")
    inside = factories.institution(name="Pemerintah Kabupaten Tapin", region=region)
    itself = factories.institution("pemprov", name="Pemerintah Provinsi Kalimantan Selatan", region=region)
    assert [one.id for one in queries.search("kalimantan selatan")] == [itself.id, inside.id]


@pytest.mark.parametrize(("text", "count"), [("", 0), ("ta", 0), ("tap", 1), ("uji-x", 1), ("%", 0), ("'; drop", 0)])
def test_less_than_three_letters_are_not_searched(app, text, count):
    factories.institution(name="Pemerintah Kabupaten Tapin", code="uji-x")
    assert len(queries.search(text)) == count


def test_the_whole_registry_is_found_by_three_queries(app):
    load_registry(factories.BEGINNING)
    session().flush()
    with app.extensions["test_watch"]() as taken:
        found = queries.search("Kabupaten Hulu Sungei Selatan", on=factories.BEGINNING)
    assert (found[0].code, len(taken)) == ("kab-63.06", 3)


def test_suggestions_name_institutions_and_nothing_else(split, browse, at):
    at("2025-03-01T09:00+07:00")
    answer = browse().client.get("/instansi/cari", query_string={"cari": "kemenkum ham"}).get_json()
    assert [sorted(one) for one in answer[:1]] == [["code", "name", "note"]]
    assert answer[0]["note"] == "sudah berganti"


def test_asking_for_an_account_of_a_split_ministry_leads_to_its_successors(split, browse, at):
    at("2025-03-01T09:00+07:00")
    page = browse().get("/daftar", query={"cari": "kemenkum ham"})
    assert "Minta akun untuk Kementerian Hukum dan Hak Asasi Manusia" not in page.links
    assert {"Minta akun untuk Kementerian Hukum", "Minta akun untuk Kementerian HAM"} <= set(page.links)


def test_the_registry_is_searched_by_former_names_and_filtered(split, browse):
    browser = browse(factories.secretariat())
    page = browser.get("/instansi", query={"cari": "departemen kehakimn"})
    assert "dahulu Departemen Kehakiman" in page.main
    assert "Tidak ada yang cocok" in browser.get("/instansi", query={"cari": "departemen kehakiman", "jenis": "pemkab"}).main


def test_days_before_an_end_are_still_within(split, at):
    at("2024-10-20T09:00+07:00")
    assert not queries.search("kemenkumham", on=clock.now())[0].has_ended
    assert queries.search("kemenkumham", on=clock.now() + timedelta(days=1))[0].has_ended
