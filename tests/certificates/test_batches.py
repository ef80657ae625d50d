"""Certificates go out to be signed in officials' own systems, come back, are checked, and are released by two people."""

import hashlib
import io
import zipfile
from dataclasses import replace

import pytest
from sqlalchemy import select

from p4comp.certificates import actions
from p4comp.certificates.actions.batches import Sent
from p4comp.certificates.models import Certificate, CertificateFile, SignedCopy, SigningBatch
from p4comp.certificates.queries import batches
from p4comp.certificates.rules import Sealing
from p4comp.certificates.rules.batches import BatchState, Outcome
from p4comp.core import db, storage
from p4comp.core.audit import AuditRecord
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.mail import Mail
from tests.certificates import files
from tests.certificates.conftest import AFTER
from tests.certificates.test_actions import SIGNING
from tests.certificates.test_runs import Staff


@pytest.fixture
def printed(cast, announced, work):
    """The cast's two certificates, printed to be signed outside."""
    made = actions.issue_all(announced, by=None, at=AFTER)
    for one in made:
        one.sealing = Sealing.BEFORE_SIGNATURE
    db.commit()
    work()
    session().expire_all()
    return announced


@pytest.fixture
def batch(printed):
    made = actions.export_batch(printed, by=Staff(), at=AFTER)
    db.commit()
    return made


@pytest.fixture
def key(tmp_path):
    files.key_file(tmp_path / "pejabat.p12")
    return tmp_path / "pejabat.p12"


def ours(batch):
    return {item.certificate.institution_name: storage.store().path(item.sha256).read_bytes() for item in batches.items(batch.id)}


def send(batch, **contents):
    sent = [Sent(storage.store().receive(io.BytesIO(content)), f"{name}.pdf") for name, content in contents.items()]
    return actions.take_in(batches.whole(batch.id), sent, by=Staff(), at=AFTER)


def outcomes(work):
    db.commit()
    work()
    session().expire_all()
    return {one.name.removesuffix(".pdf"): one.outcome.value for one in db.everything(select(SignedCopy))}


def test_each_kind_of_file_that_comes_back_is_told_apart(batch, key, tmp_path, work):
    mine, other = ours(batch).values()
    signed = files.sign(mine, key)
    files.key_file(tmp_path / "lain.p12", name="Orang Lain")
    send(
        batch,
        baik=signed,
        kosong=other,
        asing=files.sign(files.rewritten(other).replace(b"piagam.json", b"bukan1.json"), key),
        disimpan_ulang=files.rewritten(other),
        ditambah=files.with_more(other),
        ditambah_lalu_ditandatangani=files.sign(files.with_more(other), key),
        ditandatangani_lalu_ditambah=files.with_more(files.sign(other, key)),
        rusak=b"%PDF-1.7 rusak",
    )
    assert outcomes(work) == {
        "baik": "accepted",
        "kosong": "unsigned",
        "asing": "foreign",
        "disimpan_ulang": "altered",
        "ditambah": "altered",
        "ditambah_lalu_ditandatangani": "altered",
        "ditandatangani_lalu_ditambah": "altered",
        "rusak": "foreign",
    }


STAMP = (525, 90, 700, 128)  # where the signature belongs


def test_a_stamp_that_is_seen_on_the_page_and_a_second_signature_change_nothing_else(batch, key, tmp_path, work):
    files.key_file(tmp_path / "lain.p12", name="Orang Lain")
    mine, other = ours(batch).values()
    first = files.sign(mine, key, box=STAMP)
    send(batch, cap=files.sign(first, tmp_path / "lain.p12", field="Kedua", box=(400, 90, 515, 128)))
    send(batch, cap_lalu_ditambah=files.with_more(files.sign(other, key, box=STAMP)))
    assert outcomes(work) == {"cap": "accepted", "cap_lalu_ditambah": "altered"}
    copy = db.first(select(SignedCopy).where(SignedCopy.outcome == Outcome.ACCEPTED))
    assert [one["name"] for one in copy.signers] == ["Dr. Pejabat Uji", "Orang Lain"]


def test_without_our_seal_an_official_can_sign_and_change_nothing_else(cast, announced, key, work):
    for one in actions.issue_all(announced, by=None, at=AFTER):
        one.sealing = Sealing.NONE
    db.commit()
    work()
    session().expire_all()
    made = actions.export_batch(announced, by=Staff(), at=AFTER)
    db.commit()
    mine, other = ours(made).values()
    send(
        made,
        baik=files.sign(mine, key, box=STAMP),
        palsu=files.sign(files.followed_by_another(other), key),
        lain=files.sign(files.with_more(other), key),
    )
    assert outcomes(work) == {"baik": "accepted", "palsu": "altered", "lain": "altered"}


