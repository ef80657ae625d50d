"""Opening a locked sheet again: asked by one, granted by another, refused once the category has a list."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.core.errors import Refused
from p4comp.core.mail import Mail
from p4comp.judging import actions, queries
from p4comp.judging.models import Assignment, SettingAside, Unlocking
from tests import factories
from tests.judging.scene import AFTER, DURING, LEVELS, desk_of, verbs


@pytest.fixture(autouse=True)
def evaluation_runs(at):
    at(DURING)


@pytest.fixture
def locked(edition):
    """An evaluator's locked sheet, and who they are."""
    desk, who = desk_of(edition, "locked", levels=LEVELS)
    return desk.assignment, who


def _asked(sheet, who):
    made = actions.ask_unlock(queries.locked(who, sheet.id), reason="Bukti A2 terlewat.", by=who, at=DURING)
    db.commit()
    return made


def _secretary():
    return someone(factories.secretariat())


def test_a_second_person_opens_the_sheet_and_what_was_locked_is_kept(locked):
    sheet, who = locked
    asked, by = _asked(sheet, who), _secretary()
    actions.grant_unlock(queries.unlock(by, asked.id), by=by, at=DURING)
    db.commit()
    assert (sheet.state, sheet.total, sheet.locked_at) == ("open", None, None)
    assert (asked.state, asked.total, asked.levels, asked.answered_by) == ("granted", 78.0, LEVELS, by.id)
    assert verbs() == ["unlocking.asked", "sheet.unlocked"]
    actions.save(queries.desk(who, sheet.id), "A1.level", "2", seen=0, by=who, at=DURING)
    actions.lock(queries.desk(who, sheet.id), by=who, at=DURING)
    assert (sheet.state, asked.total) == ("locked", 78.0)
    mail = db.first(select(Mail).where(Mail.template == "judging/mail/unlocked.txt"))
    assert (mail.to, "78" in mail.body, sheet.entry.institution_name in mail.body) == (who.email, False, False)


def test_nobody_opens_a_sheet_alone(locked, edition):
    sheet, who = locked
    by = _secretary()
    made = actions.ask_unlock(queries.locked(by, sheet.id), reason="Salah isi.", by=by, at=DURING)
    db.commit()
    with pytest.raises(Refused, match="yang memintanya"):
        actions.grant_unlock(queries.unlock(by, made.id), by=by, at=DURING)
    with pytest.raises(Refused, match="sudah diminta"):
        actions.ask_unlock(queries.locked(who, sheet.id), reason="Juga saya.", by=who, at=DURING)
    assert sheet.state == "locked"


def test_a_secretary_who_evaluates_does_not_grant_for_the_own_sheet(edition):
    person = factories.secretariat("Sekretaris Evaluator")
    entry = factories.entry(edition, state="verified")
    sheet = factories.assignment(entry, factories.evaluator(edition, person), state="locked")
    by = _secretary()
    made = actions.ask_unlock(queries.locked(by, sheet.id), reason="Salah isi.", by=by, at=DURING)
    db.commit()
    with pytest.raises(Refused, match="lembar Anda sendiri"):
        actions.grant_unlock(queries.unlock(someone(person), made.id), by=someone(person), at=DURING)


def test_whom_the_tree_binds_to_the_entrant_neither_asks_nor_answers(locked):
    sheet, who = locked
    asked, bound = _asked(sheet, who), factories.secretariat("Sekretaris Terikat")
    factories.member(bound, sheet.entry.institution)
    by = someone(bound)
    for act in (
        lambda: actions.ask_unlock(queries.locked(by, sheet.id), reason="Salah isi.", by=by, at=DURING),
        lambda: actions.grant_unlock(queries.unlock(by, asked.id), by=by, at=DURING),
        lambda: actions.refuse_unlock(queries.unlock(by, asked.id), answer="Tidak.", by=by, at=DURING),
    ):
        with pytest.raises(Refused, match="sekretariat lain"):
            act()


