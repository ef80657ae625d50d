"""p4comp/decisions/rules/objections.py, policy.py and actions/objecting.py: objections to announced lists"""

import itertools
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select

from p4comp.accounts import actions as accounts
from p4comp.accounts.identity import someone
from p4comp.accounts.models import Membership
from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.core.errors import Refused, RuleBroken
from p4comp.core.mail import Mail
from p4comp.decisions import actions, policy, queries, rules
from p4comp.decisions.actions import Ground, Plea
from p4comp.decisions.models import Purpose
from p4comp.decisions.rules import OBJECTION_MOVES, CaseFile, ObjectionKind, ObjectionState
from p4comp.entries.models import Entry
from tests import factories

ZONE = "Asia/Jakarta"
ANNOUNCED = factories.closing("pleno_finalis")
SOON = ANNOUNCED + timedelta(hours=5)
TERMS = {"hari_finalis": 3, "hari_pemenang": 0, "teks_final": "Hasil akhir final."}
LEGAL = {
    ("waiting", "accept"): "accepted",
    ("waiting", "reject"): "rejected",
    ("waiting", "propose"): "proposed",
    ("proposed", "agree"): "accepted",
    ("proposed", "send_back"): "waiting",
}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(ObjectionState, OBJECTION_MOVES.table)))
def test_moves(state, verb):
    if (state.value, verb) in LEGAL:
        assert OBJECTION_MOVES.after(state, verb) == LEGAL[state.value, verb]
    else:
        with pytest.raises(RuleBroken):
            OBJECTION_MOVES.after(state, verb)


@pytest.mark.parametrize(("kind", "accepts"), list(itertools.product(ObjectionKind, (True, False))))
def test_only_a_yes_to_an_objection_against_a_list_needs_a_second_person(kind, accepts):
    expected = "reject" if not accepts else "accept" if kind is ObjectionKind.ENTRY else "propose"
    assert rules.verb_of(kind, accepts=accepts) == expected


@pytest.mark.parametrize(
    ("ranked", "corrects", "before", "after"),
    list(itertools.product((True, False), (True, False), (None, ("",), ("A",)), (None, ("",), ("A",)))),
)
def test_a_first_list_concerns_whoever_was_ranked_and_a_correction_whom_it_moves(ranked, corrects, before, after):
    found = rules.concerns(ranked=ranked, corrects=corrects, before=before, after=after)
    assert found is ((before != after) if corrects else ranked)


@pytest.mark.parametrize("days", [0, 1, 3, 60])
def test_the_day_of_the_announcement_does_not_count_and_the_last_counts_whole(days):
    closes = rules.objection_closes(datetime.fromisoformat("2022-05-11T10:00:00+07:00"), days, ZONE)
    assert closes == (None if days == 0 else datetime.fromisoformat("2022-05-12T00:00:00+07:00") + timedelta(days=days))


def _snapshot():
    row = {"score": 90.0, "award": "", "name": "A", "institution_id": "i"}
    ranking = [row | {"subject_id": "a", "place": 1}, row | {"subject_id": "b", "place": 2, "score": 80.0, "tie": [{"step": "median"}]}]
    moved = {"displaced": [{"subject_id": "b", "by": ["Paling banyak satu tiap provinsi"]}]}
    return {"ranking": ranking, "list": [ranking[0] | {"award": "APP"}], "composition": moved}


def test_the_case_file_holds_the_own_row_the_cut_line_and_the_rule_that_moved_it():
    assert rules.case_file(_snapshot(), "a") == CaseFile(1, 2, 90.0, True, "APP", 1, 90.0)
    expected = CaseFile(2, 2, 80.0, False, "", 1, 90.0, ("Paling banyak satu tiap provinsi",), ({"step": "median"},))
    assert rules.case_file(_snapshot(), "b") == expected
    assert rules.case_file(_snapshot(), "c") is None


@pytest.fixture
def edition(app):
    return factories.edition(sanggah_hasil=TERMS)


@pytest.fixture
def people(app):
    """Two who confirmed the list, two who did not."""
    return [someone(factories.secretariat(f"Sekretaris {number}")) for number in (1, 2, 3, 4)]


@pytest.fixture
def decision(edition, people):
    entries = [factories.entry(edition, state="verified", evidence=False) for _ in range(3)]
    found = factories.decision(edition, entries, announced_at=ANNOUNCED)
    found.plenary.first_confirmed_by, found.plenary.second_confirmed_by = people[0].id, people[1].id
    db.session().flush()
    return found


@pytest.fixture
def objection(decision, edition):
    entry = db.session().get(Entry, decision.lines[2].subject_id)
    who = someone(factories.member(factories.person("Penyetuju"), entry.institution))
    ground = Ground(
        ObjectionKind.FINALISTS,
        entry.id,
        entry.institution_name,
        entry.institution_id,
        edition,
        "Daftar.",
        people_of(decision),
        decision.id,
    )
    found = actions.file_objection(ground, Plea("Nilai kami keliru."), by=who, at=SOON)
    db.session().flush()
    return found


def people_of(decision):
    return decision.plenary.second_confirmed_by


def answer(objection, by, *, accepts=True):
    actions.answer_objection(objection, accepts=accepts, words="Bukti E2 terlewat.", number=" B/9 ", by=by, at=SOON)
    db.session().flush()


def letters():
    return sorted(db.everything(select(Mail.template).where(Mail.template.contains("objection")).distinct()))


def verbs():
    return db.everything(select(AuditRecord.verb).where(AuditRecord.verb.startswith("objection")).order_by(AuditRecord.number))


