"""`p4comp schedule`: what is possible, a plan that changes nothing, the timetable."""

from click.testing import CliRunner
from sqlalchemy import select

from p4comp.core.db import commit, everything
from p4comp.interviews import actions
from p4comp.interviews.commands import schedule
from p4comp.interviews.models import Interview, PlanRun
from tests.interviews.stage import PLACED_AT, stage


def run(*words):
    return CliRunner().invoke(schedule, list(words))


def test_the_precheck_counts_what_is_left_to_each(app, at):
    at(PLACED_AT)
    found = stage(["31", "91"])
    commit()
    result = run("precheck", "--edition", found.edition.slug)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == f"{found.edition.slug}: 2 perlu dijadwalkan, daya tampung 22 dari 22 kursi, cadangan 2"
    east = next(line for line in lines if found.entries[1].institution_name in line)
    assert east.split()[:4] == ["16", "16", "16", "16"]


def test_a_plan_is_printed_and_nothing_is_kept(app, at):
    at(PLACED_AT)
    found = stage(["31", "91"])
    commit()
    result = run("plan", "--seconds", "10", "--seed", "uji")
    assert result.exit_code == 0
    assert all(entry.institution_name in result.output for entry in found.entries)
    assert "Benih uji, cp-sat-seats/1" in result.output
    assert [*everything(select(Interview)), *everything(select(PlanRun))] == []


def test_the_timetable_is_shown_in_the_edition_s_time(app, at):
    at(PLACED_AT)
    found = stage(["31"])
    actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
    commit()
    assert run("show").output.splitlines() == [
        f"23 Mei 2022, 08.30 WIB  {found.panel.name}  {found.entries[0].institution_name}",
        "1 wawancara",
    ]


def test_an_edition_that_is_not_there_is_said_so(app):
    result = run("show", "--edition", "p4-1999")
    assert (result.exit_code, "Edisi p4-1999 tidak ada." in result.output) == (1, True)
