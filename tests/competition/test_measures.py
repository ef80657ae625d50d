"""What an edition asks of complaint figures: read, written back, refused with the key path; what of it is frozen."""

import pytest

from p4comp.competition import actions, files
from p4comp.competition.actions import FrozenPlan
from p4comp.competition.files import BrokenEdition
from p4comp.competition.measures import Measure, Measured, ServiceLimit, Unit
from p4comp.competition.rules import Sources
from tests import factories

DURING = factories.during("pendaftaran")


def measured(**changes):
    """The small edition with keys of B1's measure replaced."""
    found = factories.document()
    found["instrumen"][0]["aspek"][1]["indikator"][0]["ukuran"].update(changes)
    return found


def test_a_measure_and_a_limit_are_read():
    spec = files.spec_from(factories.document())
    assert spec.instruments[0].indicator("B1").measure == Measure(Measured.SETTLED, ((1, 1.0), (3, 80.0), (4, 90.0)), 4, "Batas model.")
    assert spec.instruments[0].indicator("A1").measure is None
    assert (spec.figures.needed, spec.figures.limits) == (False, (ServiceLimit("selesai", "Penyelesaian", 14, Unit.WORKING_DAYS),))


AT = "instrumen[0].aspek[1].indikator[0].ukuran"
FAULTS = [
    ({"angka": "kepuasan"}, f"{AT}.angka", "pilih salah satu"),
    ({"ambang": []}, f"{AT}.ambang", "harus berisi"),
    ({"ambang": [{"tingkat": 1}]}, f"{AT}.ambang[0].batas", "belum ada"),
    ({"ambang": [{"tingkat": 1, "batas": "80"}]}, f"{AT}.ambang[0].batas", "angka di atas 0"),
    ({"ambang": [{"tingkat": 1, "batas": 0}]}, f"{AT}.ambang[0].batas", "angka di atas 0"),
    ({"ambang": [{"tingkat": 6, "batas": 80}]}, f"{AT}.ambang[0].tingkat", "sampai tingkat 5"),
    ({"ambang": [{"tingkat": 1, "batas": 101}]}, f"{AT}.ambang[0].batas", "paling besar 100"),
    ({"ambang": [{"tingkat": 2, "batas": 80}, {"tingkat": 2, "batas": 90}]}, f"{AT}.ambang[1].tingkat", "lebih tinggi"),
    ({"ambang": [{"tingkat": 2, "batas": 80}, {"tingkat": 3, "batas": 80}]}, f"{AT}.ambang[1].batas", "lebih besar daripada"),
    (
        {"angka": "rata_hari", "ambang": [{"tingkat": 1, "batas": 5}, {"tingkat": 2, "batas": 14}]},
        f"{AT}.ambang[1].batas",
        "lebih kecil daripada",
    ),
    ({"cocok_sejak": 6}, f"{AT}.cocok_sejak", "sampai tingkat 5"),
    ({"satuan": "persen"}, f"{AT}.satuan", "kunci tidak dikenal"),
]


@pytest.mark.parametrize(("changes", "key", "word"), FAULTS)
def test_a_faulty_measure_names_its_key_path(changes, key, word):
    faults = {fault.key: fault.message for fault in files.faults_of(measured(**changes))}
    assert list(faults) == [key]
    assert word in faults[key]


def test_days_fall_with_the_level():
    steps = [{"tingkat": 1, "batas": 14}, {"tingkat": 2, "batas": 5}]
    assert files.faults_of(measured(angka="rata_hari", ambang=steps)) == []


def test_a_measure_needs_figures_to_be_asked_for():
    found = factories.document()
    del found["angka_pengaduan"]
    assert [fault.key for fault in files.faults_of(found)] == [AT]


def test_limits_have_codes_of_their_own():
    found = factories.document()
    found["angka_pengaduan"]["batas"] *= 2
    assert [fault.key for fault in files.faults_of(found)] == ["angka_pengaduan.batas[1].kode"]


def load(document, at=DURING):
    return actions.load(document, by=None, at=at)


def test_what_levels_are_read_from_freezes_with_the_plan(app):
    load(factories.document())
    with pytest.raises(FrozenPlan) as caught:
        load(measured(cocok_sejak=3))
    assert caught.value.keys == ["instrumen[uji-3].aspek[B].indikator[B1].ukuran.cocok_sejak"]


def test_what_a_dossier_must_hold_freezes_beside_the_plan(app):
    sha256 = load(factories.document()).plan_sha256
    needed = factories.document(angka_pengaduan={"wajib": True})
    with pytest.raises(FrozenPlan) as caught:
        load(needed)
    assert caught.value.keys == ["angka_pengaduan.wajib"]
    assert load(factories.document(slug="lain", angka_pengaduan={"wajib": True})).plan_sha256 != sha256


def test_limits_of_time_are_a_quotation_and_may_be_mended(app):
    before = load(factories.document())
    mended = factories.document()
    mended["angka_pengaduan"]["batas"][0] |= {"batas": 10, "catatan": "Sudah dicocokkan."}
    assert load(mended).plan_sha256 == before.plan_sha256


@pytest.mark.parametrize("name", [one for one in files.presets() if one.startswith("p4-")])
def test_presets_carry_the_limits_with_their_source_and_doubt(name):
    spec = files.spec_from(files.read(name))
    assert {limit.code: (limit.amount, limit.unit.value) for limit in spec.figures.limits} == {
        "meneruskan": (3, "hari_kerja"),
        "tindak-lanjut": (5, "hari_kerja"),
        "tutup": (10, "hari_kerja"),
        "normatif": (5, "hari_kerja"),
        "tidak-berkadar": (14, "hari_kerja"),
        "berkadar": (60, "hari_kerja"),
        "kalsel": (3, "hari"),
    }
    sources = Sources(spec.provenance)
    for limit in spec.figures.limits:
        found = sources.of(f"angka_pengaduan.batas[{limit.code}]")
        assert (found.status, "belum dicocokkan dengan PermenPANRB 5/2025" in found.note) == ("disimpulkan", True)
        assert found.source.startswith("http")


@pytest.mark.parametrize("name", [one for one in files.presets() if one.startswith("p4-")])
def test_measures_of_presets_stand_in_a_model_instrument_and_say_so(name):
    spec = files.spec_from(files.read(name))
    assert {one.is_model for one in spec.instruments} == {True}
    found = [one.measure for instrument in spec.instruments for one in instrument.indicators if one.measure]
    assert [(one.of, one.note.startswith("Batas model.")) for one in found] == [(Measured.FOLLOWED_UP, True), (Measured.SETTLED, True)]


def test_a_number_that_is_none_is_refused(app):
    with pytest.raises(BrokenEdition):
        load(measured(ambang=[{"tingkat": 1, "batas": float("nan")}]))
