"""p4comp/home/data/periksa: a plain Python finds every change in a bundle, and what is in it can be read without the portal."""

import ast
import csv
import hashlib
import io
import json
import subprocess
import sys

import pytest
from sqlalchemy import select

from p4comp.competition.files import shape
from p4comp.competition.interview_terms import Pooling
from p4comp.competition.rules import wording
from p4comp.core import audit, db
from p4comp.core.audit import AuditRecord
from p4comp.decisions.rules import proof
from p4comp.home.data import periksa
from p4comp.home.data.periksa import basics
from p4comp.home.data.periksa import ranking as remade
from p4comp.judging.rules import ranking
from p4comp.results.rules import final


def check(folder, *words, bundle=None):
    """What the check says, run by a plain Python without the portal."""
    run = [sys.executable, "-I", str(folder / "periksa.py"), *([str(bundle)] if bundle else []), *words]
    done = subprocess.run(run, capture_output=True, text=True, cwd=folder.parent, env={"PYTHONIOENCODING": "utf-8"}, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def wrongs(folder, *words):
    """Where the check finds something wrong."""
    code, lines = check(folder, *words)
    assert (code, lines[-1]) == (1, f"HASIL: {len(lines_of(lines))} kesalahan.")
    return lines_of(lines)


def lines_of(lines):
    return [line.removeprefix("SALAH  ") for line in lines if line.startswith("SALAH")]


def change(folder, path, old, new):
    """Change a file and its line in the manifest, as somebody would who wants it not to show."""
    file, manifest = folder / path, folder / "MANIFEST.sha256"
    before = file.read_bytes()
    assert before.count(old.encode()) >= 1
    after = before.replace(old.encode(), new.encode(), 1)
    file.write_bytes(after)
    manifest.write_text(manifest.read_text().replace(hashlib.sha256(before).hexdigest(), hashlib.sha256(after).hexdigest()))


def rows(folder, path):
    return list(csv.DictReader(io.StringIO((folder / path).read_text("utf-8-sig"), newline="")))


def test_a_true_bundle_is_found_whole(folder, season):
    code, lines = check(folder)
    assert code == 0
    count = audit.head().count
    assert lines == [
        f"benar  {len((folder / 'MANIFEST.sha256').read_text().splitlines())} berkas sama dengan MANIFEST.sha256",
        f"benar  rantai {count} catatan utuh, ujungnya {audit.head().hash}",
        "benar  1 edisi: dokumen dan rencana penilaian sama dengan yang dicatat",
        "benar  4 tanda terima ada dalam rantai",
        f"benar  keputusan/{season.code}.json: urutan dan nilai 4 peserta sama setelah dihitung ulang",
        f"benar  {season.code}: cuplikan utuh",
        "catat  belum dicocokkan dengan ujung rantai dari luar portal; pakai --ujung dan --catatan",
        "HASIL: tidak ada yang salah.",
    ]


def test_the_zip_is_checked_without_unpacking_it(folder):
    assert check(folder, bundle=folder.with_suffix(".zip"))[0] == 0


def test_every_file_is_in_the_manifest(folder):
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {"MANIFEST.sha256"}
    assert {line.split("  ")[1] for line in (folder / "MANIFEST.sha256").read_text().splitlines()} == there


def test_names_can_be_taken_out(folder):
    (folder / "orang.csv").unlink()
    code, lines = check(folder)
    assert code == 0
    assert lines[0] == "catat  orang.csv dihapus; kode orang tetap ada"


def test_names_stand_in_one_file_only(folder):
    assert sorted(row["nama"] for row in rows(folder, "orang.csv")) == ["Sekretaris 1", "Sekretaris 2"]
    holding = [path.name for path in folder.rglob("*") if path.is_file() and b"Sekretaris 1" in path.read_bytes()]
    assert holding == ["orang.csv"]


def test_a_changed_record_is_named(folder):
    change(folder, "catatan.jsonl", '"verb": "edition.loaded"', '"verb": "edition.forged"')
    found = wrongs(folder)
    assert found[0] == "catatan.jsonl baris 1: catatan 1 diubah: hash tidak sama dengan isinya"


def test_a_changed_file_shows_in_the_manifest(folder):
    with (folder / "edisi/tenggat.csv").open("a") as file:
        file.write("x\r\n")
    assert wrongs(folder) == ["edisi/tenggat.csv: SHA-256 tidak sama dengan MANIFEST.sha256"]


def test_a_cut_tail_is_named(folder):
    last = (folder / "catatan.jsonl").read_text().splitlines(keepends=True)[-1]
    change(folder, "catatan.jsonl", last, "")
    count = audit.head().count
    assert wrongs(folder)[0] == f"catatan.jsonl: berisi {count - 1} catatan, seharusnya {count}; ekornya dipotong atau ditambah"


def test_a_record_taken_out_is_named(folder):
    lines = (folder / "catatan.jsonl").read_text().splitlines(keepends=True)
    change(folder, "catatan.jsonl", lines[1], "")
    assert wrongs(folder)[0] == "catatan.jsonl baris 2: bernomor 3; ada catatan yang hilang atau disisipkan"


def test_a_changed_score_in_a_snapshot_is_named_twice(folder, season):
    path = f"keputusan/{season.code}.json"
    change(folder, path, "[50.0,40.0,30.0]", "[95.0,95.0,95.0]")
    assert wrongs(folder) == [
        f"{path}: SHA-256 tidak sama dengan keputusan/keputusan.csv; cuplikan diubah",
        f'{path}: urutan 1: subject_id seharusnya "{season.snapshot["ranking"][3]["subject_id"]}", '
        f'tertulis "{season.snapshot["ranking"][0]["subject_id"]}"',
    ]


def test_a_snapshot_changed_with_its_stated_hash_is_not_the_recorded_one(folder, season):
    path = f"keputusan/{season.code}.json"
    change(folder, path, "Ketua", "Ketya")
    change(folder, "keputusan/keputusan.csv", season.sha256, hashlib.sha256((folder / path).read_bytes()).hexdigest())
    assert wrongs(folder) == [f"{path}: {season.code}: SHA-256 tidak sama dengan catatan decision.made dalam rantai"]


def test_a_decision_left_out_is_named(folder, season):
    line = next(one for one in (folder / "keputusan/keputusan.csv").read_bytes().decode().splitlines(keepends=True) if season.code in one)
    change(folder, "keputusan/keputusan.csv", line, "")
    assert wrongs(folder) == [f"keputusan/keputusan.csv: keputusan {season.code} ada dalam rantai tetapi tidak ada di sini"]


def test_a_receipt_with_a_head_of_another_chain_is_named(folder):
    head = rows(folder, "penyerahan/tanda-terima.csv")[0]
    change(folder, "penyerahan/tanda-terima.csv", f"{head['sha256']},{head['ujung_catatan']}", f"{head['sha256']},{'a' * 64}")
    assert wrongs(folder) == [
        f"penyerahan/tanda-terima.csv baris 2: {head['kode']}: ujung catatan audit yang tercetak tidak ada dalam rantai"
    ]


def test_a_head_from_outside_is_compared(folder, season):
    number = db.first(select(AuditRecord).where(AuditRecord.hash == season.audit_head)).number
    assert check(folder, "--ujung", season.audit_head, "--catatan", str(number))[0] == 0
    wrong = ["--ujung: ujung yang Anda pegang tidak ada dalam rantai ini: tidak cocok"]
    assert wrongs(folder, "--ujung", season.audit_head, "--catatan", str(number + 1)) == wrong
    assert wrongs(folder, "--ujung", "f" * 64) == wrong


def test_no_cell_is_a_formula(folder, season):
    cells = [cell for path in folder.rglob("*.csv") for row in rows(folder, path) for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []
    assert rows(folder, "penyerahan/tanda-terima.csv")[0]["instansi"] == "'=HYPERLINK(1)"


def test_the_edition_and_the_decision_are_there_as_they_were_hashed(folder, season):
    assert hashlib.sha256((folder / f"keputusan/{season.code}.json").read_bytes()).hexdigest() == season.sha256
    assert hashlib.sha256((folder / "edisi/uji-rencana.json").read_bytes()).hexdigest() == season.edition.plan_sha256
    assert [row["nilai"] for row in rows(folder, f"keputusan/{season.code}-urutan.csv")] == ["80.0", "80.0", "60.5", "40.0"]
    assert json.loads((folder / "kepala.json").read_text())["ujung"] == audit.head().hash


def test_pages_are_whole_and_without_scripts(folder, season):
    for path in ("index.html", f"keputusan/{season.code}.html"):
        text = (folder / path).read_text()
        assert (text.count("<script"), text.count("<h1>"), text.count("http")) == (0, 1, 0)


def test_the_delivered_file_is_the_parts_and_needs_nothing_else(tmp_path):
    text = periksa.one_file()
    assert {name for line in text.splitlines() if line.startswith(("import ", "from ")) for name in [line.split()[1].split(".")[0]]} <= set(
        sys.stdlib_module_names
    )
    kinds = (ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)
    own = [ast.unparse(node) for node in ast.parse(text).body if isinstance(node, kinds)]
    parts = [ast.parse((periksa.HERE / f"{name}.py").read_text("utf-8")).body for name in periksa.PARTS]
    assert own == [ast.unparse(node) for part in parts for node in part if isinstance(node, kinds)]
    (tmp_path / "periksa.py").write_text(text, "utf-8")
    done = subprocess.run([sys.executable, "-I", str(tmp_path / "periksa.py"), "--help"], capture_output=True, text=True, check=False)
    assert (done.returncode, "--ujung" in done.stdout, done.stderr) == (0, True, "")


def test_every_part_is_delivered_and_none_is_long():
    files = {path.stem: len(path.read_text("utf-8").splitlines()) for path in periksa.HERE.glob("*.py")}
    assert set(files) == {"__init__", *periksa.PARTS}
    assert max(files.values()) <= 120


LADDER = ["aspek_terberat", "median", "terendah_tertinggi", "wawancara", "evaluasi_dokumen", "undian"]
ENTRIES = [
    {"id": key, "name": key, "institution_id": key, "totals": totals, "aspects": {"A": [50.0] * 5}, "desk": desk} | more
    for key, totals, desk, more in (
        ("a", [80.0, 80.0, 80.0, 80.0, 80.0], 60.0, {}),
        ("b", [80.0, 80.0, 80.0, 80.0, 80.0], 70.0, {}),
        ("c", [10.0, 90.0, 81.0, 82.0, 83.0], 60.0, {}),
        ("d", [70.0, 71.0, 72.0, 73.0, 99.0], 60.0, {"correction": 4.5}),
        ("e", [99.0, 99.0, 99.0, 99.0, 99.0], 60.0, {"correction": 4.5}),
    )
]


@pytest.mark.parametrize("how", list(Pooling))
def test_a_final_ranking_of_any_pooling_and_ladder_is_made_again_as_the_portal_makes_it(how, capsys):
    pooling = {} if how is Pooling.MEAN else {"pooling": how.value}
    plan = {"decimals": 2, "tie_breaks": LADDER, "seed": "uji", "aspects": [{"code": "A", "weight": 100.0}], "winners": 2, "awards": []}
    inputs = {"algorithm": final.ALGORITHM, "scale": 100, "entries": ENTRIES} | plan | pooling
    found = basics.Findings()
    remade.recompute("uji.json", {"inputs": inputs, "ranking": final.rank(inputs), "list": []}, found)
    assert found.faults == 0
    assert capsys.readouterr().out == "benar  uji.json: urutan dan nilai 5 peserta sama setelah dihitung ulang\n"


def test_a_step_nobody_knows_is_told_and_not_left_out(capsys):
    inputs = {"entries": ENTRIES, "decimals": 2, "tie_breaks": ["median", "umur", "undian"], "seed": "uji", "aspects": []}
    found = basics.Findings()
    remade.recompute("uji.json", {"inputs": inputs, "ranking": [], "list": []}, found)
    assert found.faults == 1
    assert capsys.readouterr().out == "SALAH  uji.json: langkah pemecah seri tidak dikenal: umur\n"


def test_a_step_of_the_ladder_is_known_wherever_one_is_read():
    assert set(shape.TIE_BREAKS) == set(wording.TIE_BREAKS) == {*ranking.LADDER, ranking.LOT} == set(proof.STEPS)
    assert {*ranking.LADDER} == {"aspek_terberat", *remade.TOTALS, *remade.STAGES}
