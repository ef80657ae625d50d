"""“Data pribadi terlihat”: hidden at once, told, masked."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import db, storage
from p4comp.core.audit import AuditRecord
from p4comp.core.mail import Mail
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
