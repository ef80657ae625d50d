"""What passes between spaces: states of a province's regencies, only where the ministry's edition opens them, and nothing else."""

import re

import pytest

from p4comp.core import clock, db
from tests import factories
from tests.factories import during
from tests.hosting.worlds import secretary

PAGE = "/kepesertaan-nasional"


@pytest.fixture
def ministry(world):
    """The ministry's edition with entries of two provinces; `ministry(opened)` says whether provinces see states."""

    def make(opened=True):
        with world.inside(""):
            edition = factories.edition(penyerahan={"provinsi_memantau": opened})
            kalsel, kaltim = factories.region("63"), factories.region("64", name="Kalimantan Timur")
            provinces = [factories.institution("pemprov", region=one, code=f"prov-{one.code}") for one in (kalsel, kaltim)]
            names = ("Banjar", "Tabalong", "Kotabaru")
            places = [place(f"63.0{n}", name, provinces[0], kalsel) for n, name in enumerate(names, 1)]
            places.append(place("64.01", "Paser", provinces[1], kaltim))
            for where, state in zip(places, ("draft", "verified", None, "submitted"), strict=True):
                if state:
                    factories.entry(edition, where, state=state)
            db.commit()

    return make


def place(code, name, province, region):
    area = factories.region(code, name=f"Kabupaten {name}", level="regency", parent_code=region.code)
    return factories.institution("pemkab", name=f"Pemerintah Kabupaten {name}", parent=province, region=area)


def cells(response):
    """The rows of the page's table as words."""
    body = response.text.partition("<tbody>")[2].partition("</tbody>")[0]
    return [" ".join(re.sub("<[^>]*>", " ", row).split()) for row in body.split("<tr>")[1:]]


def test_a_province_sees_states_of_its_own_regencies_and_nothing_more(world, ministry):
    ministry()
    visitor = world.visitor("kalsel", secretary(world, "kalsel"))
    with clock.at(during("verifikasi")):
        found = visitor.get(PAGE)
    assert found.status_code == 200
    assert cells(found) == [
        "Pemerintah Kabupaten Banjar Diisi 0 0",
        "Pemerintah Kabupaten Kotabaru Belum mulai 0 0",
        "Pemerintah Kabupaten Tabalong Dikirim 0 0",
    ]


def test_an_edition_that_keeps_states_to_itself_shows_none(world, ministry):
    ministry(opened=False)
    found = world.visitor("kalsel", secretary(world, "kalsel")).get(PAGE)
    assert (found.status_code, "Banjar" in found.text, "tidak membuka" in found.text) == (200, False, True)


def test_without_a_running_edition_the_page_says_so(world):
    with world.inside(""):
        factories.institution("pemprov", region=factories.region("63"), code="prov-63")
        db.commit()
    found = world.visitor("kalsel", secretary(world, "kalsel")).get(PAGE)
    assert (found.status_code, "Belum ada edisi nasional yang berjalan" in found.text) == (200, True)


def test_the_door_is_closed_to_everybody_else(world, ministry):
    ministry()
    with world.inside("kalsel"):
        entrant = factories.member(factories.person("Peserta"), factories.institution()).id
        db.commit()
    asking = {
        "anyone": world.visitor("kalsel"),
        "entrant": world.visitor("kalsel", entrant),
        "root": world.visitor("", secretary(world, "")),
    }
    assert {name: one.get(PAGE).status_code for name, one in asking.items()} == {"anyone": 401, "entrant": 403, "root": 404}


def test_the_page_is_in_the_menu_of_a_space_only(world):
    pages = [world.visitor(slug, secretary(world, slug)).get("/persetujuan").text for slug in ("kalsel", "")]
    assert [f'{PAGE}"' in page for page in pages] == [True, False]


def test_the_doors_are_these_and_no_others(world):
    site = world.site
    assert set(site.doors) == {"national_states", "issued_elsewhere", "look_at_handover", "spend_handover"}
    assert {name for name in site.doors if name in site.root.extensions} == set(site.doors) - {"national_states"}
    assert [name for name in site.doors if name not in world.apps["kalsel"].extensions] == []
    with pytest.raises(AssertionError):
        site.open_door("spend_handover", print)
