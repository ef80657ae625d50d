"""A locked sheet stops counting by two people only: every way it could, and who may be the second."""

import itertools

import pytest
from sqlalchemy import select

from p4comp.accounts import actions as accounts
from p4comp.accounts.actions.privacy_erasing import erase
from p4comp.accounts.identity import someone
from p4comp.accounts.models import Membership
from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.core.errors import Refused, RuleBroken
from p4comp.core.mail import Mail
from p4comp.institutions.rules.conflicts import Relation
from p4comp.judging import actions, policy, queries
from p4comp.judging.models import AsideState, SettingAside, TieKind
from p4comp.judging.rules.moves import MOVES as SHEET_MOVES
from p4comp.judging.rules.moves import SheetState
from p4comp.judging.rules.setting_aside import MOVES
from tests import factories
from tests.judging import together
from tests.judging.scene import DURING, LEVELS, people

AFTER = factories.during("pleno_finalis")
LEGAL = {("asked", "grant"): "granted", ("asked", "keep"): "kept"}


@pytest.fixture(autouse=True)
def evaluation_runs(at):
    at(DURING)


@pytest.fixture
def place(app):
    return factories.region("71", name="Sulawesi Utara")


@pytest.fixture
def sheet(edition, place):
    """The locked sheet of an evaluator whom nothing binds to the entrant."""
    entry = factories.entry(edition, factories.institution("pemkab", region=place), state="verified")
    return factories.assignment(entry, people(edition, 1)[0], state="locked", levels=LEVELS)


def _secretary(name="Sekretaris"):
    return someone(factories.secretariat(name))


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(AsideState, MOVES.table)))
def test_a_request_moves_as_the_table_says(app, state, verb):
    if (state, verb) in LEGAL:
        assert MOVES.after(state, verb) == LEGAL[state, verb]
    else:
        with pytest.raises(RuleBroken):
            MOVES.after(state, verb)


# Every way in which a locked sheet could stop counting


def by_a_revoked_waiver(sheet, by, place):
    near = factories.institution("pemprov", region=place)
    factories.tie(sheet.evaluator, near)
    made = factories.waiver(sheet.evaluator, sheet.entry, relation=Relation.PROVINCE)
    db.commit()
    actions.revoke_waiver(queries.waived(by, made.id), answer="Ternyata membawahinya.", by=by, at=DURING)


def by_a_tie_of_the_secretariat(sheet, by, place):
    lot = queries.lot(by, sheet.evaluator_id)
    actions.add_tie(lot, sheet.entry.institution, TieKind.WORKED, reason="Pernah mendampingi.", by=by, at=DURING)


def by_a_tie_of_the_evaluator(sheet, by, place):
    who = someone(sheet.evaluator.person)
    actions.add_tie(queries.profile(who), sheet.entry.institution, TieKind.AVOIDED, by=who, at=DURING)


def by_another_employer(sheet, by, place):
    actions.fill_profile(queries.lot(by, sheet.evaluator_id), actions.Profile(employer=sheet.entry.institution), by=by, at=DURING)


def by_a_membership(sheet, by, place):
    accounts.join(sheet.evaluator.person, "member", sheet.entry.institution, by=by, at=DURING)


def by_the_institutions_tree(sheet, by, place):
    above = factories.institution("pemprov", region=place)
    sheet.evaluator.employer_id = above.id
    actions.recheck(sheet.entry.edition, by=by, at=DURING)


def by_the_check(sheet, by, place):
    factories.tie(sheet.evaluator, sheet.entry.institution)
    actions.recheck(sheet.entry.edition, by=by, at=DURING)


def by_giving_dossiers_out(sheet, by, place):
    factories.tie(sheet.evaluator, sheet.entry.institution)
    people(sheet.entry.edition, 2)
    actions.assign_all(sheet.entry.edition, by=by, at=DURING)


def by_dismissal(sheet, by, place):
    actions.dismiss(sheet.evaluator, reason="Pindah tugas.", by=by, at=DURING)


def by_erasing(sheet, by, place):
    erase(sheet.evaluator.person, by=by, at=DURING)


ASKING = [
    by_a_revoked_waiver,
    by_a_tie_of_the_secretariat,
    by_a_tie_of_the_evaluator,
    by_another_employer,
    by_a_membership,
    by_the_institutions_tree,
    by_the_check,
    by_giving_dossiers_out,
]


