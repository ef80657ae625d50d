"""The secretariat's list of all certificates of an edition: searched, narrowed, a page at a time."""

import pytest

from p4comp.certificates import rules
from p4comp.core import clock, db
from tests import factories
from tests.certificates.conftest import AFTER


@pytest.fixture
def issued(cast, announced):
    """A winner's with a number and a file, a revoked finalist's, and a letter of thanks."""
    made = {
        "winner": factories.certificate(announced, cast.entry, kind="winner", code=rules.new_code(), number="B/1/2022"),
        "finalist": factories.certificate(announced, cast.stranger_entry, code=rules.new_code(), state="revoked", revoked_at=AFTER),
        "thanks": factories.certificate(announced, cast.stranger_entry, kind="thanks", code=rules.new_code()),
    }
    made["winner"].pdf_sha256 = factories.stored(b"%PDF-1.7 winner").sha256
    db.commit()
    return made


def shown(browse, cast, **asked):
    with clock.at(AFTER):
        page = browse(cast.secretary).get(f"/edisi/{cast.edition.slug}/piagam", query=asked)
    return [row.select("td")[2].text.strip() for row in page.select("tbody tr")]


def serials(issued, *names):
    return [issued[one].serial for one in names]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ("winner", "finalist", "thanks")),
        ({"jenis": "thanks"}, ("thanks",)),
        ({"jenis": "lain"}, ("winner", "finalist", "thanks")),
        ({"keadaan": "revoked"}, ("finalist",)),
        ({"keadaan": "issued"}, ("winner", "thanks")),
        ({"keadaan": "tanpa-nomor"}, ("finalist",)),
        ({"keadaan": "tanpa-berkas"}, ("finalist", "thanks")),
        ({"keadaan": "lain"}, ("winner", "finalist", "thanks")),
        ({"cari": "b/1/"}, ("winner",)),
        ({"cari": "100%"}, ()),
        ({"daftar": "tidak-ada"}, ()),
        ({"jenis": "winner", "keadaan": "revoked"}, ()),
    ],
)
def test_it_is_narrowed_by_words_list_kind_and_state(browse, cast, issued, asked, names):
    assert shown(browse, cast, **asked) == serials(issued, *names)


def test_it_is_found_by_holder_and_by_list(browse, cast, announced, issued):
    assert shown(browse, cast, cari=cast.entry.institution_name.upper(), jenis="winner") == serials(issued, "winner")
    assert shown(browse, cast, daftar=announced.id) == serials(issued, "winner", "finalist", "thanks")


def test_a_page_holds_twenty_five_and_the_filters_go_along(browse, cast, announced):
    entries = [factories.entry(cast.edition, state="verified", contact=cast.entrant) for _ in range(27)]
    for entry in entries:
        factories.certificate(announced, entry, code=rules.new_code())
    assert len(shown(browse, cast, jenis="finalist")) == 25
    assert len(shown(browse, cast, jenis="finalist", page="2")) == 2
    with clock.at(AFTER):
        page = browse(cast.secretary).get(f"/edisi/{cast.edition.slug}/piagam", query={"jenis": "finalist"})
    assert [link for link in page.links.values() if "page=2" in link and "jenis=finalist" in link] != []
    assert len(page.queries) <= 12
