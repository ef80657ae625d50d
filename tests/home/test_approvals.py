"""p4comp/home: one page for everything that waits for a second person"""

import pytest

from p4comp.accounts.identity import someone
from p4comp.decisions import actions
from tests import factories

AT = factories.during("pleno_finalis")


@pytest.fixture
def plenary(cast, at):
    at(AT)
    return factories.plenary(cast.edition, [factories.entry(cast.edition, state="verified", category="UPP")], category="UPP")


def test_what_one_confirmed_waits_for_others_only(browse, cast, plenary):
    actions.confirm(plenary, by=someone(cast.secretary), at=AT, seen=plenary.seen)
    mine = browse(cast.secretary).get("/persetujuan")
    assert "Tidak ada yang menunggu Anda" in mine.text
    assert "Anda atau yang Anda wakili sudah mengesahkannya." in mine.text
    theirs = browse(cast.second_secretary).get("/persetujuan")
    assert f'href="/pleno/{plenary.id}"' in theirs.response.text
    assert "Tidak ada yang menunggu Anda" not in theirs.text


def test_the_page_costs_the_same_with_one_and_with_three(browse, cast, plenary):
    office = browse(cast.secretary)
    few = len(office.get("/persetujuan").queries)
    factories.plenary(cast.edition, [factories.entry(cast.edition, state="verified", category="OA")], category="OA")
    factories.plenary(cast.edition, [cast.entry], purpose="winners")
    assert len(office.get("/persetujuan").queries) == few <= 12
