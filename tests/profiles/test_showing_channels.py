"""A channel is seen by everybody with two consents, its own and that of the page; who may give both gives them in one knowing act."""

import itertools

import pytest
from sqlalchemy import select

from p4comp.channels.models import Channel
from p4comp.channels.rules import Facts, Integration, Kind
from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.profiles.models import Profile
from tests import factories
from tests.channels import scene
from tests.channels.scene import AT

MISSING = "Profil publik belum menampilkan kanal"
BOTH = "Dengan tombol ini Anda menyetujui keduanya"
DUTIES = ("drafter", "approver", "local_admin")


@pytest.fixture
def house(app, at):
    """An institution with somebody of each duty and a channel."""
    at(AT)
    home = factories.institution("pemkab", name="Kabupaten Kanal", region=factories.region())
    people = {duty: factories.member(None, home, {duty}) for duty in DUTIES}
    return {"home": home, "channel": scene.channel(home), "open": f"/profil-kami/{home.code}/kanal"} | people


def page_of(house):
    return f"/kanal/saluran/{house['channel'].id}"


def settle(house, *, channel, page):
    house["channel"].is_public = channel
    factories.keep(Profile(institution_id=house["home"].id, shows_channels=page, shows_practices=True, set_at=AT, set_by=""))
    db.commit()


def consents(house):
    db.session().expire_all()
    kept = db.session().get(Profile, house["home"].id)
    return db.session().get(Channel, house["channel"].id).is_public, bool(kept and kept.shows_channels)


def is_seen(house, browse):
    return b"LAPOR PAMAN" in browse().get("/data-terbuka/kanal-pengaduan.csv", query={"n": next(NUMBERS)}).body


NUMBERS = itertools.count()  # past the page cache
BUTTONS = {
    # (channel, page): what each duty is offered
    (False, False): ((), ("Setujui kanal ini",), ("Tampilkan untuk umum",)),
    (False, True): ((), ("Tampilkan untuk umum",), ("Tampilkan untuk umum",)),
    (True, False): ((), ("Jangan tampilkan lagi",), ("Tampilkan kanal di profil", "Jangan tampilkan lagi")),
    (True, True): ((), ("Jangan tampilkan lagi",), ("Jangan tampilkan lagi",)),
}
OFFERED = {button for row in BUTTONS.values() for each in row for button in each}


@pytest.mark.parametrize(("given", "duty"), list(itertools.product(BUTTONS, DUTIES)))
def test_the_page_of_a_channel_offers_exactly_what_is_missing(house, browse, given, duty):
    settle(house, channel=given[0], page=given[1])
    page = browse(house[duty]).get(page_of(house))
    assert {one.text for one in page.select("button")} & OFFERED == set(BUTTONS[given][DUTIES.index(duty)])
    assert (MISSING in page.main, BOTH in page.main) == (given == (True, False), given == (False, False) and duty == "local_admin")
    assert consents(house) == given
    assert is_seen(house, browse) is all(given)


@pytest.mark.parametrize("given", [(False, False), (True, False), (False, True)])
def test_one_button_of_the_admin_is_enough_and_each_consent_is_recorded(house, browse, given):
    settle(house, channel=given[0], page=given[1])
    page = browse(house["local_admin"]).get(page_of(house))
    page.submit("Tampilkan kanal di profil" if given == (True, False) else "Tampilkan untuk umum")
    assert consents(house) == (True, True)
    assert is_seen(house, browse)
    assert db.session().get(Profile, house["home"].id).shows_practices, "what was shown before stays as it was"
    verbs = db.everything(select(AuditRecord.verb).where(AuditRecord.verb.in_(["channel.consented", "profile.settled"])))
    assert sorted(verbs) == [*(["channel.consented"] if not given[0] else []), *(["profile.settled"] if not given[1] else [])]


def test_the_word_of_an_approver_is_half_and_the_page_says_whose_the_other_half_is(house, browse):
    page = browse(house["approver"]).get(page_of(house)).submit("Setujui kanal ini")
    assert consents(house) == (True, False)
    assert not is_seen(house, browse)
    told = browse(house["approver"]).get(page.location).main
    assert "Yang membukanya: admin instansi ini atau admin induknya." in told
    assert "1 kanal sudah disetujui" in browse(house["drafter"]).get(f"/kanal/{house['home'].code}").main


@pytest.mark.parametrize("duty", ["drafter", "approver"])
def test_nobody_else_opens_the_page(house, browse, duty):
    browse(house[duty]).post(house["open"], {"kanal": house["channel"].id}, status=403)
    assert consents(house) == (False, False)


def test_a_channel_of_another_institution_is_not_found_and_nothing_is_shown(house, browse):
    other = scene.channel(factories.institution("pemkot", name="Kota Lain"))
    for named in (other.id, "tidakada1234"):
        browse(house["local_admin"]).post(house["open"], {"kanal": named}, status=404)
    db.session().expire_all()
    assert (consents(house), other.is_public) == ((False, False), False)


def test_opening_the_page_shows_none_but_those_with_a_consent_of_their_own(house, browse):
    desk = Facts(Kind.DESK, "Loket rahasia", integration=Integration.NOT)
    scene.channel(house["home"], desk)
    settle(house, channel=True, page=False)
    browse(house["local_admin"]).post(house["open"])
    assert is_seen(house, browse)
    assert "Loket rahasia" not in browse().get(f"/profil/{house['home'].code}").main


def test_whoever_gives_both_is_told_what_is_shown_along(house, browse):
    scene.channel(house["home"], Facts(Kind.DESK, "Loket", integration=Integration.NOT), is_public=True)
    assert "1 kanal lain yang sudah disetujui ikut tampil." in browse(house["local_admin"]).get(page_of(house)).main


@pytest.mark.parametrize("given", list(BUTTONS))
def test_the_register_says_of_every_channel_whether_it_is_seen(house, browse, given):
    settle(house, channel=given[0], page=given[1])
    page = browse(house["drafter"]).get(f"/kanal/{house['home'].code}")
    assert page.select("tbody tr td")[-1].text == {(True, True): "Tampil", (True, False): "Menunggu profil"}.get(given, "Belum tampil")
    assert (MISSING in page.main) == (given == (True, False))


def test_what_was_just_added_says_that_nobody_sees_it_yet_and_offers_to_show_it(house, browse):
    browser = browse(house["local_admin"])
    typed = scene.TYPED | {"kind": "situs", "name": "Formulir web"}
    page = browser.get(browser.post(f"/kanal/{house['home'].code}/tambah", typed).location)
    assert "Formulir web ditambahkan. Belum tampil untuk umum." in page.text
    assert page.form("Tampilkan untuk umum")
