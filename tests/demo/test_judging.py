"""What the demo shows of judging: calibration, reconciliation, bounds, plenaries with members, partners; checked against what is known of 2022."""

import sqlite3
from collections import Counter

import pytest
from sqlalchemy import func, select

from p4comp.competition.models import Edition
from p4comp.core.db import session
from p4comp.decisions import rules as meeting
from p4comp.decisions.models import Plenary
from p4comp.demo import rules
from p4comp.demo.actions import copies, settling
from p4comp.demo.rules import desk
from p4comp.entries.models import Entry
from p4comp.institutions.models import Honour, Institution
from p4comp.judging import queries
from p4comp.judging.models import Agreement, CalibrationRound, Divergence, EvidenceVerdict, Finding, RankedEntry
from p4comp.judging.queries import snapshots
from p4comp.judging.rules import computing
from p4comp.partners.models import PartnerNote

pytestmark = pytest.mark.sqlite
KNOWN_2022 = {"kementerian": 6, "lembaga": 2, "bumn": 1, "pemprov": 4, "pemkot": 8, "pemkab": 8}


def known(category):
    """The institutions that sources name among the finalists, with their types."""
    query = select(Institution.id, Institution.kind).join(Honour, Honour.institution_id == Institution.id)
    wanted = (Honour.edition_slug == "p4-2022", Honour.stage == "finalis", Honour.category == category)
    return {key: kind.value for key, kind in session().execute(query.where(*wanted))}


def computed(category):
    """The ranking that was computed before the plenary: its snapshot, its rows, its summary."""
    edition = session().execute(select(Edition).where(Edition.slug == "p4-2022")).scalar_one()
    run = queries.last_run(edition.id, category)
    rows = session().execute(select(RankedEntry.row).where(RankedEntry.run_id == run.id).order_by(RankedEntry.place)).scalars().all()
    return snapshots.kept(run), rows, run.summary


def at_desk(sql):
    """Rows of the sealed copy that is shown while documents are evaluated."""
    with sqlite3.connect(copies.sealed_path(rules.stop("evaluasi"))) as base:
        return base.execute(sql).fetchall()


def test_the_top_30_has_the_composition_that_is_known_of_2022(played):
    of = known("UMUM")
    assert Counter(of.values()) == KNOWN_2022
    _snapshot, rows, _summary = computed("UMUM")
    assert {row["institution_id"] for row in rows[:30]} >= set(of)


@pytest.mark.parametrize("category", ["UMUM", "UPP"])
def test_even_if_its_bounds_were_binding_nobody_whom_sources_name_would_be_displaced(played, category):
    snapshot, rows, summary = computed(category)
    binding = snapshot | {"bounds": [one | {"binding": True} for one in snapshot["bounds"]]}
    found = computing.choices(binding, rows)["binding"]
    of = {row["subject_id"]: row["institution_id"] for row in rows}
    assert found["conflict"] == []
    assert {of[key] for key in found["list"]} >= set(known(category))
    advice = summary["composition"]["advice"]
    assert (summary["composition"]["displaced"], advice["conflict"]) == ([], [])
    assert [one["id"] for one in found["displaced"]] == [one["subject_id"] for one in advice["displaced"]]


def test_a_ninth_regency_is_displaced_by_the_advice_and_told_by_which(played):
    snapshot, rows, summary = computed("UMUM")
    kinds = {one["id"]: one["groups"]["jenis"] for one in snapshot["entries"]}
    regencies = [row["subject_id"] for row in rows[:30] if kinds[row["subject_id"]] == "pemkab"]
    told = summary["composition"]["advice"]["displaced"]
    assert [one["subject_id"] for one in told] == regencies[8:]
    assert all("Simulasi" in one["name"] for one in told)
    assert {text for one in told for text in one["by"]} <= {
        "Keseimbangan jenis instansi: paling banyak 8 dari setiap jenis instansi (pemerintah kabupaten)"
    }


def test_rounds_were_ended_and_wide_differences_agreed_but_for_a_few(played):
    rounds = session().execute(select(CalibrationRound)).scalars().all()
    assert {one.category: one.ended_at is not None for one in rounds} == {"OA": True, "UMUM": True, "UPP": True}
    left = session().execute(select(func.count()).select_from(Divergence).where(Divergence.settled_at.is_(None))).scalar_one()
    assert left == settling.LEFT == 2
    states = Counter(session().execute(select(Agreement.state)).scalars())
    assert states["agreed"] > 20
    assert states["refused"] >= 1


def test_what_people_wrote_says_that_it_is_simulated(played):
    columns = (Finding.note, Finding.remark, Agreement.note, CalibrationRound.notes, PartnerNote.words, PartnerNote.answer)
    for column in columns:
        words = set(session().execute(select(column).where(column != "").distinct()).scalars())
        assert words
        assert {text[:8] for text in words} == {"SIMULASI"}
    assert set(session().execute(select(EvidenceVerdict.verdict).distinct()).scalars()) == {
        "membuktikan",
        "sebagian",
        "tidak",
        "tidak_terbaca",
    }


def test_every_plenary_has_its_members_and_decides_its_close_calls(played):
    found = session().execute(select(Plenary)).scalars().all()
    assert len(found) == 6
    for plenary in found:
        seats = meeting.seats_of(plenary.meeting)
        assert [seat.is_present for seat in seats].count(False) == 1
        rulings = meeting.rulings_of(plenary.meeting)
        assert set(rulings) == {one["subject_id"] for one in plenary.proposal["close"]}
        assert all(one.reason.startswith("SIMULASI") for one in rulings.values())


def test_while_documents_are_evaluated_there_is_something_to_do_for_everybody(played):
    assert dict(at_desk("select category, ended_at is not null from calibration_round")) == {"OA": 0, "UMUM": 1, "UPP": 1}
    assert at_desk("select count(*) from assignment_proposal where state = 'ready'") == [(1,)]
    assert at_desk("select count(*) from conflict_waiver where state = 'proposed'") == [(1,)]
    assert at_desk("select count(*) from unlocking where state = 'asked'") == [(1,)]
    assert at_desk("select count(*) from assignment_pin") == [(1,)]
    assert at_desk("select sum(answer <> ''), sum(words <> '' and answer = '') from partner_note") == [(2, 6)]
    open_, settled = at_desk("select sum(settled_at is null), sum(settled_at is not null) from divergence")[0]
    assert open_ > 2 < settled
    own = "select a.state, count(*) from assignment a join evaluator e on e.id = a.evaluator_id join person p on p.id = e.person_id"
    sheets = dict(at_desk(f"{own} where p.email = '{rules.READER}' group by a.state"))
    assert sheets["open"] == 2
    assert min(sheets["assigned"], sheets["locked"]) > 5


def test_no_sheet_is_locked_before_it_is_given_or_after_the_request_to_open_it(played):
    assert at_desk("select count(*) from assignment where locked_at <= assigned_at") == [(0,)]
    assert at_desk("select count(*) from unlocking where locked_at >= asked_at") == [(0,)]


def test_every_partner_and_entrant_of_the_notes_is_there(played):
    codes = set(session().execute(select(Institution.code).join(Entry, Entry.institution_id == Institution.id)).scalars())
    assert {one.entrant for one in desk.REMARKED} <= codes
    assert len(desk.REMARKED) == session().execute(select(func.count()).select_from(PartnerNote)).scalar_one()
