"""“Data pribadi terlihat”: hidden at once, told, masked."""

import hashlib
import io
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import db, storage
from p4comp.core.audit import AuditRecord
from p4comp.core.bundle import Bundle
from p4comp.core.mail import Mail
from p4comp.entries import tasks
from p4comp.entries.models import Evidence, Submission
from tests import factories

REASON = "NIK pelapor di halaman 1"
SECRET = "KTP Budi.pdf"


@pytest.fixture
def scene(app, at, monkeypatch, tmp_path):
    """The cast around a verified entry, in the interview week, and a file of it that shows personal data."""
    monkeypatch.setitem(app.extensions, "store", storage.FolderStore(tmp_path / "files"))
    at(factories.during("wawancara"))
    cast = factories.cast()
    cast.proof = factories.proof(cast.entry, "A1", name=SECRET, content=factories.pdf("ktp"))
    return cast


def address(scene, who):
    proof = scene.proof.id
    return {
        "evaluator": f"/evaluasi/{scene.assignment.id}/bukti/{proof}",
        "juror": f"/wawancara/{scene.juror_sheet.id}/bukti/{proof}",
        "secretariat": f"/verifikasi/{scene.entry.id}/bukti/{proof}",
        "auditor": f"/kepesertaan/{scene.entry.id}/bukti/{proof}",
        "entrant": f"/kepesertaan/{scene.entry.id}/bukti/{proof}",
    }[who]


def hide(scene, browse, who="evaluator", reason=REASON, status=303):
    return browse(scene.columns[who]).post(f"{address(scene, who)}/sembunyikan", {"reason": reason}, status=status)


def opens(scene, browse, who, part=""):
    base = address(scene, "entrant" if who == "secretariat" else who)
    return browse(scene.columns[who]).get(base + part, status=None).status


PARTS = ("", "/lihat", "/halaman/1")


@pytest.mark.parametrize("by", ["evaluator", "juror", "secretariat"])
def test_it_is_hidden_at_once_from_all_but_the_entrys_people_and_the_secretariat(scene, browse, by):
    assert {opens(scene, browse, who, part) for who in ("evaluator", "juror", "auditor") for part in PARTS} == {200}
    hide(scene, browse, by)
    assert {opens(scene, browse, who, part) for who in ("evaluator", "juror", "auditor") for part in PARTS} == {403}
    assert {opens(scene, browse, who, part) for who in ("entrant", "secretariat") for part in PARTS} == {200}


def test_not_even_its_name_is_shown_to_judges(scene, browse):
    pages = {
        "evaluator": f"/evaluasi/{scene.assignment.id}?aspek=A",
        "juror": f"/wawancara/{scene.juror_sheet.id}",
        "auditor": f"/verifikasi/{scene.entry.id}",
    }
    for who, page in pages.items():
        assert SECRET in browse(scene.columns[who]).get(page).main
    hide(scene, browse)
    for who, page in pages.items():
        shown = browse(scene.columns[who]).get(page)
        assert SECRET not in shown.response.get_data(as_text=True)
        assert scene.proof.sha256[:12] not in shown.response.get_data(as_text=True)
        assert "disembunyikan karena memuat data pribadi" in shown.main
    assert SECRET in browse(scene.columns["secretariat"]).get(f"/verifikasi/{scene.entry.id}").main


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 1001])
def test_a_reason_is_needed_and_stays_typed(scene, browse, reason):
    page = hide(scene, browse, reason=reason, status=422)
    assert page.select("#hide-reason-error")
    assert opens(scene, browse, "juror") == 200


def test_the_institution_and_the_secretariat_are_told(scene, browse):
    hide(scene, browse)
    mails = sorted((mail.template.rpartition("/")[2], mail.to) for mail in db.everything(select(Mail)))
    assert ("evidence_hidden.txt", scene.entrant.email) in mails
    assert ("evidence_hidden_office.txt", scene.columns["secretariat"].email) in mails
    assert REASON in browse(scene.entrant).get("/ruang-kerja").main


def mask(scene, browse, content=b"", status=303):
    upload = factories.upload("samaran.pdf", content or factories.pdf("samaran"))
    return browse(scene.entrant).post(f"{address(scene, 'entrant')}/samaran", {"file": upload}, status=status)


