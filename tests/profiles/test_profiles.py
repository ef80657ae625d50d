"""What everybody reads of an institution: honours always, the rest by consent, and nothing before its time."""

import itertools
from datetime import date

import pytest
from sqlalchemy import select
from wtforms import BooleanField

from p4comp.accounts.identity import someone
from p4comp.channels.rules import Facts, Integration, Kind
from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.institutions import actions as registry
from p4comp.monitoring.models import MonthlyFigures, Publication
from p4comp.profiles.forms import ProfileForm
from p4comp.profiles.models import Profile, column
from p4comp.profiles.rules import PARTS
from tests import factories
from tests.channels import scene as channels
from tests.commitments import scene as commitments
from tests.factories.base import keep
from tests.practices import scene
from tests.practices.scene import ANNOUNCED, BEFORE, SOON


@pytest.fixture
def house(app, at):
    """A winner with a practice everybody reads, a public channel and a private one, without honours in the archive."""
    edition, entry, who = scene.stage(name="Kabupaten Pemenang", region=factories.region())
    scene.announce(edition, [entry], [entry])
    _secretary, actor = scene.secretary()
    at(SOON)
    scene.published(entry, actor)
    channels.channel(entry.institution, is_public=True)
    channels.channel(entry.institution, Facts(Kind.DESK, "Loket rahasia", integration=Integration.NOT))
    return {"home": entry.institution, "who": who, "entry": entry, "url": f"/profil/{entry.institution.code}"}


def consent(house, *parts):
    known = db.session().get(Profile, house["home"].id)
    profile = known or Profile(institution_id=house["home"].id, set_at=SOON, set_by="")
    for name in PARTS:
        setattr(profile, column(name), name in parts)
    keep(profile)
    db.commit()


SHOWN = {
    "practices": "Meja aduan keliling di pasar",
    "channels": "LAPOR PAMAN",
    "commitments": commitments.TERMS["title"],
    "figures": "1.234",
}


@pytest.fixture
def whole(house, at):
    """The same with an agreement that everybody may read of, and figures that its province publishes: something of every part."""
    at(commitments.AT)
    commitments.agreement(commitments.host()[1], [house["home"]], at=commitments.AT)
    province = factories.institution("pemprov", name="Provinsi Uji")
    house["home"].parent_id = province.id
    values = {"received": 1234, "done": 1000, "in_process": 234, "saved_at": SOON, "saved_by": ""}
    keep(MonthlyFigures(institution_id=house["home"].id, month="2022-03", **values))
    keep(Publication(province_id=province.id, until_month="2022-05", published_at=SOON, published_by=""))
    at(SOON)
    return house


def test_every_part_has_its_column_its_box_and_something_to_show(app):
    columns = {one.name.removeprefix("shows_") for one in Profile.__table__.columns if one.name.startswith("shows_")}
    with app.test_request_context():
        boxes = {field.name for field in ProfileForm() if isinstance(field, BooleanField)}
    assert columns == boxes == set(PARTS) == set(SHOWN)


@pytest.mark.parametrize("parts", [some for n in range(len(PARTS) + 1) for some in itertools.combinations(PARTS, n)])
def test_every_part_is_shown_by_consent_only(whole, browse, parts):
    house, admin = whole, factories.member(None, whole["home"], {"local_admin"})
    browse(admin).post(f"/profil-kami/{house['home'].code}", dict.fromkeys(parts, "y"))
    (record,) = db.everything(select(AuditRecord).where(AuditRecord.verb == "profile.settled"))
    assert record.details == {name: name in parts for name in PARTS}
    page = browse().get(house["url"], status=200 if parts else 404)
    assert {part for part, words in SHOWN.items() if words in page.text} == set(parts)
    assert "Loket rahasia" not in page.text
    listed = browse().get("/profil", query={"cari": "pemenang"}).main
    assert ("Kabupaten Pemenang" in listed) == bool(parts)


def test_honours_are_public_facts_and_those_of_a_demo_are_none(house, browse):
    factories.honour(house["home"], edition_number=1, edition_slug="p4-2018", year=2018, award="Top 10 Uji")
    factories.honour(house["home"], edition_number=2, edition_slug="p4-2019", year=2019, award="Rekaan", is_simulated=True)
    page = browse().get(house["url"])
    assert [("Top 10 Uji" in page.main), ("Rekaan" in page.main), "LAPOR PAMAN" in page.main] == [True, False, False]
    assert len(page.queries) <= 12


@pytest.mark.parametrize("won", [True, False])
def test_what_an_announced_list_made_of_an_institution_is_shown_once_winners_are_known(app, at, browse, won):
    edition, entry, _who = scene.stage(name="Kabupaten Terpilih")
    scene.announce(edition, [entry], [entry] if won else [])
    keep(Profile(institution_id=entry.institution_id, shows_practices=True, set_at=BEFORE, set_by=""))
    address = f"/profil/{entry.institution.code}"
    at(BEFORE)
    assert "Hasil yang diumumkan" not in browse().get(address).main
    at(SOON)
    app.extensions["page_cache"].clear()
    page = browse().get(address)
    assert ("Hasil yang diumumkan" in page.main, "Finalis" in page.main, len(page.queries) <= 12) == (True, not won, True)


