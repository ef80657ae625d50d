"""The demo's second organiser: a province's own award, played beside the season and visited through the front door."""

import re

import pytest

from p4comp.config import from_environment
from p4comp.core import clock, db, doctor
from p4comp.core.errors import Refused
from p4comp.demo.commands import demo, tell
from p4comp.demo.rules import kalsel, shows
from p4comp.hosting import create_site
from p4comp.hosting.demo import take_part
from p4comp.institutions import actions as institutions
from tests import factories

pytestmark = pytest.mark.sqlite
HOME = "/p/kalsel"


@pytest.fixture(scope="module")
def site(workshop, tmp_path_factory):
    """An installation of its own, whose registry the season would have loaded, with the province's demo beside it."""
    settings = {"P4COMP_INSTANCE": str(tmp_path_factory.mktemp("beside")), "P4COMP_BASE_URL": "http://localhost"}
    made = create_site(from_environment(settings), testing=True)
    with made.root.app_context():
        doctor.prepare()
        institutions.load_registry(kalsel.BEFORE)
        db.commit()
    take_part(made)
    made.root.extensions["play_beside"](lambda _line: None)
    yield made
    made.close()


@pytest.fixture
def visitor(site):
    """Somebody's browser at the front door."""
    return site.root.test_client()


def send(visitor, path, **said):
    """Send a form of the demo's page, as its buttons do."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', visitor.get(f"{HOME}/peraga").text)[1]
    return visitor.post(HOME + path, data={"csrf_token": token, **said})


def text(visitor, path):
    """What a page of the space says, without its markup."""
    answer = visitor.get(HOME + path)
    assert answer.status_code == 200, path
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_the_root_leads_to_it_and_it_goes_by_a_clock_of_its_own(site, visitor):
    assert 'href="/p/kalsel/"' in visitor.get("/").text
    with site.opened("kalsel").app_context():
        assert 0 <= (clock.now() - kalsel.SHOWN_AT).total_seconds() < 600
        assert clock.is_demo()
    with site.root.app_context():
        assert abs((clock.now() - clock.real()).total_seconds()) < 600


def test_everybody_sees_who_was_awarded_with_which_score_and_that_it_is_a_demo(visitor):
    said = text(visitor, "/hasil/kalsel-2022")
    assert re.findall(r"\b[12],\d\d\b", said) == ["2,01", "1,95", "1,79"]
    assert "Enam penerima dan skornya nyata" in said
    assert "bukan hasil kompetisi yang sebenarnya" not in said


def test_its_front_page_names_awards_by_category_and_says_that_they_are_places(visitor):
    said = text(visitor, "/")
    assert [said.count(words) for words in ("Kabupaten dan Kota: Terbaik I ", "Perangkat Daerah Provinsi: Terbaik I ")] == [1, 1]
    assert "Penghargaan bernomor diberikan menurut peringkat." in said
    assert [words for words in ("menurut abjad", "Tempat finalis") if words in said] == []


def test_its_page_lists_its_people_and_no_other_stage(visitor):
    page = visitor.get(f"{HOME}/peraga").text
    assert re.findall(r'name="role" value="([^"]+)"', page) == [guide.role for guide in (*shows.TEAM, *shows.GUESTS)]
    assert (visitor.get(f"{HOME}/").text.count("Ganti peran"), visitor.get(f"{HOME}/").text.count("Ganti tahap")) == (1, 0)
    assert 'name="stage"' not in page


@pytest.mark.parametrize("role", [guide.role for guide in shows.TEAM])
def test_a_visitor_works_as_the_provinces_secretary(visitor, role):
    answer = send(visitor, "/peraga/peran", role=role)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{HOME}/ruang-kerja")
    assert "Sekretariat Kalsel" in text(visitor, "/ruang-kerja")
    assert [score in text(visitor, "/hasil-akhir/kalsel-2022") for score in ("2,01", "1,95", "1,79")] == [True] * 3
    assert "Kotabaru" in text(visitor, "/pemantauan/provinsi/prov-63")
    assert "Perjanjian kerja sama 21 SKPD" in text(visitor, "/komitmen")


GUESTS = {
    "kabupaten": ("/pemantauan/instansi/kab-63.06", "/pemantauan/instansi/kab-63.02"),
    "kabupaten-dibina": ("/pemantauan/instansi/kab-63.02", "/pemantauan/instansi/kab-63.06"),
    "ombudsman": ("/komitmen", "/pemantauan/instansi/kab-63.02"),
}


@pytest.mark.parametrize("role", GUESTS)
def test_an_institutions_officer_sees_the_own_place_and_no_other(visitor, role):
    own, other = GUESTS[role]
    send(visitor, "/peraga/peran", role=role)
    told = visitor.get(HOME + own, follow_redirects=True).text
    assert ("Perjanjian kerja sama 21 SKPD" in told) == (role == "ombudsman")
    assert ("Pembinaan 9 Mei 2023" in told or role != "kabupaten-dibina", visitor.get(HOME + other).status_code) == (True, 404)


def test_its_monitoring_watches_the_thirteen_and_no_invented_one(visitor):
    send(visitor, "/peraga/peran", role="sekretariat")
    page = visitor.get(f"{HOME}/pemantauan/provinsi/prov-63").text
    assert (page.count("<li data-column="), "Simulasi Kalsel" in page) == (13, False)


def test_a_stage_or_role_of_the_season_does_not_exist_there(visitor):
    assert [send(visitor, "/peraga/tahap", stage="wawancara").status_code, send(visitor, "/peraga/peran", role="juri").status_code] == [
        404,
        404,
    ]


def test_beginning_anew_forgets_what_visitors_did_there(site, visitor):
    space = site.opened("kalsel")
    with space.app_context():
        factories.institution(name="Pemerintah Kabupaten Coretan")
        db.commit()
    send(visitor, "/peraga/peran", role="sekretariat")
    assert "Pemerintah Kabupaten Coretan" in text(visitor, "/instansi?cari=Coretan")
    assert send(visitor, "/peraga/ulangi").status_code == 303
    assert "Pemerintah Kabupaten Coretan" not in text(visitor, "/instansi?cari=Coretan")


def test_a_space_that_is_there_already_is_left_alone(site):
    facts = site.registry.file("kalsel").read_bytes()
    said = []
    site.root.extensions["play_beside"](said.append)
    assert said == ["Ruang kalsel sudah ada dan dibiarkan seperti apa adanya."]
    assert site.registry.file("kalsel").read_bytes() == facts


def test_it_is_told_where_visitors_find_it_and_is_no_place_to_play_the_season(site, capsys):
    with site.root.app_context():
        tell(site.settings)
    assert "Penghargaan Kalsel                   http://localhost/p/kalsel/peraga\n" in capsys.readouterr().out
    with site.opened("kalsel").app_context():
        tell(site.opened("kalsel").extensions["settings"])
        with pytest.raises(Refused) as caught:
            demo.callback(until="penghargaan", show=None)
    told = capsys.readouterr().out
    assert ([guide.email in told for guide in shows.TEAM], "--space" in caught.value.message) == ([True] * 3, True)
