"""Letters of people nobody knows: small, in so much room only, and not too many from one address."""

import pytest
from sqlalchemy import select

from p4comp.accounts.routes import requests as routes
from p4comp.core import clock, staging
from p4comp.core.db import everything
from p4comp.core.staging import StagedFile
from tests import factories
from tests.accounts import people
from tests.accounts.test_requests import GOOD, regency

__all__ = ["regency"]


def test_a_letter_of_people_nobody_knows_is_small(regency, browse, monkeypatch):
    monkeypatch.setattr(routes, "LARGEST_LETTER", 100)
    page = browse().post("/daftar/kab-99.01", GOOD | {"letter": factories.upload()}, status=422)
    assert "lebih besar" in page.errors["letter"]
    assert (people.requests(), everything(select(StagedFile))) == ([], [])


def test_letters_of_unfinished_forms_wait_in_so_much_room_only_and_a_whole_form_always_finds_some(regency, browse, monkeypatch):
    browser, lacking = browse(), GOOD | {"email": ""}
    browser.post("/daftar/kab-99.01", lacking | {"letter": factories.upload(content=factories.pdf("satu"))}, status=422)
    [kept] = everything(select(StagedFile))
    monkeypatch.setattr(staging, "MOST_WAITING", staging.file_of(kept).size)
    page = browser.post("/daftar/kab-99.01", lacking | {"letter": factories.upload(content=factories.pdf("dua"))}, status=422)
    assert page.errors["letter"] == "Suratnya belum disimpan. Lengkapi isian lain, lalu pilih surat ini sekali lagi."
    assert page.form("Kirim permintaan").fields["staged"] == ""
    assert [one.id for one in everything(select(StagedFile))] == [kept.id]
    browser.post("/daftar/kab-99.01", GOOD | {"letter": factories.upload(content=factories.pdf("tiga"))})
    assert len(people.requests()) == 1


def test_a_letter_that_waits_already_stays_when_there_is_no_more_room(regency, browse, monkeypatch):
    browser = browse()
    page = browser.post("/daftar/kab-99.01", GOOD | {"email": "", "letter": factories.upload()}, status=422)
    staged = page.form("Kirim permintaan").fields["staged"]
    monkeypatch.setattr(staging, "MOST_WAITING", 0)
    page = browser.post("/daftar/kab-99.01", GOOD | {"name": "", "staged": staged}, status=422)
    assert (page.form("Kirim permintaan").fields["staged"], "letter" in page.errors) == (staged, False)
    browser.post("/daftar/kab-99.01", GOOD | {"staged": staged})
    assert [one.letter_name for one in people.requests()] == ["surat.pdf"]


def test_forty_people_of_one_ministry_ask_at_once_three_times_each(app):
    now = clock.real()
    for _one in range(3 * 40):
        routes.BY_ADDRESS.demand("10.0.0.1", now)


@pytest.mark.parametrize("path", ["/daftar/kab-99.01", "/daftar/kab-99.01/unit-baru"])
def test_who_sends_too_many_forms_waits_before_a_byte_of_a_file_is_taken_in(regency, browse, monkeypatch, path):
    now = clock.real()
    for _one in range(routes.BY_ADDRESS.burst):
        routes.BY_ADDRESS.demand("127.0.0.1", now)
    page = browse().post(path, GOOD | {"letter": factories.upload()}, status=429)
    assert ("Banyak permintaan dari jaringan ini. Tunggu " in page.main, "Tunggu beberapa menit" in page.main) == (True, False)
    assert (
        "Isian dan berkas yang baru Anda kirim belum diterima. Sesudah menunggu, kembali ke formulirnya dan kirim sekali lagi." in page.main
    )
    assert everything(select(StagedFile)) == []
    browse().get(path)