def test_another_document_behind_our_bytes_is_an_altered_file(batch, key, work):
    """An official's signature over the whole file proves nothing when the page that is shown is not the one that went out."""
    mine, _other = ours(batch).values()
    send(batch, palsu=files.sign(files.followed_by_another(mine), key))
    assert outcomes(work) == {"palsu": "altered"}


def test_one_changed_bit_is_an_altered_file(batch, key, work):
    mine, _other = ours(batch).values()
    signed = files.sign(mine, key)
    send(batch, di_bawah=files.flipped(signed, len(mine) - 3000), di_atas=files.flipped(signed, signed.rindex(b"/M (D:") + 8))
    assert outcomes(work) == {"di_bawah": "altered", "di_atas": "altered"}


def test_the_same_certificate_twice_is_taken_once(batch, key, work):
    mine, _other = ours(batch).values()
    signed = files.sign(mine, key)
    send(batch, pertama=signed)
    assert outcomes(work) == {"pertama": "accepted"}
    send(batch, lagi=signed, lain=files.sign(mine, key))
    assert outcomes(work) == {"pertama": "accepted", "lagi": "twice", "lain": "twice"}


def test_with_trusted_authorities_only_their_signatures_are_accepted(app, batch, tmp_path, work):
    issuer = files.key_file(tmp_path / "kunci.p12", name="Menteri Uji")
    before = app.extensions["settings"]
    app.extensions["settings"] = replace(before, trust_roots=files.pem(tmp_path / "akar.pem", issuer))
    try:
        mine, other = ours(batch).values()
        files.key_file(tmp_path / "lain.p12", name="Orang Lain")
        send(batch, tepercaya=files.sign(mine, tmp_path / "kunci.p12"), lain=files.sign(other, tmp_path / "lain.p12"))
        assert outcomes(work) == {"tepercaya": "accepted", "lain": "untrusted"}
    finally:
        app.extensions["settings"] = before
    found = {one.name: ([signer["name"] for signer in one.signers], one.is_certified) for one in db.everything(select(SignedCopy))}
    assert found == {"tepercaya.pdf": (["Menteri Uji"], True), "lain.pdf": (["Orang Lain"], False)}


def test_two_people_release_and_the_signed_file_is_handed_out_byte_for_byte(browse, cast, batch, key, work):
    contents = ours(batch)
    send(batch, satu=files.sign(contents["Pemerintah Kabupaten Peserta"], key))
    outcomes(work)
    path = f"/tanda-tangan/{batch.id}"
    first = browse(cast.secretary)
    asked = first.get(path).submit("Ajukan rilis 1 piagam").follow()
    assert asked.flashes == ["Rilis diajukan. Petugas sekretariat lain yang merilisnya."]
    assert "Rilis 1 piagam" not in asked.main
    first.post(f"{path}/rilis", status=403)
    released = browse(cast.second_secretary).get(path).submit("Rilis 1 piagam").follow()
    assert released.flashes == ["1 piagam bertanda tangan dirilis dan pemegangnya disurati."]
    session().expire_all()
    copy = db.first(select(SignedCopy))
    certificate = copy.item.certificate
    assert (copy.outcome, certificate.pdf_sha256) == (Outcome.RELEASED, copy.sha256)
    file = browse(cast.entrant).get(f"/piagam/{certificate.id}/unduh")
    assert hashlib.sha256(file.body).hexdigest() == copy.sha256
    kept = db.everything(select(CertificateFile).where(CertificateFile.certificate_id == certificate.id))
    assert sorted((one.role.value, one.is_current, one.is_certified) for one in kept) == [
        ("printed", False, False),
        ("signed", True, False),
    ]
    told = db.first(select(Mail).where(Mail.template == "certificates/mail/signed.txt"))
    assert told.person_id == cast.entrant.id
    db.commit()
    verbs = db.everything(select(AuditRecord.verb).where(AuditRecord.verb.like("signing_batch.%")).order_by(AuditRecord.number))
    assert verbs == ["signing_batch.exported", "signing_batch.received", "signing_batch.proposed", "signing_batch.released"]
    assert "ditandatangani secara elektronik oleh: Dr. Pejabat Uji" in browse().get(f"/v/{certificate.code}").main
    assert "BSrE" not in browse().get(f"/v/{certificate.code}").main


