"""Editions of provinces: categories without dossiers, awards by rank and by bounds, and what does not fit the registry of the province."""

from datetime import UTC, datetime

import pytest

from p4comp.competition import actions, files, queries
from p4comp.competition.files import BrokenEdition
from p4comp.competition.rules import plan_of
from p4comp.competition.rules.wording import formula, giving
from p4comp.competition.scoring_terms import Method
from tests import factories
from tests.results import figures_scene
from tests.results.test_figures_played import invented

AT = datetime(2023, 4, 1, tzinfo=UTC)


def faults(change, name="kalsel-2022"):
    """The faults of a preset after a change, by key."""
    document = invented() if name == "baru" else files.read(name)
    change(document)
    return {fault.key: fault.message for fault in files.faults_of(document)}


def put(value, *path):
    """A change that puts a value at a path; None takes the key away."""

    def change(found):
        for part in path[:-1]:
            found = found[part]
        if value is None:
            del found[path[-1]]
        else:
            found[path[-1]] = value

    return change


FIGURE = ("kategori", 0, "angka", "indikator")
WRONG = [
    ("kalsel-2022", put(["kementrian"], "kategori", 0, "jenis_peserta"), "kategori[0].jenis_peserta[0]", "tidak dikenal"),
    ("kalsel-2022", put({"finalis": 5, "pemenang": 3}, "kategori", 0, "kuota"), "kategori[0].kuota.finalis", "tidak dipakai"),
    ("kalsel-2022", put("model", "kategori", 0, "instrumen"), "kategori[0].instrumen", "tidak dipakai"),
    ("kalsel-2022", put(None, "kategori", 0, "angka"), "kategori[0].angka", "tahap_akhir “angka” memerlukannya"),
    ("kalsel-2022", put("kode", "rencana_penilaian", "keterbukaan"), "rencana_penilaian.keterbukaan", "tidak dapat “kode”"),
    (
        "kalsel-2022",
        put([{"kode": "a", "nama": "A", "jenis": "jumlah"}], "kategori", 0, "angka", "kolom"),
        "kategori[0].angka.kolom",
        "tidak dipakai",
    ),
    ("kalsel-2022", put("indikator", "kategori", 0, "angka", "cara"), "kategori[0].angka.kolom", "belum ada"),
    ("kalsel-2022", put(None, "kategori", 0, "penghargaan", 0, "tempat"), "kategori[0].penghargaan[0].tempat", "belum ada"),
    ("kalsel-2022", put(2.0, "kategori", 0, "penghargaan", 0, "batas"), "kategori[0].penghargaan[0].batas", "predikat"),
    ("baru", put(["lain"], *FIGURE, 2, "kolom"), "kategori[0].angka.indikator[2].kolom[0]", "kolom “lain” tidak ada"),
    ("baru", put(["hari"], *FIGURE, 2, "kolom"), "kategori[0].angka.indikator[2].kolom", "hanya untuk kolom persen atau nilai"),
    ("baru", put(["selesai"], *FIGURE, 1, "kolom"), "kategori[0].angka.indikator[1].kolom", "memerlukan 2 kolom"),
    ("baru", put(None, *FIGURE, 0, "batas"), "kategori[0].angka.indikator[0].batas", "belum ada"),
    ("baru", put(31.0, *FIGURE, 0, "bobot"), "kategori[0].angka.indikator", "jumlah bobot 101"),
    ("baru", put("K1", *FIGURE, 1, "kode"), "kategori[0].angka.indikator[1].kode", "sudah dipakai"),
    ("baru", put(None, "kategori", 0, "angka", "kolom", 4, "terbesar"), "kategori[0].angka.kolom[4].terbesar", "belum ada"),
    ("kaltim-2024", put(None, "kategori", 0, "instrumen"), "kategori[0].instrumen", "belum ada"),
    ("kaltim-2024", put({"pemenang": 5}, "kategori", 0, "kuota"), "kategori[0].kuota.finalis", "belum ada"),
    ("kaltim-2024", put("wawancara", "rencana_penilaian", "tahap_akhir"), "kategori[0].lembar_wawancara", "belum ada"),
    ("kaltim-2024", put("orang", "kategori", 0, "peserta"), "kategori[0].angka", "orang tidak menyerahkan berkas"),
    ("kemendagri", put(None, "kategori", 0, "penghargaan", 0, "batas"), "kategori[0].penghargaan[0].batas", "mulai nilai ini"),
    ("kemendagri", put(95.0, "kategori", 0, "penghargaan", 1, "batas"), "kategori[0].penghargaan[1].batas", "lebih kecil"),
]