def _counts(sheet):
    db.session().flush()
    found = queries.desk_results(sheet.entry.edition_id, "UMUM").get(sheet.entry_id)
    return found.totals if found else ()


@pytest.mark.parametrize("way", ASKING)
def test_one_person_alone_takes_no_locked_score_out_whichever_way(sheet, place, way):
    by = _secretary("Sekretaris Satu")
    way(sheet, by, place)
    assert (_counts(sheet), sheet.state, sheet.total) == ((78.0,), "locked", 78.0)
    (asked,) = db.everything(select(SettingAside))
    with pytest.raises(Refused):
        actions.set_aside(queries.aside(by, asked.id), by=by, at=DURING) if asked.asked_by == by.id else _own(sheet, asked)
    assert _counts(sheet) == (78.0,)
    second = _secretary("Sekretaris Dua")
    actions.set_aside(queries.aside(second, asked.id), by=second, at=DURING)
    assert (_counts(sheet), sheet.state, sheet.total) == ((), "set_aside", 78.0)
    assert (asked.state, asked.answered_by, asked.total) == ("granted", second.id, 78.0)


def _own(sheet, asked):
    """The evaluator who asked, made a secretary, is the same hand."""
    factories.keep(Membership(person_id=sheet.evaluator.person_id, role="secretariat"))
    by = someone(sheet.evaluator.person)
    actions.set_aside(queries.aside(by, asked.id), by=by, at=DURING)


@pytest.mark.parametrize("way", [by_dismissal, by_erasing])
def test_an_evaluator_who_goes_leaves_the_score(sheet, place, way):
    way(sheet, _secretary(), place)
    assert (_counts(sheet), db.count(select(SettingAside))) == ((78.0,), 0)


def test_only_three_moves_leave_the_locked_state_or_count_no_more():
    leaving = {verb for verb, (sources, _target) in SHEET_MOVES.table.items() if SheetState.LOCKED in sources}
    assert leaving == {"set_aside", "unlock"}


@pytest.mark.parametrize("way", ASKING)
def test_sight_is_lost_at_once_all_the_same(sheet, place, way):
    who = someone(sheet.evaluator.person)
    assert queries.desk(who, sheet.id) is not None
    way(sheet, _secretary(), place)
    db.session().flush()
    assert queries.desk(someone(sheet.evaluator.person), sheet.id) is None


# What the second person decides


def _asked(sheet, by):
    by_the_check(sheet, by, None)
    db.session().flush()
    return db.first(select(SettingAside))


def test_a_sheet_that_is_kept_counts_on_and_is_never_asked_about_again_for_the_same_bond(sheet, edition):
    first, second = _secretary("Satu"), _secretary("Dua")
    asked = _asked(sheet, first)
    actions.keep_sheet(queries.aside(second, asked.id), answer="Hubungan timbul kemudian.", by=second, at=DURING)
    db.session().flush()
    assert queries.conflicted(edition) == []
    actions.recheck(edition, by=first, at=DURING)
    assert (db.count(select(SettingAside)), _counts(sheet), asked.state) == (1, (78.0,), "kept")


def test_keeping_needs_a_reason(sheet):
    first, second = _secretary("Satu"), _secretary("Dua")
    asked = _asked(sheet, first)
    with pytest.raises(Refused, match="Isi alasannya"):
        actions.keep_sheet(queries.aside(second, asked.id), answer=" ", by=second, at=DURING)


def test_no_list_is_proposed_before_it_is_decided_and_then_it_is(edition, place):
    first, second = _secretary("Satu"), _secretary("Dua")
    entry = factories.entry(edition, factories.institution("pemkab", region=place), state="verified")
    sheets = [factories.assignment(entry, one, state="locked", levels=LEVELS) for one in people(edition, 2)]
    asked = _asked(sheets[0], first)
    db.commit()
    with pytest.raises(Refused, match="putuskan lembar itu berdua"):
        actions.propose_shortlist(edition, "UMUM", by=first, at=AFTER)
    db.rollback()
    actions.keep_sheet(queries.aside(second, asked.id), answer="Hubungan timbul kemudian.", by=second, at=AFTER)
    plenary = actions.propose_shortlist(edition, "UMUM", by=first, at=AFTER)
    assert [line["score"] for line in plenary.proposal["list"]] == [78.0]


