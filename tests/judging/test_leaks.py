"""Nobody decides or sees by another's hand what they may not themselves: waivers, unlocking, tables, rankings"""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Deputy
from p4comp.core import db
from p4comp.core.errors import Refused
from p4comp.institutions.rules.conflicts import Relation
from p4comp.judging import actions, policy, queries, tasks
from p4comp.judging.models import Export, ExportKind, ProposalState
from p4comp.judging.policy import Barred, Waived
from tests import factories
from tests.judging import together
from tests.judging.judged import judged, plan
from tests.judging.scene import AFTER, DURING, LEVELS, desk_of

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def evaluation_runs(at):
    at(DURING)


def stands_in(principal):
    """Somebody who acts for this person of the secretariat, as an actor."""
    person = factories.person("Pelaksana Harian")
    times = {"begins_at": factories.BEGINNING, "ends_at": AFTER + DAY, "appointed_at": factories.BEGINNING, "appointed_by": principal.id}
    factories.keep(Deputy(person_id=person.id, principal_id=principal.id, **times))
    db.commit()
    return someone(person)


def test_a_substitute_decides_no_waiver_and_no_tie_of_whom_they_stand_in_for(edition):
    person = factories.secretariat("Sekretaris Evaluator")
    evaluator, entry = factories.evaluator(edition, person), factories.entry(edition, state="verified")
    waiver = factories.waiver(evaluator, entry, state="proposed", by=factories.secretariat("Pengusul"))
    by = stands_in(person)
    lot = queries.lot(by, evaluator.id)
    barred = Barred(lot, queries.readers(by, entry.id), Relation.PROVINCE)
    verdicts = [
        policy.may_waive(by, barred, DURING),
        policy.may_answer_waiver(by, Waived(waiver, lot.office), DURING),
        policy.may_untie(by, policy.Tied(None, lot), DURING),
    ]
    assert [bool(one) for one in verdicts] == [False, False, False]
    other = someone(factories.secretariat("Lain"))
    assert policy.may_waive(other, barred, DURING)
    assert policy.may_answer_waiver(other, Waived(waiver, lot.office), DURING)


def asked_on(sheet, reason):
    by = someone(sheet.evaluator.person)
    made = actions.ask_unlock(queries.locked(by, sheet.id), reason=reason, by=by, at=DURING)
    db.commit()
    return made


def test_whoever_still_scores_the_entry_neither_reads_why_nor_answers(browse, edition):
    desk, _who = desk_of(edition, "locked", levels=LEVELS)
    asked = asked_on(desk.assignment, "A1 seharusnya tingkat dua.")
    scorer = factories.secretariat("Sekretaris Evaluator")
    factories.assignment(desk.entry, factories.evaluator(edition, scorer), state="open")
    db.commit()
    browser = browse(scorer)
    for path in (f"/buka-kunci/{asked.id}", "/persetujuan"):
        assert "seharusnya tingkat dua" not in browser.get(path).response.text
    browser.post(f"/buka-kunci/{asked.id}/kabulkan", status=403)
    with pytest.raises(Refused, match="masih menilai"):
        actions.refuse_unlock(queries.unlock(someone(scorer), asked.id), answer="Tidak.", by=someone(scorer), at=DURING)
    assert "seharusnya tingkat dua" in browse(factories.secretariat()).get(f"/buka-kunci/{asked.id}").text


def test_tables_without_names_number_the_evaluators_of_every_entry_anew_and_tell_no_moment(browse, edition, work):
    people = [factories.evaluator(edition, factories.person(one)) for one in ("Nama A", "Nama B")]
    for _ in range(2):
        together.read_by(factories.entry(edition, state="verified", evidence=False), people, [LEVELS, LEVELS])
    person = factories.secretariat("Sekretaris Evaluator")
    factories.evaluator(edition, person)
    db.commit()
    browser = browse(person)
    browser.post("/peringkat/UMUM/ekspor", {"kind": ExportKind.SCORES})
    work()
    made = db.first(select(Export))
    rows = list(csv.reader(io.StringIO(browser.get(f"/ekspor/{made.id}").body.decode("utf-8-sig")), delimiter=";"))[1:]
    assert [(row[1], row[3]) for row in rows] == [("Evaluator 1", ""), ("Evaluator 2", "")] * 2


