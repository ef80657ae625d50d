"""Bounds on who goes on: read, written back, refused with the key path; frozen with the plan; said in words."""

import pytest

from p4comp.competition import files, rules
from p4comp.competition.bounds import DIGITS, ISLANDS, Bound, Force, Group, islands_of
from p4comp.competition.rules import wording
from p4comp.core import canonical
from tests import factories

MINISTRIES = {"kode": "menteri", "kelompok": "jenis", "nilai": ["kementerian"], "paling_sedikit": 1, "sifat": "mengikat"}
PROVINCES = {"kode": "prov", "nama": "Pemerataan", "kelompok": "provinsi", "paling_banyak": 1, "sifat": "saran"}


def bounded(*bounds, **plan):
    """The small edition with bounds for its first category."""
    found = factories.document()
    found["kategori"][0]["batas"] = list(bounds)
    found["rencana_penilaian"] |= plan
    return found


def faults(*bounds, **plan):
    return {fault.key: fault.message for fault in files.faults_of(bounded(*bounds, **plan))}


def test_bounds_are_read_and_written_back():
    document = bounded(MINISTRIES, PROVINCES)
    assert files.parse(files.write(document).encode()) == document
    assert files.from_kept(files.to_kept(document)) == document
    assert files.spec_from(document).categories[0].bounds == (
        Bound("menteri", Group.KIND, ("kementerian",), 1, None, Force.BINDING),
        Bound("prov", Group.PROVINCE, (), None, 1, Force.ADVICE, "Pemerataan"),
    )
    assert files.spec_from(document).categories[1].bounds == ()


AT = "kategori[0].batas[0]"


@pytest.mark.parametrize(
    ("changes", "key", "word"),
    [
        ({"kelompok": "warna"}, f"{AT}.kelompok", "tidak dikenal"),
        ({"sifat": "keras"}, f"{AT}.sifat", "tidak dikenal"),
        ({"nilai": ["upp"]}, f"{AT}.nilai[0]", "pilihannya: kementerian"),
        ({"nilai": []}, f"{AT}.nilai", "1 sampai"),
        ({"paling_sedikit": 3, "sifat": "saran"}, f"{AT}.paling_sedikit", "kuota finalis 2"),
        ({"paling_banyak": 0}, f"{AT}.paling_sedikit", "lebih besar daripada paling_banyak 0"),
        ({"paling_sedikit": -1}, f"{AT}.paling_sedikit", "0 sampai"),
        ({"paling_sedikit": "dua"}, f"{AT}.paling_sedikit", "bilangan bulat"),
        ({"kelompok": "provinsi", "nilai": ["jatim"]}, f"{AT}.nilai[0]", "dua angka"),
        ({"kelompok": "wilayah", "nilai": ["bali"]}, f"{AT}.nilai[0]", "bali_nusa"),
        ({"kelompok": "induk", "nilai": ["kemenkes"]}, f"{AT}.nilai", "tidak dipakai"),
        ({"warna": "merah"}, f"{AT}.warna", "kunci tidak dikenal"),
    ],
)
def test_what_is_wrong_is_named_with_its_key(changes, key, word):
    found = faults(MINISTRIES | changes)
    assert list(found) == [key]
    assert word in found[key]


def test_a_bound_has_a_side():
    assert list(faults({"kode": "x", "kelompok": "jenis", "sifat": "saran"})) == [f"{AT}.paling_sedikit"]


def test_codes_of_bounds_differ():
    assert "sudah dipakai" in faults(MINISTRIES, PROVINCES | {"kode": "menteri"})["kategori[0].batas[1].kode"]


def test_binding_minima_take_no_more_places_than_there_are():
    cities = MINISTRIES | {"kode": "kota", "nilai": ["pemkot"], "paling_sedikit": 2}
    assert "mengikat 3" in faults(MINISTRIES, cities)["kategori[0].batas"]
    assert faults(MINISTRIES, cities | {"sifat": "saran"}) == {}
    assert faults(MINISTRIES, cities | {"paling_sedikit": 1}) == {}


def test_the_mixed_model_needs_three_readings():
    assert "3 pembaca" in faults(normalisasi="model_campuran", pembaca=2)["rencana_penilaian.normalisasi"]
    assert faults(normalisasi="model_campuran", pembaca=3) == {}
    assert "tidak dikenal" in faults(normalisasi="nilai_z")["rencana_penilaian.normalisasi"]


