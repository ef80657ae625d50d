"""Where two portals ask the same institutions, each says which of them keeps what and leads to the other; nowhere else."""

import itertools

import pytest

from p4comp.core import clock, db, spaces
from tests import factories
from tests.hosting.worlds import PLACES, write_facts

AT = factories.during("pendaftaran")
TOLD = "terpisah:"
PROVINCES = ("63", "64", "33", "")
OTHERS = {
    ("", "63"): ("Penghargaan Kalsel", "/p/kalsel/"),
    ("", "64"): ("Penghargaan Kaltim", "/p/kaltim/"),
    **dict.fromkeys(itertools.product(("kalsel", "kaltim"), PROVINCES), "root"),
}


@pytest.mark.parametrize(("slug", "code"), list(itertools.product(PLACES, PROVINCES)))
def test_which_portal_stands_beside_which(world, slug, code):
    with world.apps[slug].test_request_context():
        expected = OTHERS.get((slug, code))
        assert spaces.counterpart(code) == (("Kompetisi P4", spaces.root_url()) if expected == "root" else expected)


def test_a_closed_one_is_not_led_to(world):
    write_facts(world.site, "kalsel", buka=False)
    with world.apps[""].test_request_context():
        assert spaces.counterpart("63") is None


def member(world, slug, region):
    """Somebody of a regency of a region, and the regency's code."""
    with world.inside(slug), clock.at(AT):
        home = factories.institution("pemkab", name="Kabupaten Ganda", region=factories.region(region))
        found = factories.member(None, home, {"drafter", "local_admin"}).id, home.code
        db.commit()
        return found


@pytest.mark.parametrize(("slug", "region", "leads"), [("", "63.05", "/p/kalsel/"), ("", "33.05", None), ("kalsel", "63.05", "http")])
def test_the_pages_where_it_matters_say_so(world, slug, region, leads):
    person, code = member(world, slug, region)
    visitor = world.visitor(slug, person)
    pages = [f"/kanal/{code}", f"/profil-kami/{code}", *(["/ruang-kerja"] if slug else [])]
    for page in pages:
        text = visitor.get(page).get_data(as_text=True)
        line = text.partition(TOLD)[2][:120]
        assert (TOLD in text, leads is None or f'href="{leads}' in line) == (leads is not None, True), page


@pytest.mark.parametrize("slug", PLACES)
def test_what_it_is_called_within_a_sentence(world, slug):
    with world.apps[slug].test_request_context():
        assert spaces.house().event == ("penghargaan" if slug else "kompetisi")
    text = world.visitor(slug).get("/tentang").get_data(as_text=True)
    assert (">Tentang kompetisi</h1>" in text, ">Tentang penghargaan</h1>" in text) == (not slug, bool(slug))