def test_whoever_is_bound_to_an_entrant_finds_its_scores_nowhere(browse, edition):
    desk, _who = desk_of(edition, "locked", levels=LEVELS)
    person = factories.secretariat("Sekretaris Terikat")
    factories.member(person, desk.entry.institution)
    db.commit()
    found = {}
    for name, browser in (("bound", browse(person)), ("free", browse(factories.secretariat()))):
        paths = ("/peringkat/UMUM", f"/penugasan/{desk.entry.id}", f"/evaluator/{desk.assignment.evaluator_id}", "/catatan-audit")
        answers = [browser.get(path, status=None) for path in paths]
        found[name] = ["78,00" in one.response.text.split('class="histogram"')[-1] for one in answers[:3]]
        found[name] += [one.status for one in answers]
    assert found == {"bound": [False, False, False, 403, 200, 200, 403], "free": [True, True, True, 200, 200, 200, 200]}


CLOSED = (
    "/peringkat/UMUM",
    "/peringkat/UMUM/kepekaan",
    "/peringkat/UMUM/keandalan",
    "/peringkat/UMUM/evaluator",
    "/peringkat/UMUM/cuplikan",
    "/peringkat/UMUM/ekspor",
    "/catatan-audit",
    "/catatan-audit.jsonl",
    "/catatan-audit/bundel",
)


@pytest.mark.parametrize("kind", ["secretariat", "auditor"])
def test_neither_place_nor_totals_of_the_own_institution_are_seen_before_finalists_are_announced(browse, edition, at, kind):
    """A ranking without the own row would tell its place; so the category is closed, and the log that holds totals."""
    factories.ranking_run(edition)
    entry = factories.entry(edition, state="verified")
    person = factories.secretariat("Terikat") if kind == "secretariat" else factories.auditor("Terikat")
    factories.member(person, entry.institution)
    db.commit()
    assert [browse(person).get(path, status=None).status for path in CLOSED] == [403] * len(CLOSED)
    assert "Nilai dan urutannya terbuka sesudah finalis diumumkan" in browse(person).get(CLOSED[0], status=403).text
    factories.decision(edition, [entry], announced_at=AFTER)
    at(AFTER + DAY)
    db.commit()
    browse(person).get("/peringkat/UMUM")
    browse(person).get("/catatan-audit", status=403)
    factories.decision(edition, [entry], purpose="winners", announced_at=AFTER)
    db.commit()
    browse(person).get("/catatan-audit")


def test_a_computed_ranking_closes_what_whoever_looks_is_bound_to(browse, by, work, at, monkeypatch):
    for name in ("REFITS", "RESAMPLES"):
        monkeypatch.setattr(f"p4comp.judging.rules.reliability.{name}", 3)
    edition = factories.edition(rencana_penilaian=plan())
    entries, _people = judged(edition)
    person = factories.secretariat("Sekretaris Terikat")
    factories.member(person, entries[0].institution)
    actions.ask_ranking(queries.office_of(edition, "UMUM"), by=by, at=AFTER)
    work()
    browser, free = browse(person), browse(factories.secretariat())
    words = "tertutup karena benturan kepentingan"
    browser.get("/peringkat/UMUM", status=403)
    factories.decision(edition, entries[1:3], announced_at=AFTER)
    at(AFTER + DAY)
    db.commit()
    assert [one.get("/peringkat/UMUM").response.text.count(words) for one in (browser, free)] == [1, 0]
    browser.get("/peringkat/UMUM/cuplikan", status=403)
    free.get("/peringkat/UMUM/cuplikan")


def test_a_big_proposal_is_computed_in_a_reading_transaction(edition, by, monkeypatch):
    proposal = factories.keep(_proposal(edition, by))
    db.commit()
    modes = []
    monkeypatch.setattr(tasks, "weigh", lambda *_given: modes.append(db.is_writing()) or ("basis", {}))
    tasks.compute_assignment(proposal.id)
    db.commit()
    found = db.session().get(type(proposal), proposal.id, populate_existing=True)
    assert (modes, found.state, found.basis) == ([False], ProposalState.READY, "basis")


def _proposal(edition, by):
    given = {"moves_waiting": False, "seed": "s", "made_by": by.id, "made_at": DURING}
    return tasks.Proposal(edition_id=edition.id, state=ProposalState.WAITING, **given)
