"""An institution keeps its channels: who may, what is kept, what is refused, what everybody sees."""

import itertools
from datetime import date

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.channels import queries
from p4comp.channels.models import Channel, ChannelVersion
from p4comp.channels.rules import Facts, Integration, Kind, settled, told
from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.core.errors import Invalid
from tests import factories
from tests.channels import scene
from tests.channels.scene import AT, PAMAN, TYPED

TODAY = date(2022, 2, 1)


@pytest.fixture
def house(app, at):
    """An institution with somebody of each duty."""
    at(AT)
    home = factories.institution("pemkab", name="Kabupaten Kanal", region=factories.region())
    people = {
        duty: factories.member(None, home, {duty} if duty != "viewer" else ()) for duty in ("drafter", "approver", "local_admin", "viewer")
    }
    return {"home": home, "url": f"/kanal/{home.code}"} | people


def kept():
    db.session().expire_all()
    return db.everything(select(Channel).order_by(Channel.added_at, Channel.id))


def verbs():
    return db.everything(select(AuditRecord.verb).where(AuditRecord.verb.startswith("channel")).order_by(AuditRecord.number))


GOOD = {(kind, tie) for kind, tie in itertools.product(Kind, [*Integration, None]) if kind is Kind.LAPOR or tie is not None}


@pytest.mark.parametrize(("kind", "tie"), list(itertools.product(Kind, [*Integration, None])))
def test_every_channel_but_lapor_itself_says_how_it_is_tied_to_it(app, kind, tie):
    facts = Facts(kind, "Nama kanal", integration=tie)
    if (kind, tie) not in GOOD:
        with pytest.raises(Invalid) as told_so:
            settled(facts, TODAY)
        assert told_so.value.field == "integration"
    else:
        assert settled(facts, TODAY).integration == (None if kind is Kind.LAPOR else tie)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " x "}, "name"),
        ({"name": "n" * 121}, "name"),
        ({"address": "a" * 301}, "address"),
        ({"address": "javascript://x"}, "address"),
        ({"note": "c" * 1001}, "note"),
        ({"since_on": date(2022, 2, 2)}, "since_on"),
        ({"integrated_on": date(2019, 5, 1)}, "integrated_on"),
        ({"until_on": date(2019, 5, 1)}, "until_on"),
        ({"integration": Integration.NOT}, "integrated_on"),
    ],
)
def test_what_cannot_be_so_is_told_beside_its_field(app, changes, field):
    with pytest.raises(Invalid) as told_so:
        settled(Facts(**(vars(PAMAN) | changes)), TODAY)
    assert told_so.value.field == field


def test_a_channel_is_added_changed_ended_and_used_again_and_nothing_is_lost(house, browse):
    browser = browse(house["drafter"])
    browser.post(f"{house['url']}/tambah", TYPED)
    (made,) = kept()
    assert made.facts == Facts(**(vars(PAMAN) | {"note": "Dikelola Diskominfo"}))
    assert (made.is_public, made.changed_by) == (False, house["drafter"].id)
    url = f"/kanal/saluran/{made.id}"
    browser.post(f"{url}/ubah", TYPED | {"integration": "satu_arah"})
    browser.post(f"{url}/ubah", TYPED | {"integration": "satu_arah"})
    browser.post(f"{url}/akhiri", {"on": "2021-12-31"})
    assert kept()[0].until_on == date(2021, 12, 31)
    browser.post(f"{url}/pakai-lagi")
    past = queries.history(kept()[0])
    assert [[(change.label, change.before, change.after) for change in one.changes] for one in past] == [
        [("Berakhir", "31/12/2021", "–")],
        [("Berakhir", "–", "31/12/2021")],
        [("Integrasi dengan SP4N-LAPOR!", "Terintegrasi dua arah", "Terintegrasi satu arah")],
    ]
    assert verbs() == ["channel.added", "channel.changed", "channel.ended", "channel.resumed"]
    assert "Terintegrasi dua arah → Terintegrasi satu arah" in browser.get(url).main


