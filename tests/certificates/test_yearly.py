"""The signed list of a year: checked without the portal, and only what is public stands in it."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile

import pytest

from p4comp.certificates import rules
from p4comp.certificates.models import CertificateFile, FileRole
from p4comp.core import clock, db
from tests import factories
from tests.certificates.conftest import AFTER
from tests.factories.base import keep

PATH = "/periksa/daftar/2022.zip"


@pytest.fixture
def issued(cast, announced):
    """A winner's, a revoked finalist's, and a letter of thanks, each with a file."""
    made = {
        "winner": factories.certificate(announced, cast.entry, kind="winner", code=rules.new_code(), number="B/1/2022"),
        "finalist": factories.certificate(
            announced, cast.stranger_entry, code=rules.new_code(), state="revoked", revoked_at=AFTER, revoked_reason="R"
        ),
        "thanks": factories.certificate(announced, cast.stranger_entry, kind="thanks", code=rules.new_code()),
    }
    for name, one in made.items():
        file = factories.stored(f"%PDF-1.7 {name}".encode())
        keep(CertificateFile(certificate_id=one.id, sha256=file.sha256, role=FileRole.PRINTED, made_at=AFTER))
    db.commit()
    return made


@pytest.fixture
def folder(browse, issued, tmp_path):
    """The unpacked ZIP."""
    with zipfile.ZipFile(io.BytesIO(browse().get(PATH).body)) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def check(folder, *words):
    done = subprocess.run([sys.executable, "-I", folder / "periksa_daftar.py", *words], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def rows(folder):
    return [json.loads(line) for line in (folder / "daftar.jsonl").read_text("utf-8").splitlines()]


def test_the_list_tells_state_and_files_and_names_only_who_is_on_a_published_list(folder, issued):
    head, *found = rows(folder)
    assert (head["skema"], head["tahun"], head["jumlah"]) == ("p4-daftar-piagam/1", 2022, 3)
    by_hash = {row["kode_sha256"]: row for row in found}
    mine = {name: by_hash[hashlib.sha256(one.code.encode()).hexdigest()] for name, one in issued.items()}
    assert {name: (row["keadaan"], row.get("penerima"), row.get("kode")) for name, row in mine.items()} == {
        "winner": ("valid", issued["winner"].institution_name, issued["winner"].code),
        "finalist": ("revoked", issued["finalist"].institution_name, issued["finalist"].code),
        "thanks": ("valid", None, None),
    }
    for name, row in mine.items():
        sha256 = hashlib.sha256(f"%PDF-1.7 {name}".encode()).hexdigest()
        assert row["berkas"] == [{"sha256": sha256, "jenis": "printed", "terbaru": True}]
    assert set(mine["thanks"]) == {"kode_sha256", "jenis", "keadaan", "sejak", "berkas"}
    assert mine["finalist"]["sejak"] == AFTER.isoformat(timespec="seconds")


def test_its_program_checks_the_signature_and_finds_by_code_number_and_file(folder, issued, tmp_path):
    status, told = check(folder)
    assert (status, told.startswith("benar")) == (0, True)
    (tmp_path / "piagam.pdf").write_bytes(b"%PDF-1.7 thanks")
    for asked in (rules.grouped(issued["thanks"].code), issued["winner"].serial, "B/1/2022", str(tmp_path / "piagam.pdf")):
        status, told = check(folder, asked)
        assert (status, '"keadaan": "valid"' in told) == (0, True)
    assert check(folder, "B/2/2022")[0] == 1


@pytest.mark.parametrize("name", ["daftar.jsonl", "daftar.p7s"])
def test_a_changed_list_or_signature_is_noticed(folder, name):
    content = (folder / name).read_text("utf-8")
    (folder / name).write_text(content.replace("revoked", "valid") if name == "daftar.jsonl" else content[:80] + content[84:], "utf-8")
    assert check(folder) == (1, "SALAH  tanda tangan daftar tidak cocok\n")


def test_another_key_is_noticed_by_its_fingerprint(browse, folder):
    known = check(folder)[1].split()[-1]
    assert known in browse().get("/periksa/daftar").main
    assert check(folder, "--sidik", known.upper())[0] == 0
    assert check(folder, "--sidik", "0" * 64)[0] == 1


def test_what_is_not_announced_is_in_no_list(browse, cast, issued):
    secret = factories.decision(
        cast.edition, [cast.entry], purpose="winners", category="UPP", announced_at=factories.closing("penganugerahan")
    )
    hidden = factories.certificate(secret, cast.entry, code=rules.new_code())
    with clock.at(AFTER), zipfile.ZipFile(io.BytesIO(browse().get(PATH).body)) as archive:
        text = archive.read("daftar.jsonl").decode()
    assert hashlib.sha256(hidden.code.encode()).hexdigest() not in text
    assert hidden.serial not in text
    assert '"jumlah": 3' in text


def test_there_is_no_list_of_a_year_without_certificates(browse, issued):
    browse().get("/periksa/daftar/2021.zip", status=404)
    assert "Piagam yang terbit pada 2022 (ZIP)" in browse().get("/periksa/daftar").links
    assert "Certificates issued in 2022 (ZIP)" in browse().get("/periksa/daftar", query={"bahasa": "en"}).links


def test_its_hash_is_published_and_stays_until_the_list_changes(browse, folder, issued):
    published = browse().get("/periksa/daftar").main
    sha256 = hashlib.sha256((folder / "daftar.jsonl").read_bytes()).hexdigest()
    assert sha256 in published
    with clock.at(AFTER.replace(year=2024)):
        assert sha256 in browse().get("/periksa/daftar").main
    issued["winner"].state, issued["winner"].suspended_at = "suspended", AFTER
    assert sha256 not in browse().get("/periksa/daftar").main


def test_it_stands_in_the_catalogue_of_open_data(browse, issued):
    assert "/periksa/daftar/2022.zip" in browse().get("/data-terbuka").links.values()
    sets = {one["dct:identifier"]: one for one in json.loads(browse().get("/data-terbuka/katalog.json").body)["dcat:dataset"]}
    [file] = sets["piagam-2022"]["dcat:distribution"]
    assert (file["dcat:mediaType"], file["dcat:downloadURL"]) == ("application/zip", "http://localhost/periksa/daftar/2022.zip")


def test_the_operator_writes_the_same_list_to_a_folder(app, issued, tmp_path):
    runner = app.test_cli_runner()
    from p4comp.certificates.commands import certificates

    with clock.at(AFTER):
        done = runner.invoke(certificates, ["list", "--year", "2022", "--folder", str(tmp_path / "d")])
        assert done.exit_code == 0, done.output
        assert runner.invoke(certificates, ["list", "--year", "2021", "--folder", str(tmp_path / "e")]).exit_code == 2
        assert runner.invoke(certificates, ["list"]).exit_code == 2
    assert check(tmp_path / "d", issued["winner"].code)[0] == 0
