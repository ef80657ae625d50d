"""p4comp/judging/rules/package.py and `p4comp ranking --package`: every ranking and list made again from a package alone."""

import csv
import hashlib
import json
import zipfile

import pytest
from click.testing import CliRunner

from p4comp.core import canonical
from p4comp.decisions import rules
from p4comp.judging import commands
from p4comp.judging.rules import computing, package
from p4comp.judging.rules.package import Told, check
from tests.judging.test_computing import drawn
from tests.judging.test_computing import snapshot as sheets

ENTRIES = [
    {"id": "e1", "name": "=Kota Satu", "institution_id": "i1", "totals": [90.0, 80.0, 70.0], "aspects": {}},
    {"id": "e2", "name": "Kota Dua", "institution_id": "i2", "totals": [81.0, 80.0, 79.0], "aspects": {}},
    {"id": "e3", "name": "Kota Tiga", "institution_id": "i3", "totals": [60.0, 60.5, 61.0], "aspects": {}},
]
INPUTS = {"algorithm": "mean-then-ladder/1", "decimals": 2, "tie_breaks": ["median", "terendah_tertinggi"], "seed": "uji", "aspects": []}
HEAD = ["kode", "sha256"]


def snapshot(*, listed=2, **changes):
    """A decision's snapshot as a plenary without changes leaves it."""
    inputs = INPUTS | {"entries": ENTRIES}
    ranking = rules.ranking_again("finalists", inputs)
    lines = [
        {key: row[key] for key in ("subject_id", "name", "institution_id", "place", "score")} | {"award": ""} for row in ranking[:listed]
    ]
    about = {"format": 2, "edition": {"slug": "uji"}, "purpose": "finalists", "category": "UMUM", "changes": []}
    found = about | {"list": lines, "ranking": ranking, "inputs": inputs} | changes
    return found | {"rows": rules.committed(found, "ab" * 32)}


def written(folder, *found):
    """A package of these snapshots, its index telling the hashes of what is in it."""
    (folder / "keputusan").mkdir(parents=True)
    with (folder / package.DECISIONS).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for number, one in enumerate(found, 1):
            content = canonical.text(one).encode()
            (folder / f"keputusan/HP-{number}.json").write_bytes(content)
            writer.writerow([f"HP-{number}", hashlib.sha256(content).hexdigest()])
    return folder


def run(*words):
    return CliRunner().invoke(commands.ranking, [str(word) for word in words])


@pytest.fixture
def folder(app, tmp_path):
    return tmp_path / "paket"


def test_a_package_that_agrees_is_told_so_and_ends_with_0(folder):
    told = run("--package", written(folder, snapshot()))
    assert told.exit_code == 0
    assert told.output.splitlines() == [
        "benar  HP-1: daftar finalis UMUM, urutan 3 peserta, mean-then-ladder/1",
        "HASIL: 1 sama sampai angka terakhir, 0 berbeda, 0 tidak dibuka.",
    ]


def test_a_zip_is_read_as_its_folder_is(folder, tmp_path):
    written(folder, snapshot())
    with zipfile.ZipFile(tmp_path / "paket.zip", "w") as packed:
        for path in folder.rglob("*.*"):
            packed.write(path, path.relative_to(folder))
    assert run("--package", tmp_path / "paket.zip").output == run("--package", folder).output


def test_a_score_that_was_changed_by_a_hundredth_is_found(folder):
    wrong = snapshot()
    wrong["ranking"][1]["score"] += 0.01
    told = run("--package", written(folder, wrong))
    assert told.exit_code == 1
    kept = wrong["ranking"][1]
    words = f"tempat 2 seharusnya {kept['subject_id']} {round(kept['score'] - 0.01, 2)}, tertulis {kept['subject_id']} {kept['score']}"
    assert told.output.splitlines()[0] == f"SALAH  HP-1: urutan yang dihitung ulang tidak sama: {words}"


def changed(key):
    return {"out": "e1", "out_name": "a", "into": "e3", "into_name": key, "reason": "alasan", "by": "p", "by_name": "P", "at": "t"}


def test_a_list_follows_from_the_ranking_and_the_changes_the_plenary_kept(folder):
    plain = snapshot()
    ranked = [row["subject_id"] for row in plain["ranking"]]
    moved = rules.exchange(plain["list"], plain["ranking"], out=ranked[0], into=ranked[2])
    change = changed("Kota Tiga") | {"out": ranked[0], "into": ranked[2]}
    assert [one.holds for one in check(_reader(written(folder, snapshot(list=moved, changes=[change]))))] == [True]


