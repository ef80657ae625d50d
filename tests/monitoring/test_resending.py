"""Forms of monitoring under bad conditions: sent twice, cut off, in a second tab, after the sign-in or the matter has ended."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from p4comp.accounts.models import SignIn
from p4comp.accounts.routes import replay
from p4comp.core import clock
from p4comp.core.audit import AuditRecord
from p4comp.core.db import everything, session
from p4comp.core.mail import Mail
from p4comp.core.resending import OVERTAKEN
from p4comp.monitoring.forms import MonthForm
from p4comp.monitoring.models import FiguresFile, FlagNote, FormerFigures, MonitoringFlag, MonitoringTerms, MonthlyFigures, PlanStep
from p4comp.monitoring.rules.flags import FlagState, Progress
from tests import factories
from tests.channels import scene as channels
from tests.monitoring import scene

UNIT, AREA = "/pemantauan/instansi/kab-63.09", "/pemantauan/provinsi/prov-63"
NOW = "Yang tersimpan sekarang: “{}”."
NOTE, STEP = {"words": "Rapat setiap Senin."}, {"words": "Tunjuk petugas", "responsible": "Kepala Dinas", "due_on": "2022-06-30"}


@pytest.fixture
def world(app, at):
    at(scene.AT)
    return scene.world()


def beside(page, why=OVERTAKEN):
    """What stands beside the fields; above the form it says why."""
    assert page.errors[""][-1] == why
    return {name: said for name, said in page.errors.items() if name}


def all_of(model):
    session().expire_all()
    return everything(select(model).order_by(model.id))


def verbs(start):
    return [one.verb for one in everything(select(AuditRecord)) if one.verb.startswith(start)]


def opened(world, browse, what):
    """The page of a form, its button, what is typed, and what it makes."""
    flag = scene.flag(world.units[0])
    path = f"/pemantauan/pembinaan/{flag.id}"
    forms = {
        "flag": (f"{UNIT}/pembinaan", "Kirim kepada instansi", NOTE, MonitoringFlag),
        "note": (path, "Simpan catatan", NOTE, FlagNote),
        "step": (path, "Tambahkan", STEP, PlanStep),
    }
    url, button, typed, model = forms[what]
    return browse(world.monitor).get(url), button, typed, model


@pytest.mark.parametrize("what", ["flag", "note", "step"])
def test_a_form_sent_twice_makes_one(world, browse, what):
    page, button, typed, model = opened(world, browse, what)
    before = len(all_of(model))
    first, second = (page.submit(button, **typed) for _time in range(2))
    assert (second.status, second.location) == (303, first.location)
    assert len(all_of(model)) == before + 1
    assert len(everything(select(Mail))) == (2 if what == "flag" else 0)
    assert len(verbs({"flag": "monitoring_flag", "note": "monitoring_note", "step": "monitoring_step"}[what])) == 1


@pytest.mark.parametrize("what", ["flag", "note", "step"])
def test_the_same_words_on_a_new_page_are_a_second_one(world, browse, what):
    page, button, typed, model = opened(world, browse, what)
    before = len(all_of(model))
    page.submit(button, **typed)
    page.browser.get(page.path).submit(button, **typed)
    assert len(all_of(model)) == before + 2


def test_an_id_of_somebody_elses_note_makes_nothing_of_it(world, browse):
    page, button, typed, _model = opened(world, browse, "note")
    other = scene.flag(world.units[1])
    foreign = factories.keep(FlagNote(flag_id=other.id, words="Milik Tapin", is_own=True, written_at=scene.AT, written_by="x"))
    page.submit(button, status=409, once=foreign.id, **typed)
    assert [(one.flag_id, one.words) for one in all_of(FlagNote)] == [(other.id, "Milik Tapin")]


@pytest.mark.parametrize("cut", [10, 60])
def test_a_form_that_is_cut_off_on_its_way_keeps_nothing(world, browse, cut):
    page, _button, _typed, _model = opened(world, browse, "note")
    browser = page.browser
    whole = f"csrf_token={browser.token()}&words=Rapat+setiap+Senin".encode()
    options = factories.cut_off(whole, cut)
    answer = browser.client.post(f"{page.path}/catatan", **options)
    assert answer.status_code == 400
    assert all_of(FlagNote) == []


def step_page(world, browse):
    flag = scene.flag(world.units[0])
    one = scene.step(flag)
    return f"/pemantauan/pembinaan/{flag.id}/langkah/{one.id}", one


def test_a_second_tab_does_not_overwrite_progress_unseen(world, browse):
    path, one = step_page(world, browse)
    mine, theirs = browse(world.drafter).get(path), browse(world.monitor).get(path)
    theirs.submit("Simpan kemajuan", progress="berjalan", due_on="2022-06-30", told="SK sudah terbit")
    page = mine.submit("Simpan kemajuan", status=422, progress="selesai", due_on="2022-06-30", told="")
    assert beside(page) == {"progress": NOW.format("Berjalan"), "told": NOW.format("SK sudah terbit")}
    assert page.form("Simpan kemajuan").fields["progress"] == "selesai"
    session().expire_all()
    assert (one.progress, one.told) == (Progress.BEGUN, "SK sudah terbit")
    page.submit("Simpan kemajuan")
    session().expire_all()
    assert (one.progress, one.told) == (Progress.DONE, "")


def test_progress_sent_twice_is_told_once(world, browse):
    path, _one = step_page(world, browse)
    page = browse(world.drafter).get(path)
    for _time in range(2):
        page.submit("Simpan kemajuan", progress="berjalan", due_on="2022-06-30", told="")
    assert verbs("monitoring_step") == ["monitoring_step.changed"]


def test_targets_in_a_second_tab_show_what_was_kept_meanwhile(world, browse):
    mine, theirs = browse(world.monitor).get(f"{AREA}/sasaran"), browse(scene.monitor(world.province, "Kedua")).get(f"{AREA}/sasaran")
    theirs.submit("Simpan sasaran", followed_up="95", settled="80,5", basis="SE 1/2022")
    page = mine.submit("Simpan sasaran", status=422, followed_up="92", settled="", basis="")
    assert beside(page) == {"followed_up": NOW.format("95"), "settled": NOW.format("80,5"), "basis": NOW.format("SE 1/2022")}
    kept = [(one.followed_up, one.settled) for one in all_of(MonitoringTerms) if one.from_month == "2022-05"]
    assert kept == [(95.0, 80.5)]
    page.submit("Simpan sasaran")
    kept = [(one.followed_up, one.settled) for one in all_of(MonitoringTerms) if one.from_month == "2022-05"]
    assert kept == [(92.0, None)]


def test_targets_sent_twice_are_set_once(world, browse):
    page = browse(world.monitor).get(f"{AREA}/sasaran")
    for _time in range(2):
        page.submit("Simpan sasaran", followed_up="95,0")
    assert verbs("monitoring_terms") == ["monitoring_terms.set"]


MONTH = {"received": "1.294", "done": "1.219", "in_process": "75", "unverified": "", "waiting": "0"}


def test_a_month_sent_twice_is_there_once(world, browse):
    page = browse(world.drafter).get(f"{UNIT}/isi?bulan=2022-03")
    for _time in range(2):
        page.submit("Simpan angka", **MONTH)
    (row,) = all_of(MonthlyFigures)
    assert (row.received, row.done, row.version) == (1294, 1219, 1)
    assert (all_of(FormerFigures), verbs("monthly_figures")) == ([], ["monthly_figures.stated"])


def test_a_month_that_the_province_corrected_meanwhile_is_not_overwritten_unseen(world, browse):
    row = scene.figures(world.units[0], "2022-03")
    page = browse(world.drafter).get(f"{UNIT}/isi?bulan=2022-03")
    browse(world.monitor).get(f"{UNIT}/isi?bulan=2022-03").submit("Simpan angka", received="200", done="180", reason="Rekap baru")
    answer = page.submit("Simpan angka", status=422, received="150", done="80", reason="Salah ketik")
    assert beside(answer, MonthForm.overtaken) == {"received": NOW.format("200"), "done": NOW.format("180")}
    assert [answer.form("Simpan angka").fields[name] for name in ("received", "reason")] == ["150", "Salah ketik"]
    session().expire_all()
    assert (row.received, row.version) == (200, 2)
    answer.submit("Simpan angka", done="135")
    session().expire_all()
    assert (row.received, row.done, row.version) == (150, 135, 3)


def test_another_month_than_the_one_opened_shows_what_is_kept_of_it(world, browse):
    scene.figures(world.units[0], "2022-01", received=70, done=60, in_process=5)
    page = browse(world.drafter).get(f"{UNIT}/isi?bulan=2022-03")
    answer = page.submit("Simpan angka", status=422, month="2022-01", received="10", done="10", in_process="")
    assert beside(answer, MonthForm.overtaken) == {"received": NOW.format("70"), "done": NOW.format("60"), "in_process": NOW.format("5")}
    assert all_of(FormerFigures) == []


def rows(*cells):
    return factories.upload("angka.csv", "\r\n".join(["kode;bulan;diterima;selesai;diproses", *cells]).encode())


def test_a_file_sent_twice_waits_once(world, browse):
    browser = browse(world.monitor)
    first, second = (browser.post(f"{AREA}/impor", {"file": rows("kab-63.09;2022-03;10;9")}) for _time in range(2))
    assert (second.location, len(all_of(FiguresFile))) == (first.location, 1)
    other = browse(scene.monitor(world.province, "Kedua")).post(f"{AREA}/impor", {"file": rows("kab-63.09;2022-03;10;9")})
    assert (other.location == first.location, len(all_of(FiguresFile))) == (False, 2)


def test_all_that_is_lacking_is_said_at_once(world, browse):
    scene.figures(world.units[0], "2022-03")
    browser = browse(world.monitor)
    page = browser.get(browser.post(f"{AREA}/impor", {"file": rows("kab-63.09;2022-03;50;40;30")}).location)
    answer = page.submit("Simpan angka", status=422)
    assert sorted(set(answer.errors) - {""}) == ["accepted", "reason"]


def test_a_file_about_regencies_misses_no_agencies(world, browse):
    browser = browse(world.monitor)
    page = browser.get(browser.post(f"{AREA}/impor", {"file": rows("kab-63.09;2022-03;10;9", "kab-63.05;2022-03;10;9")}).location)
    assert "2 instansi belum ada" in page.text
    assert "Dinas Kesehatan" not in page.text


FORMS = {
    "fill": (f"{UNIT}/isi", MONTH | {"month": "2022-03"}, "1.294"),
    "raise_flag": (f"{UNIT}/pembinaan", NOTE, "Rapat setiap Senin."),
    "terms": (f"{AREA}/sasaran", {"from_month": "2022-05", "due_day": "10", "basis": "SE Sekda 7"}, "SE Sekda 7"),
    "note": ("/pemantauan/pembinaan/{flag}/catatan", NOTE, "Rapat setiap Senin."),
    "plan": ("/pemantauan/pembinaan/{flag}/langkah", STEP, "Tunjuk petugas"),
    "close": ("/pemantauan/pembinaan/{flag}/tutup", {"reason": "Sudah membaik."}, "Sudah membaik."),
}


@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_outlives_the_sign_in(world, browse, name):
    flag = scene.flag(world.units[0])
    url, typed, word = FORMS[name]
    browser = browse(world.monitor)
    browser.get(AREA)
    session().execute(update(SignIn).values(ended_at=clock.real()))
    page = browser.post(url.format(flag=flag.id), {"once": "0123456789ab", **typed}, status=401)
    kept = replay.unpack(page.one("[name=replay]").get("value"))
    assert word in [value for _name, value in kept.shown]
    assert ("once", "0123456789ab") in kept.items
    assert "0123456789ab" not in page.main


def test_a_note_to_what_was_closed_meanwhile_is_told_with_what_was_typed(world, browse):
    page, button, typed, model = opened(world, browse, "note")
    (flag,) = all_of(MonitoringFlag)
    flag.state = FlagState.CLOSED
    answer = page.submit(button, status=403, **typed)
    assert "Pembinaan ini sudah ditutup." in answer.main
    assert typed["words"] in answer.main
    assert all_of(model) == []


DUE = datetime(2022, 5, 10, 15, 59, tzinfo=UTC)


@pytest.mark.parametrize("moment", [DUE, DUE.replace(hour=16, minute=0), DUE.replace(hour=16, minute=1)])
def test_a_minute_past_the_day_that_figures_are_due_they_are_still_taken(world, browse, at, moment):
    at(DUE)
    page = browse(world.drafter).get(f"{UNIT}/isi?bulan=2022-04")
    at(moment)
    page.submit("Simpan angka", **MONTH)
    assert [one.month for one in all_of(MonthlyFigures)] == ["2022-04"]


def test_a_flag_to_an_institution_without_accounts_says_that_nobody_was_told(world, browse):
    page = browse(world.monitor).get("/pemantauan/instansi/kab-63.11/pembinaan")
    answer = page.submit("Kirim kepada instansi", words="Perbaiki.").follow()
    assert "Belum ada petugas instansi ini yang mempunyai akun" in answer.text
    assert everything(select(Mail)) == []


def test_the_page_of_an_institution_names_its_channels(world, browse):
    channels.channel(world.units[0])
    text = {who: browse(getattr(world, who)).get(UNIT).main for who in ("monitor", "drafter")}
    assert ["LAPOR PAMAN" in one for one in text.values()] == [True, True]
    assert ["Buka daftar kanal" in one for one in text.values()] == [False, True]


@pytest.mark.parametrize(("stated", "offered"), [((), "2022-04"), (("2022-01", "2022-03"), "2022-02"), (("2022-03", "2022-04"), "2022-04")])
def test_the_form_opens_on_the_first_month_that_is_missing(world, browse, stated, offered):
    for month in stated:
        scene.figures(world.units[0], month)
    form = browse(world.drafter).get(f"{UNIT}/isi").form("Simpan angka")
    assert (form.fields["month"], bool(form.fields["received"])) == (offered, offered in stated)