def test_a_masked_copy_takes_its_place_long_after_the_deadline(scene, browse, at):
    submission = db.first(select(Submission).where(Submission.entry_id == scene.entry.id))
    before = (submission.snapshot, submission.sha256)
    hide(scene, browse)
    at(factories.closing("pendaftaran") + timedelta(days=30))
    mask(scene, browse)
    db.session().expire_all()
    newer = db.first(select(Evidence).where(Evidence.origin_id == scene.proof.id))
    assert (newer.is_masked, newer.hidden_at, db.session().get(Evidence, scene.proof.id).removed_why) == (True, None, "masked")
    assert (submission.snapshot, submission.sha256) == before
    record = db.first(select(AuditRecord.details).where(AuditRecord.verb == "evidence.masked"))
    assert [record["before"], record["after"]] == [hashlib.sha256(factories.pdf(one)).hexdigest() for one in ("ktp", "samaran")]
    told = db.everything(select(Mail.to).where(Mail.template == "entries/mail/evidence_masked_office.txt"))
    assert scene.columns["secretariat"].email in told


def test_the_desk_shows_the_copy_with_a_mark_and_the_first_stays_hidden(scene, browse, at):
    hide(scene, browse)
    mask(scene, browse)
    desk = browse(scene.evaluator).get(f"/evaluasi/{scene.assignment.id}?aspek=A").main
    assert "samaran.pdf" in desk
    assert "Salinan tersamarkan" in desk
    assert SECRET not in desk
    assert opens(scene, browse, "evaluator") == 404
    assert opens(scene, browse, "auditor") == 403
    assert opens(scene, browse, "secretariat") == 200


def test_only_a_hidden_file_is_masked_and_only_with_something_else(scene, browse):
    mask(scene, browse, status=403)
    hide(scene, browse)
    assert "sama dengan yang akan diganti" in mask(scene, browse, factories.pdf("ktp"), status=422).main
    mask(scene, browse)
    mask(scene, browse, status=404)


def test_the_same_file_is_hidden_and_masked_wherever_the_dossier_uses_it(scene, browse):
    again = factories.proof(scene.entry, "A2", name=SECRET, content=factories.pdf("ktp"))
    hide(scene, browse)
    browse(scene.evaluator).get(f"/evaluasi/{scene.assignment.id}/bukti/{again.id}", status=403)
    mask(scene, browse)
    copies = db.everything(select(Evidence).where(Evidence.is_masked.is_(True)).order_by(Evidence.indicator))
    assert [(one.indicator, one.origin_id) for one in copies] == [("A1", scene.proof.id), ("A2", again.id)]


def test_the_secretariat_shows_it_again(scene, browse):
    hide(scene, browse)
    browse(scene.columns["secretariat"]).post(f"{address(scene, 'secretariat')}/tampilkan")
    assert opens(scene, browse, "juror") == 200
    assert {"evidence.hidden", "evidence.shown"} <= set(db.everything(select(AuditRecord.verb)))


def test_an_entry_that_ended_is_not_masked(scene, browse):
    hide(scene, browse)
    scene.entry.state = "withdrawn"
    mask(scene, browse, status=403)


def returned(scene, at):
    """The entrant may work on its dossier again."""
    at(factories.during("pendaftaran"))
    scene.entry.state, scene.entry.correct_until = "returned", factories.closing("pendaftaran")
    db.session().flush()
    return f"/kepesertaan/{scene.entry.id}/indikator/A2/bukti"


def send(scene, browse, path, content="ktp"):
    return browse(scene.entrant).post(path, {"file": factories.upload(SECRET, factories.pdf(content))})


