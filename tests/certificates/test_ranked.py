"""Awards that are places of a ranking, as “Terbaik I”: how they are numbered, drawn and listed."""

import pytest

from p4comp.certificates import actions, tasks
from p4comp.certificates.rules import Weight
from p4comp.certificates.tasks import drawing
from p4comp.core import clock, db
from tests import factories
from tests.certificates.conftest import AFTER
from tests.certificates.test_runs import Staff
from tests.certificates.test_tasks import text_of
from tests.results.figures_matrix import tabled

AWARDS = ["T1", "T2"]


@pytest.fixture
def ranked(app):
    """Two regencies, of which the first by alphabet is second."""
    edition = tabled()
    homes = [factories.institution("pemkab", name=f"Pemerintah Kabupaten {name}") for name in ("Zaman", "Awal")]
    entries = [factories.entry(edition, home, state="verified", levels=None, evidence=False) for home in homes]
    awards = {one.id: award for one, award in zip(entries, AWARDS, strict=True)}
    with clock.at(AFTER):
        found = factories.decision(edition, entries, purpose="winners", awards=awards, announced_at=factories.opening("penganugerahan"))
        db.commit()
        yield found


def test_the_first_place_has_the_first_number(ranked):
    made = actions.issue_all(ranked, by=None, at=AFTER)
    assert [(one.serial[-4:], one.phrases[-1], one.institution_name) for one in made] == [
        ("0001", "Terbaik I", "Pemerintah Kabupaten Zaman"),
        ("0002", "Terbaik II", "Pemerintah Kabupaten Awal"),
    ]


def test_numbers_that_are_given_out_stay(ranked):
    [first, second] = actions.issue_all(ranked, by=None, at=AFTER)
    kept = [first.serial, second.serial]
    assert actions.issue_all(ranked, by=None, at=AFTER) == []
    assert [first.serial, second.serial] == kept


def test_the_place_is_what_is_set_large(ranked):
    [first, _second] = actions.issue_all(ranked, by=None, at=AFTER)
    assert drawing.weight_of(first) is Weight.RANK
    assert 'class="middle led"' in drawing.html_of(first)
    assert text_of(tasks.pdf_of(first)).split().index("Terbaik") > 0


def test_where_the_plenary_gives_the_awards_the_reason_leads(cast, announced):
    made = actions.issue_all(announced, by=None, at=AFTER)
    assert {drawing.weight_of(one) for one in made} == {Weight.REASON}


def test_the_secretariat_reads_the_place_in_its_list(cast, browse, ranked):
    actions.issue_all(ranked, by=None, at=AFTER)
    db.commit()
    rows = browse(cast.secretary).get(f"/edisi/{ranked.edition.slug}/piagam").select("tbody tr")
    assert [row.select("td")[1].text.split()[:4] for row in rows] == [
        ["Piagam", "pemenang", "Terbaik", "II"],
        ["Piagam", "pemenang", "Terbaik", "I"],
    ]


def test_an_office_without_a_name_leaves_a_line_and_nobody_waits(ranked):
    [first, second] = actions.issue_all(ranked, by=None, at=AFTER)
    first.signatory_title, second.signatory_title = "Sekretaris Daerah", ""
    assert "menunggu penandatangan" not in text_of(tasks.pdf_of(first))
    assert "Sekretaris Daerah" in text_of(tasks.pdf_of(first))
    assert "menunggu penandatangan" in text_of(tasks.pdf_of(second))


def test_a_replaced_one_keeps_to_the_pattern_of_the_edition(cast, ranked):
    [first, _second] = actions.issue_all(ranked, by=None, at=AFTER)
    made = actions.replace(first, "Pemerintah Kabupaten Zaman Baru", "Salah tulis.", by=Staff(), at=AFTER)
    assert made.serial == first.serial.replace("0001", "0003")
