"""What a report says: every case of claimed and found, the way up, strengths and gaps, groups of nine and ten, doubts about notes."""

from itertools import product

import pytest

from p4comp.competition.spec import Aspect, Indicator, Instrument
from p4comp.core.errors import RuleBroken
from p4comp.results.rules.feedback import drawing, notes, report, spread
from p4comp.results.rules.feedback.notes import Doubt, FeedbackState, NoteState
from p4comp.results.rules.feedback.report import Assessed, Read
from p4comp.results.rules.feedback.shown import shown

RUBRIC = tuple(f"Teks tingkat {level}." for level in range(6))


def indicator(code="A1", weight=10.0):
    return Indicator(code, f"Indikator {code}", "?", weight, RUBRIC, "", needs_evidence=False, word_limit=50)


def instrument(**aspects):
    """An instrument of aspects with the weights of their indicators: `A=(50, 30), B=(20,)`."""
    made = [Aspect(code, f"Aspek {code}", tuple(indicator(f"{code}{n}", w) for n, w in enumerate(ws, 1))) for code, ws in aspects.items()]
    return Instrument("uji", "Uji", is_model=True, note="", aspects=tuple(made))


SMALL = instrument(A=(50.0, 30.0), B=(20.0,))


def facts(reads, *, of=SMALL, field=None, **values):
    one = Assessed("e1", "Kabupaten Uji", reads, values.pop("readings", 2), **values)
    return report.report(one, of, field or {}, 7)


@pytest.mark.parametrize(("claimed", "found"), list(product([None, *range(6)], [None, *range(6)])))
def test_claimed_and_found_stand_beside_each_other_and_a_whole_level_of_difference_is_named(claimed, found):
    made = facts({"A1": Read(claimed, [] if found is None else [found])})
    line = made["aspects"][0]["indicators"][0]
    assert (line["claimed"], line["found"]) == (claimed, found)
    both = claimed is not None and found is not None
    above, below = report.differences(made)
    assert ("A1" in above) == (both and claimed > found)
    assert ("A1" in below) == (both and found > claimed)


@pytest.mark.parametrize(
    ("found", "level"),
    [(None, None), (0.0, 1), (0.5, 1), (1.0, 2), (2.67, 3), (3.99, 4), (4.0, 5), (4.5, 5), (5.0, None)],
)
def test_the_way_up_is_the_text_of_the_level_above_the_one_fully_reached(found, level):
    expected = None if level is None else {"level": level, "text": RUBRIC[level]}
    assert report.next_level(found, indicator()) == expected


@pytest.mark.parametrize(
    ("levels", "agreed", "found"), [([], None, None), ([3], None, 3.0), ([2, 3], None, 2.5), ([2, 3, 3], None, 2.67), ([1, 5], 4, 4.0)]
)
def test_found_is_what_was_agreed_else_the_mean_of_the_sheets(levels, agreed, found):
    assert Read(3, levels, agreed).found == found


def test_an_aspect_is_the_mean_by_weight_and_what_was_not_stated_counts_as_nothing():
    made = facts({"A1": Read(4, [4, 4]), "A2": Read(None, [2, 3])})
    assert [(one["claimed"], one["found"]) for one in made["aspects"]] == [(2.5, 3.44), (0.0, 0.0)]


def line(code, found, weight=10.0):
    return {"code": code, "found": found, "weight": weight}


def test_strengths_begin_one_level_below_the_top_the_highest_first_and_of_equals_the_heavier():
    lines = [line("A", 3.99), line("B", 4.0), line("C", 4.0, 20.0), line("D", 5.0), line("E", 4.0, 5.0), line("F", None)]
    assert report.strengths(lines, 5) == ["D", "C", "B"]


def test_gaps_lie_at_three_fifths_or_lower_what_costs_most_first():
    lines = [line("A", 3.01), line("B", 3.0, 30.0), line("C", 0.0, 5.0), line("D", 1.0, 20.0), line("E", 2.0, 1.0), line("F", None)]
    assert report.gaps(lines, 5) == ["D", "B", "C"]


def test_an_entry_at_the_top_has_no_gap_and_no_way_up():
    made = facts({code: Read(5, [5, 5]) for code in ("A1", "A2", "B1")})
    assert (made["gaps"], made["strengths"]) == ([], ["A1", "A2", "B1"])
    assert [one["next"] for aspect in made["aspects"] for one in aspect["indicators"]] == [None, None, None]


@pytest.mark.parametrize(("size", "is_told"), [(0, False), (1, False), (9, False), (10, True), (11, True)])
def test_a_group_of_fewer_than_ten_has_no_distribution(size, is_told):
    assert (spread.spread([float(n % 6) for n in range(size)], 5) is not None) == is_told
    group = [Assessed(f"e{n}", "", {"A1": Read(3, [3])}, 1) for n in range(size)]
    assert [one is not None for one in report.fields(SMALL, group).values()] == [is_told, is_told]


def test_a_distribution_tells_quartiles_and_counts_and_the_top_belongs_to_the_last():
    values = [0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0]
    assert spread.spread(values, 5) == {
        "n": 10,
        "low": 1.13,
        "middle": 2.25,
        "high": 3.38,
        "bins": [[0, 1, 2], [1, 2, 2], [2, 3, 2], [3, 4, 2], [4, 5, 2]],
    }


