"""The clock bar exists in a demo only."""

import json
from datetime import timedelta

import pytest

from p4comp.core import clock, copies, db
from p4comp.demo import rules
from p4comp.demo.actions import copies as kept
from p4comp.factory import create_app
from tests import factories
from tests.browsers import Browser

pytestmark = pytest.mark.sqlite
PATHS = ("/peraga/tahap", "/peraga/peran", "/peraga/ulangi")


def test_elsewhere_there_is_no_such_page(app, browse):
    visitor = browse()
    visitor.get("/peraga", status=404)
    for path in PATHS:
        visitor.post(path, {"stage": "wawancara", "role": "sekretariat"}, status=404)


def test_no_request_can_switch_a_demo_on(app, browse):
    for path in PATHS:
        browse(factories.secretariat()).post(path, {"stage": "wawancara", "role": "juri"}, status=404)
    assert not app.extensions["copies"].file.exists()
    assert app.extensions["clock_shift"]() is None


@pytest.fixture
def demo(workshop, tmp_path_factory):
    """A tiny demo: two stages, one person, nothing else."""
    from p4comp.config import from_environment
    from p4comp.core.db import Base

    folder = tmp_path_factory.mktemp("demo")
    app = create_app(from_environment({"P4COMP_INSTANCE": str(folder), "P4COMP_BASE_URL": "http://localhost"}), testing=True)
    with app.app_context():
        Base.metadata.create_all(db.db.engine)
        guide = rules.guide("sekretariat")
        person = factories.person(guide.name, email=guide.email)
        from p4comp.accounts import actions as accounts

        accounts.join(person, "secretariat", by=None, at=rules.STOPS[0].at)
        db.commit()
        for stop in rules.STOPS[:2]:
            kept.seal(stop)
        kept.show(rules.STOPS[0])
        app.extensions["test_watch"] = lambda **_: _Nobody()
        yield app
        db.db.session.remove()
        db.db.engine.dispose()


class _Nobody(list):
    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None


def test_the_clock_shows_the_stage(demo):
    stop = rules.STOPS[0]
    assert timedelta(0) <= clock.now() - stop.at < timedelta(seconds=30)


def test_a_visitor_looks_through_the_eyes_of_a_role_and_changes_the_stage(demo):
    visitor = Browser(demo)
    visitor.post("/peraga/peran", {"role": "sekretariat"})
    page = visitor.get("/ruang-kerja")
    assert "Sekretariat Satu (Simulasi)" in page.text
    assert [one.get("value") for one in page.select("#demo-role option[selected]")] == ["sekretariat"]
    visitor.post("/peraga/tahap", {"stage": rules.STOPS[1].code})
    page = visitor.get("/ruang-kerja")
    assert "Sekretariat Satu (Simulasi)" in page.text
    assert json.loads(demo.extensions["copies"].file.read_text())["stage"] == rules.STOPS[1].code


def test_what_visitors_do_lives_in_that_stage_until_it_is_begun_anew(demo):
    visitor = Browser(demo)
    visitor.post("/peraga/peran", {"role": "sekretariat"})
    factories.institution(name="Pemerintah Kabupaten Coretan")
    db.commit()
    assert "Coretan" in visitor.get("/instansi?q=Coretan").text.replace("q=Coretan", "")
    visitor.post("/peraga/ulangi")
    from sqlalchemy import select

    from p4comp.institutions.models import Institution

    db.db.session.remove()
    assert db.everything(select(Institution)) == []


def test_an_unknown_stage_or_role_is_not_found(demo):
    visitor = Browser(demo)
    visitor.post("/peraga/tahap", {"stage": "besok"}, status=404)
    visitor.post("/peraga/peran", {"role": "menteri"}, status=404)


def test_every_page_says_that_it_is_a_demo_and_asks_not_to_be_indexed(demo):
    page = Browser(demo).get("/")
    assert "Peraga, bukan situs resmi Kementerian PANRB" in page.text
    assert "noindex" in page.response.get_data(as_text=True)


def test_the_copies_follow_their_file(tmp_path):
    one, other = copies.Copies(tmp_path), copies.Copies(tmp_path)
    one.show("wawancara", rules.STOPS[3].at)
    assert other.look()
    assert other.active.stage == "wawancara"
    assert not other.look()