@pytest.mark.parametrize("way", ["reused", "sent again", "taken out and sent again", "sent as a version"])
def test_hidden_content_comes_back_hidden_whichever_way(scene, browse, at, way):
    hide(scene, browse)
    path = returned(scene, at)
    if way == "reused":
        browse(scene.entrant).post(f"{path}/pilih", {"evidence": scene.proof.id})
    elif way == "sent as a version":
        other = factories.proof(scene.entry, "A2", name="lain.pdf", content=factories.pdf("lain"))
        send(scene, browse, f"/kepesertaan/{scene.entry.id}/bukti/{other.id}/ganti")
    else:
        if way.startswith("taken out"):
            browse(scene.entrant).post(f"{address(scene, 'entrant')}/hapus")
        send(scene, browse, path)
    db.session().expire_all()
    newer = db.first(select(Evidence).where(Evidence.indicator == "A2", Evidence.sha256 == scene.proof.sha256))
    assert (newer.hidden_at is not None, newer.hidden_reason, newer.removed_at) == (True, REASON, None)
    browse(scene.columns["auditor"]).get(f"/kepesertaan/{scene.entry.id}/bukti/{newer.id}", status=403)


def test_other_content_is_not_hidden_with_it(scene, browse, at):
    hide(scene, browse)
    send(scene, browse, returned(scene, at), "lain")
    db.session().expire_all()
    assert db.first(select(Evidence.hidden_at).where(Evidence.indicator == "A2", Evidence.name == SECRET)) is None


def test_an_earlier_version_with_the_same_content_is_hidden_and_shown_with_it(scene, browse):
    former = factories.proof(
        scene.entry, "A2", name=SECRET, content=factories.pdf("ktp"), removed_at=factories.during("pendaftaran"), removed_why="replaced"
    )
    reading = f"/kepesertaan/{scene.entry.id}/bukti/{former.id}"
    hide(scene, browse)
    browse(scene.columns["auditor"]).get(reading, status=403)
    browse(scene.columns["secretariat"]).post(f"{address(scene, 'secretariat')}/tampilkan")
    browse(scene.columns["auditor"]).get(reading)


def bundled_files():
    """The list of handed-in files in the auditor's bundle."""
    content = io.BytesIO()
    out = Bundle(content, factories.during("wawancara"))
    tasks.receipts(out)
    out.close()
    with zipfile.ZipFile(content) as archive:
        return archive.read("penyerahan/berkas.csv").decode()


def test_the_name_of_a_hidden_file_is_on_no_page_and_in_no_bundle_an_auditor_reads(scene, browse):
    """Nor is it after a masked copy took its place; the entrant's own receipt names it as before."""
    submission = db.first(select(Submission).where(Submission.entry_id == scene.entry.id))
    named = {"id": scene.proof.id, "indicator": "A1", "name": SECRET, "sha256": scene.proof.sha256, "size": 9, "type": "application/pdf"}
    submission.snapshot = submission.snapshot | {"evidence": [named]}
    db.session().flush()
    base = f"/kepesertaan/{scene.entry.id}"
    pages = [base, f"{base}/tanda-terima", f"{base}/aspek/A", f"{base}/indikator/A1/bukti", f"/verifikasi/{scene.entry.id}"]
    before = {page for page in pages if SECRET in browse(scene.columns["auditor"]).get(page).response.get_data(as_text=True)}
    assert (SECRET in bundled_files(), before) == (True, set(pages) - {base})
    hide(scene, browse)
    for step in ("hidden", "masked"):
        if step == "masked":
            mask(scene, browse)
            copy = db.first(select(Evidence.id).where(Evidence.is_masked.is_(True)))
            pages.append(f"{base}/bukti/{copy}/lihat")
        found = {page for page in pages if SECRET in browse(scene.columns["auditor"]).get(page).response.get_data(as_text=True)}
        assert (step, found) == (step, set())
        assert [text in bundled_files() for text in (SECRET, tasks.HIDDEN_NAME, scene.proof.sha256)] == [False, True, True]
    assert SECRET in browse(scene.entrant).get(f"{base}/tanda-terima").main


def test_a_hidden_spreadsheet_is_not_read_as_a_source_of_figures_either(scene, browse):
    source = factories.figure_source(scene.entry, taken=True)
    path = f"/kepesertaan/{scene.entry.id}/angka/sumber/{source.id}"
    browse(scene.columns["auditor"]).get(path)
    scene.proof.sha256 = source.sha256
    hide(scene, browse)
    found = {who: browse(scene.columns[who]).get(path, status=None).status for who in ("entrant", "secretariat", "auditor")}
    assert found == {"entrant": 200, "secretariat": 200, "auditor": 403}
