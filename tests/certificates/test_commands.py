"""`p4comp certificates`."""

from click.testing import CliRunner
from sqlalchemy import select

from p4comp.certificates import actions
from p4comp.certificates.commands import certificates
from p4comp.certificates.models import Certificate
from p4comp.certificates.rules import Sealing
from p4comp.core import db
from p4comp.core.db import session
from tests.certificates import files
from tests.certificates.conftest import AFTER


def run(*words):
    db.commit()
    result = CliRunner().invoke(certificates, [str(one) for one in words])
    session().expire_all()
    return result


def test_certificates_are_printed_exported_imported_and_listed(cast, announced, tmp_path):
    for one in actions.issue_all(announced, by=None, at=AFTER):
        one.sealing = Sealing.BEFORE_SIGNATURE
    code = announced.code
    printed = run("print", code)
    assert (printed.exit_code, printed.output.splitlines()[-1]) == (0, "2 piagam tercetak, 0 gagal.")
    assert run("print", code).output == "Semua piagam keputusan ini sudah tercetak.\n"
    out = run("export", code, tmp_path / "kirim")
    assert out.exit_code == 0
    batch = out.output.strip().rpartition(" ")[2]
    names = sorted(path.name for path in (tmp_path / "kirim").glob("*.pdf"))
    assert names == sorted(f"{one.file_name}.pdf" for one in db.everything(select(Certificate)))
    files.key_file(tmp_path / "kunci.p12")
    (tmp_path / "baik.pdf").write_bytes(files.sign((tmp_path / "kirim" / names[0]).read_bytes(), tmp_path / "kunci.p12"))
    good = run("import", batch, tmp_path / "baik.pdf")
    assert (good.exit_code, good.output.split("\t")[:2]) == (0, ["baik.pdf", "Diterima"])
    bad = run("import", batch, tmp_path / "kirim" / names[1])
    assert (bad.exit_code, bad.output.split("\t")[1]) == (1, "Belum bertanda tangan")
    listed = run("list", code).output.splitlines()
    assert (len(listed), listed[-1]) == (3, "2 piagam.")


def test_what_is_unknown_is_exit_2(app):
    assert [run("list", "HP-0").exit_code, run("print", "HP-0").exit_code, run("import", "x", __file__).exit_code] == [2, 2, 2]
