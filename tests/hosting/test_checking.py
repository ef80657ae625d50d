"""The public check of every place knows whose a certificate is that another place announced, and no more than that place tells anybody."""

import hashlib
import io
import re
from datetime import timedelta

import pytest

from p4comp.certificates.models import CertificateFile, FileRole
from p4comp.certificates.routes import checking
from p4comp.certificates.rules import grouped, new_code
from p4comp.core import clock, db, inspection, storage
from p4comp.core.pacing import Slope
from tests import factories
from tests.hosting.worlds import PLACES, write_facts

CONTENT = b"%PDF-1.7 piagam banua"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
NUMBER = "100.3/77/2022"
NAMES = {"": "Kementerian PANRB", "kalsel": "Pemerintah Provinsi Kalimantan Selatan", "kaltim": "Pemerintah Provinsi Kalimantan Timur"}
REFUSED = "Portal ini tidak pernah menerbitkan piagam dengan kode tersebut."
SECRET = "Rahasia Banua"


@pytest.fixture
def issue(world):
    """A certificate of a place with a number and a file; `issue(slug)` is its code."""

    def make(slug, announced=True, state="issued", **values):
        with world.inside(slug):
            cast = factories.cast()
            cast.institution.name = cast.entry.institution_name = SECRET
            day = clock.now() + timedelta(days=-1 if announced else 1)
            decision = factories.decision(cast.edition, [cast.entry], purpose="winners", announced_at=day)
            kept = factories.stored(CONTENT)
            made = factories.certificate(
                decision, cast.entry, code=new_code(), number=NUMBER, kind="winner", state=state, pdf_sha256=kept.sha256, **values
            )
            factories.base.keep(CertificateFile(certificate_id=made.id, sha256=kept.sha256, role=FileRole.PRINTED, made_at=clock.now()))
            db.commit()
            return made.code

    yield make
    for slug in PLACES:
        with world.inside(slug):
            storage.store().path(SHA256).unlink(missing_ok=True)


def ways(code):
    """The addresses by which the same certificate is asked for."""
    return {"code": f"/v/{code}", "hash": f"/periksa/berkas/{SHA256}", "number": f"/periksa?kode={NUMBER}"}


def led_to(page):
    """Where the page leads on, without the name of the server."""
    return re.findall(r'href="http://localhost(/[^"]+)"', page.text)


def send(visitor, content=CONTENT, **query):
    visitor.hold("nobody")
    return visitor.post("/periksa/berkas", {"berkas": (io.BytesIO(content), "piagam.pdf")}, query_string=query)


@pytest.mark.parametrize("home", PLACES)
@pytest.mark.parametrize("way", ["code", "hash", "number"])
def test_every_other_place_says_whose_it_is_and_leads_to_that_check(world, issue, home, way):
    address = ways(issue(home))[way]
    for slug in PLACES:
        page = world.visitor(slug).get(address)
        assert (page.status_code, SECRET in page.text) == (200, slug == home)
        if slug != home:
            mount = f"/p/{home}" if home else ""
            assert (f"Diterbitkan oleh {NAMES[home]}" in page.text, REFUSED in page.text) == (True, False)
            assert led_to(page) == [mount + address]
            assert world.visitor().client.get(led_to(page)[0]).status_code == 200
            assert ("notice-success" in page.text, "notice-error" in page.text) == (way != "number", False)


def test_a_file_that_is_sent_is_known_as_well(world, issue):
    issue("kalsel")
    page = send(world.visitor(""))
    assert (page.status_code, led_to(page)) == (200, [f"/p/kalsel/periksa/berkas/{SHA256}"])
    unknown = send(world.visitor(""), CONTENT + b"!")
    assert ("Berkas ini tidak dikenal portal" in unknown.text, led_to(unknown)) == (True, [])


def test_what_other_spaces_read_of_a_shown_file_takes_the_turns_of_the_public(world, monkeypatch):
    from p4comp.hosting import doors

    turns = []
    monkeypatch.setattr(doors, "issued_here", lambda _shown: turns.append(inspection._own()))
    assert send(world.visitor("")).status_code == 200
    assert turns == [inspection.ANYBODY] * 2
    assert inspection._own() is inspection.KNOWN


