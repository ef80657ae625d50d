"""Spaces are made, opened and closed by the operator; what is wrong is said, and nothing is half there."""

import pytest

from p4comp.core import db, doctor
from p4comp.core.errors import Refused
from p4comp.core.spaces import BadFacts, read
from p4comp.hosting import create_site, provisioning
from p4comp.hosting.settings import of_space, schema
from tests import factories

GOOD = 'nama = "Pemerintah Provinsi Bali"\ninstansi = "prov-51"\nsebutan = "Penghargaan Bali"\ntim = "Sekretariat"\n'
FAULTS = {
    "nama = ": "tidak terbaca sebagai TOML",
    GOOD.replace("Penghargaan Bali", ""): "sebutan belum diisi",
    GOOD.replace("Penghargaan Bali", "P" * 41): "paling panjang 40 huruf",
    GOOD.replace('"prov-51"', "51"): "instansi harus teks",
    GOOD + 'warna = "hijau"\n': "harus ditulis seperti #0b5c3b",
    GOOD + 'warna = "#ffcc00"\n': "terlalu muda",
    GOOD + 'buka = "ya"\n': "buka harus true atau false",
    GOOD + 'domain = "bali.example"\n': "domain harus alamat",
    GOOD + 'domain = "https://bali.example/award"\n': "domain harus alamat",
    GOOD + 'server = "x"\n': "server tidak dikenal",
    GOOD + '[segel]\nkunci = "x"\n': "segel hanya mengenal",
}


@pytest.fixture
def site(workshop, database, request):
    """An installation whose root knows one province, its tables made by the steps."""
    made = create_site(workshop.settings(database, f"provisioned{abs(hash(request.node.name)) % 10**6}"), testing=True)
    with made.root.app_context():
        doctor.prepare()
        factories.institution("pemprov", name="Pemerintah Provinsi Bali", code="prov-51")
        db.commit()
    yield made
    made.close()


@pytest.mark.parametrize("text", FAULTS)
def test_facts_that_cannot_be_used_are_refused_with_what_to_write(text):
    with pytest.raises(BadFacts, match=FAULTS[text]):
        read("bali", text)


def test_facts_say_whose_competition_it_is():
    found = read("bali", GOOD)
    assert (found.mount, found.url, found.is_open) == ("/p/bali", "/p/bali/", True)
    assert found.house.team == "Sekretariat Pemerintah Provinsi Bali"
    assert found.house.portal == "Portal Penghargaan Bali"
    assert found.house.full_name == "Penghargaan Pengelolaan Pengaduan Pelayanan Publik Pemerintah Provinsi Bali"


def test_a_new_space_has_tables_keys_and_people_of_its_own(site):
    made = provisioning.add(site, "bali", "prov-51", {"tim": "Biro Organisasi"})
    assert (made.is_open, made.name, made.house.wordmark) == (True, "Pemerintah Provinsi Bali", "Penghargaan Bali")
    space = site.opened("bali")
    with space.app_context():
        assert doctor.is_current()
        factories.secretariat(email="made@uji.example")
        db.commit()
    with site.root.app_context():
        factories.secretariat(email="made@uji.example")  # the same address is another person's there
        db.commit()
    keys = [app.extensions[name] for app in (site.root, space) for name in ("audit_key", "vault_key")]
    keys += [app.config["SECRET_KEY"] for app in (site.root, space)]
    keys += [app.extensions["seal_key"].fingerprint for app in (site.root, space)]
    assert len(set(keys)) == 8


@pytest.mark.parametrize(
    ("slug", "code", "said"),
    [
        ("Bali", "prov-51", {}),
        ("b", "prov-51", {}),
        ("../x", "prov-51", {}),
        ("bali", "prov-99", {}),
        ("bali", "prov-51", {"warna": "merah"}),
    ],
)
@pytest.mark.sqlite
def test_a_space_that_cannot_be_made_leaves_nothing_behind(site, slug, code, said):
    with pytest.raises(Refused):
        provisioning.add(site, slug, code, said)
    assert (site.registry.slugs(), site.registry.folder.exists()) == ([], False)


@pytest.mark.sqlite
def test_a_space_is_made_once(site):
    provisioning.add(site, "bali", "prov-51", {})
    with pytest.raises(Refused, match="sudah ada"):
        provisioning.add(site, "bali", "prov-51", {})


@pytest.mark.sqlite
def test_closing_and_opening_change_one_line_of_what_the_operator_wrote(site):
    provisioning.add(site, "bali", "prov-51", {})
    file = site.registry.file("bali")
    file.write_text(f"# catatan pengelola\n{file.read_text('utf-8')}", "utf-8")
    before = file.read_text("utf-8")
    provisioning.turn(site, "bali", is_open=False)
    assert (site.opened("bali"), file.read_text("utf-8")) == (None, before.replace("buka = true", "buka = false"))
    provisioning.turn(site, "bali", is_open=True)
    assert (site.opened("bali") is None, file.read_text("utf-8")) == (False, before)


@pytest.mark.sqlite
def test_opening_facts_that_say_nothing_about_it_keeps_their_tables_whole(site):
    provisioning.add(site, "bali", "prov-51", {})
    site.registry.file("bali").write_text(GOOD + "[segel]\n", "utf-8")
    assert provisioning.turn(site, "bali", is_open=False).is_open is False


def test_the_settings_of_a_space_are_its_own_where_it_must_be_apart(world):
    root, found = world.site.settings, of_space(world.site.settings, world.site.registry.get("kalsel"))
    assert found.instance == root.instance / "penyelenggara" / "kalsel"
    assert found.database_url != root.database_url
    assert (found.base_url, found.mail_from, found.seal) == (
        f"{root.base_url}/p/kalsel",
        '"Portal Penghargaan Kalsel" <portal@p4.invalid>',
        None,
    )
    assert (found.mail_reply_to, found.smtp_url, found.max_upload) == ("", root.smtp_url, root.max_upload)


def test_every_slug_has_a_schema_of_its_own():
    assert (schema("kalsel"), schema("kota-baru")) == ("penyelenggara_kalsel", "penyelenggara_kota_baru")
