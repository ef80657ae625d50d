"""p4comp/core/scanning.py: what people send waits until a real clamd has found it clean."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from p4comp.core import clock, db, jobs, scanning, storage
from p4comp.core.audit import AuditRecord
from p4comp.core.jobs import Job, JobState
from p4comp.core.mail import Mail
from p4comp.core.storage import Scan, StoredFile
from p4comp.entries.models import Evidence
from tests import factories, scanners

BAD = factories.pdf("virus uji")


@pytest.fixture(scope="module")
def clamd():
    """A clamd that finds a virus in one PDF."""
    with tempfile.TemporaryDirectory(prefix="p4-clamd-") as folder, scanners.clamd(Path(folder), BAD) as url:
        yield url


@pytest.fixture
def scanner(app, monkeypatch, tmp_path):
    """`scanner(url)` sets the portal's scanner up."""
    monkeypatch.setitem(app.extensions, "store", storage.FolderStore(tmp_path / "files"))

    def use(url):
        monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], clamd_url=url))

    return use


@pytest.fixture
def mine(scanner, at, browse):
    """A draft without evidence: its member's browser and its address."""
    at(factories.during("pendaftaran"))
    who = factories.person("Siti")
    entry = factories.entry(contact=who, evidence=False)
    factories.member(who, entry.institution)
    return browse(who), f"/kepesertaan/{entry.id}"


def send(me, base, content, status=303):
    return me.post(f"{base}/indikator/A1/bukti", {"file": factories.upload("surat.pdf", content)}, status=status)


def one():
    db.session().expire_all()
    found = db.first(select(Evidence))
    return found, f"/kepesertaan/{found.entry_id}/bukti/{found.id}"


def test_a_file_is_listed_but_not_opened_until_it_is_found_clean(mine, scanner, clamd, work):
    me, base = mine
    scanner(clamd)
    send(me, base, factories.pdf("bersih"))
    evidence, url = one()
    assert evidence.file.scan is Scan.WAITING
    assert "Sedang diperiksa pemindai virus" in me.get(f"{base}/aspek/A").main
    assert "Sedang diperiksa pemindai virus" in me.get(f"{url}/lihat").main
    for path in (url, f"{url}/halaman/1"):
        assert "masih diperiksa" in me.get(path, status=423).main
    work()
    assert one()[0].file.scan is Scan.CLEAN
    assert me.get(url).body == factories.pdf("bersih")
    work()
    assert (one()[0].file.pages, one()[0].file.signatures) == (1, [])


def test_a_virus_takes_the_file_out_tells_its_people_and_is_logged(mine, scanner, clamd, work):
    me, base = mine
    scanner(clamd)
    send(me, base, BAD)
    evidence, url = one()
    work()
    evidence, _url = one()
    assert (evidence.removed_why, evidence.file.scan, evidence.file.scan_note) == ("infected", Scan.INFECTED, "Uji.Eicar.UNOFFICIAL")
    me.get(url, status=404)
    assert [mail.template for mail in db.everything(select(Mail))] == ["entries/mail/evidence_infected.txt"]
    assert "evidence.infected" in db.everything(select(AuditRecord.verb))
    assert "menemukan virus" in send(me, base, BAD, status=422).main


def test_while_clamd_is_down_files_wait_visibly_and_are_tried_again(mine, scanner, clamd, work, at):
    me, base = mine
    scanner("unix:/tiada/clamd.sock")
    send(me, base, factories.pdf("bersih"))
    work()
    evidence, url = one()
    assert evidence.file.scan is Scan.FAILED
    assert "belum dapat dihubungi" in me.get(f"{base}/aspek/A").main
    me.get(url, status=423)
    again = select(Job).where(Job.task == "scanning.again", Job.state == JobState.WAITING)
    assert db.count(again) == 1
    scanner(clamd)
    at(clock.now() + timedelta(minutes=4))
    work()
    work()
    assert one()[0].file.scan is Scan.CLEAN


def test_many_files_wait_for_one_new_try(mine, scanner, work):
    me, base = mine
    scanner("tcp://127.0.0.1:9")
    for text in ("a", "b", "c"):
        send(me, base, factories.pdf(text))
    work()
    assert set(db.everything(select(StoredFile.scan).join(Evidence, Evidence.sha256 == StoredFile.sha256))) == {Scan.FAILED}
    assert db.count(select(Job).where(Job.task == "scanning.again")) == 1


@pytest.mark.sqlite
def test_no_transaction_is_open_while_a_file_is_scanned(mine, scanner, clamd, monkeypatch):
    me, base = mine
    scanner(clamd)
    send(me, base, factories.pdf("bersih"))
    look = scanning.look

    def writes(path):
        with db.aside() as other:
            other.execute(select(Job).with_for_update())
        return look(path)

    monkeypatch.setattr(scanning, "look", writes)
    db.commit()
    jobs.run_waiting()
    assert one()[0].file.scan is Scan.CLEAN


@pytest.mark.sqlite
def test_fifty_megabytes_are_scanned(scanner, clamd, tmp_path):
    scanner(clamd)
    path = tmp_path / "besar"
    path.write_bytes(bytes(50 * 1024**2))
    assert scanning.look(path) == (Scan.CLEAN, "")


@pytest.mark.sqlite
def test_the_portals_own_files_are_not_scanned(scanner, clamd):
    scanner(clamd)
    assert storage.keep_bytes(b"surat", "application/pdf").scan is Scan.OWN
    assert not jobs.is_waiting("scanning.scan")


@pytest.mark.sqlite
def test_the_scanner_tells_its_version(scanner, clamd):
    scanner(clamd)
    assert scanning.version().startswith("ClamAV")
    scanner("unix:/tiada/clamd.sock")
    assert scanning.version() == ""
