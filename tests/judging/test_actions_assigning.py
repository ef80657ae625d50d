"""p4comp/judging/actions/evaluators.py and assigning.py"""

from collections import Counter

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Invitation
from p4comp.core import db
from p4comp.core.errors import Invalid, RuleBroken
from p4comp.core.mail import Mail
from p4comp.judging import actions, queries
from p4comp.judging.models import Assignment, Evaluator
from p4comp.judging.rules.moves import SheetState
from tests import factories
from tests.judging.scene import DURING, desk_of, people, verbs


def test_an_evaluator_is_found_or_made_appointed_and_invited(edition, by):
    employer = factories.institution("ptn")
    found = actions.add_evaluator(
        edition, name="Dr. Ani", email="Ani@Uji.example", employer=employer, decree_number="KEP/1", by=by, at=DURING
    )
    db.session().flush()
    assert (found.person.email, found.person.name, found.employer_id, found.decree_number) == (
        "ani@uji.example",
        "Dr. Ani",
        employer.id,
        "KEP/1",
    )
    assert db.first(select(Invitation.role).where(Invitation.email == "ani@uji.example")) == "evaluator"
    assert someone(found.person).has("evaluator", edition.id)


def test_nobody_is_appointed_twice_in_an_edition(edition, by):
    one = factories.evaluator(edition)
    with pytest.raises(Invalid) as refusal:
        actions.add_evaluator(edition, name="Lagi", email=db.first(select(Evaluator)).person.email, by=by, at=DURING)
    assert (refusal.value.field, one.is_active) == ("email", True)


def test_a_dismissed_evaluator_loses_open_sheets_and_keeps_locked_ones(edition, by):
    one = factories.evaluator(edition)
    states = {
        state: factories.assignment(factories.entry(edition, state="verified"), one, state=state)
        for state in ("assigned", "open", "locked")
    }
    actions.dismiss(one, reason="Sakit.", by=by, at=DURING)
    assert [states[key].state for key in ("assigned", "open", "locked")] == ["withdrawn", "withdrawn", "locked"]
    assert not someone(one.person).has("evaluator")


# Assigning


def test_every_verified_entry_gets_k_readers_and_nobody_a_conflict(edition, by):
    home = factories.region("63")
    regency, ministry = factories.institution("pemkab", region=home), factories.institution("kementerian")
    entries = [factories.entry(edition, one, state="verified") for one in (regency, ministry)]
    entries += [factories.entry(edition, state="verified") for _ in range(6)]
    factories.entry(edition, state="submitted")
    neighbour = factories.evaluator(edition, employer=factories.institution("pemprov", region=home))
    official = factories.evaluator(edition, employer=factories.institution("unit", parent=ministry))
    member = factories.evaluator(edition)
    factories.member(member.person, regency)
    people(edition, 3)
    outcome = actions.assign_all(edition, by=by, at=DURING)
    pairs = {tuple(row) for row in db.session().execute(select(Assignment.entry_id, Assignment.evaluator_id))}
    assert (outcome.made, outcome.shortages) == (16, [])
    assert Counter(entry for entry, _one in pairs) == {entry.id: 2 for entry in entries}
    assert pairs.isdisjoint({(entries[0].id, neighbour.id), (entries[0].id, member.id), (entries[1].id, official.id)})
    loads = Counter(one for _entry, one in pairs)
    assert max(loads.values()) - min(loads.values()) <= 1


def test_giving_out_again_only_fills_what_is_missing(edition, by):
    factories.entry(edition, state="verified")
    people(edition, 3)
    assert actions.assign_all(edition, by=by, at=DURING).made == 2
    assert actions.assign_all(edition, by=by, at=DURING).made == 0
    recused = db.first(select(Assignment))
    recused.state = SheetState.RECUSED
    db.session().flush()
    assert actions.assign_all(edition, by=by, at=DURING).made == 1
    assert len({one.evaluator_id for one in db.everything(select(Assignment))}) == 3


def test_who_cannot_be_placed_is_said_with_the_reason(edition, by):
    regency = factories.institution("pemkab", region=factories.region("63"))
    entry = factories.entry(edition, regency, state="verified")
    factories.evaluator(edition, employer=regency)
    people(edition, 1)
    outcome = actions.assign_all(edition, by=by, at=DURING)
    assert (outcome.made, [(one.entry_id, one.missing, one.barred) for one in outcome.shortages]) == (1, [(entry.id, 1, 1)])


def test_each_evaluator_gets_one_mail_and_the_log_one_record(edition, by):
    for _ in range(4):
        factories.entry(edition, state="verified")
    people(edition, 2)
    actions.assign_all(edition, by=by, at=DURING)
    mails = db.everything(select(Mail).where(Mail.template == "judging/mail/assigned.txt"))
    assert sorted(mail.subject for mail in mails) == [f"Anda ditugasi menilai 4 berkas – {edition.name}"] * 2
    assert verbs() == ["assignments.made"]


def test_by_hand_the_same_checks_hold(edition, by):
    entry = factories.entry(edition, factories.institution("pemkab", region=factories.region("63")), state="verified")
    neighbour = factories.evaluator(edition, employer=factories.institution("pemkot", region=factories.region("63")))
    first, second, third = people(edition, 3)
    with pytest.raises(Invalid) as refusal:
        actions.assign(entry, neighbour, by=by, at=DURING)
    assert refusal.value.message == "Evaluator ini bekerja pada pemerintah daerah di provinsi yang sama. Pilih evaluator lain."
    actions.assign(entry, first, by=by, at=DURING)
    with pytest.raises(Invalid, match="sudah pernah"):
        actions.assign(entry, first, by=by, at=DURING)
    actions.assign(entry, second, by=by, at=DURING)
    with pytest.raises(Invalid, match="sebanyak"):
        actions.assign(entry, third, by=by, at=DURING)


def test_a_replaced_reader_loses_sight_and_a_locked_sheet_is_not_replaced(edition, by):
    entry = factories.entry(edition, state="verified")
    desk, who = desk_of(edition, "open", entry)
    other = people(edition, 1)[0]
    made = actions.replace(desk.assignment, other, reason="Sakit.", by=by, at=DURING)
    assert (desk.assignment.state, desk.assignment.reason, made.evaluator_id) == ("withdrawn", "Sakit.", other.id)
    assert queries.desk(who, desk.assignment.id) is None
    done, _who = desk_of(edition, "locked", factories.entry(edition, state="verified"))
    with pytest.raises(RuleBroken):
        actions.replace(done.assignment, other, reason="Sakit.", by=by, at=DURING)
