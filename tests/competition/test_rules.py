"""Timetable, ledger, sheet arithmetic, scoring plan and provenance."""

import hashlib
import itertools
import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from p4comp.competition import files, rules
from p4comp.competition.rules import Calendar, Moved, Sources, wording
from p4comp.competition.rules.sources import leaves
from p4comp.competition.spec import Provenance, Stage
from p4comp.core import canonical
from tests import factories

SPEC = files.spec_from(files.read("p4-2022"))
TICK = timedelta(microseconds=1)


def wib(text):
    return datetime.fromisoformat(f"{text}+07:00")


STAGES = [
    ("2021-12-29T23:59:59.999999", None, "Menuju Sosialisasi dan bimbingan teknis"),
    ("2021-12-30T00:00:00", "sosialisasi", None),
    ("2022-02-16T23:59:59.999999", "sosialisasi", None),
    ("2022-02-17T00:00:00", "pendaftaran", None),
    ("2022-04-14T23:58:59.999999", "pendaftaran", None),
    ("2022-04-14T23:59:00", None, "Menuju Verifikasi kepesertaan"),
    ("2022-04-14T23:59:59.999999", None, "Menuju Verifikasi kepesertaan"),
    ("2022-04-15T00:00:00", "verifikasi", None),
    ("2022-04-22T23:59:59.999999", "verifikasi", None),
    ("2022-04-23T00:00:00", "evaluasi_dokumen", None),
    ("2022-05-09T23:59:59.999999", "evaluasi_dokumen", None),
    ("2022-05-10T00:00:00", "pleno_finalis", None),
    ("2022-05-11T09:59:59.999999", "pleno_finalis", None),
    ("2022-05-11T10:00:00", None, "Menuju Presentasi dan wawancara"),
    ("2022-05-23T00:00:00", "wawancara", None),
    ("2022-05-30T23:59:59.999999", "wawancara", None),
    ("2022-05-31T00:00:00", "pleno_akhir", None),
    ("2022-06-16T00:00:00", None, "Menuju Pengumuman dan penganugerahan"),
    ("2022-06-16T19:00:00", "penganugerahan", None),
    ("2022-06-16T21:59:59.999999", "penganugerahan", None),
    ("2022-06-16T22:00:00", None, "Selesai"),
]


@pytest.mark.parametrize(("moment", "stage", "label"), STAGES)
def test_the_stage_follows_from_the_clock(moment, stage, label):
    found = rules.stage_at(SPEC, wib(moment))
    assert found.stage == stage
    assert found.label == (label or SPEC.window(Stage(stage)).name)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2022-04-14T23:58:59", True),
        ("2022-04-14T23:58:59.999999", True),
        ("2022-04-14T23:59:00", False),
        ("2022-02-16T23:59:59", False),
        ("2022-02-17T00:00:00", True),
    ],
)
def test_registration_closes_to_the_second(moment, is_open):
    assert Calendar(SPEC).is_open(Stage.REGISTRATION, wib(moment)) is is_open


def test_the_deadline_is_the_same_moment_in_jayapura():
    calendar = Calendar(SPEC)
    assert calendar.is_open("pendaftaran", datetime.fromisoformat("2022-04-15T01:58:59+09:00"))
    assert not calendar.is_open("pendaftaran", datetime.fromisoformat("2022-04-15T01:59:00+09:00"))


def test_a_window_with_an_unknown_end_is_never_open():
    spec = files.spec_from(files.read("p4-2018"))
    window = Calendar(spec).window("pendaftaran")
    assert (window.opens, window.closes) == (None, None)
    assert not Calendar(spec).is_open("pendaftaran", wib("2018-09-01T12:00:00"))


def test_an_unknown_window_is_past_once_a_later_one_has_begun():
    calendar = Calendar(files.spec_from(files.read("p4-2018")))
    window = calendar.window("pendaftaran")
    assert calendar.state(window, wib("2018-01-01T00:00:00")) == "future"
    assert calendar.state(window, wib("2018-12-31T00:00:00")) == "past"


UNTIL = wib("2022-04-20T12:00:00")
SCOPES = list(itertools.product(["", "OA", "UMUM"], ["", "berkas-1", "berkas-2"]))


@pytest.mark.parametrize(("scope", "asked"), list(itertools.product(SCOPES, SCOPES)))
def test_a_moved_deadline_holds_for_its_scope_only(scope, asked):
    moved = Moved("pendaftaran", UNTIL, *scope)
    closes = Calendar(SPEC, (moved,)).window("pendaftaran", *asked).closes
    concerns = scope[0] in ("", asked[0]) and scope[1] in ("", asked[1])
    assert closes == (UNTIL if concerns else wib("2022-04-14T23:59:00"))


