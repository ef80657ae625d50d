"""After others' findings could be seen the independent sheet stays locked; what changed is noted beside it and never counts."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Membership
from p4comp.core import db
from p4comp.core.errors import Invalid, Refused
from p4comp.judging import actions, queries
from p4comp.judging.models import SecondFinding
from p4comp.judging.queries import snapshots
from p4comp.judging.reactions import second_findings
from tests import factories
from tests.judging import together
from tests.judging.scene import AFTER, DURING, LEVELS, verbs


@pytest.fixture(autouse=True)
def evaluation_runs(at, app):
    at(DURING)


class Pair:
    """Two readers of an entry, both sheets locked."""

    def __init__(self, way="apart", **changes):
        self.edition = together.edition(**changes)
        self.entry = factories.entry(self.edition, state="verified")
        self.readers = [factories.evaluator(self.edition, factories.person(name)) for name in ("Pembaca Satu", "Pembaca Dua")]
        self.sheets = together.read_by(self.entry, self.readers, [LEVELS, {"A1": 1, "A2": 3, "B1": 5}])
        ways = {"apart": together.divergence, "shared": together.shared, "alone": lambda entry: None}
        ways[way](self.entry)
        self.who = someone(self.readers[0].person)
        db.commit()

    @property
    def locked(self):
        """The first sheet as its reader finds it."""
        return queries.locked(self.who, self.sheets[0].id)

    def note(self, indicator="A1", level="2", note="Notulen hanya dari satu bulan.", at=DURING):
        """Note a second finding."""
        made = actions.note_second(self.locked, indicator, level, note, by=self.who, at=at)
        db.commit()
        return made


@pytest.mark.parametrize("way", ["apart", "shared"])
def test_who_could_see_others_findings_may_not_open_the_own_sheet_any_more(way):
    pair = Pair(way)
    with pytest.raises(Refused, match="tetap terkunci"):
        actions.ask_unlock(pair.locked, reason="Salah isi.", by=pair.who, at=DURING)
    by = someone(factories.secretariat())
    with pytest.raises(Refused, match="tetap terkunci"):
        actions.ask_unlock(queries.locked(by, pair.sheets[0].id), reason="Salah isi.", by=by, at=DURING)


def test_a_request_from_before_is_not_granted_once_others_findings_could_be_seen():
    pair = Pair("alone")
    asked = actions.ask_unlock(pair.locked, reason="Salah isi.", by=pair.who, at=DURING)
    together.divergence(pair.entry)
    db.commit()
    by = someone(factories.secretariat())
    with pytest.raises(Refused, match="tetap terkunci"):
        actions.grant_unlock(queries.unlock(by, asked.id), by=by, at=DURING)
    actions.refuse_unlock(queries.unlock(by, asked.id), answer="Catat sebagai temuan kedua.", by=by, at=DURING)
    assert pair.sheets[0].state == "locked"


def test_a_second_finding_stands_beside_the_first_and_counts_nowhere():
    pair = Pair()
    category = pair.locked.office.spec.category("UMUM")
    before = (
        snapshots.snapshot(pair.edition, category),
        queries.desk_results(pair.edition.id, "UMUM"),
        snapshots.mark(pair.edition.id, "UMUM"),
    )
    made = pair.note()
    assert (made.indicator, made.first, made.level, made.note) == ("A1", 4, 2, "Notulen hanya dari satu bulan.")
    assert queries.findings(pair.sheets[0].id)["A1"].level == 4
    after = (
        snapshots.snapshot(pair.edition, category),
        queries.desk_results(pair.edition.id, "UMUM"),
        snapshots.mark(pair.edition.id, "UMUM"),
    )
    assert after == before
    assert verbs() == ["second_finding.noted"]


def test_the_newest_is_shown_and_none_is_overwritten():
    pair = Pair()
    pair.note(level="2")
    pair.note(level="3", at=DURING + timedelta(minutes=1))
    assert [one.level for one in db.everything(select(SecondFinding).order_by(SecondFinding.noted_at))] == [2, 3]
    assert [one.level for one in queries.seconds_on([pair.entry.id])[pair.entry.id]] == [3]


@pytest.mark.parametrize(
    ("level", "note", "words"),
    [("", "Karena.", "Pilih tingkat"), ("6", "Karena.", "Pilih tingkat"), ("4", "Karena.", "sudah Anda kunci"), ("2", " ", "Jelaskan")],
)
def test_what_is_wrong_with_a_second_finding_is_said_beside_it(browse, level, note, words):
    pair = Pair()
    place = f"/evaluasi/{pair.sheets[0].id}/temuan-kedua"
    page = browse(pair.readers[0].person).post(f"{place}/A1", {"level": level, "note": note}, status=422)
    assert (words in page.text, note.strip() in page.text, db.everything(select(SecondFinding))) == (True, True, [])


def test_an_indicator_the_sheet_does_not_have_is_refused():
    with pytest.raises(Invalid):
        Pair().note(indicator="Z9")


def test_before_others_could_be_seen_and_after_the_list_none_is_noted():
    alone = Pair("alone")
    with pytest.raises(Refused, match="mintalah kunci lembar dibuka"):
        alone.note()
    together.divergence(alone.entry)
    factories.decision(alone.edition, [alone.entry])
    with pytest.raises(Refused, match="rapat pleno"):
        alone.note()


def test_it_may_still_be_noted_after_the_window():
    assert Pair().note(at=AFTER + timedelta(days=1)).level == 2


def test_nobody_else_notes_it(browse):
    pair = Pair()
    place = f"/evaluasi/{pair.sheets[0].id}/temuan-kedua"
    browse(pair.readers[1].person).get(place, status=404)
    browse(factories.secretariat()).post(f"{place}/A1", {"level": "2", "note": "Karena."}, status=403)
    factories.member(pair.readers[0].person, pair.entry.institution)
    browse(pair.readers[0].person).get(place, status=404)


def test_readers_and_secretariat_find_it_beside_the_sheets(browse):
    pair = Pair()
    page = browse(pair.readers[0].person).get(f"/evaluasi/{pair.sheets[0].id}")
    assert ("Temuan kedua" in page.text, "Minta buka kunci" in page.text) == (True, False)
    page = browse(pair.readers[0].person).get(f"/evaluasi/{pair.sheets[0].id}/temuan-kedua")
    assert len(page.queries) <= 12
    pair.note()
    words = "Notulen hanya dari satu bulan."
    assert words in browse(pair.readers[0].person).get(f"/evaluasi/{pair.sheets[0].id}/riwayat").text
    assert words in browse(pair.readers[1].person).get(f"/rekonsiliasi/{pair.entry.id}").text
    assert words in browse(factories.secretariat()).get(f"/penugasan/{pair.entry.id}").text


def test_whoever_still_scores_the_entry_finds_none_of_it(browse):
    pair = Pair()
    pair.note()
    scorer = factories.secretariat("Sekretaris Evaluator")
    factories.assignment(pair.entry, factories.evaluator(pair.edition, scorer), state="open")
    db.commit()
    assert "Notulen hanya" not in browse(scorer).get(f"/penugasan/{pair.entry.id}").response.text


def test_in_a_round_nothing_is_seen_before_the_own_sheets_of_it_are_locked(browse):
    pair = Pair("shared")
    second = factories.entry(pair.edition, state="verified")
    together.shared(second)
    waiting = factories.assignment(second, pair.readers[0], state="open")
    db.commit()
    assert pair.locked.shown is False
    waiting.state = "locked"
    waiting.total, waiting.locked_at = 50.0, DURING
    db.commit()
    assert pair.locked.shown is True


def test_a_secretary_who_evaluates_has_seen_the_others_once_the_own_sheets_are_locked():
    pair = Pair("alone")
    assert pair.locked.shown is False
    factories.keep(Membership(person_id=pair.readers[0].person_id, role="secretariat"))
    db.commit()
    assert pair.locked.shown is True
    factories.assignment(factories.entry(pair.edition, state="verified"), pair.readers[0], state="open")
    db.commit()
    assert pair.locked.shown is False


def test_the_plenary_reads_it():
    pair = Pair()
    pair.note()
    (remark,) = second_findings(None, subjects=[pair.entry.id])
    assert (remark.subject_id, "A1" in remark.words, "4" in remark.words, "2" in remark.words, "Pembaca Satu" in remark.words) == (
        pair.entry.id,
        True,
        True,
        True,
        False,
    )