STATES = {"suspended": ("Piagam ini ditangguhkan", "notice-warning"), "revoked": ("Piagam ini sudah dicabut", "notice-error")}


@pytest.mark.parametrize("state", STATES)
def test_one_that_does_not_hold_is_not_said_in_green(world, issue, state):
    ended = {f"{state}_at": clock.now(), f"{state}_reason": "Alasan rahasia."}
    page = world.visitor("").get(f"/v/{issue('kalsel', state=state, **ended)}")
    title, tone = STATES[state]
    assert (title in page.text, tone in page.text, "notice-success" in page.text, "Alasan rahasia" in page.text) == (
        True,
        True,
        False,
        False,
    )


def plain(page, code):
    """An answer without what was asked."""
    text = re.sub(r"[\w-]{8,}\.[\w-]{4,8}\.[\w-]{20,}", "", page.text)
    return page.status_code, text.replace(code, "?").replace(grouped(code), "?")


@pytest.mark.parametrize("slug", ["", "kaltim"])
def test_what_is_not_announced_is_answered_as_what_does_not_exist(world, issue, slug):
    hidden, none = issue("kalsel", announced=False), new_code()
    visitor = world.visitor(slug)
    moment = clock.now()
    with clock.at(moment):
        told = [plain(visitor.get(f"/v/{code}"), code) for code in (hidden, none)]
    assert told[0] == told[1]
    assert [visitor.get(address).status_code for address in ways(hidden).values()] == [404, 404, 422]
    assert "Berkas ini tidak dikenal portal" in send(visitor).text


def test_a_closed_space_is_not_asked(world, issue):
    address = ways(issue("kalsel"))
    write_facts(world.site, "kalsel", buka=False)
    try:
        assert [world.visitor("").get(one).status_code for one in address.values()] == [404, 404, 422]
        assert "Penyelenggara lain di portal ini juga sudah ditanya" in world.visitor("").get(address["code"]).text
        write_facts(world.site, "kaltim", buka=False)
        assert "juga sudah ditanya" not in world.visitor("").get(address["code"]).text
    finally:
        write_facts(world.site, "kalsel")


def test_a_place_that_cannot_be_asked_is_named(world, issue, monkeypatch):
    from sqlalchemy.exc import OperationalError

    from p4comp.hosting import doors

    def broken(_shown):
        raise OperationalError("select", {}, Exception())

    monkeypatch.setattr(doors, "issued_here", broken)
    page = world.visitor("").get(f"/v/{new_code()}")
    assert page.status_code == 404
    silent = [f"Portal {name} sedang tidak dapat ditanya" in page.text for name in ("Penghargaan Kalsel", "Penghargaan Kaltim")]
    assert (silent, "juga sudah ditanya" in page.text) == ([True, True], False)


def test_asking_the_others_is_slowed_once(world, issue, monkeypatch):
    code = issue("kalsel")
    monkeypatch.setattr(checking, "BY_OTHERS", Slope(2, timedelta(minutes=1)))
    visitor = world.visitor("")
    assert [visitor.get(f"/v/{new_code()}").status_code for _once in range(3)] == [404, 404, 429]
    assert world.visitor("kalsel").get(f"/v/{code}").status_code == 200  # its own are never slowed


def test_the_answer_is_given_in_english_and_leads_on_in_english(world, issue):
    code = issue("kalsel")
    page = world.visitor("").get(f"/v/{code}?bahasa=en")
    assert (f"Issued by {NAMES['kalsel']}" in page.text, led_to(page)) == (True, [f"/p/kalsel/v/{code}?bahasa=en"])


def test_the_form_says_that_it_knows_the_other_organisers(world):
    told = {slug: "penyelenggara lain di portal ini" in world.visitor(slug).get("/periksa").text for slug in PLACES}
    assert told == {"": True, "kalsel": True, "kaltim": True}
