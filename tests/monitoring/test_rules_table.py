"""What a figure is stands in one table: whoever adds one there finds it everywhere, or is told where it was forgotten."""

import csv
import io
from dataclasses import fields

import pytest
from sqlalchemy import select

from p4comp.core.db import everything
from p4comp.entries.models import FigureLine
from p4comp.entries.rules.figures import columns
from p4comp.monitoring.forms import MonthForm, TermsForm
from p4comp.monitoring.models import MonitoringTerms, MonthlyFigures
from p4comp.monitoring.rules.counts import (
    COUNTED,
    FIGURES,
    FOLLOWED_UP,
    MUST_BE_KNOWN,
    MUST_BE_STATED,
    PARTS,
    Counts,
    Figure,
    Sort,
    counts_from,
)
from p4comp.monitoring.rules.monthly import DAYS, FIRST_DAYS, MONTHLY, Point, Stated, differences, stated_from, sum_off
from p4comp.monitoring.rules.reading import ABOUT, CHECKED, COLUMNS, HEADS, SPELLINGS, STATED
from p4comp.monitoring.rules.targets import ASKED, MEASURES, Measure, Targets
from tests.monitoring import scene

# Figures of a month that hand-ins do not state.
MONTHS_ONLY = {FIRST_DAYS}
PLACES = {
    "Figure and FIGURES": lambda: {str(one) for one in FIGURES} | MONTHS_ONLY,
    "Counts": lambda: {one.name for one in fields(Counts)} | MONTHS_ONLY,
    "a kept month": lambda: MonthlyFigures.__table__.columns.keys(),
    "a line of a hand-in": lambda: {*FigureLine.__table__.columns.keys(), *MONTHS_ONLY},
    "words that heads of spreadsheets are guessed by": lambda: {str(one) for one, _words in columns.WORDS} | MONTHS_ONLY,
    "the form of a month": lambda: {name for name in vars(MonthForm) if not name.startswith("_")},
    "columns of files": lambda: COLUMNS,
    "columns of open data": lambda: STATED,
    "counts and days": lambda: {*COUNTED, *DAYS},
}


@pytest.mark.parametrize("place", PLACES)
def test_a_figure_is_forgotten_nowhere(place):
    known = set(PLACES[place]())
    assert {name for name in MONTHLY if name not in known} == set()


def test_the_table_names_every_figure_once():
    assert list(FIGURES) == list(Figure)
    assert set(MONTHLY) == {*Figure, *MONTHS_ONLY}
    assert [list(MONTHLY).index(name) for name in (FIRST_DAYS, Figure.DAYS)] == [8, 9]  # as they always stood in files
    heads = [told.head for told in MONTHLY.values()]
    assert (len(set(heads)), [SPELLINGS[head] for head in heads]) == (len(heads), list(MONTHLY))
    assert (list(STATED), list(COLUMNS)) == ([*ABOUT, *MONTHLY], [*ABOUT, *MONTHLY, CHECKED])
    assert ["kode", "instansi", "bulan", *heads] == HEADS


def test_what_is_derived_from_the_table():
    assert [one for one, told in FIGURES.items() if told.sort is Sort.WHOLE] == [Figure.RECEIVED]
    assert (set(PARTS), set(MUST_BE_STATED)) == (set(COUNTED) - {Figure.RECEIVED}, set(PARTS) - {Figure.OTHERS})
    assert set(FOLLOWED_UP) | {Figure.RECEIVED} == {Figure.DONE, Figure.IN_PROCESS, Figure.RECEIVED}
    assert set(MUST_BE_KNOWN) == {Figure.RECEIVED, Figure.DONE}
    assert set(Point._fields) <= set(MONTHLY)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_counts_in_the_sum(part):
    assert counts_from({part: 7}).parts == 7
    whole = counts_from({Figure.RECEIVED: 70} | dict.fromkeys(PARTS, 10))
    assert (whole.parts, sum_off(whole)) == (70, None)
    assert sum_off(counts_from({Figure.RECEIVED: 70} | dict.fromkeys(PARTS, 10) | {part: 9})) == 1


def test_measures_and_targets_come_from_their_table():
    assert list(MEASURES) == list(Measure)
    assert list(ASKED) == [one.name for one in fields(Targets)]
    asked = {*MonitoringTerms.__table__.columns.keys()}
    assert asked - {"id", "province_id", "from_month", "due_day", "basis", "saved_at", "saved_by"} == set(ASKED)
    assert set(ASKED) <= set(vars(TermsForm))
    assert {name for facts in MEASURES.values() for name in facts.of} <= set(MONTHLY)


VALUES = {str(name): number for number, name in enumerate(COUNTED, 11)} | {"received": 98, FIRST_DAYS: 2.5, "average_days": 7.25}
WRITTEN = {name: f"{value:g}".replace(".", ",") for name, value in VALUES.items()}


def test_what_differs_is_told_of_every_figure(app):
    old, new = Stated(Counts()), stated_from(VALUES)
    with app.test_request_context():
        assert differences(old, new) == [(str(told.words), "–", WRITTEN[name]) for name, told in MONTHLY.items()]
        assert differences(new, new) == []


def test_every_figure_is_typed_kept_shown_and_given_out(app, at, browse):
    at(scene.AT)
    world = scene.world()
    own = browse(world.drafter)
    own.post("/pemantauan/instansi/kab-63.09/isi", {"month": "2022-03", "accepted": "y"} | WRITTEN)
    (row,) = everything(select(MonthlyFigures))
    assert {name: getattr(row, name) for name in MONTHLY} == VALUES
    page = own.get("/pemantauan/instansi/kab-63.09")
    shown = {cell.get("data-label"): cell.text.strip() for cell in page.select("tbody tr")[-1].select("td")}
    assert {str(told.words): shown.get(str(told.words)) for told in MONTHLY.values()} == {
        str(told.words): WRITTEN[name] for name, told in MONTHLY.items()
    }
    table = browse(world.monitor).get("/pemantauan/provinsi/prov-63/angka.csv").body.decode("utf-8-sig")
    assert list(csv.DictReader(io.StringIO(table), delimiter=";")) == [{
        "kode": "kab-63.09", "instansi": "Pemerintah Kabupaten Tabalong", "bulan": "2022-03",
        **{told.head: str(VALUES[name]).replace(".", ",") for name, told in MONTHLY.items()},
    }]  # fmt: skip
    scene.published(world.province)
    (line,) = browse().get("/data-terbuka/pemantauan/prov-63.json").json["baris"]
    assert {head: line[head] for head in HEADS[3:]} == {told.head: VALUES[name] for name, told in MONTHLY.items()}
