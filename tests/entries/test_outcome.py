"""What an entrant is told of the result, and from when on."""

from datetime import timedelta

import pytest

from p4comp.core.db import session
from p4comp.entries.models import Entry
from p4comp.entries.queries.outcome import Outcome, Reached, outcomes
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


LABELS = {"finalists": "Finalis", "winners": "Penerima penghargaan: Aspek pengelolaan terbaik"}
HEADLINES = {"finalists": "menjadi finalis", "winners": "menerima penghargaan: Aspek pengelolaan terbaik"}


@pytest.mark.parametrize(("purpose", "moment"), [("finalists", FINALISTS), ("winners", WINNERS)])
def test_the_outcome_is_told_to_the_second(verified, at, purpose, moment):
    edition, entry_id, me, pages = verified
    name = session().get(Entry, entry_id).institution_name
    at(moment - SECOND)
    without = bodies(me, pages)
    decide(edition, entry_id, purpose, moment, "APP" if purpose == "winners" else "")
    assert bodies(me, pages) == without
    at(moment)
    index, own = (me.get(path) for path in pages)
    assert index.links["Daftar yang diumumkan"] == "/hasil/uji"
    assert own.one(".notice-title").text == f"{name} {HEADLINES[purpose]}"
    assert "Terverifikasi" not in index.main
    assert "/hasil/uji" in own.links.values()


def test_a_decision_without_a_moment_is_never_told(verified, at):
    edition, entry_id, me, pages = verified
    at(WINNERS)
    without = bodies(me, pages)
    decide(edition, entry_id, "finalists", None)
    decide(edition, entry_id, "winners", None, "APP")
    assert bodies(me, pages) == without


def test_everybody_assessed_is_told_plainly_how_far_it_came(edition, at):
    names = ("winner", "finalist", "other", "refused")
    entries = {name: factories.entry(edition, state="refused" if name == "refused" else "verified", levels=None) for name in names}
    heard = [entries["winner"], entries["finalist"]]
    factories.decision(edition, heard, announced_at=FINALISTS)
    factories.decision(edition, heard[:1], purpose="winners", announced_at=WINNERS, awards={heard[0].id: "AKD"})
    told = {moment: outcomes(list(entries.values()), moment) for moment in (FINALISTS - SECOND, FINALISTS, WINNERS)}
    assert told[FINALISTS - SECOND] == {}
    general = "Instansi Pemerintah Umum"
    assert told[FINALISTS] == {
        entries["winner"].id: Outcome(Reached.FINALIST, general, is_final=False),
        entries["finalist"].id: Outcome(Reached.FINALIST, general, is_final=False),
        entries["other"].id: Outcome(Reached.NONE, general, is_final=False),
    }
    assert told[WINNERS] == {
        entries["winner"].id: Outcome(Reached.WINNER, general, is_final=True, award="Aspek dampak terbaik"),
        entries["finalist"].id: Outcome(Reached.FINALIST, general, is_final=True),
        entries["other"].id: Outcome(Reached.NONE, general, is_final=True),
    }


@pytest.mark.parametrize(
    ("reached", "is_final", "award", "headline", "begins", "tone"),
    [
        (Reached.WINNER, True, "Terbaik", "X menerima penghargaan: Terbaik", "Selamat. Instansi Anda pemenang", "success"),
        (Reached.WINNER, True, "", "X menjadi pemenang", "Selamat. Instansi Anda pemenang", "success"),
        (Reached.FINALIST, False, "", "X menjadi finalis", "Selamat atas capaian sebagai finalis", "success"),
        (Reached.FINALIST, True, "", "X menjadi finalis", "Selamat atas capaian sebagai finalis", "success"),
        (Reached.NONE, False, "", "X tidak masuk daftar finalis", "Terima kasih sudah ikut", "info"),
        (Reached.NONE, True, "", "X tidak masuk daftar finalis", "Terima kasih sudah ikut", "info"),
    ],
)
def test_it_is_told_in_words(app, reached, is_final, award, headline, begins, tone):
    found = Outcome(reached, "Umum", is_final, award)
    assert found.headline("X") == headline
    assert found.words.startswith(begins)
    assert ("Pemenang belum diumumkan" in found.words) == (reached is Reached.FINALIST and not is_final)
    assert found.tone == tone


def test_winners_known_without_finalists_tell_nothing_of_the_others(edition, at):
    won, other = (factories.entry(edition, state="verified", levels=None) for _n in range(2))
    factories.decision(edition, [won], purpose="winners", announced_at=WINNERS)
    assert list(outcomes([won, other], WINNERS)) == [won.id]


def test_a_winner_is_no_longer_called_a_finalist_and_others_hear_of_nobody_else(verified, at, browse):
    edition, entry_id, me, pages = verified
    other = factories.person()
    factories.member(other, factories.entry(edition, state="verified", contact=other).institution)
    decide(edition, entry_id, "finalists", FINALISTS)
    decide(edition, entry_id, "winners", WINNERS, "AKD")
    at(WINNERS)
    assert "menerima penghargaan: Aspek dampak terbaik" in me.get(pages[1]).one(".notice-title").text
    assert "Finalis" not in me.get("/kepesertaan").main
    page = browse(other).get("/kepesertaan")
    assert "Penerima penghargaan" not in page.main
    assert page.one("td .tag").text == "Tidak masuk daftar finalis"
    assert page.links["Daftar yang diumumkan"] == "/hasil/uji"


@pytest.mark.parametrize(("purpose", "moment"), [("finalists", FINALISTS), ("winners", WINNERS)])
def test_the_state_of_an_entry_is_what_became_of_it_and_nothing_before(verified, at, purpose, moment):
    edition, entry_id, me, pages = verified
    decide(edition, entry_id, purpose, moment, "APP" if purpose == "winners" else "")
    told = {}
    for when in (moment - SECOND, moment):
        at(when)
        told[when] = [me.get(path).select("main .tag")[0].text for path in pages]
    assert told == {moment - SECOND: ["Terverifikasi"] * 2, moment: [LABELS[purpose]] * 2}