def test_lapor_stands_there_once_and_no_name_twice(house, browse):
    browser = browse(house["drafter"])
    lapor = {"kind": "sp4n_lapor", "name": "SP4N-LAPOR!", "integration": "", "address": "https://www.lapor.go.id"}
    browser.post(f"{house['url']}/tambah", lapor)
    page = browser.post(f"{house['url']}/tambah", lapor | {"name": "LAPOR!"}, status=422)
    assert page.errors["kind"] == "SP4N-LAPOR! sudah ada dalam daftar ini. Ubah yang sudah ada."
    browser.post(f"{house['url']}/tambah", TYPED)
    page = browser.post(f"{house['url']}/tambah", TYPED | {"name": " lapor  paman "}, status=422)
    assert page.errors["name"] == "Kanal dengan jenis dan nama ini sudah ada dalam daftar."
    assert len(kept()) == 2


def test_nothing_typed_is_lost_when_something_is_wrong(house, browse):
    page = browse(house["drafter"]).post(f"{house['url']}/tambah", TYPED | {"since_on": "kemarin"}, status=422)
    assert page.form("Tambah kanal").fields["note"] == "Dikelola Diskominfo"
    assert page.errors["since_on"] == "Isi tanggal lengkap, misalnya 17/08/2021."


WHO = {"drafter": (303, 403), "approver": (403, 303), "local_admin": (303, 303), "viewer": (403, 403)}


@pytest.mark.parametrize("duty", list(WHO))
def test_who_keeps_the_register_and_who_consents(house, browse, duty):
    made, browser = scene.channel(house["home"]), browse(house[duty])
    change, consent = WHO[duty]
    browser.post(f"/kanal/saluran/{made.id}/tampilkan", {"shown": "y"}, status=consent)
    assert kept()[0].is_public == (consent == 303)
    browser.post(f"/kanal/saluran/{made.id}/ubah", TYPED | {"name": "Nama lain"}, status=change)
    browser.post(f"/kanal/saluran/{made.id}/hapus", status=change)
    assert (kept()[0].removed_at is not None) == (change == 303)


SAID = {
    "nothing": {},
    "note": {"note": "Jam kerja"},
    "name": {"name": "LAPOR PAMAN 2"},
    "kind": {"kind": "situs"},
    "address": {"address": "https://lain.contoh.go.id"},
    "integration": {"integration": "satu_arah"},
    "integrated_on": {"integrated_on": "02/03/2021"},
    "since_on": {"since_on": "2019-05-03"},
}
SEEN = set(SAID) - {"nothing", "note"}


def consents():
    return [one for one in verbs() if one in {"channel.consented", "channel.hidden"}]


@pytest.mark.parametrize(("duty", "said"), list(itertools.product(("drafter", "local_admin"), SAID)))
def test_consent_lapses_when_somebody_who_may_not_give_it_changes_what_everybody_reads(house, browse, duty, said):
    made, browser = scene.channel(house["home"], is_public=True), browse(house[duty])
    lapses = duty == "drafter" and said in SEEN
    page = browser.get(f"/kanal/saluran/{made.id}/ubah")
    assert ("berhenti tampil sampai" in page.main) is (duty == "drafter")
    page = page.submit("Simpan", **SAID[said])
    assert ("berhenti tampil di profil publik" in browser.get(page.location).text) is lapses
    assert (kept()[0].is_public, bool(queries.shown(house["home"].id))) == (not lapses, not lapses)
    assert consents() == (["channel.hidden"] if lapses else [])
    assert (kept()[0].consented_by == house[duty].id) is lapses


