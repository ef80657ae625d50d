"""A flag is private: the institution and its province follow it, nobody else learns that there is one."""

from datetime import date

import pytest
from sqlalchemy import select

from p4comp.core.db import everything, session
from p4comp.core.mail import Mail
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
    for page in ("lembar.pdf", "angka.csv"):
        assert SECRET.encode() not in browse(world.monitor).get(f"/pemantauan/provinsi/prov-63/{page}").body
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
