"""Where dossiers are stuck: who sees which, at what step, and in how many queries."""

from datetime import timedelta

import pytest

from p4comp.core import db
from p4comp.entries.models import State
from p4comp.entries.rules.steps import MOVERS, STEPS, TONES, Step
from tests import factories
from tests.entries.entrants import DURING


@pytest.fixture(autouse=True)
def registration(at):
    """Registration is open unless a test moves on."""
    at(DURING)


def shown(page):
    """Names and steps on the board."""
    cells = zip(page.select("td[data-label='Instansi']"), page.select("td[data-label='Langkah']"), strict=True)
    return {" ".join(name.text.split()): step.text.strip() for name, step in cells}


def test_every_step_has_words():
    assert set(STEPS) == set(TONES) == set(Step)
    assert set(MOVERS) == {Step.FILLING, Step.APPROVER, Step.PARENT, Step.HANDED_IN, Step.RETURNED}


def test_the_steps_as_the_secretariat_sees_them(app, browse):
    entries = {name: factories.entry(institution=factories.institution(name=name)) for name in ("Diisi", "Penyetuju", "Dikirim", "Kembali")}
    entries["Induk"] = factories.entry(institution=factories.institution("upp", name="Induk"), category="UPP")
    entries["Induk"].recommendation_sha256 = None
    factories.sign_off_request(entries["Penyetuju"])
    factories.endorsement(entries["Induk"])
    entries["Dikirim"].state, entries["Kembali"].state = State.SUBMITTED, State.RETURNED
    gone = factories.entry(institution=factories.institution(name="Keluar"))
    gone.state = State.WITHDRAWN
    desk = browse(factories.secretariat())
    wanted = {
        "Diisi": "Diisi",
        "Penyetuju": "Menunggu penyetuju",
        "Dikirim": "Menunggu verifikasi",
        "Kembali": "Diperbaiki",
        "Induk": "Menunggu instansi induk",
    }
    assert shown(desk.get("/tersangkut")) == wanted
    assert shown(desk.get("/tersangkut?langkah=semua")) == wanted | {"Keluar": "Mengundurkan diri"}
    assert shown(desk.get("/tersangkut?langkah=parent")) == {"Induk": "Menunggu instansi induk"}


def test_an_uploaded_letter_waits_for_nobody(app, browse):
    entry = factories.entry(institution=factories.institution("upp", name="Unit"), category="UPP")
    factories.endorsement(entry)
    assert shown(browse(factories.secretariat()).get("/tersangkut")) == {"Unit": "Diisi"}


def test_days_and_province_narrow_the_secretariats_board(app, browse):
    place = factories.region("63")
    factories.entry(institution=factories.institution(name="Lama", region=place), began_at=DURING - timedelta(days=10))
    factories.entry(institution=factories.institution(name="Baru"), began_at=DURING - timedelta(days=1))
    desk = browse(factories.secretariat())
    assert list(shown(desk.get("/tersangkut"))) == ["Lama", "Baru"]
    assert list(shown(desk.get("/tersangkut?hari=7"))) == ["Lama"]
    assert list(shown(desk.get("/tersangkut?provinsi=63"))) == ["Lama"]
    assert list(shown(desk.get("/tersangkut?hari=abc&provinsi=%25&cari=lama"))) == []
    assert list(shown(desk.get("/tersangkut?cari=lam"))) == ["Lama"]


