"""What an entrant is told of the result, and from when on."""

from datetime import timedelta

import pytest

from p4comp.core.db import session
from p4comp.entries.models import Entry
from tests import factories

FINALISTS, WINNERS = factories.closing("pleno_finalis"), factories.opening("penganugerahan")
SECOND = timedelta(seconds=1)


@pytest.fixture
def verified(own):
    """A verified entry: itself, its member's browser, its two pages."""
    edition = factories.edition()
    entry_id, me, base = own(edition=edition, state="verified")
    return edition, entry_id, me, ["/kepesertaan", base]


def decide(edition, entry_id, purpose, moment, award=""):
    entry = session().get(Entry, entry_id)
    factories.decision(edition, [entry], purpose=purpose, announced_at=moment, awards={entry_id: award})


def bodies(me, pages):
    return [me.get(path).main for path in pages]


@pytest.mark.parametrize(
    ("purpose", "moment", "words"),
    [("finalists", FINALISTS, "Finalis"), ("winners", WINNERS, "Penerima penghargaan: Aspek pengelolaan terbaik")],
)
def test_the_outcome_is_told_to_the_second(verified, at, purpose, moment, words):
    edition, entry_id, me, pages = verified
    at(moment - SECOND)
    without = bodies(me, pages)
    decide(edition, entry_id, purpose, moment, "APP" if purpose == "winners" else "")
    assert bodies(me, pages) == without
    at(moment)
    for path in pages:
        page = me.get(path)
        assert words in page.main
        assert "Terverifikasi" in page.main
        assert "/hasil/uji" in page.links.values()


def test_a_decision_without_a_moment_is_never_told(verified, at):
    edition, entry_id, me, pages = verified
    at(WINNERS)
    without = bodies(me, pages)
    decide(edition, entry_id, "finalists", None)
    decide(edition, entry_id, "winners", None, "APP")
    assert bodies(me, pages) == without


def test_a_winner_is_no_longer_called_a_finalist_and_others_are_told_nothing(verified, at, browse):
    edition, entry_id, me, pages = verified
    other = factories.person()
    factories.member(other, factories.entry(edition, state="verified", contact=other).institution)
    decide(edition, entry_id, "finalists", FINALISTS)
    decide(edition, entry_id, "winners", WINNERS, "AKD")
    at(WINNERS)
    assert "Penerima penghargaan: Aspek dampak terbaik" in me.get(pages[1]).one(".notice-title").text
    assert "Finalis" not in me.get("/kepesertaan").main
    assert "Penerima penghargaan" not in browse(other).get("/kepesertaan").main