def test_acceptance_counts_once_a_second_person_agrees_and_nobody_outside_is_told_before(app, objection, people):
    answer(objection, people[2])
    assert (objection.state, objection.agreed_at, objection.letter_number) == (ObjectionState.PROPOSED, None, "B/9")
    assert "decisions/mail/objection_answered.txt" not in letters()
    with pytest.raises(Refused, match="harus orang lain"):
        actions.agree_objection(objection, by=people[2], at=SOON)
    actions.agree_objection(objection, by=people[0], at=SOON)
    assert (objection.state, objection.agreed_by, objection.agreed_at) == (ObjectionState.ACCEPTED, people[0].id, SOON)
    assert "decisions/mail/objection_answered.txt" in letters()
    db.commit()
    assert verbs() == ["objection.filed", "objection.proposed", "objection.agreed"]


def test_a_colleague_whom_one_person_made_does_not_agree(app, objection, people):
    answer(objection, people[2])
    new = factories.person("Rekan Baru")
    accounts.join(new, "secretariat", by=people[0], at=SOON)
    db.session().flush()
    with pytest.raises(Refused, match="menunggu penegasan"):
        actions.agree_objection(objection, by=someone(new), at=SOON)
    assert objection.state is ObjectionState.PROPOSED


def test_a_second_person_who_does_not_agree_gives_the_answer_back_and_its_words_stay(app, objection, people):
    answer(objection, people[2])
    actions.send_back_objection(objection, reason="E2 sudah dihitung.", by=people[3], at=SOON)
    assert (objection.state, objection.answer) == (ObjectionState.WAITING, "Bukti E2 terlewat.")
    answer(objection, people[3], accepts=False)
    assert (objection.state, objection.answered_by, objection.agreed_by) == (ObjectionState.REJECTED, people[3].id, "")
    db.commit()
    assert verbs() == ["objection.filed", "objection.proposed", "objection.sent_back", "objection.answered"]
    back = db.first(select(Mail).where(Mail.template == "decisions/mail/objection_sent_back.txt"))
    assert (back.person_id, "E2 sudah dihitung." in back.body) == (people[2].id, True)


def test_one_objection_to_one_list(app, objection, decision, edition):
    ground = Ground(ObjectionKind.FINALISTS, objection.subject_id, "A", objection.institution_id, edition, "D", "", decision.id)
    with pytest.raises(Refused, match="satu kali"):
        actions.file_objection(ground, Plea("Lagi."), by=someone(factories.person()), at=SOON)
    other = Ground(ObjectionKind.WINNERS, objection.subject_id, "A", objection.institution_id, edition, "D", "", "lain")
    assert actions.file_objection(other, Plea("Lain."), by=someone(factories.person()), at=SOON).code != objection.code


ROLES = ("confirmed_first", "confirmed_second", "free", "bound", "auditor")


@pytest.mark.parametrize(("role", "state"), list(itertools.product(ROLES, ObjectionState)))
def test_who_answers_and_who_agrees(app, objection, decision, people, role, state):
    """Who confirmed the list does not answer, but may agree that it was wrong; whoever is bound to an institution it ranks does neither."""
    bound = factories.secretariat("Terikat")
    line = db.session().get(Entry, decision.lines[0].subject_id)
    factories.member(bound, line.institution)
    by = dict(zip(ROLES, [*people[:3], someone(bound), someone(factories.auditor())], strict=True))[role]
    objection.state, objection.answered_by = state, people[3].id
    found = queries.objected(objection, by)
    open_to_answer = state is not ObjectionState.PROPOSED
    assert bool(policy.may_answer_objection(by, found, SOON)) is (role == "free" and open_to_answer)
    assert bool(policy.may_agree_objection(by, found, SOON)) is (
        role in {"free", "confirmed_first", "confirmed_second"} and state is ObjectionState.PROPOSED
    )
    assert (queries.case_of(found, by) is None) is (role == "bound")


def test_where_the_secretariat_has_nobody_else_who_confirmed_the_list_answers(app, objection, decision, people):
    rest = [people[2].id, people[3].id]
    db.session().execute(delete(Membership).where(Membership.person_id.in_(rest)))
    for one in people[:2]:
        assert policy.may_answer_objection(one, queries.objected(objection, one), SOON)
        assert db.first(queries.unanswered(one.id)) == 1
    answer(objection, people[0])
    assert not policy.may_agree_objection(people[0], queries.objected(objection, people[0]), SOON)
    actions.agree_objection(objection, by=people[1], at=SOON)
    assert objection.state is ObjectionState.ACCEPTED


def test_counts_say_what_waits_for_whom(app, objection, decision, people):
    def numbers(by):
        return tuple(db.first(query) for query in (queries.unanswered(by.id), queries.to_agree(by.id), queries.uncorrected()))

    assert [numbers(one) for one in people] == [(0, 0, 0), (0, 0, 0), (1, 0, 0), (1, 0, 0)]
    answer(objection, people[2])
    assert [numbers(one) for one in people] == [(0, 1, 0), (0, 1, 0), (0, 0, 0), (0, 1, 0)]
    actions.agree_objection(objection, by=people[0], at=SOON)
    assert [numbers(one) for one in people] == [(0, 0, 1)] * 4
    assert queries.objected(objection, people[2]).correction is None
    entries = [db.session().get(Entry, line.subject_id) for line in decision.lines]
    newer = factories.decision(entries[0].edition, entries[1:], replaces=decision, decided_at=SOON + timedelta(days=1))
    assert [numbers(one) for one in people] == [(0, 0, 0)] * 4
    assert queries.objected(objection, people[2]).correction == newer


def test_days_follow_the_list(app, decision, edition):
    assert queries.list_closes(decision) == rules.objection_closes(ANNOUNCED, 3, edition.zone)
    decision.purpose = Purpose.WINNERS
    assert queries.list_closes(decision) is None
