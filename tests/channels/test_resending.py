"""The register and the profile under bad conditions: sent twice, cut off, in a second tab, after the sign-in has ended."""

import pytest
from sqlalchemy import select, update

from p4comp.accounts.models import SignIn
from p4comp.accounts.routes import replay
from p4comp.channels.models import Channel, ChannelVersion
from p4comp.core import clock, db
from p4comp.core.audit import AuditRecord
from p4comp.core.resending import OVERTAKEN
from p4comp.profiles.models import Profile
from tests import factories
from tests.channels import scene
from tests.channels.scene import AT, TYPED

NOW = "Yang tersimpan sekarang: “{}”."


@pytest.fixture
def house(app, at):
    """An institution with two who keep its register."""
    at(AT)
    home = factories.institution("pemkab", name="Kabupaten Kanal", region=factories.region())
    people = {name: factories.member(None, home, {"drafter", "local_admin"}) for name in ("mine", "theirs")}
    return {"home": home, "url": f"/kanal/{home.code}"} | people


def all_of(model):
    db.session().expire_all()
    return db.everything(select(model))


def verbs():
    return db.everything(select(AuditRecord.verb).where(AuditRecord.verb.startswith("channel")).order_by(AuditRecord.number))


def beside(page):
    assert page.errors[""][-1] == OVERTAKEN
    return {name: said for name, said in page.errors.items() if name}


def test_a_channel_sent_twice_is_there_once(house, browse):
    page = browse(house["mine"]).get(f"{house['url']}/tambah")
    first, second = (page.submit("Tambah kanal", **TYPED) for _time in range(2))
    assert (second.location, len(all_of(Channel)), verbs()) == (first.location, 1, ["channel.added"])


def test_the_same_channel_from_a_new_page_is_refused_and_what_was_typed_stays(house, browse):
    browser = browse(house["mine"])
    for status in (303, 422):
        page = browser.get(f"{house['url']}/tambah").submit("Tambah kanal", status=status, **TYPED)
    assert page.form("Tambah kanal").fields["note"] == TYPED["note"]
    assert len(all_of(Channel)) == 1


def change_page(house, browse):
    one = scene.channel(house["home"])
    return f"/kanal/saluran/{one.id}/ubah", one


def test_a_second_tab_does_not_overwrite_a_channel_unseen(house, browse):
    path, one = change_page(house, browse)
    mine, theirs = browse(house["mine"]).get(path), browse(house["theirs"]).get(path)
    theirs.submit("Simpan", address="https://baru.contoh.go.id", integration="satu_arah", since_on="01/06/2019")
    page = mine.submit("Simpan", status=422, note="Dikelola Diskominfo")
    told = {"address": "https://baru.contoh.go.id", "integration": "Terintegrasi satu arah", "since_on": "1 Juni 2019", "note": "kosong"}
    assert beside(page) == {name: NOW.format(words) for name, words in told.items()}
    db.session().expire_all()
    assert (one.address, one.note) == ("https://baru.contoh.go.id", "")
    page.submit("Simpan")
    db.session().expire_all()
    assert (one.address, one.note, len(all_of(ChannelVersion))) == ("https://paman.contoh.go.id", "Dikelola Diskominfo", 2)


def test_a_change_sent_twice_is_one_version(house, browse):
    path, _one = change_page(house, browse)
    page = browse(house["mine"]).get(path)
    for _time in range(2):
        page.submit("Simpan", note="Dikelola Diskominfo")
    assert (len(all_of(ChannelVersion)), verbs()) == (1, ["channel.changed"])


def test_an_end_and_a_consent_sent_twice_count_once(house, browse):
    path, one = change_page(house, browse)
    browser, url = browse(house["mine"]), path.removesuffix("/ubah")
    for shown in ("y", "y"):
        browser.post(f"{url}/tampilkan", {"shown": shown})
    for _time in range(2):
        browser.post(f"{url}/akhiri", {"on": "2022-01-31"})
    assert (len(all_of(ChannelVersion)), verbs()) == (1, ["channel.consented", "channel.hidden", "channel.ended"])
    assert one.has_ended


def test_a_form_that_is_cut_off_on_its_way_keeps_nothing(house, browse):
    browser = browse(house["mine"])
    whole = f"csrf_token={browser.token()}&kind=telepon&name=Pusat&integration=tidak".encode()
    options = factories.cut_off(whole, 90)
    assert browser.client.post(f"{house['url']}/tambah", **options).status_code == 400
    assert all_of(Channel) == []


@pytest.mark.parametrize("what", ["add", "change", "profile"])
def test_what_was_typed_outlives_the_sign_in(house, browse, what):
    path, _one = change_page(house, browse)
    urls = {"add": f"{house['url']}/tambah", "change": path, "profile": f"/profil-kami/{house['home'].code}"}
    browser = browse(house["mine"])
    browser.get(house["url"])
    db.session().execute(update(SignIn).values(ended_at=clock.real()))
    sent = TYPED | {"practices": "y", "once": "0123456789ab"}
    page = browser.post(urls[what], sent, status=401)
    kept = replay.unpack(page.one("[name=replay]").get("value"))
    assert {name: value for name, value in kept.items if name in sent} == sent
    assert "0123456789ab" not in [value for _name, value in kept.shown]


def test_a_consent_taken_back_meanwhile_is_not_given_again_unseen(house, browse):
    url = f"/profil-kami/{house['home'].code}"
    browse(house["mine"]).get(url).submit("Simpan", channels="y", practices="y")
    mine, theirs = browse(house["mine"]).get(url), browse(house["theirs"]).get(url)
    theirs.submit("Simpan", channels=None)
    page = mine.submit("Simpan", status=422, figures="y")
    assert beside(page) == {"channels": NOW.format("tidak"), "figures": NOW.format("tidak")}
    (kept,) = all_of(Profile)
    assert (kept.shows_channels, kept.shows_figures) == (False, False)
    page.submit("Simpan", channels=None)
    (kept,) = all_of(Profile)
    assert (kept.shows_practices, kept.shows_channels, kept.shows_figures) == (True, False, True)
