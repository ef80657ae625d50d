"""Edition files: every fault names its key path and line, all at once; what is written back reads as it was."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from p4comp.competition import files
from p4comp.competition.files import BrokenEdition
from p4comp.competition.final_terms import Giving
from tests import factories

SMALL = (Path(factories.__file__).parent.parent / "small_edition.toml").read_text("utf-8")
DOCUMENTS = [*files.presets(), "small"]


def document(name):
    return files.parse(SMALL.encode()) if name == "small" else files.read(name)


def broken(old, new, text=SMALL):
    """The faults of the small edition with one text replaced at its first place."""
    assert old in text
    changed = text.replace(old, new, 1)
    with pytest.raises(BrokenEdition) as caught:
        files.parse(changed.encode())
    return caught.value.faults, changed


TABLE = [
    # what is changed, to what, the key path the error names, what its line holds, a word of the message
    ("nomor = 4", 'nomor = "empat"', "nomor", 'nomor = "empat"', "bilangan bulat"),
    ("nomor = 4", "nomor = 0", "nomor", "nomor = 0", "bilangan bulat"),
    ("nomor = 4\n", "", "nomor", None, "belum ada"),
    ('slug = "uji"', 'slug = "uji/../x"', "slug", "slug", "kode"),
    ('zona = "Asia/Jakarta"', 'zona = "Asia/Jkarta"', "zona", "zona", "tidak dikenal"),
    ('nama_pendek = "Kompetisi Uji"', 'nama_pendk = "Kompetisi Uji"', "nama_pendk", "nama_pendk", "kunci tidak dikenal"),
    ('nama_pendek = "Kompetisi Uji"', 'nama_pendk = "Kompetisi Uji"', "nama_pendek", None, "belum ada"),
    ("2022-04-14T23:59:00+07:00", "2022-04-14T23:59:00", "jadwal[1].tutup", "tutup = 2022-04-14T23:59:00", "selisih zona"),
    ("2022-04-14T23:59:00+07:00", "2022-01-14T23:59:00+07:00", "jadwal[1].tutup", "tutup = 2022-01-14", "sesudah buka"),
    ('kode = "sosialisasi"', 'kode = "sosialisi"', "jadwal[0].kode", 'kode = "sosialisi"', "pilih salah satu"),
    ('kode = "pendaftaran"', 'kode = "sosialisasi"', "jadwal[1].kode", 'kode = "sosialisasi"', "sudah dipakai"),
    ("2022-04-15T00:00:00+07:00", "2022-01-15T00:00:00+07:00", "jadwal[2].buka", "buka = 2022-01-15", "lebih awal"),
]


@pytest.mark.parametrize(("old", "new", "key", "line", "word"), TABLE)
def test_a_fault_names_its_key_path_and_line(old, new, key, line, word):
    faults, text = broken(old, new)
    fault = next(one for one in faults if one.key == key)
    assert word in fault.message
    if line is None:
        assert fault.line == 0
        assert str(fault).startswith(f"{key}: ")
    else:
        assert line in text.splitlines()[fault.line - 1]
        assert str(fault).startswith(f"{key} (baris {fault.line}): ")


def edited(change):
    """The faults of the 2022 preset after `change(document)`, by key."""
    found = files.read("p4-2022")
    change(found)
    with pytest.raises(BrokenEdition) as caught:
        files.parse(files.write(found).encode())
    return {fault.key: fault for fault in caught.value.faults}


def put(value, *path):
    """A change that puts a value at a path."""

    def change(found):
        for part in path[:-1]:
            found = found[part]
        found[path[-1]] = value

    return change


WHOLE = [
    (put({"finalis": 15, "pemenang": 6}, "kategori", 2, "kuota"), "kategori[2].penghargaan", "jumlah tempat 5"),
    (put({"finalis": 4, "pemenang": 5}, "kategori", 2, "kuota"), "kategori[2].kuota.pemenang", "tidak dapat dipilih"),
    (put({"finalis": "15", "pemenang": 5}, "kategori", 2, "kuota"), "kategori[2].kuota.finalis", "bilangan bulat"),
    (put("model-22", "kategori", 0, "instrumen"), "kategori[0].instrumen", "tidak ada; yang ada: model-21"),
    (put("lain", "kategori", 0, "lembar_wawancara"), "kategori[0].lembar_wawancara", "tidak ada"),
    (put(["inovasi", "kilau"], "kategori", 1, "penghargaan", 0, "kriteria"), "kategori[1].penghargaan[0].kriteria[1]", "bukan kriteria"),
    (put([], "kategori", 1, "penghargaan", 0, "kriteria"), "kategori[1].penghargaan[0].kriteria", "lebih dari satu penghargaan"),
    (put({"aturan": "system_in_use"}, "kategori", 0, "syarat", 0), "kategori[0].syarat[0].bulan", "memerlukannya"),
    (put({"aturan": "parent_recommendation", "bulan": 6}, "kategori", 0, "syarat", 0), "kategori[0].syarat[0].bulan", "tidak dipakai"),
    (
        put({"aturan": "honour_general_winner", "edisi_lalu": [4]}, "kategori", 0, "syarat", 1),
        "kategori[0].syarat[1].edisi_lalu[0]",
        "bukan edisi sebelum",
    ),
    (put(["sekolah"], "kategori", 0, "jenis_peserta"), "kategori[0].jenis_peserta[0]", "tidak dikenal"),
    (put(6.0, "instrumen", 0, "aspek", 0, "indikator", 0, "bobot"), "instrumen[0].aspek", "seharusnya 100"),
    (put(float("nan"), "instrumen", 0, "aspek", 0, "indikator", 0, "bobot"), "instrumen[0].aspek[0].indikator[0].bobot", "bobot"),
    (put(["a", "b"], "instrumen", 0, "aspek", 0, "indikator", 1, "rubrik"), "instrumen[0].aspek[0].indikator[1].rubrik", "samakan"),
    (
        put("A1", "instrumen", 0, "aspek", 1, "indikator", 0, "kode"),
        "instrumen[0].aspek[1].indikator[0].kode",
        "sudah dipakai pada lembar ini",
    ),
    (put(30.0, "lembar_wawancara", 0, "bagian", 0, "bobot"), "lembar_wawancara[0].bagian", "seharusnya 100"),
    (put([["13:00", "08:30"]], "wawancara", "jam"), "wawancara.jam[0]", "harus sesudah"),
    (put([["8.30", "12:00"]], "wawancara", "jam"), "wawancara.jam[0][0]", "JJ:MM"),
    (put([datetime(2022, 7, 1, tzinfo=UTC).date()], "wawancara", "hari"), "wawancara.hari[0]", "di luar tahap wawancara"),
    (put(["median", "median", "undian"], "rencana_penilaian", "pemecah_seri"), "rencana_penilaian.pemecah_seri[1]", "dua kali"),
    (put(["median", "umur", "undian"], "rencana_penilaian", "pemecah_seri"), "rencana_penilaian.pemecah_seri[1]", "pilih salah satu"),
    (put(["median"], "rencana_penilaian", "pemecah_seri"), "rencana_penilaian.pemecah_seri", "undian"),
    (put("zscore", "rencana_penilaian", "normalisasi"), "rencana_penilaian.normalisasi", "pilih salah satu"),
    (put("jadwal[tidur].buka", "keterangan", 0, "kunci"), "keterangan[0].kunci", "tidak menunjuk"),
    (put("pasti", "keterangan", 0, "status"), "keterangan[0].status", "pilih salah satu"),
]


@pytest.mark.parametrize(("change", "key", "word"), WHOLE)
def test_a_fault_between_values_names_its_key_path_and_line(change, key, word):
    faults = edited(change)
    assert word in faults[key].message
    assert faults[key].line > 0


def test_all_faults_are_told_at_once():
    faults, _text = broken(
        "nomor = 4", "nomor = 4.5", SMALL.replace("2022-04-14T23:59:00+07:00", "2022-04-14").replace('kode = "OA"', 'kode = ""')
    )
    assert {"nomor", "jadwal[1].tutup"} <= {fault.key for fault in faults}


def test_faults_stand_in_the_order_of_their_lines():
    faults, _text = broken("nomor = 4", "nomor = 4.5", SMALL.replace("2022-04-14T23:59:00+07:00", "2022-04-14"))
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)


@pytest.mark.parametrize(
    ("content", "line", "word"),
    [
        (b'format = 1\nslug = "a\n', 2, "TOML"),
        (b"format = 1\nformat = 1\n", 2, "TOML"),
        (b"[[jadwal]\n", 1, "TOML"),
        (b'format = 1\nnama = "\xff"\n', 2, "UTF-8"),
        (b"mitra = [\n", 2, "TOML"),
        (b"nomor = " + b"1" * 5000, 1, "TOML"),
        (b"mitra = " + b"[" * 5000, 1, "TOML"),
        (b"format = 1\n" + b"a." * 100_000 + b"a = 1\n", 2, "pecah menjadi beberapa baris"),
    ],
)
def test_a_text_that_is_no_toml_names_the_line(content, line, word):
    with pytest.raises(BrokenEdition) as caught:
        files.parse(content)
    assert [fault.line for fault in caught.value.faults] == [line]
    assert word in caught.value.message


def test_an_empty_file_names_every_missing_key():
    with pytest.raises(BrokenEdition) as caught:
        files.parse(b"")
    assert {"format", "slug", "jadwal", "kategori", "instrumen", "rencana_penilaian"} <= {fault.key for fault in caught.value.faults}


def test_a_missing_file_names_the_presets():
    with pytest.raises(BrokenEdition, match=re.escape("kalsel-2022, kaltim-2024, kemendagri, p4-2018, p4-2019, p4-2020, p4-2022")):
        files.read("tidak-ada.toml")


def test_a_file_of_windows_reads_as_any_other():
    assert files.parse(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()) == files.parse(SMALL.encode())


def test_lines_are_counted_as_an_editor_counts_them():
    text = SMALL.replace("Edisi kecil untuk pengujian.", "satu\u2028dua\u0085tiga", 1)
    faults, changed = broken("2022-04-14T23:59:00+07:00", "2022-04-14", text)
    assert changed.split("\n")[faults[0].line - 1] == "tutup = 2022-04-14"


def test_lines_are_found_behind_strings_that_look_like_tables():
    text = SMALL.replace('ringkasan = "Edisi kecil untuk pengujian."', 'ringkasan = """\n[[kategori]]\nnomor = 7\n"""', 1)
    assert text != SMALL
    faults, changed = broken("2022-04-14T23:59:00+07:00", "2022-04-14", text)
    assert changed.splitlines()[faults[0].line - 1] == "tutup = 2022-04-14"


@pytest.mark.parametrize("odd", ["[" + " " * 200_000 + "x", "[" + "#" * 200_000, "a" + " " * 200_000 + "x", "." * 200_000])
def test_lines_are_found_behind_strings_made_to_keep_the_search_busy(odd):
    text = SMALL.replace('ringkasan = "Edisi kecil untuk pengujian."', f'ringkasan = """\n{odd}\n"""', 1)
    faults, changed = broken("2022-04-14T23:59:00+07:00", "2022-04-14", text)
    assert changed.split("\n")[faults[-1].line - 1] == "tutup = 2022-04-14"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_written_back_reads_as_it_was(name):
    found = document(name)
    again = files.parse(files.write(found).encode())
    assert again == found
    offsets = [[window[key].utcoffset() for key in ("buka", "tutup") if key in window] for window in found["jadwal"]]
    assert [[window[key].utcoffset() for key in ("buka", "tutup") if key in window] for window in again["jadwal"]] == offsets


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_the_database_keeps_reads_as_it_was(name):
    found = document(name)
    assert files.from_kept(json.loads(json.dumps(files.to_kept(found)))) == found


MOMENTS = some.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001  # hypothesis asks for naive bounds
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=some.integers(-12 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
)
TEXTS = some.text(some.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(str.strip)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    opens=MOMENTS,
    name=TEXTS,
    note=some.text(some.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=60),
    weight=some.integers(1, 99),
)
def test_odd_values_survive_both_ways(opens, name, note, weight):
    found = factories.document(nama=name, ringkasan=note)
    found["jadwal"] = [{"kode": "pendaftaran", "nama": name, "buka": opens}]
    found["wawancara"]["hari"] = []
    found["keterangan"] = []
    assert files.faults_of(found) == []
    assert files.parse(files.write(found).encode()) == found
    assert files.from_kept(json.loads(json.dumps(files.to_kept(found)))) == found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_category_has_its_sheets(name):
    spec = files.spec_from(document(name))
    for category in spec.categories:
        assert sum(one.weight for one in spec.instrument_of(category.code).indicators) == pytest.approx(100)
        assert sum(one.weight for one in spec.interview_sheet_of(category.code).criteria) == pytest.approx(100)
        if category.award_terms.giving is not Giving.PREDICATE:
            assert sum(award.places for award in category.awards) == category.winners