def test_who_sees_whose_dossiers(app, browse):
    province = factories.institution("pemprov", name="Provinsi")
    regency = factories.institution("pemkab", name="Kabupaten", parent=province)
    office = factories.institution("upp", name="Dinas", parent=regency)
    unit = factories.institution("upp", name="Puskesmas", parent=office)
    for place in (province, regency, unit):
        factories.entry(institution=place, category="UPP" if place is unit else "UMUM")
    seen = {}
    for place in (province, regency, office, unit):
        for duty in ("local_admin", "drafter"):
            who = browse(factories.member(factories.person(), place, {duty}))
            seen[place.name, duty] = sorted(name.partition(" ")[0] for name in shown(who.get("/tersangkut")))
    assert seen == {
        ("Provinsi", "local_admin"): ["Provinsi"],
        ("Provinsi", "drafter"): ["Provinsi"],
        ("Kabupaten", "local_admin"): ["Kabupaten", "Puskesmas"],
        ("Kabupaten", "drafter"): ["Kabupaten"],
        ("Dinas", "local_admin"): ["Puskesmas"],
        ("Dinas", "drafter"): [],
        ("Puskesmas", "local_admin"): ["Puskesmas"],
        ("Puskesmas", "drafter"): ["Puskesmas"],
    }


@pytest.fixture
def watched(app):
    """A province and one of its regencies, which has handed in; a unit of it that has begun."""
    province = factories.institution("pemprov", region=factories.region("63"))
    inside = factories.region("63.06", name="Hulu Sungai Selatan", level="regency", parent_code="63")
    regency = factories.institution("pemkab", name="Pemkab Dalam", region=inside)
    factories.institution("pemkab", name="Pemkab Luar", region=factories.region("64.01", level="regency", parent_code=None))
    factories.entry(institution=regency, state="refused")
    factories.entry(institution=factories.institution("upp", parent=regency), category="UPP")
    return province


def test_a_province_sees_states_only_and_no_verdict(watched, browse):
    page = browse(factories.member(factories.person(), watched, {"local_admin"})).get("/tersangkut")
    assert [one.text.strip() for one in page.select("td[data-label='Pemerintah daerah']")] == ["Pemkab Dalam"]
    assert [one.text.strip() for one in page.select("td[data-label='Keadaan']")] == ["Dikirim"]
    assert [one.text for one in page.select("td[data-label='Unit mulai mengisi']")] == ["1"]
    assert shown(page) == {}


@pytest.mark.parametrize("duty", ["drafter", "approver"])
def test_only_its_local_admin_watches(watched, browse, duty):
    page = browse(factories.member(factories.person(), watched, {duty})).get("/tersangkut")
    assert "Pemkab Dalam" not in page.main


def test_the_edition_may_forbid_watching(app, browse):
    factories.edition(penyerahan={"provinsi_memantau": False})
    province = factories.institution("pemprov", region=factories.region("63"))
    factories.institution("pemkab", name="Pemkab Dalam", region=factories.region("63.06", level="regency", parent_code="63"))
    page = browse(factories.member(factories.person(), province, {"local_admin"})).get("/tersangkut")
    assert "Pemkab Dalam" not in page.main


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_three_asks_no_more_than_one_of_one(app, browse, count):
    for _n in range(count):
        factories.entry()
    assert len(browse(factories.secretariat()).get("/tersangkut").queries) <= 13  # BEGIN is one of them


def test_phones_are_for_admins_and_the_secretariat(app, browse):
    who = factories.person("Narahubung", phone="0812-3456-7890")
    entry = factories.entry(contact=who)
    drafter = factories.member(factories.person(), entry.institution, {"drafter"})
    admin = factories.member(factories.person(), entry.institution, {"local_admin"})
    pages = [browse(one).get("/tersangkut").main for one in (drafter, admin, factories.secretariat())]
    assert ["0812-3456-7890" in page for page in pages] == [False, True, True]
    exports = [browse(one).get("/tersangkut.csv").body.decode("utf-8-sig") for one in (drafter, admin)]
    assert ["0812-3456-7890" in text for text in exports] == [False, True]


def test_the_export_holds_what_is_filtered_and_no_formula(app, browse):
    factories.entry(institution=factories.institution(name="=1+1"))
    factories.entry(institution=factories.institution(name="Lain"))
    db.commit()
    text = browse(factories.secretariat()).get("/tersangkut.csv?cari=1%2B1").body.decode("utf-8-sig")
    lines = text.splitlines()
    assert len(lines) == 2
    assert lines[1].startswith('"\'=1+1";"";"UMUM";"Diisi"')
