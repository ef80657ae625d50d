"""Spaces are apart in everything that is not an address: sign-ins, tokens, counts, searches, exports, letters, files, caches, clocks of the patient."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from p4comp.accounts.models import Person
from p4comp.certificates.routes import checking
from p4comp.certificates.rules import new_code
from p4comp.core import audit, clock, db, jobs, mail, pacing, spaces, storage, vault
from p4comp.core.mail import Mail
from tests import factories
from tests.hosting.worlds import PLACES, secretary, sign_in, write_facts

SECRET = "Rahasia Banua"


def everywhere(world, ask):
    """What `ask` finds in each place."""
    found = {}
    for slug in PLACES:
        with world.inside(slug):
            found[slug] = ask()
    return found


def test_a_cookie_of_one_place_is_no_sign_in_in_another(world):
    people = {slug: secretary(world, slug) for slug in PLACES}
    for home in PLACES:
        visitor = world.visitor(home, people[home])
        assert visitor.get("/persetujuan").status_code == 200
        for other in PLACES:
            if other != home:
                stranger = world.visitor(other)
                for name in {world.apps[one].config["SESSION_COOKIE_NAME"] for one in (home, other)}:
                    stranger.client.set_cookie(name, visitor.cookie, path="/")
                assert stranger.get("/persetujuan").status_code == 401


def test_a_token_of_a_sign_in_is_unknown_in_another_place_even_under_its_own_key(world):
    with world.inside("kalsel"):
        token = sign_in(factories.secretariat().id)
        db.commit()
    stranger = world.visitor("kaltim")
    stranger.hold(token)
    assert stranger.get("/persetujuan").status_code == 401


def test_cookies_lie_under_their_own_path(world):
    facts = {slug: [world.apps[slug].config[key] for key in ("SESSION_COOKIE_NAME", "SESSION_COOKIE_PATH")] for slug in PLACES}
    assert facts == {"": ["p4", "/"], "kalsel": ["p4_kalsel", "/p/kalsel"], "kaltim": ["p4_kaltim", "/p/kaltim"]}


def test_a_token_against_forged_requests_is_good_in_its_place_only(world):
    here, there = (world.visitor(slug, secretary(world, slug)) for slug in ("kalsel", "kaltim"))
    assert here.post("/keluar", {"csrf_token": there.token()}).status_code == 400
    assert here.post("/keluar").status_code == 303


def test_a_password_opens_one_place(world):
    with world.inside("kalsel"):
        factories.secretariat(email="siti@uji.example", password="kata sandi yang panjang")
        db.commit()
    typed = {"email": "siti@uji.example", "password": "kata sandi yang panjang"}
    found = {}
    for slug in PLACES:
        visitor = world.visitor(slug)
        visitor.hold("nobody")
        found[slug] = visitor.post("/masuk", typed).status_code
    assert (found["kalsel"] in (200, 303), found["kaltim"], found[""]) == (True, 422, 422)


def test_an_invitation_of_one_place_is_none_in_another(world):
    with world.inside("kalsel"):
        from p4comp.accounts import actions

        token = actions.invite(factories.secretariat(), role="secretariat", by=None, at=clock.now()).token
        db.commit()
    assert {slug: world.visitor(slug).get(f"/undangan/{token}").status_code for slug in PLACES} == {"": 404, "kalsel": 200, "kaltim": 404}


def test_what_a_certificate_says_is_told_where_it_was_issued_only(world):
    with world.inside("kalsel"):
        cast = factories.cast()
        decision = factories.decision(cast.edition, [cast.entry], purpose="winners", announced_at=clock.now() - timedelta(days=1))
        code = factories.certificate(decision, cast.entry, code=new_code()).code
        db.commit()
        name = cast.entry.institution_name
    assert {slug: name in world.visitor(slug).get(f"/v/{code}").text for slug in PLACES} == {"": False, "kalsel": True, "kaltim": False}


def test_numbers_of_people_and_entries_are_a_places_own(world):
    with world.inside("kalsel"):
        factories.cast()
        db.commit()
    counted = everywhere(world, lambda: db.session().execute(select(func.count()).select_from(Person)).scalar_one())
    assert (counted["kalsel"] > 5, counted[""], counted["kaltim"]) == (True, 0, 0)


@pytest.mark.parametrize(
    "page",
    [
        "/instansi/cari?q=Rahasia",
        "/daftar?cari=Rahasia",
        "/arsip",
        "/",
        "/hasil",
        "/praktik?q=Rahasia",
        "/profil",
        "/data-terbuka",
        "/umpan.xml",
    ],
)
def test_no_search_list_or_export_tells_of_another_place(world, page):
    with world.inside("kalsel"):
        cast = factories.cast()
        cast.institution.name = cast.entry.institution_name = SECRET
        factories.honour(cast.institution, edition_number=1)
        db.commit()
    for slug in ("", "kaltim"):
        asking = (world.visitor(slug), world.visitor(slug, secretary(world, slug)))
        assert [SECRET in one.get(page).text for one in asking] == [False, False]


def test_the_page_cache_of_one_place_answers_for_nobody_else(world):
    anyone = world.visitor()
    for _time in range(2):  # the second time out of the cache
        pages = [anyone.client.get(f"/p/{slug}/tentang" if slug else "/tentang").text for slug in PLACES]
        assert ["Penghargaan Kalsel" in page for page in pages] == [False, True, False]
    write_facts(world.site, "kaltim", buka=False)
    assert anyone.client.get("/p/kaltim/tentang").status_code == 404  # closed at once, whatever is kept


def test_who_asks_too_often_in_one_place_may_still_ask_in_another(world):
    pace = pacing.Pace(1, timedelta(minutes=1))
    for slug in PLACES:
        with world.inside(slug):
            pace.demand("127.0.0.1", clock.real())
            with pytest.raises(pacing.TooOften):
                pace.demand("127.0.0.1", clock.real())
    assert isinstance(checking.BY_NUMBER, pacing.Slope)  # the other kind keeps its keys by the same rule


def test_what_is_counted_for_a_start_page_is_asked_in_the_persons_own_place(world):
    people = {slug: secretary(world, slug) for slug in PLACES}
    with world.inside("kalsel"):
        factories.cast(state="submitted")
        db.commit()
    pages = {slug: world.visitor(slug, who).get("/ruang-kerja").text for slug, who in people.items()}
    assert [slug for slug, page in pages.items() if "berkas menunggu verifikasi" in page] == ["kalsel"]


def test_letters_carry_the_name_and_the_address_of_their_place(world):
    for slug in PLACES:
        with world.inside(slug):
            from p4comp.accounts import actions

            actions.invite(factories.secretariat(email=f"{slug or 'pusat'}@uji.example"), role="secretariat", by=None, at=clock.now())
            db.commit()
    letters = everywhere(world, letter)
    assert [one["From"].partition("<")[0].strip(' "') for one in letters.values()] == [
        f"Portal {name}" for name in ("Kompetisi P4", "Penghargaan Kalsel", "Penghargaan Kaltim")
    ]
    bodies = {slug: one.get_body().get_content() for slug, one in letters.items()}
    assert [slug for slug, body in bodies.items() if f"http://localhost{f'/p/{slug}' if slug else ''}/undangan/" in body] == list(PLACES)
    assert "Tim Kerja Biro Organisasi Pemerintah Provinsi Kalimantan Selatan" in bodies["kalsel"]
    assert "Kompetisi P4" not in bodies["kalsel"]


def letter():
    """The one letter of this place, as it goes over the wire."""
    from flask import current_app

    (found,) = db.everything(select(Mail))
    return mail.compose(found, current_app.extensions["settings"])


def test_what_waits_in_the_queue_is_done_in_its_own_place(world):
    with world.inside("kalsel"):
        factories.keep(one := Mail(to="a@uji.example", subject="Uji", body="Uji\n", template="uji", written_at=clock.now()))
        jobs.later("mail.send", one.id)
        db.commit()
    assert everywhere(world, jobs.waiting)[""] == everywhere(world, jobs.waiting)["kaltim"] == []
    with world.inside("kalsel"):
        assert jobs.run_waiting() == 1
    outboxes = {slug: len(list((world.apps[slug].extensions["settings"].instance / "outbox").glob("*.eml"))) for slug in PLACES}
    for path in (world.apps["kalsel"].extensions["settings"].instance / "outbox").glob("*.eml"):
        path.unlink()
    assert outboxes == {"": 0, "kalsel": 1, "kaltim": 0}


def test_a_stored_file_lies_in_its_own_place(world):
    with world.inside("kalsel"):
        sha256 = factories.stored(b"isi rahasia Banua").sha256
        db.commit()
    assert everywhere(world, lambda: storage.store().path(sha256).exists()) == {"": False, "kalsel": True, "kaltim": False}


def test_what_one_place_sealed_no_other_opens(world):
    with world.inside("kalsel"):
        sealed, marked = vault.seal("rahasia", "uji"), vault.mark("kode", "uji")
    with world.inside("kaltim"), pytest.raises(vault.Unsealable):
        vault.unseal(sealed, "uji")
    assert sum(one == marked for one in everywhere(world, lambda: vault.mark("kode", "uji")).values()) == 1


def test_every_place_has_an_audit_chain_of_its_own(world):
    for slug in ("kalsel", "kaltim"):
        with world.inside(slug):
            audit.record("uji.dicatat", None, by=None, at=clock.now())
            db.commit()
    found = everywhere(world, lambda: (audit.head() and audit.head().count, list(audit.faults())))
    assert found == {"": (None, []), "kalsel": (1, []), "kaltim": (1, [])}


def test_the_head_of_one_chain_is_unknown_to_the_others(world):
    with world.inside("kalsel"):
        audit.record("uji.dicatat", None, by=None, at=clock.now())
        db.commit()
        head = audit.head().hash
    assert everywhere(world, lambda: audit.holds(head)) == {"": False, "kalsel": True, "kaltim": False}


@pytest.mark.postgresql
def test_a_connection_of_a_space_sees_its_own_schema_only(world):
    def path():
        return db.session().execute(select(func.current_schemas(False))).scalar_one()

    assert everywhere(world, path) == {"": ["public"], "kalsel": ["penyelenggara_kalsel"], "kaltim": ["penyelenggara_kaltim"]}


def test_a_space_says_whose_it_is_and_the_root_is_nobodys(world):
    assert everywhere(world, lambda: (spaces.current() and spaces.current().institution_code, spaces.house().wordmark)) == {
        "": (None, "Kompetisi P4"),
        "kalsel": ("prov-63", "Penghargaan Kalsel"),
        "kaltim": ("prov-64", "Penghargaan Kaltim"),
    }


def test_a_space_whose_facts_broke_meanwhile_never_speaks_for_the_root(world):
    write_facts(world.site, "kalsel", warna="hijau")
    with world.inside("kalsel"), pytest.raises(spaces.BadFacts):
        spaces.house()
