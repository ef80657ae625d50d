"""Scores of a category with decimals of its own are written with all of them, wherever a decision shows them."""

import pytest
from sqlalchemy import select

from p4comp.core import db, pdf
from p4comp.decisions import rules
from p4comp.decisions.models import Decision
from tests import factories
from tests.results.test_figures_played import office, played

__all__ = ["office"]  # the fixture
THREE = ("0,542", "0,393", "0,387")
TWO = ("2,01", "1,95", "1,79")
CUT = (">0,54<", ">0,39<", "2,010", "1,950")


@pytest.fixture
def decided(office, at, monkeypatch):
    """Kalsel 2022 with its two decisions by category."""
    monkeypatch.setattr(pdf, "from_html", lambda html, **_options: html.encode())
    played(office, at)
    return {one.category: one for one in db.everything(select(Decision))}


@pytest.mark.parametrize(("category", "scores"), [("SKPD", THREE), ("KABKOTA", TWO)])
@pytest.mark.parametrize("path", ["/keputusan/{id}", "/pleno/{plenary_id}", "/pleno/{plenary_id}/berita-acara.pdf"])
def test_decision_plenary_and_minutes_show_the_categorys_decimals(decided, browse, path, category, scores):
    one = decided[category]
    text = browse(factories.secretariat("Tim Kerja")).get(path.format(id=one.id, plenary_id=one.plenary_id)).body.decode()
    assert [score for score in scores if score not in text] == []
    assert [score for score in CUT if score in text] == []


def test_a_step_of_a_tie_is_written_with_as_many():
    steps = [{"step": "aspek", "values": [0.5416]}]
    assert [rules.tie_text(steps, digits)[-6:].split()[-1] for digits in (2, 3)] == ["0,54", "0,542"]