def test_what_was_printed_anew_meanwhile_is_not_released(batch, key, work):
    mine, _other = ours(batch).values()
    send(batch, satu=files.sign(mine, key))
    outcomes(work)
    copy = db.first(select(SignedCopy))
    actions.number(copy.item.certificate, SIGNING, by=None, at=AFTER)
    actions.propose_release(batches.whole(batch.id), by=Staff(), at=AFTER)
    db.commit()

    class Second(Staff):
        id = "orangkedua12"

    assert actions.release(batches.whole(batch.id), by=Second(), at=AFTER) == []
    assert copy.outcome is Outcome.OUTDATED


def test_the_batch_goes_out_byte_for_byte_with_a_list_of_hashes(browse, cast, batch):
    sent = browse(cast.secretary).get(f"/tanda-tangan/{batch.id}/kiriman.zip")
    with zipfile.ZipFile(io.BytesIO(sent.body)) as whole:
        rows = [line.replace('"', "").split(";") for line in whole.read("daftar.csv").decode("utf-8-sig").splitlines()]
        assert rows[0] == ["kode_portal", "kode", "penerima", "berkas", "sha256"]
        assert {row[3]: row[4] for row in rows[1:]} == {
            name: hashlib.sha256(whole.read(name)).hexdigest() for name in whole.namelist() if name != "daftar.csv"
        }
    assert db.count(select(Certificate)) == len(rows) - 1


def test_a_zip_comes_in_file_by_file_and_what_is_no_pdf_is_left_out(batch, key, work):
    out = io.BytesIO()
    mine, other = ours(batch).values()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("../../satu.pdf", files.sign(mine, key))
        whole.writestr("folder/dua.pdf", files.sign(other, key))
        whole.writestr("bukan.pdf", b"MZ")
        whole.writestr("catatan.txt", b"catatan")
    assert send(batch, semua=out.getvalue()) == 2
    assert outcomes(work) == {"satu": "accepted", "dua": "accepted"}


def test_a_zip_that_unfolds_to_more_than_a_disk_holds_is_not_unpacked(batch, monkeypatch):
    monkeypatch.setattr("p4comp.certificates.actions.batches.MOST_UNPACKED", 1000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        for number in range(2):
            whole.writestr(f"{number}.pdf", b"%PDF-1.7" + b"0" * 600)
    with pytest.raises(Invalid) as caught:
        actions.take_in(batches.whole(batch.id), [Sent(storage.store().receive(io.BytesIO(out.getvalue())), "x.zip")], by=Staff(), at=AFTER)
    assert "1 GB" in caught.value.message


def test_a_zip_with_a_huge_list_of_members_is_refused_before_the_list_is_read(batch, monkeypatch):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as whole:
        for number in range(3000):
            whole.writestr(f"{number:0900}.txt", b"")
    monkeypatch.setattr(zipfile, "ZipInfo", None)  # no member is looked at
    with pytest.raises(Invalid) as caught:
        actions.take_in(batches.whole(batch.id), [Sent(storage.store().receive(io.BytesIO(out.getvalue())), "x.zip")], by=Staff(), at=AFTER)
    assert "lebih dari 2000 PDF" in caught.value.message


@pytest.mark.parametrize(("name", "content"), [("surat.pdf", b"MZ bukan pdf"), ("kosong.zip", None)])
def test_what_holds_no_pdf_is_refused_beside_the_field(browse, cast, batch, name, content):
    if content is None:
        out = io.BytesIO()
        zipfile.ZipFile(out, "w").close()
        content = out.getvalue()
    page = browse(cast.secretary).get(f"/tanda-tangan/{batch.id}")
    refused = page.submit("Unggah dan periksa", files=(io.BytesIO(content), name), status=422)
    assert set(refused.errors) == {"files", ""}
    assert db.count(select(SignedCopy)) == 0


def test_nothing_goes_out_that_may_not_be_signed(cast, announced, work):
    actions.issue_all(announced, by=None, at=AFTER)
    db.commit()
    work()
    session().expire_all()
    with pytest.raises(Refused):
        actions.export_batch(announced, by=Staff(), at=AFTER)
    assert db.count(select(SigningBatch)) == 0


def test_a_proposed_release_stands_on_the_start_page_of_whoever_may_release(batch, cast, browse):
    told = [lambda who=who: "menunggu rilis" in browse(who).get("/ruang-kerja").main for who in (cast.secretary, cast.second_secretary)]
    assert [one() for one in told] == [False, False]
    batch.state, batch.proposed_by, batch.proposed_at = BatchState.PROPOSED, cast.secretary.id, AFTER
    db.commit()
    assert [one() for one in told] == [False, True]
