"""A flag is private: the institution and its province follow it, nobody else learns that there is one."""

import json
import zipfile
from datetime import date

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Membership
from p4comp.core import audit, canonical
from p4comp.core.audit import AuditRecord
from p4comp.core.db import commit, everything, session
from p4comp.core.mail import Mail
from p4comp.home.tasks import write
from p4comp.institutions import actions as registry
from p4comp.monitoring.models import FlagNote, MonitoringFlag, PlanStep
from p4comp.monitoring.rules.flags import FlagState, Progress
from tests import factories
from tests.monitoring import scene

SECRET = "Tindak lanjut anjlok sejak Januari."


@pytest.fixture
def world(app, at):
    at(scene.AT)
    return scene.world()


def raise_one(world, browse):
    page = browse(world.monitor).post("/pemantauan/instansi/kab-63.09/pembinaan", {"words": SECRET})
    return page.location, session().execute(select(MonitoringFlag)).scalar_one()


def test_the_institution_is_told_where_to_read_and_nothing_more(world, browse):
    raise_one(world, browse)
    mails = everything(select(Mail))
    assert sorted(one.to for one in mails) == sorted([world.drafter.email, world.viewer.email])
    assert [SECRET in one.body for one in mails] == [False, False]
    assert SECRET in browse(world.drafter).get(mails[0].body.split("tanggapi: ")[1].split()[0].replace("http://localhost", "")).text


def test_both_sides_follow_it_to_its_end(world, browse):
    path, flag = raise_one(world, browse)
    province, own = browse(world.monitor), browse(world.drafter)
    own.post(f"{path}/catatan", {"words": "Petugas pindah; pengganti ditunjuk."})
    province.post(f"{path}/catatan", {"words": "Baik, kami dampingi."})
    own.post(f"{path}/langkah", {"words": "Tunjuk petugas", "responsible": "Kepala Diskominfo", "due_on": "2022-05-10"})
    assert [(one.words, one.is_own) for one in everything(select(FlagNote).order_by(FlagNote.written_at, FlagNote.is_own.desc()))] == [
        ("Petugas pindah; pengganti ditunjuk.", True),
        ("Baik, kami dampingi.", False),
    ]
    assert "Lewat tanggal" in province.get(path).text
    (step,) = everything(select(PlanStep))
    moved = {"progress": "berjalan", "due_on": "2022-06-10"}
    assert "Tulis mengapa tanggalnya digeser." in own.post(f"{path}/langkah/{step.id}", moved, status=422).text
    own.post(f"{path}/langkah/{step.id}", moved | {"told": "Menunggu SK"})
    session().expire_all()
    assert (step.progress, step.due_on, step.told) == (Progress.BEGUN, date(2022, 6, 10), "Menunggu SK")
    province.post(f"{path}/tutup", {"reason": ""}, status=422)
    province.post(f"{path}/tutup", {"reason": "Tiga bulan di atas 90 %"})
    session().expire_all()
    assert (flag.state, flag.closing) == (FlagState.CLOSED, "Tiga bulan di atas 90 %")
    own.post(f"{path}/catatan", {"words": "x"}, status=403)
    province.post(f"{path}/buka", {})
    session().expire_all()
    assert (flag.state, flag.closed_at) == (FlagState.OPEN, None)


def test_nobody_else_learns_of_a_flag(world, browse):
    path, _flag = raise_one(world, browse)
    scene.figures(world.units[0])
    scene.published(world.province)
    others = [world.stranger, world.elsewhere_monitor, factories.secretariat(), factories.auditor(), factories.person()]
    for who in others:
        browse(who).get(path, status=404)
    for who in others[2:4]:
        for page in ("/pemantauan", "/pemantauan/provinsi/prov-63", "/pemantauan/instansi/kab-63.09"):
            text = browse(who).get(page).text
            assert [word in text for word in ("Dibina", SECRET, "Pembinaan")] == [False] * 3
    sheet = scene.pdf_words(browse(world.monitor).get("/pemantauan/provinsi/prov-63/lembar.pdf").body)
    assert [word in sheet for word in ("Kabupaten Tabalong", "anjlok", "Dibina", "Pembinaan")] == [True, False, False, False]
    assert SECRET.encode() not in browse(world.monitor).get("/pemantauan/provinsi/prov-63/angka.csv").body
    assert SECRET.encode() not in browse().get("/data-terbuka/pemantauan/prov-63.json").body


def test_the_province_and_the_institution_see_that_there_is_one(world, browse):
    raise_one(world, browse)
    assert "Dibina" in browse(world.monitor).get("/pemantauan/provinsi/prov-63").text
    assert "Dibina" in browse(world.viewer).get("/pemantauan/instansi/kab-63.09").text
    assert "Pembinaan dari provinsi berjalan" in browse(world.viewer).get("/ruang-kerja").text


def test_a_step_belongs_to_its_flag(world, browse):
    path, _flag = raise_one(world, browse)
    other = scene.step(scene.flag(world.units[1]))
    browse(world.monitor).get(f"{path}/langkah/{other.id}", status=404)


def test_one_province_knows_nothing_of_another(world, browse):
    scene.figures(world.units[0])
    browser = browse(world.elsewhere_monitor)
    for path in ("", "/sasaran", "/impor", "/angka.csv", "/lembar.pdf", "/belum-masuk", "/terbitkan", "/grafik/selesai.svg"):
        browser.get(f"/pemantauan/provinsi/prov-63{path}", status=404)
    for path in ("", "/isi", "/impor", "/lembar.pdf", "/pembinaan"):
        browser.get(f"/pemantauan/instansi/kab-63.09{path}", status=404)


