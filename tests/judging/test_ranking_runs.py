"""p4comp/judging/actions/ranking.py, queries/{snapshots,runs}.py, tasks.py, commands.py: a ranking computed, kept, made again"""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core import canonical, db, storage
from p4comp.core.errors import Refused
from p4comp.core.jobs import Job, JobState
from p4comp.decisions import rules as decisions
from p4comp.entries.models import State
from p4comp.judging import actions, commands, queries
from p4comp.judging.models import Agreement, AgreementState, Assignment, RankedEntry, RankingRun
from p4comp.judging.queries import snapshots
from p4comp.judging.rules import fair_ranking
from p4comp.judging.rules.reconciling import ReasonCode
from tests import factories
from tests.judging.judged import categories, judged, plan
from tests.judging.scene import AFTER, DURING


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Fewer resamples: what they give is tried elsewhere."""
    for name in ("REFITS", "RESAMPLES"):
        monkeypatch.setattr(f"p4comp.judging.rules.reliability.{name}", 3)
    monkeypatch.setattr("p4comp.judging.rules.uncertainty.MANY", 200)


def office(edition, category="UMUM"):
    return queries.office_of(edition, category)


def computed(edition, by, work, category="UMUM"):
    """The category's ranking, asked for and done."""
    run = actions.ask_ranking(office(edition, category), by=by, at=AFTER)
    work()
    assert db.session().get(Job, run.job_id, populate_existing=True).error == ""
    return db.session().get(RankingRun, run.id, populate_existing=True)


def test_what_bounds_did_is_kept_with_the_run_also_where_groups_are_named_by_the_registry(by, work):
    bound = {"kode": "satu-provinsi", "kelompok": "provinsi", "paling_banyak": 1, "sifat": "saran"}
    edition = factories.edition(rencana_penilaian=plan(), kategori=categories(bound))
    entries, _people = judged(edition)
    for entry in entries:
        entry.institution.region = factories.region("35", name="Jawa Timur")
    told = computed(edition, by, work).summary["composition"]
    assert [one["text"] for one in told["bounds"]] == ["Paling banyak 1 dari setiap provinsi"]
    assert told["advice"]["conflict"] == ["Paling banyak 1 dari setiap provinsi (Jawa Timur)"]


def test_a_run_keeps_its_snapshot_its_rows_and_its_figures(by, work):
    edition = factories.edition(rencana_penilaian=plan())
    entries, people = judged(edition)
    run = computed(edition, by, work)
    snapshot = json.loads(storage.store().path(run.sha256).read_bytes())
    assert canonical.sha256(snapshot) == run.sha256
    assert sorted(one["id"] for one in snapshot["entries"]) == sorted(one.id for one in entries)
    assert snapshot["evaluators"] == sorted(one.id for one in people)
    rows = list(db.session().execute(select(RankedEntry.row).where(RankedEntry.run_id == run.id).order_by(RankedEntry.place)).scalars())
    assert [row["place"] for row in rows] == list(range(1, 13)) == list(range(1, run.ranked + 1))
    assert [row["score"] for row in rows] == [row["raw"] for row in rows]
    assert all(row["fair"] is not None and 0 <= row["chance"] <= 1 for row in rows)
    assert {one["index"] for one in run.figures["reliability"]["whole"]} >= {"G", "Phi", "alpha"}
    assert sorted(one["evaluator"] for one in run.figures["evaluators"]) == snapshot["evaluators"]
    assert (run.algorithm, run.summary["places"]) == ("mean-then-ladder/1", 2)


def test_the_command_gives_the_same_digits_and_the_same_hashes(by, work, tmp_path):
    edition = factories.edition(rencana_penilaian=plan())
    judged(edition)
    run = computed(edition, by, work)
    file = storage.store().path(run.sha256)
    told = CliRunner().invoke(commands.ranking, ["--snapshot", str(file)], catch_exceptions=False).output
    again = CliRunner().invoke(commands.ranking, ["--snapshot", str(file)], catch_exceptions=False).output
    assert told == again
    assert told.splitlines()[-2:] == [f"SHA-256 cuplikan {run.sha256}", f"SHA-256 hasil    {run.result_sha256}"]
    whole = CliRunner().invoke(commands.ranking, ["--snapshot", str(file), "--json"], catch_exceptions=False).output
    assert canonical.sha256(json.loads(whole)) == run.result_sha256