def test_the_latest_deadline_wins_whatever_the_order():
    rows = [Moved("pendaftaran", UNTIL + timedelta(days=n), *scope) for n, scope in enumerate([("", ""), ("UMUM", ""), ("", "berkas-1")])]
    for order in itertools.permutations(rows):
        calendar = Calendar(SPEC, order)
        assert calendar.window("pendaftaran").closes == UNTIL
        assert calendar.window("pendaftaran", "UMUM").closes == UNTIL + timedelta(days=1)
        assert calendar.window("pendaftaran", "UMUM", "berkas-1").closes == UNTIL + timedelta(days=2)
        assert calendar.window("wawancara").closes == wib("2022-05-31T00:00:00")


def test_the_ledger_never_makes_a_window_shorter():
    assert Calendar(SPEC, (Moved("pendaftaran", wib("2022-03-01T00:00:00")),)).window("pendaftaran").closes == wib("2022-04-14T23:59:00")


def test_the_next_change_is_the_next_boundary():
    assert Calendar(SPEC).next_change(wib("2022-04-14T23:58:59")) == wib("2022-04-14T23:59:00")
    assert Calendar(SPEC).next_change(wib("2022-04-14T23:59:00")) == wib("2022-04-15T00:00:00")
    assert Calendar(SPEC).next_change(wib("2030-01-01T00:00:00")) is None


@given(some.datetimes(min_value=datetime(2021, 12, 1), max_value=datetime(2022, 7, 1)))  # noqa: DTZ001  # hypothesis asks for naive bounds
def test_nothing_changes_between_two_boundaries(moment):
    calendar, at = Calendar(SPEC), wib(moment.isoformat())
    change = calendar.next_change(at)
    if change is not None:
        assert calendar.stage_at(change - TICK) == calendar.stage_at(at)


def test_a_close_at_midnight_is_24_00_of_the_day_before():
    assert wording.until(wib("2022-05-31T00:00:00"), "Asia/Jakarta") == "30 Mei 2022, 24.00 WIB"
    assert wording.until(wib("2022-04-14T23:59:00"), "Asia/Jakarta") == "14 April 2022, 23.59 WIB"
    assert wording.since(wib("2022-02-17T08:00:00"), "Asia/Jakarta") == "17 Februari 2022, 08.00 WIB"


@pytest.mark.parametrize(
    ("closes", "reader", "said"),
    [
        ("2022-04-14T23:59:00", "Asia/Makassar", "14 April 2022, 23.59 WIB (00.59 WITA, Jumat 15 April 2022)"),
        ("2022-04-14T23:59:00", "Asia/Jayapura", "14 April 2022, 23.59 WIB (01.59 WIT, Jumat 15 April 2022)"),
        ("2022-04-14T12:00:00", "Asia/Jayapura", "14 April 2022, 12.00 WIB (14.00 WIT)"),
        ("2022-05-31T00:00:00", "Asia/Makassar", "30 Mei 2022, 24.00 WIB (01.00 WITA, Selasa 31 Mei 2022)"),
        ("2022-05-31T00:00:00", "Asia/Pontianak", "30 Mei 2022, 24.00 WIB"),
        ("2022-05-31T00:00:00", "", "30 Mei 2022, 24.00 WIB"),
    ],
)
def test_a_reader_elsewhere_is_told_their_own_hour_and_its_day_where_it_is_another(closes, reader, said):
    assert wording.until(wib(closes), "Asia/Jakarta", reader) == said


def test_a_moved_stage_says_from_when():
    line = wording.stages(Calendar(SPEC, (Moved("pendaftaran", UNTIL),)), wib("2022-04-15T00:00:00"))
    assert [one.note for one in line if one.note] == ["Diundurkan dari 14 April 2022"]


WEIGHTS = {"a": 60.0, "b": 40.0}


@pytest.mark.parametrize(
    ("levels", "weights", "top", "score"),
    [
        ({"a": 0, "b": 0}, WEIGHTS, 5, 0),
        ({"a": 5, "b": 5}, WEIGHTS, 5, 100),
        ({"a": 5, "b": 0}, WEIGHTS, 5, 60),
        ({"a": 3, "b": 4}, WEIGHTS, 5, 68),
        ({"a": 80, "b": 70}, WEIGHTS, 100, 76),
        ({"a": 3, "b": 4}, {"a": 6.0, "b": 4.0}, 5, 68),
    ],
)
def test_a_sheet_adds_up_from_0_to_100(levels, weights, top, score):
    assert rules.weighted_total(levels, weights, top) == pytest.approx(score, abs=1e-12)