def test_bounds_are_frozen_with_the_plan_and_their_absence_changes_no_hash():
    with_bounds, without = rules.plan_of(bounded(MINISTRIES)), rules.plan_of(factories.document())
    assert rules.differences(without, with_bounds) == ["kategori[UMUM].batas"]
    assert all("batas" not in category for category in without["kategori"])


PLANS = {
    "p4-2018": "c95de413d3f695a43bf59c9da65c1501b7c9a669c78e6ff3bcc2cfeaec528cec",
    "p4-2019": "cadeaa5d7d5ce2f232658aec5d33861a007c7cc3c763fd9682b4f3da6f96b62e",
    "p4-2020": "5e0f895ddf252af7104c83e6ac7648422f44ff5d41557849b6cf88ffe014493d",
    "p4-2022": "2673fd86217f31e38b72ada6c74eed205ac2df36826d25a07f70cd91325c8a42",
}
OLDER_2022 = "d68e8d4c6e3a7afa524e131f861478a9b135263c3b946affc2008cbb9a1919f3"
LATER_TERMS = ("pembacaan", "rekonsiliasi", "rapat_pleno", "catatan_mitra")


@pytest.mark.parametrize("slug", PLANS)
def test_plans_of_the_presets_keep_their_names(slug):
    assert canonical.sha256(rules.plan_of(files.read(slug))) == PLANS[slug]


def test_an_edition_of_2022_without_the_later_terms_of_judging_keeps_its_name():
    document = {key: value for key, value in files.read("p4-2022").items() if key not in LATER_TERMS}
    for category in document["kategori"]:
        category.pop("batas", None)
    assert canonical.sha256(rules.plan_of(document)) == OLDER_2022


def test_bounds_of_2022_are_advice_and_said_to_be_assumed():
    found = files.read("p4-2022")
    bounds = [bound for category in found["kategori"] for bound in category.get("batas", ())]
    assert [bound["sifat"] for bound in bounds] == ["saran"] * 5
    sources = {one["kunci"]: one["status"] for one in found["keterangan"]}
    wanted = ("kategori[UMUM].batas", "kategori[UPP].batas", *LATER_TERMS)
    assert {key: sources[key] for key in wanted} == dict.fromkeys(wanted, "diasumsikan")


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        (Bound("b", Group.KIND, ("kementerian", "lembaga"), 2, None, Force.BINDING), "Paling sedikit 2 dari kementerian dan lembaga"),
        (Bound("b", Group.KIND, (), 1, 3, Force.BINDING), "Paling sedikit 1 dan paling banyak 3 dari setiap jenis instansi"),
        (Bound("b", Group.PROVINCE, (), None, 2, Force.ADVICE, "Pemerataan"), "Pemerataan: paling banyak 2 dari setiap provinsi"),
        (Bound("b", Group.PROVINCE, ("35",), None, 2, Force.ADVICE), "Paling banyak 2 dari provinsi 35"),
        (Bound("b", Group.ISLANDS, ("papua",), 1, None, Force.ADVICE), "Paling sedikit 1 dari Papua"),
        (Bound("b", Group.PARENT, (), None, 1, Force.BINDING), "Paling banyak 1 dari setiap instansi induk"),
    ],
)
def test_bounds_are_said_in_words(app, bound, words):
    assert wording.bound(bound) == words


def test_a_regions_first_digit_tells_its_islands():
    assert [islands_of(code) for code in ("11", "21.71", "35.78", "51", "64", "73", "81", "94", "", "99x")][:8] == [
        "sumatera",
        "sumatera",
        "jawa",
        "bali_nusa",
        "kalimantan",
        "sulawesi",
        "maluku",
        "papua",
    ]
    assert islands_of("") == ""
    assert set(DIGITS.values()) == set(ISLANDS)


def test_the_terms_and_the_plan_show_bounds(app, browse):
    factories.edition(kategori=bounded(MINISTRIES, PROVINCES)["kategori"])
    for path in ("/ketentuan/uji", "/ketentuan/uji/rencana-penilaian"):
        page = browse().get(path)
        assert "Paling sedikit 1 dari kementerian (mengikat)" in page.text
        assert "Pemerataan: paling banyak 1 dari setiap provinsi (saran bagi rapat pleno)" in page.text