def test_an_honour_is_not_shown_before_its_award(house, browse, at):
    at("2022-06-16T10:00:00+07:00")
    factories.honour(house["home"], edition_number=4, edition_slug="p4-2022", year=2021, award="Top 10 Nanti")
    browse().get(house["url"], status=404)
    assert "Kabupaten Pemenang" not in browse().get("/profil").main
    at("2022-06-17T10:00:00+07:00")
    assert "Top 10 Nanti" in browse().get(house["url"], query={"lagi": "1"}).main


def test_who_says_what_is_shown(house, browse):
    home = house["home"]
    unit = factories.institution("upp", name="Puskesmas", parent=home)
    admin, approver, drafter = (factories.member(None, home, {duty}) for duty in ("local_admin", "approver", "drafter"))
    for who, status in ((approver, 403), (drafter, 403), (factories.secretariat(), 404), (factories.member(None, unit), 404)):
        browse(who).post(f"/profil-kami/{home.code}", {"channels": "y"}, status=status)
    assert db.everything(select(Profile)) == []
    browse(admin).post(f"/profil-kami/{home.code}", {"channels": "y"})
    browse(admin).post(f"/profil-kami/{unit.code}", {"practices": "y"})
    db.session().expire_all()
    assert {one.institution_id: (one.shows_practices, one.shows_channels) for one in db.everything(select(Profile))} == {
        home.id: (False, True),
        unit.id: (True, False),
    }
    assert (
        list(db.session().execute(select(AuditRecord.verb).where(AuditRecord.verb.startswith("profile"))).scalars())
        == ["profile.settled"] * 2
    )
    assert "Ubah" in browse(drafter).get(f"/profil-kami/{home.code}").main
    browse(admin).post(f"/profil-kami/{home.code}", {})
    browse().get(house["url"], status=404)


def test_before_the_winners_are_known_finalist_and_stranger_look_alike(app, at, browse):
    edition, entry, _who = scene.stage(name="Kabupaten Sama")
    other = factories.institution("pemkab", name="Kabupaten Lain")
    scene.announce(edition, [entry], [entry])
    at(BEFORE)
    pages = []
    for one in (entry.institution, other):
        keep(Profile(institution_id=one.id, shows_practices=True, set_at=BEFORE, set_by=""))
        pages.append(browse().get(f"/profil/{one.code}").body.replace(one.code.encode(), b"").replace(b"Sama", b"Lain"))
    assert pages[0] == pages[1]
    assert ANNOUNCED > BEFORE


def test_a_merged_institution_leads_on_and_one_consent_counts(house, browse):
    consent(house, "channels")
    gone = factories.institution("pemkab", name="Kabupaten Ganda")
    keep(Profile(institution_id=gone.id, shows_practices=True, set_at=SOON, set_by=""))
    code = gone.code
    registry.merge(house["home"], gone, reason="ganda", by=someone(factories.secretariat()), at=SOON)
    db.commit()
    assert browse().get(f"/profil/{code}", status=301).location.endswith(house["url"])
    assert [(one.institution_id, one.shows_practices) for one in db.everything(select(Profile))] == [(house["home"].id, False)]


def test_lists_of_one_and_three_cost_the_same(house, browse):
    counts = []
    consent(house, "channels")
    for n in range(3):
        channels.channel(
            house["home"], Facts(Kind.PHONE, f"Telepon {n}", integration=Integration.NOT, since_on=date(2020, 1, 1)), is_public=True
        )
        other = factories.institution("pemkab")
        keep(Profile(institution_id=other.id, shows_channels=True, set_at=SOON, set_by=""))
        db.commit()
        counts.append([len(browse().get(url, query={"n": str(n)}).queries) for url in (house["url"], "/profil")])
    assert counts[0] == counts[2]


@pytest.mark.parametrize(("published", "consents"), list(itertools.product((True, False), repeat=2)))
def test_figures_are_shown_where_the_province_publishes_and_the_institution_agrees(house, browse, published, consents):
    province = factories.institution("pemprov", name="Provinsi Uji")
    house["home"].parent_id = province.id
    keep(
        MonthlyFigures(
            institution_id=house["home"].id, month="2022-03", received=1234, done=1000, in_process=234, saved_at=SOON, saved_by=""
        )
    )
    if published:
        keep(Publication(province_id=province.id, until_month="2022-05", published_at=SOON, published_by=""))
    consent(house, "channels", *(["figures"] if consents else []))
    page = browse().get(house["url"])
    assert ("1.234" in page.main) == (published and consents)
    assert len(page.queries) <= 12