@pytest.mark.parametrize("content", ["", "[1, 2", "[]", '{"format": "lain"}', '{"format": "p4comp-ranking/1"}'])
def test_the_command_refuses_what_is_no_snapshot(app, tmp_path, content):
    file = tmp_path / "cuplikan.json"
    file.write_text(content)
    found = CliRunner().invoke(commands.ranking, ["--snapshot", str(file)])
    assert found.exit_code == 1
    assert "bukan" in found.output


def test_the_snapshot_holds_levels_minutes_and_groups(by):
    edition = factories.edition(rencana_penilaian=plan())
    region = factories.region("35", name="Jawa Timur")
    entry = factories.entry(edition, factories.institution("pemprov", region=region), state="verified", evidence=False)
    factories.assignment(entry, factories.evaluator(edition), state="locked", levels={"A1": 1, "A2": 2, "B1": 5})
    parent = factories.institution("kementerian")
    unit = factories.entry(edition, factories.institution("upp", parent=parent), state="verified", evidence=False)
    factories.assignment(unit, factories.evaluator(edition), state="locked", levels=3)
    factories.entry(edition, state="verified", evidence=False)
    db.commit()
    found = snapshots.snapshot(edition, snapshots.spec_of(edition).category("UMUM"))
    by_id = {one["id"]: one for one in found["entries"]}
    assert [sheet[2:] for sheet in by_id[entry.id]["sheets"]] == [["125", None]]
    assert by_id[entry.id]["groups"] == {"jenis": "pemprov", "provinsi": "35", "wilayah": "jawa", "induk": entry.institution_id}
    assert by_id[unit.id]["groups"] == {"jenis": "upp", "provinsi": "", "wilayah": "", "induk": parent.id}
    assert found["unread"] == 1


@pytest.mark.parametrize(
    ("saved", "worked"), [([], None), ([5.0], None), ([0.0, 60.0, 120.0], 2.0), ([0.0, 300.0, 7200.0, 7260.0], 6.0), ([0.0, 7200.0], None)]
)
def test_minutes_leave_long_pauses_out(saved, worked):
    assert snapshots.minutes(saved) == worked


def test_a_run_is_out_of_date_once_a_sheet_or_an_entry_changes(by, work):
    edition = factories.edition(rencana_penilaian=plan())
    entries, people = judged(edition)
    computed(edition, by, work)
    assert not queries.computed(edition.id, "UMUM").is_stale
    entries[0].state = State.WITHDRAWN
    db.session().flush()
    assert queries.computed(edition.id, "UMUM").is_stale
    entries[0].state = State.VERIFIED
    db.session().flush()
    assert not queries.computed(edition.id, "UMUM").is_stale
    other = factories.entry(edition, state="verified", evidence=False)
    factories.assignment(other, people[0], state="locked", levels=1)
    assert queries.computed(edition.id, "UMUM").is_stale


def test_an_entry_withdrawn_after_scoring_is_not_ranked(by, work):
    edition = factories.edition(rencana_penilaian=plan())
    entries, _people = judged(edition)
    entries[0].state = State.WITHDRAWN
    run = computed(edition, by, work)
    assert run.ranked == 11
    assert entries[0].id not in [one.entry_id for one in db.everything(select(RankedEntry))]


def test_a_ranking_that_is_being_computed_is_not_asked_for_twice(by, work):
    edition = factories.edition(rencana_penilaian=plan())
    judged(edition)
    run = actions.ask_ranking(office(edition), by=by, at=AFTER)
    db.session().flush()
    with pytest.raises(Refused, match="sedang dihitung"):
        actions.ask_ranking(office(edition), by=by, at=AFTER)
    db.session().get(Job, run.job_id).state = JobState.FAILED
    assert actions.ask_ranking(office(edition), by=by, at=AFTER).id != run.id


def test_a_job_run_twice_computes_once(by, work):
    edition = factories.edition(rencana_penilaian=plan())
    judged(edition)
    run = computed(edition, by, work)
    made = run.made_at
    db.session().get(Job, run.job_id).state = JobState.WAITING
    work()
    assert db.session().get(RankingRun, run.id, populate_existing=True).made_at == made
    assert db.count(select(RankedEntry)) == 12


def test_only_the_secretariat_has_it_computed(app):
    edition = factories.edition(rencana_penilaian=plan())
    with pytest.raises(Refused):
        actions.ask_ranking(office(edition), by=someone(factories.auditor()), at=AFTER)


def test_a_category_nobody_has_read_is_ranked_empty(by, work):
    edition = factories.edition(rencana_penilaian=plan())
    run = computed(edition, by, work, "UPP")
    assert (run.ranked, run.summary["cut"], run.figures["sensitivity"]) == (0, None, [])


