"""An installation answers to its own names only; a demo on somebody's machine to every local one."""

from dataclasses import replace

import pytest
from werkzeug.test import create_environ

from p4comp.config import BadSetting, from_environment
from p4comp.hosting import create_site
from p4comp.hosting.hosts import is_known
from tests.hosting.worlds import write_facts

OWN = ["p4.menpan.example", "p4.menpan.example:443", "P4.Menpan.Example", "p4.menpan.example.", "www.p4.example", "a.lain.example", ""]
LOCAL = [
    "127.0.0.1:8000",
    "localhost",
    "localhost:8000",
    "[::1]:8000",
    "portal",
    "laptop.local",
    "p4.localhost",
    "192.168.1.5:8000",
    "10.0.0.9",
]
FOREIGN = ["jahat.example", "p4.menpan.example.jahat.example", "xp4.menpan.example", "lain.example", "8.8.8.8", "jahat@p4.menpan.example"]
FOREIGN += [
    "p4.menpan.example/x",
    "p4.menpan.example jahat",
    "p4.menpan.example:jahat",
    "[::1",
    "[::::]",
    "[1.2.3.4]",
    "[1.2.3.4]:8000",
    "jahat@127.0.0.1",
    "127.0.0.1.jahat.example",
]
NAMED = {"P4COMP_BASE_URL": "https://p4.menpan.example", "P4COMP_HOSTS": "www.p4.example, .lain.example"}
NAMES = dict.fromkeys(OWN, "own") | dict.fromkeys(LOCAL, "local") | dict.fromkeys(FOREIGN, "foreign")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("place", ["named", "local"])
def test_which_names_are_known(tmp_path, name, place):
    settings = from_environment({"P4COMP_INSTANCE": str(tmp_path)} | (NAMED if place == "named" else {"PORT": "8123"}))
    known = {"named": {"own"}, "local": {"local"}}[place]
    assert is_known(name, settings) == (NAMES[name] in known or not name)


@pytest.mark.parametrize("text", ["https://p4.example", "p4.example:8000", "p4/x"])
def test_a_name_is_no_address(tmp_path, text):
    with pytest.raises(BadSetting, match="P4COMP_HOSTS"):
        from_environment({"P4COMP_INSTANCE": str(tmp_path), "P4COMP_HOSTS": text})


@pytest.fixture
def site(workshop, database):
    made = create_site(replace(workshop.settings(database, "named"), base_url="https://p4.menpan.example"), testing=True)
    yield made
    made.close()


@pytest.mark.sqlite
@pytest.mark.parametrize("path", ["/tentang", "/p/kalsel/tentang", "/robots.txt"])
def test_a_foreign_name_is_told_so_in_plain_words_also_where_a_page_is_kept(site, path):
    write_facts(site, "kalsel")
    anyone = site.root.test_client()
    if path == "/robots.txt":
        assert anyone.get(path, base_url="https://p4.menpan.example").status_code == 200
    refused = anyone.get(path, base_url="https://jahat.example")
    assert (refused.status_code, refused.mimetype) == (400, "text/plain")
    assert refused.text.startswith("Nama ini bukan alamat portal. Buka https://p4.menpan.example/\n")
    assert refused.text.endswith("P4COMP_HOSTS, atau proksi di depannya belum meneruskan Host.\n")
    assert "jahat" not in refused.text


@pytest.mark.sqlite
@pytest.mark.parametrize("name", ["[::::]", "[1.2.3.4]"])
def test_a_name_in_brackets_that_is_no_address_is_a_foreign_one(site, name):
    found = []
    site.root.wsgi_app(create_environ("/tentang") | {"HTTP_HOST": name}, lambda status, _headers: found.append(status))
    assert found == ["400 Bad Request"]


@pytest.mark.sqlite
def test_a_space_s_own_domain_is_known_while_it_is_open(site):
    write_facts(site, "kalsel", domain="https://penghargaan.kalsel.example")
    anyone = site.root.test_client()
    found = []
    for is_open in (True, False):
        write_facts(site, "kalsel", domain="https://penghargaan.kalsel.example", buka=is_open)
        site._domains = (0.0, {})
        found.append(anyone.get("/robots.txt", base_url="https://penghargaan.kalsel.example").status_code)
    assert found == [200, 400]