@pytest.mark.parametrize(("name", "change", "key", "word"), WRONG)
def test_a_fault_names_its_key(name, change, key, word):
    assert word in faults(change, name)[key]


@pytest.mark.parametrize("name", ["kalsel-2022", "kaltim-2024", "kemendagri"])
def test_the_presets_of_provinces_mark_what_is_a_model(name):
    spec = files.spec_from(files.read(name))
    assert {one.is_model for one in spec.instruments if not one.is_derived} <= {True}
    assert {key.status for key in spec.provenance if key.key == "rencana_penilaian"} == {"diasumsikan"}


def test_the_plan_holds_formulas_and_weights():
    content = plan_of(invented())
    assert [one["bobot"] for one in content["kategori"][0]["angka"]["indikator"]] == [30, 30, 10, 10, 10, 10]
    assert plan_of(files.read("kalsel-2022"))["kategori"][0]["angka"]["cara"] == Method.GIVEN


def test_formulas_are_told_in_words():
    scoring = files.spec_from(invented()).categories[0].scoring
    assert [formula(scoring, one) for one in scoring.figures] == [
        "Rata-rata hari paling banyak 3 bernilai 100; selebihnya turun sebanding",
        "Selesai ÷ Diterima × 100",
        "Diumumkan",
        "Nilai 1",
        "100 dikurangi Nilai 2",
        "rata-rata Nilai 1 dan Nilai 3",
    ]
    spec = files.spec_from(files.read("kemendagri"))
    assert giving(spec.categories[0].award_terms).startswith("Predikat diberikan menurut nilai")


@pytest.fixture
def kalsel(app):
    """The registry of Kalimantan Selatan."""
    return figures_scene.province()


def refused(document):
    """What loading says does not fit, by key."""
    with pytest.raises(BrokenEdition) as caught:
        actions.load(document, by=None, at=AT)
    return {fault.key: fault.message for fault in caught.value.faults}


def test_the_ministrys_file_with_its_quotas_is_told_what_does_not_fit(kalsel):
    told = refused(files.read("p4-2022") | {"provinsi": "63", "slug": "salinan"})
    assert set(told) == {
        "kategori[0].jenis_peserta[0]",
        "kategori[0].jenis_peserta[1]",
        "kategori[0].jenis_peserta[5]",
        "kategori[0].syarat[1].edisi_lalu",
        "kategori[1].jenis_peserta[0]",
        "kategori[1].jenis_peserta[1]",
        "kategori[1].jenis_peserta[5]",
        "kategori[1].kuota.finalis",
    }
    assert told["kategori[1].kuota.finalis"] == "30, padahal di Kalimantan Selatan hanya ada 14 instansi dari jenis itu"
    assert queries.editions() == []


def test_a_winner_in_the_province_makes_the_rule_fit(kalsel):
    region = factories.region("63.99", level="city", parent_code="63")
    home = factories.institution("pemkot", region=region)
    factories.honour(home, edition_number=3, category="UMUM", stage="pemenang")
    assert "kategori[0].syarat[1].edisi_lalu" not in refused(files.read("p4-2022") | {"provinsi": "63", "slug": "salinan"})


@pytest.mark.parametrize(
    ("change", "key", "word"),
    [
        ({"provinsi": "99"}, "provinsi", "bukan kode provinsi"),
        ({"provinsi": "63.01"}, "provinsi", "kode"),
        ({"provinsi": "64"}, "provinsi", "kode"),
    ],
)
def test_an_unknown_province_is_told(kalsel, change, key, word):
    assert word in refused(files.read("kalsel-2022") | change)[key]


def test_an_unknown_parent_is_told(kalsel):
    document = files.read("kalsel-2022")
    document["kategori"][1]["induk"] = "prov-99"
    assert set(refused(document)) == {"kategori[1].induk"}