def whole_life(world, browse):
    """A flag with everything that can happen to it, each with the planted word."""
    path, flag = raise_one(world, browse)
    province, own = browse(world.monitor), browse(world.drafter)
    own.post(f"{path}/catatan", {"words": SECRET})
    own.post(f"{path}/langkah", {"words": SECRET, "responsible": SECRET, "due_on": "2022-05-10"})
    (step,) = everything(select(PlanStep))
    own.post(f"{path}/langkah/{step.id}", {"progress": "berjalan", "due_on": "2022-06-10", "told": SECRET})
    province.post(f"{path}/tutup", {"reason": SECRET})
    province.post(f"{path}/buka", {})
    session().expire_all()
    return path, flag


def test_the_log_says_that_something_was_done_and_not_to_whom_nor_what(world, browse):
    _path, flag = whole_life(world, browse)
    (step,), (first, last) = (
        everything(select(PlanStep)),
        everything(select(FlagNote).order_by(FlagNote.written_at, FlagNote.is_own.desc())),
    )
    records = everything(select(AuditRecord).where(AuditRecord.verb.startswith("monitoring_")).order_by(AuditRecord.number))
    assert [one.verb for one in records] == [
        "monitoring_flag.raised",
        "monitoring_note.written",
        "monitoring_step.planned",
        "monitoring_step.changed",
        "monitoring_flag.closed",
        "monitoring_flag.reopened",
    ]
    assert {(one.subject_kind, one.subject_id, one.person_id, tuple(one.details)) for one in records} == {("portal", "", "", ("sealed",))}
    assert last.words == f"Dibuka lagi. Alasan penutupan sebelumnya: {SECRET}"
    written = {"id": first.id, "by": world.drafter.id, "at": scene.AT.isoformat(), "flag": flag.id, "is_own": True, "words": SECRET}
    assert records[1].details == {"sealed": canonical.sha256(written)}
    bare = json.dumps([audit.plain(one) for one in records])
    places = (world.units[0].id, world.units[0].code, world.province.id, world.province.code)
    assert [one for one in (flag.id, first.id, last.id, step.id, world.monitor.id, world.drafter.id, *places, SECRET) if one in bare] == []


@pytest.mark.parametrize("who", ["secretariat", "auditor"])
def test_no_list_of_mails_no_log_and_no_bundle_tells_of_a_flag(world, browse, who, tmp_path):
    path, flag = whole_life(world, browse)
    mails = everything(select(Mail).where(Mail.template == "monitoring/mail/flag.txt"))
    assert {one.subject for one in mails} == {"Pesan dari provinsi menunggu Anda"}
    commit()
    browser = browse(getattr(factories, who)())
    seen = [browser.get(page).body.decode() for page in ("/catatan-audit", "/catatan-audit.jsonl")]
    assert "Tidak ada catatan yang cocok" in browser.get(f"/catatan-audit?cari={flag.id}").text
    if who == "secretariat":
        seen += [browser.get(f"/surat-keluar{asked}").text for asked in ("", "?cari=provinsi", f"?cari={world.drafter.email}")]
        seen += [browser.get("/belum-membaca?hari=1").text]
        for one in mails:
            browser.get(f"/surat-keluar/{one.id}", status=404)
            browser.post(f"/surat-keluar/{one.id}/kirim-ulang", {}, status=404)
    with (tmp_path / "bundel.zip").open("w+b") as file:
        write(file, scene.AT)
        with zipfile.ZipFile(file) as archive:
            seen += ["\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())]
    assert "monitoring_flag.raised" in seen[0]
    assert "monitoring_flag.raised" in seen[-1]
    for text in seen:
        assert [word for word in (SECRET, path, flag.id, "Pesan dari provinsi menunggu Anda") if word in text] == []


def test_a_merger_moves_a_flag_and_tells_nobody_of_it(world, browse):
    _path, flag = raise_one(world, browse)
    kept, gone = world.units[1], world.units[0]
    secretary = factories.secretariat()
    page = browse(secretary).get(f"/instansi/{kept.code}/gabung/{gone.code}")
    assert "Pembinaan" not in page.text
    registry.merge(kept, gone, reason="ganda", by=someone(secretary), at=scene.AT)
    commit()
    session().expire_all()
    assert flag.institution_id == kept.id
    (record,) = everything(select(AuditRecord).where(AuditRecord.verb == "institution.merged"))
    assert [noun for noun in record.details["gone"]["moved"] if "Pembinaan" in noun] == []


def test_staff_who_are_members_or_monitors_as_well_learn_of_no_flag(world, browse):
    secretary, auditor = factories.secretariat(), factories.auditor()
    factories.keep(Membership(person_id=secretary.id, role="monitor", institution_id=world.province.id))
    factories.member(auditor, world.units[0], ("drafter",))
    path, _flag = raise_one(world, browse)
    assert sorted(one.to for one in everything(select(Mail))) == sorted([world.drafter.email, world.viewer.email])
    for who in (secretary, auditor):
        browse(who).get(path, status=404)
        browse(who).post(f"{path}/catatan", {"words": "x"}, status=404)
        for page in ("/pemantauan/provinsi/prov-63", "/pemantauan/instansi/kab-63.09", "/ruang-kerja"):
            text = browse(who).get(page).text
            assert [word in text for word in ("Dibina", SECRET, "Pembinaan")] == [False] * 3