@pytest.mark.parametrize(
    ("value", "place"), [(2.0, "among"), (2.24, "among"), (2.25, "above"), (1.76, "among"), (1.75, "below"), (0.0, "below"), (5.0, "above")]
)
def test_a_quarter_of_a_level_is_no_difference(value, place):
    assert spread.beside(value, 2.0) == place


class TestVersions:
    def test_others_that_lie_elsewhere_make_no_new_version(self):
        old = facts({"A1": Read(3, [3])}, field={"A": {"n": 10}}) | {"sources": [{"code": "HP-1"}]}
        new = facts({"A1": Read(3, [3])}, field={"A": {"n": 11}}) | {"sources": [{"code": "HP-2"}], "assessed": 8}
        assert not report.is_changed(old, new)

    @pytest.mark.parametrize("change", [{"reads": {"A1": Read(3, [4])}}, {"outcome": {"list": "winners"}}, {"score": 80.0}])
    def test_what_is_said_of_the_entry_itself_does(self, change):
        known = {"reads": {"A1": Read(3, [3])}, "score": 70.0, "outcome": {"list": ""}}
        assert report.is_changed(facts(**known), facts(**(known | change)))


NOTE_MOVES = {
    ("as_written", "reword"): "reworded",
    ("reworded", "reword"): "reworded",
    ("left_out", "reword"): "reworded",
    ("as_written", "leave_out"): "left_out",
    ("reworded", "leave_out"): "left_out",
    ("reworded", "restore"): "as_written",
    ("left_out", "restore"): "as_written",
}


class TestNotes:
    @pytest.mark.parametrize(("state", "verb"), list(product(NoteState, notes.NOTE_MOVES.table)))
    def test_moves_of_a_note(self, state, verb):
        if (state.value, verb) in NOTE_MOVES:
            assert notes.NOTE_MOVES.after(state, verb) == NOTE_MOVES[state.value, verb]
        else:
            with pytest.raises(RuleBroken):
                notes.NOTE_MOVES.after(state, verb)

    @pytest.mark.parametrize(("state", "verb"), list(product(FeedbackState, notes.MOVES.table)))
    def test_moves_of_a_report(self, state, verb):
        legal = {("waiting", "read"): "read", ("read", "unread"): "waiting"}
        assert notes.MOVES.allows(state, verb) == ((state.value, verb) in legal)

    def test_their_order_is_that_of_nobody_and_the_same_words_come_once(self):
        written = ["Satu.", "Dua.", "Tiga.", "Satu. ", ""]
        first = notes.in_order("e1", "A1", written)
        assert sorted(first) == ["Dua.", "Satu.", "Tiga."]
        assert first == notes.in_order("e1", "A1", reversed(written))
        orders = {tuple(notes.in_order(entry, code, written)) for entry in ("e1", "e2", "e3") for code in ("A1", "A2", "B1")}
        assert len(orders) > 1

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Lengkapi bukti tahun 2021 dengan notula rapat.", []),
            ("Keputusan Nomor 12/2021 belum memuat petugas pengganti.", []),
            ("Naik dari 12.000 menjadi 14.500 pengaduan.", []),
            ("Hubungi 0812-3456-7890.", [Doubt.PHONE]),
            ("Telepon (0517) 21345 tidak diangkat.", [Doubt.PHONE]),
            ("Tulis ke aduan@contoh.go.id.", [Doubt.ADDRESS]),
            ("Lihat https://contoh.go.id", [Doubt.ADDRESS]),
            ("NIP 198001012005011001 terlihat.", [Doubt.NUMBER]),
            ("Bapak Budi belum menandatangani.", [Doubt.PERSON]),
            ("Ditandatangani Sari, S.H. saja.", [Doubt.PERSON]),
            ("Menurut siti rahmawati buktinya kurang.", [Doubt.PERSON]),
            ("Bandingkan dengan Kabupaten Lain.", [Doubt.INSTITUTION]),
            ("Kabupaten Lain Sekali sudah baik.", []),
            ("Pak Budi, 0812 3456 7890", [Doubt.PHONE, Doubt.PERSON]),
        ],
    )
    def test_doubts_about_a_note(self, text, found):
        assert notes.doubts(text, "Kabupaten Lain Sekali", ["siti rahmawati"], self._others(text)) == found

    def _others(self, text):
        return ["kabupaten lain sekali"] if "Sekali" in text else ["kabupaten lain", "kabupaten lain sekali"]

    def test_a_note_that_was_left_out_is_not_shown(self):
        class Note:
            def __init__(self, words, state):
                self.indicator, self.words, self.state = "A1", words, state

        given = [Note("Satu", NoteState.AS_WRITTEN), Note("Dua", NoteState.LEFT_OUT), Note("Tiga", NoteState.REWORDED)]
        assert shown(facts({}), given).notes == {"A1": ["Satu", "Tiga"]}


class TestPictures:
    def test_a_radar_needs_three_aspects(self):
        assert shown(facts({}), []).radar is None
        three = shown(facts({"A1": Read(5, [5])}, of=instrument(A=(1.0,), B=(1.0,), C=(1.0,))), []).radar
        assert [kind for kind, _points in three["lines"]] == ["claimed", "found"]
        assert len(three["rings"]) == 5
        assert [label[-1] for label in three["labels"]] == ["A", "B", "C"]

    def test_the_first_axis_points_up_and_the_top_lies_on_the_rim(self):
        assert drawing.polygon([5, 0, 0, 0], 5) == "150,40 150,150 150,150 150,150"