def test_a_list_that_was_moved_without_a_kept_change_is_found(folder):
    plain = snapshot()
    ranked = [row["subject_id"] for row in plain["ranking"]]
    moved = rules.exchange(plain["list"], plain["ranking"], out=ranked[0], into=ranked[2])
    (told,) = check(_reader(written(folder, snapshot(list=moved))))
    assert told == Told("HP-1", "Daftar yang disusun ulang dari urutan tidak sama dengan daftar dalam cuplikan.", False)


def _reader(folder):
    return lambda path: (folder / path).read_bytes() if (folder / path).is_file() else None


def test_bounds_move_a_list_as_the_snapshot_says(folder):
    plain = snapshot()
    out, into = (plain["ranking"][place]["subject_id"] for place in (1, 2))
    composed = {"displaced": [{"subject_id": out}], "comes": [{"subject_id": into}]}
    rows = [row for row in plain["ranking"] if row["subject_id"] != out]
    keys = ("subject_id", "name", "institution_id", "score")
    lines = [{key: row[key] for key in keys} | {"award": "", "place": place} for place, row in enumerate(rows, 1)]
    assert [one.holds for one in check(_reader(written(folder, snapshot(list=lines, composition=composed))))] == [True]


def test_a_snapshot_that_is_not_the_one_named_is_found(folder):
    written(folder, snapshot())
    (folder / "keputusan/HP-1.json").write_text("{}")
    assert [one.words for one in check(_reader(folder))] == ["SHA-256 cuplikan tidak sama dengan keputusan.csv"]


def test_a_missing_snapshot_is_wrong_and_one_the_plan_keeps_closed_is_not(folder):
    written(folder, snapshot())
    (folder / "keputusan/HP-1.json").unlink()
    assert [one.holds for one in check(_reader(folder))] == [False]
    (folder / package.DECISIONS).write_text("kode,sha256,sha256_berkas\nHP-1,ab,\n")
    told = run("--package", folder)
    assert (told.exit_code, told.output.splitlines()[-1]) == (0, "HASIL: 0 sama sampai angka terakhir, 0 berbeda, 1 tidak dibuka.")


def test_a_folder_that_is_no_package_ends_with_2(app, tmp_path):
    assert run("--package", tmp_path).exit_code == 2
    (tmp_path / "berkas").write_text("bukan ZIP")
    assert run("--package", tmp_path / "berkas").exit_code == 2
    assert run().exit_code == 2
    assert run("--package", tmp_path, "--snapshot", tmp_path / "berkas").exit_code == 2


def with_desk(folder, content):
    """The package with the sheets of a desk evaluation and the order they give."""
    written(folder)
    (folder / "peringkat").mkdir()
    text = canonical.text(content).encode()
    (folder / "peringkat/uji-UMUM.json").write_bytes(text)
    (folder / package.RANKINGS).write_text(f"edisi,kategori,sha256\nuji,UMUM,{hashlib.sha256(text).hexdigest()}\n")
    with (folder / "peringkat/uji-UMUM-urutan.csv").open("w", newline="") as file:
        csv.writer(file).writerows([package.ORDER, *package.order_of(computing.rank_both(content, computing.model_of(content)))])
    return folder


def test_the_desk_evaluation_is_made_again_from_its_sheets(folder):
    assert [one.holds for one in check(_reader(with_desk(folder, sheets(drawn(1)))))] == [True]


def test_a_sheet_that_was_raised_changes_the_desk_evaluation(folder):
    content = sheets(drawn(1))
    with_desk(folder, content)
    content["entries"][0]["sheets"][0][1] += 1
    text = canonical.text(content).encode()
    (folder / "peringkat/uji-UMUM.json").write_bytes(text)
    (folder / package.RANKINGS).write_text(f"edisi,kategori,sha256\nuji,UMUM,{hashlib.sha256(text).hexdigest()}\n")
    assert [one.holds for one in check(_reader(folder))] == [False]


def test_the_result_is_told_for_machines_too(folder):
    told = json.loads(run("--package", written(folder, snapshot()), "--json").output)
    assert told == [{"bagian": "HP-1", "hasil": "benar", "keterangan": "daftar finalis UMUM, urutan 3 peserta, mean-then-ladder/1"}]
