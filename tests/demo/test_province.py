"""Kalimantan Selatan's own award, played from its file and figures."""

from sqlalchemy import select

from p4comp.certificates.models import Certificate
from p4comp.core import db
from p4comp.decisions.models import Decision
from p4comp.demo.actions import province
from tests.results import figures_scene


def test_the_award_of_2022_comes_out_with_its_scores_and_places(app):
    figures_scene.province()
    told = []
    team = province.play(told.append)
    lists = {one.category: [line.score for line in one.lines] for one in db.everything(select(Decision))}
    assert lists == {"KABKOTA": [2.01, 1.95, 1.79], "SKPD": [0.542, 0.393, 0.387]}
    papers = db.everything(select(Certificate))
    assert sorted(one.phrases[1] for one in papers) == ["Terbaik I", "Terbaik I", "Terbaik II", "Terbaik II", "Terbaik III", "Terbaik III"]
    assert (len(team), told) == (3, ["Penghargaan LAPOR! Kalsel 2022: 6 piagam diterbitkan"])