def test_a_list_that_is_decided_and_a_bond_that_is_gone_set_nothing_aside(sheet, edition):
    first, second = _secretary("Satu"), _secretary("Dua")
    asked = _asked(sheet, first)
    factories.decision(edition, [sheet.entry])
    assert "sudah disahkan" in str(policy.may_set_aside(second, queries.aside(second, asked.id), DURING).reason)
    for tie in queries.ties_of(sheet.evaluator):
        db.session().delete(tie)
    db.session().flush()
    assert "tidak lagi terikat" in str(policy.may_set_aside(second, queries.aside(second, asked.id), DURING).reason)
    assert policy.may_keep_sheet(second, queries.aside(second, asked.id), DURING)


@pytest.mark.parametrize("kind", ["entrant", "scoring"])
def test_whoever_is_bound_or_still_scores_the_entry_decides_nothing(sheet, edition, kind):
    asked = _asked(sheet, _secretary("Satu"))
    person = factories.secretariat("Dua")
    if kind == "entrant":
        factories.member(person, sheet.entry.institution)
    else:
        factories.assignment(sheet.entry, factories.evaluator(edition, person), state="open")
    db.commit()
    by = someone(person)
    found = queries.aside(by, asked.id)
    assert [bool(one(by, found, DURING)) for one in (policy.may_set_aside, policy.may_keep_sheet)] == [False, False]
    assert found.closed


def test_a_waiting_request_is_asked_once_and_leaves_a_trail(sheet, edition):
    by = _secretary()
    asked = _asked(sheet, by)
    actions.recheck(edition, by=by, at=DURING)
    db.commit()
    assert db.count(select(SettingAside)) == 1
    records = db.everything(select(AuditRecord).where(AuditRecord.verb == "setting_aside.asked"))
    assert [(one.subject_id, one.person_id) for one in records] == [(asked.id, by.id)]
    letters = {one.template for one in db.everything(select(Mail))}
    assert letters == {"judging/mail/aside_asked.txt"}


def test_the_inbox_the_start_page_and_the_check_lead_to_it(browse, sheet):
    first, second = factories.secretariat("Sekretaris Satu"), factories.secretariat("Sekretaris Dua")
    asked = _asked(sheet, someone(first))
    db.commit()
    title = f"Sisihkan lembar terkunci: {sheet.entry.institution_name}"
    assert title in browse(first).get("/persetujuan").main.split("Menunggu orang lain")[1]
    page = browse(second).get("/persetujuan")
    assert title in page.main.split("Menunggu orang lain")[0]
    words = "Putuskan 1 lembar terkunci yang evaluatornya kini terikat"
    assert [words in browse(one).get("/ruang-kerja").text for one in (first, second)] == [False, True]
    inside = browse(second).get(page.links[title])
    assert "78,00" in inside.text
    inside.submit("Tetap hitung lembar", status=422)
    assert browse(second).post(f"/penyisihan/{asked.id}/pertahankan", {"answer": "Timbul kemudian."}).status == 303
    assert "Tetap dihitung" in browse(first).get("/penugasan/pemeriksaan").text


def test_a_locked_sheet_keeps_its_place_among_readers_until_it_is_decided(sheet, edition):
    others = people(edition, 2)
    first, second = _secretary("Satu"), _secretary("Dua")
    asked = _asked(sheet, first)
    actions.assign_all(edition, by=first, at=DURING)
    db.session().flush()
    live = queries.progress(edition.id, 2)["UMUM"].readings
    actions.set_aside(queries.aside(second, asked.id), by=second, at=DURING)
    db.session().flush()
    actions.assign_all(edition, by=first, at=DURING)
    db.session().flush()
    assert (live, queries.progress(edition.id, 2)["UMUM"].readings, len(others)) == (2, 2, 2)


def test_a_request_by_a_substitute_is_not_answered_by_whom_they_stand_in_for(sheet):
    principal = factories.secretariat("Kepala")
    stand_in = factories.person("Pelaksana Harian")
    factories.deputy(stand_in, principal)
    asked = together.aside(sheet, stand_in)
    factories.tie(sheet.evaluator, sheet.entry.institution)
    db.commit()
    by = someone(principal)
    assert "Anda wakili" in str(policy.may_set_aside(by, queries.aside(by, asked.id), DURING).reason)
    assert db.session().execute(queries.asides_to_answer(sheet.entry.edition_id, principal.id)).scalar_one() == 0
    free = _secretary("Lain")
    assert db.session().execute(queries.asides_to_answer(sheet.entry.edition_id, free.id)).scalar_one() == 1