def test_agreed_findings_count_in_every_way_to_the_ranking_and_make_a_run_old(by, work):
    terms = {"selisih_tingkat": 2, "selisih_nilai": 20}
    edition = factories.edition(rencana_penilaian=plan(), rekonsiliasi=terms | {"berlaku": "mengganti"})
    entries, people = judged(edition)
    before = computed(edition, by, work)
    found = Agreement(entry_id=entries[0].id, indicator="A1", level=5, code=next(iter(ReasonCode)), note="Bukti halaman 3.")
    found.state, found.proposed_by, found.proposed_at, found.settled_at = AgreementState.AGREED, people[0].id, DURING, DURING
    db.session().add(found)
    db.session().flush()
    assert queries.computed(edition.id, "UMUM").is_stale
    inputs = {one["id"]: one for one in queries.inputs(edition, "UMUM")["entries"]}
    shown = {row["subject_id"]: row["score"] for row in queries.ranking_page(edition, "UMUM").rows}
    desk = queries.desk_results(edition.id, only=[entries[0].id, entries[1].id])
    run = computed(edition, by, work)
    rows = {row["subject_id"]: row for row in db.session().execute(select(RankedEntry.row).where(RankedEntry.run_id == run.id)).scalars()}
    assert inputs[entries[0].id]["agreed"] == {"A1": 5}
    assert rows[entries[0].id]["raw"] == shown[entries[0].id] == desk[entries[0].id].total
    assert rows[entries[0].id]["totals"] == inputs[entries[0].id]["totals"] == list(desk[entries[0].id].totals)
    assert run.mark != before.mark


# Towards the plenary


def mixed(**changes):
    return factories.edition(rencana_penilaian=plan(normalisasi="model_campuran"), **changes)


def test_a_plan_with_fair_scores_is_proposed_from_a_run_of_these_very_sheets(by, work):
    edition = mixed()
    _entries, people = judged(edition)
    with pytest.raises(Refused, match="Hitung dahulu"):
        actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER)
    run = computed(edition, by, work)
    plenary = actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER)
    rows = list(db.session().execute(select(RankedEntry.row).order_by(RankedEntry.place)).scalars())
    assert [(line["subject_id"], line["score"]) for line in plenary.proposal["list"]] == [
        (row["subject_id"], row["fair"]) for row in rows[:2]
    ]
    assert plenary.working["inputs"]["algorithm"] == fair_ranking.ALGORITHM
    assert plenary.working["inputs"]["components"] == run.summary["components"]
    assert decisions.ranking_again("finalists", plenary.working["inputs"]) == plenary.working["ranking"]
    other = factories.entry(edition, state="verified", evidence=False)
    for one in people[:3]:
        factories.assignment(other, one, state="locked", levels=1)
    with pytest.raises(Refused, match="Hitung dahulu"):
        actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER)


def test_desk_scores_are_fair_ones_where_the_plan_says_so(by, work):
    edition = mixed()
    entries, _people = judged(edition)
    raw = {key: one.total for key, one in queries.desk_results(edition.id, "UMUM").items()}
    computed(edition, by, work)
    rows = list(db.session().execute(select(RankedEntry.row)).scalars())
    assert raw == {row["subject_id"]: row["raw"] for row in rows}
    fair = {key: one.total for key, one in queries.desk_results(edition.id, only=[entries[0].id, entries[1].id]).items()}
    assert fair == {row["subject_id"]: row["fair"] for row in rows if row["subject_id"] in fair}
    assert len(fair) == 2


def test_a_fallen_guard_lets_the_raw_mean_decide(by, work):
    edition = mixed()
    judged(edition, evaluators=4)
    run = computed(edition, by, work)
    assert [guard["guard"] for guard in run.summary["guards"] if not guard["holds"]] == ["evaluators"]
    plenary = actions.propose_shortlist(edition, "UMUM", by=by, at=AFTER)
    assert plenary.working["inputs"]["components"] is None
    assert decisions.ranking_again("finalists", plenary.working["inputs"]) == plenary.working["ranking"]


def test_nothing_is_computed_that_still_is_scored_by_whoever_asks(by):
    assert DURING < AFTER
    edition = factories.edition(rencana_penilaian=plan())
    reader = factories.secretariat()
    factories.assignment(factories.entry(edition, state="verified"), factories.evaluator(edition, reader), state="open")
    db.commit()
    with pytest.raises(Refused, match="masih menilai"):
        actions.ask_ranking(queries.office(someone(reader), "UMUM"), by=someone(reader), at=AFTER)
    assert db.count(select(Assignment).where(Assignment.state == "open")) == 1
