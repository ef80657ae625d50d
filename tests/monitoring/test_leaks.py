"""A private flag cannot be told from none: whoever else asks, by whatever address and method, gets byte for byte the same."""

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from p4comp.core import pdf
from p4comp.core.db import commit, everything, session
from p4comp.core.mail import Mail
from p4comp.monitoring.models import FlagNote, MonitoringFlag
from p4comp.profiles.models import Profile
from tests import factories
from tests.browsers import Browser
from tests.monitoring import scene
from tests.results.test_leaks import look

FLAG, STEP, HOME = "0123456789ab", "ba9876543210", "kab-63.09"
CHANCE = re.compile(r"(csrf-token|csrf_token|replay|once|seen)\" (content|value)=\"[^\"]*\"")
SECRET = "Tindak lanjut anjlok sejak Januari."
CHAIR = "Kepala Dinas Rahasia"
NOBODY_ELSE = ("anyone", "stranger", "elsewhere", "elsewhere_monitor", "office", "auditor", "agency")


@pytest.fixture(autouse=True)
def words_only(monkeypatch):
    """Documents are compared by the page they are set from."""
    monkeypatch.setattr(pdf, "from_html", lambda html, **_options: html.encode())


@pytest.fixture
def world(app, at):
    """The province with figures that it publishes, and an institution that shows its figures."""
    at(scene.AT)
    made = scene.world()
    for unit in made.units:
        scene.figures(unit)
    scene.published(made.province)
    factories.keep(Profile(institution_id=made.units[0].id, shows_figures=True, set_at=scene.AT, set_by=""))
    return made


@pytest.fixture
def others(world):
    """Everybody whom a flag does not concern; None is a visitor without an account."""
    people = {"anyone": None, "stranger": world.stranger, "elsewhere_monitor": world.elsewhere_monitor}
    people |= {"elsewhere": factories.member(None, world.elsewhere, {"local_admin"}), "office": factories.secretariat()}
    return people | {"auditor": factories.auditor(), "agency": factories.member(None, world.agency, {"drafter", "approver"})}


def addresses(app):
    """Every address of monitoring with the institution, its province and its flag, and the pages around; each by every method."""
    values = {"flag_id": FLAG, "step_id": STEP, "measure": "selesai", "form": "svg", "file_id": "x" * 12}
    found = ["/ruang-kerja", "/pesan", f"/profil/{HOME}", "/profil", "/data-terbuka", "/cari?q=Tabalong", "/perjanjian"]
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("monitoring."):
            for code in (HOME, "prov-63") if "code" in rule.arguments else ("",):
                asked = {name: values.get(name, code) for name in rule.arguments}
                found.append(adapter.build(rule.endpoint, asked, method=next(iter(rule.methods - {"HEAD", "OPTIONS"}))))
    return sorted(set(found))


def hoist(world):
    """The flag with a note and a step."""
    unit = world.units[0]
    factories.keep(MonitoringFlag(id=FLAG, institution_id=unit.id, words=SECRET, opened_at=scene.AT, opened_by=world.monitor.id))
    factories.keep(FlagNote(flag_id=FLAG, words=SECRET, is_own=True, written_at=scene.AT, written_by=world.drafter.id))
    scene.step(session().get(MonitoringFlag, FLAG), id=STEP, words=SECRET, responsible=CHAIR, due_on=date(2022, 4, 1))
    commit()


def seen(app, browser):
    """What somebody gets from every address: read, asked for its head, and written to. Of workbooks, which bear their moment, whether there is one."""
    found = {}
    for path in addresses(app):
        for method in ("GET", "HEAD", "POST") if "pembinaan" in path else ("GET", "HEAD"):
            body = {"data": {"words": "x", "reason": "x", "csrf_token": browser.token()}} if method == "POST" else {}
            told = look(app, browser, path, {}, method=method, **body)
            found[method, path] = told[:1] if path.split("?")[0].endswith(".xlsx") else (told[0], CHANCE.sub("", told[3]))
            session().rollback()
    return found


@pytest.mark.parametrize("who", NOBODY_ELSE)
def test_nobody_else_can_tell_that_there_is_a_flag(app, world, others, who):
    browser = Browser(app, others[who])
    before = seen(app, browser)
    hoist(world)
    after = seen(app, browser)
    assert {key for key in before if before[key] != after[key]} == set()
    assert len(before) > 80
    assert not any(SECRET in repr(told) or CHAIR in repr(told) for told in after.values())


def test_the_same_hunt_finds_it_with_those_it_concerns(app, world):
    hoist(world)
    for who in (world.monitor, world.drafter, world.viewer):
        assert SECRET in repr(look(app, Browser(app, who), f"/pemantauan/pembinaan/{FLAG}", {}))
    assert SECRET not in repr(look(app, Browser(app, world.monitor), "/pemantauan/provinsi/prov-63", {}))


def test_no_mail_of_a_flag_goes_to_anybody_but_the_institution(app, world, others):
    province, own, path = Browser(app, world.monitor), Browser(app, world.drafter), f"/pemantauan/pembinaan/{FLAG}"
    province.post(f"/pemantauan/instansi/{HOME}/pembinaan", {"words": SECRET, "once": FLAG})
    own.post(f"{path}/catatan", {"words": SECRET})
    own.post(f"{path}/langkah", {"words": SECRET, "responsible": CHAIR, "due_on": "2022-06-01", "once": STEP})
    own.post(f"{path}/langkah/{STEP}", {"progress": "selesai", "due_on": "2022-06-01"})
    province.post(f"{path}/tutup", {"reason": SECRET})
    province.post(f"{path}/buka", {})
    mails = everything(select(Mail))
    assert {one.to for one in mails} == {world.drafter.email, world.viewer.email}
    assert [SECRET in one.body + one.subject or CHAIR in one.body for one in mails] == [False] * len(mails)


def test_the_hunt_knows_every_address_of_monitoring(app):
    found = urlencode({"all": " ".join(addresses(app))})
    assert [
        name for name in ("pembinaan", "langkah", "catatan", "tutup", "buka", "impor", "lembar.pdf", "terbitkan") if name not in found
    ] == []
