from datetime import date

import pytest
from sqlalchemy import select

from p4comp.accounts import identity
from p4comp.certificates import actions
from p4comp.certificates.actions import Signing
from p4comp.certificates.actions.batch_numbers import number_all
from p4comp.certificates.models import Certificate
from p4comp.certificates.rules import State, numbers
from p4comp.competition.rules import serials
from p4comp.core import db
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from tests.certificates.conftest import AFTER

SIGNING = Signing("", date(2022, 6, 17), "Pejabat", "Nama")


def test_numbers_count_on_from_the_first_and_keep_their_width(app_words):
    assert numbers.counted("B/{640}/PP.00.05/2022", 3) == ["B/640/PP.00.05/2022", "B/641/PP.00.05/2022", "B/642/PP.00.05/2022"]
    assert numbers.counted(" {0099} ", 2) == ["0099", "0100"]


@pytest.mark.parametrize("first", ["", "B/640/2022", "{1}/{2}", "{", "}", "{}", "{a}", "{-1}", "{{1}}", "{123456789}", "x" * 119 + "{1}0"])
def test_a_first_number_has_one_running_part(app_words, first):
    with pytest.raises(Invalid) as caught:
        numbers.counted(first, 2)
    assert caught.value.field == "first"


def test_a_list_of_two_columns_is_read_as_spreadsheets_copy_it(app_words):
    text = 'Kode portal\tNomor\nP4/PIAGAM/0001\tB/1\n\np4/piagam/0002 ; "B/2"\n'
    assert numbers.listed(text, ["P4/PIAGAM/0001", "P4/PIAGAM/0002"]) == {"P4/PIAGAM/0001": "B/1", "P4/PIAGAM/0002": "B/2"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Tempel dua kolom"),
        ("A/1", "Baris 1: harus dua kolom"),
        ("A/1;x;y", "Baris 1: harus dua kolom"),
        ("A/1;x\nA/9;y", "Baris 2: kode portal “A/9”"),
        ("A/1;x\nA/1;y", "Baris 2: kode portal “A/1” tertulis dua kali"),
        ("A/1;x\nA/2;x", "Baris 2: nomor “x” tertulis dua kali"),
        ("A/1;" + "x" * 121, "Baris 1: nomor paling banyak"),
    ],
)
def test_a_list_that_is_wrong_names_its_line(app_words, text, told):
    with pytest.raises(Invalid) as caught:
        numbers.listed(text, ["A/1", "A/2"])
    assert caught.value.message.startswith(told)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("{edisi}/PIAGAM/{urut:04}", ""),
        ("{tahun}/{edisi}/{jenis}/{kategori}/{urut}", ""),
        ("PIAGAM/{urut}", "edisi"),
        ("{edisi}", "urut"),
        ("{edisi}/{urut", "kurung"),
        ("{edisi}/{urut}/{rahasia}", "rahasia"),
        ("{edisi.x}/{urut}", "edisi.x"),
        ("{edisi[0]}/{urut}", "edisi[0]"),
        ("{edisi!r}/{urut}", "berlebar"),
        ("{edisi:>999999}/{urut}", "berlebar"),
        ("{edisi}/{urut:999999}", "berlebar"),
        ("{edisi}/{}/{urut}", "tidak dikenal"),
        ("{edisi}/{urut}" + "x" * 80, "terlalu panjang"),
    ],
)
def test_the_portals_own_numbers_follow_a_pattern_of_the_edition(app_words, pattern, told):
    assert told in serials.serial_fault(pattern)
    assert bool(serials.serial_fault(pattern)) == bool(told)


def test_a_pattern_makes_numbers(app_words):
    values = {"edisi": "p4-2022", "urut": 7, "jenis": "FINALIS", "tahun": 2022, "kategori": "upp"}
    assert serials.serial("{edisi}/PIAGAM/{urut:04}", **values) == "P4-2022/PIAGAM/0007"
    assert serials.serial("{jenis}-{tahun}/{kategori}/{urut}", **values) == "FINALIS-2022/UPP/7"


@pytest.fixture
def issued(cast, announced):
    made = actions.issue_all(announced, by=None, at=AFTER)
    db.commit()
    return made


@pytest.fixture
def staff(cast):
    db.session().flush()
    return identity.someone(cast.secretary)


def kept():
    return sorted(session().execute(select(Certificate.number)).scalars())


def test_all_numbers_are_saved_or_none(cast, staff, issued):
    given = {one.serial: f"B/{place}" for place, one in enumerate(issued)}
    issued[1].state = State.REVOKED
    with pytest.raises(Refused):
        number_all(issued, given, SIGNING, by=staff, at=AFTER)
    assert kept() == ["", ""]
    issued[1].state = State.ISSUED
    assert number_all(issued, given, SIGNING, by=staff, at=AFTER) == 2
    assert kept() == ["B/0", "B/1"]


def test_a_number_of_another_certificate_is_not_given_twice(cast, staff, issued):
    number_all(issued, {issued[0].serial: "B/1"}, SIGNING, by=staff, at=AFTER)
    with pytest.raises(Invalid):
        number_all(issued, {issued[1].serial: "B/1"}, SIGNING, by=staff, at=AFTER)


def test_the_secretariat_looks_before_it_saves(cast, browse, announced, issued):
    who, url = browse(cast.secretary), f"/keputusan/{announced.id}/nomor-piagam"
    typed = {"way": "urut", "first": "B/{640}/2022", "on": "2022-06-17", "title": "Pejabat", "name": "Nama"}
    page = who.post(url, typed | {"look": "1"}, status=200)
    assert "B/641/2022" in page.text
    assert kept() == ["", ""]
    who.post(url, typed | {"first": "tanpa kurung", "save": "1"}, status=422)
    who.post(url, typed | {"on": "", "save": "1"}, status=422)
    assert kept() == ["", ""]
    who.post(url, typed | {"save": "1"})
    assert kept() == ["B/640/2022", "B/641/2022"]
    pasted = "\n".join(f"{one.serial};C/{place}" for place, one in enumerate(issued))
    who.post(url, typed | {"way": "daftar", "listed": pasted, "save": "1"})
    assert kept() == ["C/0", "C/1"]


def test_the_edition_file_says_the_pattern(cast, announced):
    assert {one.serial for one in actions.issue_all(announced, by=None, at=AFTER)} == {
        f"{cast.edition.slug.upper()}/PIAGAM/0001",
        f"{cast.edition.slug.upper()}/PIAGAM/0002",
    }