def test_a_category_with_a_list_is_not_opened_again(locked, edition):
    sheet, who = locked
    asked, by = _asked(sheet, who), _secretary()
    factories.decision(edition, [sheet.entry])
    with pytest.raises(Refused, match="rapat pleno"):
        actions.grant_unlock(queries.unlock(by, asked.id), by=by, at=DURING)
    other, whose = desk_of(edition, "locked", levels=LEVELS)
    with pytest.raises(Refused, match="rapat pleno"):
        actions.ask_unlock(queries.locked(whose, other.assignment.id), reason="Salah.", by=whose, at=DURING)


@pytest.mark.parametrize("moment", [AFTER, AFTER + timedelta(days=1)])
def test_after_the_window_no_sheet_is_opened(locked, moment):
    sheet, who = locked
    asked, by = _asked(sheet, who), _secretary()
    with pytest.raises(Refused, match="selama evaluasi dokumen"):
        actions.grant_unlock(queries.unlock(by, asked.id), by=by, at=moment)


def test_a_refusal_has_its_reason_and_the_sheet_stays_locked(browse, locked):
    sheet, who = locked
    asked = _asked(sheet, who)
    browser = browse(factories.secretariat())
    browser.post(f"/buka-kunci/{asked.id}/tolak", {"answer": " "}, status=422)
    browser.post(f"/buka-kunci/{asked.id}/tolak", {"answer": "Bukti sudah dinilai."})
    found = db.session().get(Unlocking, asked.id, populate_existing=True)
    assert (found.state, found.answer, db.session().get(Assignment, sheet.id, populate_existing=True).state) == (
        "refused",
        "Bukti sudah dinilai.",
        "locked",
    )
    browser.post(f"/buka-kunci/{asked.id}/kabulkan", status=403)


def test_a_sheet_set_aside_meanwhile_is_not_opened(locked, edition):
    sheet, who = locked
    asked, by = _asked(sheet, who), _secretary()
    factories.member(db.session().get(Assignment, sheet.id).evaluator.person, sheet.entry.institution)
    actions.recheck(edition, by=None, at=DURING)
    db.session().flush()
    actions.set_aside(queries.aside(by, db.first(select(SettingAside.id))), by=by, at=DURING)
    db.commit()
    with pytest.raises(Refused, match="tidak terkunci lagi"):
        actions.grant_unlock(queries.unlock(by, asked.id), by=by, at=DURING)
    assert queries.locked(someone(sheet.evaluator.person), sheet.id) is None


def test_the_request_hides_the_total_from_who_still_scores_the_entry(browse, edition, locked):
    sheet, who = locked
    asked = _asked(sheet, who)
    scorer = factories.secretariat("Sekretaris Evaluator")
    factories.assignment(sheet.entry, factories.evaluator(edition, scorer), state="open")
    assert "78,00" in browse(factories.secretariat()).get(f"/buka-kunci/{asked.id}").text
    assert "78,00" not in browse(scorer).get(f"/buka-kunci/{asked.id}").response.text


def test_the_own_history_shows_earlier_locks_and_levels(browse, locked):
    sheet, who = locked
    asked, by = _asked(sheet, who), _secretary()
    actions.grant_unlock(queries.unlock(by, asked.id), by=by, at=DURING)
    db.commit()
    page = browse(sheet.evaluator.person).get(f"/evaluasi/{sheet.id}/riwayat")
    assert ("78,00" in page.text, "Bukti A2 terlewat." in page.text, len(page.queries) <= 12) == (True, True, True)


def test_the_list_takes_as_many_queries_for_one_as_for_three(browse, edition, locked):
    sheet, who = locked
    _asked(sheet, who)
    browser = browse(factories.secretariat())
    few = len(browser.get("/buka-kunci").queries)
    for _ in range(2):
        desk, other = desk_of(edition, "locked", levels=LEVELS)
        _asked(desk.assignment, other)
    assert len(browser.get("/buka-kunci").queries) == few <= 12