def test_a_line_without_a_level_is_no_score():
    with pytest.raises(KeyError):
        rules.weighted_total({"a": 5}, WEIGHTS, 5)


@pytest.mark.parametrize("level", [-1, 5.01, float("nan")])
def test_a_level_off_the_scale_is_no_score(level):
    with pytest.raises(ValueError):
        rules.weighted_total({"a": level, "b": 1}, WEIGHTS, 5)


@given(some.permutations([(code, level / 7) for level, code in enumerate("abcdefghijklmnopqrstu")]))
def test_the_order_of_lines_changes_no_digit(lines):
    weights = {code: 100 / 21 for code, _level in lines}
    assert rules.weighted_total(dict(lines), weights, 5) == rules.weighted_total(dict(sorted(lines)), dict(sorted(weights.items())), 5)


def test_the_hash_is_over_the_published_text():
    plan = rules.plan_of(files.read("p4-2022"))
    text = canonical.text(plan)
    assert hashlib.sha256(text.encode()).hexdigest() == canonical.sha256(plan)
    assert json.loads(text) == plan


def test_a_whole_weight_is_the_same_plan_with_or_without_decimals():
    one, other = factories.document(), factories.document()
    line = other["instrumen"][0]["aspek"][0]["indikator"][0]
    line["bobot"] = int(line["bobot"]) if isinstance(line["bobot"], float) else float(line["bobot"])
    assert canonical.sha256(rules.plan_of(one)) == canonical.sha256(rules.plan_of(other))


def test_what_differs_between_plans_is_named_by_codes():
    one, other = files.read("p4-2022"), files.read("p4-2022")
    other["rencana_penilaian"]["pembaca"] = 5
    other["kategori"][2]["kuota"]["finalis"] = 16
    other["instrumen"][0]["aspek"][0]["indikator"][0]["bobot"] = 4.5
    del other["kategori"][1]["penghargaan"][1]
    assert rules.differences(rules.plan_of(one), rules.plan_of(other)) == [
        "instrumen[model-21].aspek[A].indikator[A1].bobot",
        "kategori[UMUM].penghargaan[AKD]",
        "kategori[UPP].kuota.finalis",
        "rencana_penilaian.pembaca",
    ]


def test_texts_and_dates_outside_the_plan_are_no_difference():
    one, other = files.read("p4-2022"), files.read("p4-2022")
    other["ringkasan"], other["kategori"][0]["keterangan"] = "lain", "lain"
    other["jadwal"][1]["tutup"] += timedelta(days=1)
    assert rules.differences(rules.plan_of(one), rules.plan_of(other)) == []


def test_the_longest_key_says_how_far_a_value_is_known():
    sources = Sources((Provenance("jadwal", "diasumsikan", "", ""), Provenance("jadwal[pendaftaran].tutup", "diketahui", "jambi22", "")))
    assert sources.status("jadwal[pendaftaran].tutup") == "diketahui"
    assert sources.status("jadwal[pendaftaran].buka") == "diasumsikan"
    assert sources.status("nama") == ""


@pytest.mark.parametrize("name", files.presets())
def test_every_value_of_a_preset_says_how_far_it_is_known(name):
    document = files.read(name)
    sources = Sources(files.spec_from(document).provenance)
    assert [key for key in leaves(document) if key not in ("format", "slug") and not sources.status(key)] == []


def test_the_opening_of_2022_is_inferred_and_its_close_known():
    sources = Sources(SPEC.provenance)
    assert sources.status("jadwal[pendaftaran].buka") == "disimpulkan"
    assert sources.status("jadwal[pendaftaran].tutup") == "diketahui"
    assert sources.status("instrumen[model-21].aspek[A].indikator[A1].bobot") == "diasumsikan"


def test_rules_are_told_in_plain_words():
    told = [wording.sentence(rule, SPEC) for rule in SPEC.category("OA").rules]
    assert told[0] == "Sistem pengaduan sudah dipakai paling sedikit 6 bulan pada saat pendaftaran dibuka, 17 Februari 2022."
    assert "edisi ke-1, 2, atau 3" in told[1]
    assert told[2] == "Belum pernah menerima penghargaan Outstanding Achievement."
