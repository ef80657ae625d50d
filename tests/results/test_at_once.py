"""Two browsers at the same moment: of a category there is one list, and one decision."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core import clock, db
from p4comp.core.db import everything
from p4comp.core.errors import Refused
from p4comp.decisions import actions as decisions
from p4comp.decisions import rules
from p4comp.decisions.actions import Facts
from p4comp.decisions.models import Decision, Plenary, PlenaryState, Purpose
from p4comp.results import actions
from tests import factories
from tests.results.season import at_the_end
from tests.results.test_actions import JUNE


def at_once(*posts, typed=None):
    """The answers' status codes and words, all sent at one moment; `posts` are browsers with the address each sends to."""
    gate, answers = Barrier(len(posts)), {}

    def send(number, browser, path, token):
        with clock.at(JUNE), browser.app.app_context():
            gate.wait()
            answer = browser.client.post(path, data={"csrf_token": token} | dict(typed or {}))
            answers[number] = (answer.status_code, answer.get_data(as_text=True))

    db.commit()
    hands = [Thread(target=send, args=(number, browser, path, browser.token())) for number, (browser, path) in enumerate(posts)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    db.session().expire_all()
    return [answers[number] for number in range(len(posts))]


@pytest.fixture
def two(browse, at):
    """Two people of the secretariat, signed in."""
    at(JUNE)
    browsers = [browse(factories.secretariat(f"Sekretaris {number}")) for number in (1, 2)]
    for one in browsers:
        one.get("/ruang-kerja")
    return browsers


def live():
    query = select(Plenary).where(Plenary.purpose == Purpose.WINNERS, Plenary.state != PlenaryState.WITHDRAWN, Plenary.category == "UMUM")
    return everything(query)


def test_of_two_proposals_at_one_moment_one_stands(app, two):
    at_the_end()
    answers = at_once(*((browser, "/hasil-akhir/uji/UMUM/usulkan") for browser in two))
    assert 303 in [status for status, _words in answers]
    for status, words in answers:
        assert status == 303 or (status == 409 and "Muat ulang" in words) or "baru saja dibuat orang lain" in words
    assert len(live()) == 1


def confirmed_once(season):
    third = someone(factories.secretariat("Sekretaris 3"))
    plenary = actions.propose_winners(season.edition, "UMUM", by=third, at=JUNE)
    decisions.record_facts(plenary, Facts(held_on=JUNE.date(), attendance="Ketua"), by=third, at=JUNE)
    decisions.confirm(plenary, by=third, at=JUNE, seen=plenary.seen)
    return plenary


def test_of_two_second_confirmations_at_one_moment_one_makes_the_decision(app, two):
    plenary = confirmed_once(at_the_end())
    path = f"/pleno/{plenary.id}/sahkan?daftar={plenary.seen}"
    answers = at_once(*((browser, path) for browser in two))
    assert sorted(status for status, _words in answers)[0] == 303
    refused = next(words for status, words in answers if status != 303)
    assert "sudah disahkan dua orang" in refused or "Disahkan" in refused or "Muat ulang" in refused
    assert len(everything(select(Decision).where(Decision.purpose == Purpose.WINNERS))) == 1


def test_a_second_list_for_a_decided_category_is_refused_in_words(app, two):
    season = at_the_end()
    plenary = confirmed_once(season)
    browser = two[0]
    browser.post(f"/pleno/{plenary.id}/sahkan?daftar={plenary.seen}")
    page = browser.post("/hasil-akhir/uji/UMUM/usulkan", status=403)
    assert "Daftar pemenang kategori ini sudah disahkan rapat pleno." in page.text


def test_of_two_corrections_at_one_moment_one_stands(app, two):
    plenary = confirmed_once(at_the_end())
    decision = decisions.confirm(plenary, by=someone(factories.secretariat("Sekretaris 4")), at=JUNE, seen=plenary.seen)
    db.commit()
    path = f"/keputusan/{decision.id}/koreksi"
    answers = at_once(*((browser, path) for browser in two), typed={"reason": "Salah catat.", "source": "hand"})
    assert sorted(status for status, _words in answers)[0] == 303
    refused = next(words for status, words in answers if status != 303)
    assert "sudah diusulkan" in refused or "baru saja dibuat orang lain" in refused
    assert len(everything(select(Plenary).where(Plenary.replaces_id == decision.id, Plenary.state != PlenaryState.WITHDRAWN))) == 1


def test_in_the_last_minute_before_its_moment_a_list_is_not_corrected(app, two, at):
    plenary = confirmed_once(at_the_end())
    old = decisions.confirm(plenary, by=someone(factories.secretariat("Sekretaris 4")), at=JUNE, seen=plenary.seen)
    by = [someone(factories.secretariat(f"Sekretaris {number}")) for number in (5, 6)]
    correction = decisions.correct(old, reason="Salah catat.", source=decisions.Source.HAND, by=by[0], at=JUNE)
    one = rules.Amendment(rules.What.OUT, correction.proposal["list"][0]["subject_id"])
    decisions.amend(correction, one, reason="Salah catat.", by=by[0], at=JUNE)
    decisions.record_facts(correction, Facts(held_on=JUNE.date(), attendance="Ketua"), by=by[0], at=JUNE)
    decisions.confirm(correction, by=by[0], at=JUNE, seen=correction.seen)
    old.announced_at = JUNE + timedelta(seconds=59)
    with pytest.raises(Refused, match="sesudah pengumumannya"):
        decisions.confirm(correction, by=by[1], at=JUNE, seen=correction.seen)