@pytest.mark.parametrize("duty", ["drafter", "local_admin"])
def test_a_channel_that_ended_and_is_used_again_is_shown_once_it_is_consented_to_again(house, browse, duty):
    made, browser = scene.channel(house["home"], is_public=True), browse(house[duty])
    url = f"/kanal/saluran/{made.id}"
    browser.post(f"{url}/akhiri", {"on": "2021-12-31"})
    assert kept()[0].is_public is False
    browser.post(f"{url}/pakai-lagi")
    assert queries.shown(house["home"].id) == []
    browse(house["local_admin"]).post(f"{url}/tampilkan", {"shown": "y"})
    assert [one.id for one in queries.shown(house["home"].id)] == [made.id]
    assert consents() == ["channel.hidden", "channel.consented"]


def test_what_ended_before_consent_lapsed_with_it_is_not_shown_by_being_used_again(house, browse):
    made = scene.channel(house["home"], is_public=True, until_on=date(2021, 12, 31))
    browse(house["drafter"]).post(f"/kanal/saluran/{made.id}/pakai-lagi")
    assert (kept()[0].has_ended, kept()[0].is_public) == (False, False)


def test_the_admin_above_keeps_a_units_register_and_another_government_does_not(house, browse):
    unit = factories.institution("upp", name="Puskesmas Kanal", parent=house["home"])
    province = factories.institution("pemprov", region=factories.region())
    house["home"].parent_id = province.id
    browse(house["local_admin"]).post(f"/kanal/{unit.code}/tambah", TYPED)
    browse(factories.member(None, province)).get(f"/kanal/{house['home'].code}", status=404)
    assert [one.institution_id for one in kept()] == [unit.id]


def test_everybody_sees_only_what_is_consented_to_and_in_use(house):
    home = house["home"]
    shown = scene.channel(home, is_public=True)
    scene.channel(home, Facts(Kind.DESK, "Loket", integration=Integration.NOT))
    scene.channel(home, Facts(Kind.PHONE, "Telepon", integration=Integration.NOT), is_public=True, until_on=date(2021, 1, 1))
    scene.channel(home, Facts(Kind.EMAIL, "Surel", integration=Integration.NOT), is_public=True, removed_at=AT)
    assert queries.shown(home.id) == [shown]
    assert [one["name"] for one in queries.stated(home.id)] == ["LAPOR PAMAN", "Loket"]


def test_lists_of_one_and_three_cost_the_same(house, browse):
    counts = []
    for name in ("Satu", "Dua", "Tiga"):
        scene.channel(house["home"], Facts(Kind.DESK, name, integration=Integration.NOT))
        counts.append(
            [len(browse(who).get(url).queries) for who, url in ((house["drafter"], house["url"]), (factories.secretariat(), "/kanal"))]
        )
    assert counts[0] == counts[2]
    assert max(counts[0]) <= 12


def test_the_desk_filters_and_exports_what_it_shows(house, browse):
    scene.channel(house["home"])
    scene.channel(factories.institution("pemkot", name="Kota Lain"), Facts(Kind.DESK, "Loket", integration=Integration.NOT))
    browser = browse(factories.secretariat())
    page = browser.get("/kanal", query={"integrasi": "dua_arah", "provinsi": "63"})
    assert ("LAPOR PAMAN" in page.main, "Kota Lain" in page.main) == (True, False)
    assert browser.get("/kanal", query={"cari": "lain"}).select("tbody tr")[0].text.startswith("Loket")
    assert browser.get("/kanal/semua.xlsx").body[:2] == b"PK"


def test_a_merged_institution_brings_its_channels(house):
    from p4comp.institutions import actions as registry

    gone = factories.institution("pemkab")
    made = scene.channel(gone)
    registry.merge(house["home"], gone, reason="ganda", by=someone(factories.secretariat()), at=AT)
    db.session().flush()
    assert [one.institution_id for one in kept()] == [house["home"].id]
    assert db.everything(select(ChannelVersion).where(ChannelVersion.channel_id == made.id)) == []


def test_kept_values_are_told_in_words(app):
    assert [told("kind", "loket"), told("integration", "tidak"), told("since_on", "2021-08-17"), told("note", "")] == [
        "Loket atau meja pengaduan",
        "Belum terintegrasi",
        "17/08/2021",
        "–",
    ]
