"""A certificate set aside for a while, or replaced by a corrected one."""

import pytest
from sqlalchemy import select

from p4comp.certificates import actions, queries
from p4comp.certificates.models import Certificate, CertificateFile
from p4comp.core import db
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.mail import Mail
from p4comp.decisions.models import Decision
from tests import factories
from tests.certificates.conftest import AFTER
from tests.certificates.test_runs import Staff


@pytest.fixture
def issued(cast, announced, work):
    actions.issue_all(announced, by=None, at=AFTER)
    db.commit()
    work()
    session().expire_all()
    return db.everything(select(Certificate).order_by(Certificate.serial))


def test_a_suspended_certificate_says_so_is_not_handed_out_and_can_stand_again(browse, cast, issued):
    one = issued[0]
    staff = browse(cast.secretary)
    page = staff.get(f"/piagam/{one.id}/tangguhkan")
    assert page.submit("Tangguhkan piagam", reason=" ", status=422).errors["reason"].startswith("Isi alasan penangguhan")
    page.submit("Tangguhkan piagam", reason="Nama diperiksa.")
    shown = browse().get(f"/v/{one.code}")
    assert shown.h1 == "Piagam ini ditangguhkan"
    assert "Alasan: Nama diperiksa." in shown.main
    browse(cast.entrant).get(f"/piagam/{one.id}/unduh", status=403)
    assert staff.get(f"/piagam/{one.id}/unduh").body.startswith(b"%PDF")
    staff.get(f"/edisi/{cast.edition.slug}/piagam").submit("Berlakukan lagi")
    assert browse().get(f"/v/{one.code}").h1 == "Piagam asli dan berlaku"
    assert browse(cast.entrant).get(f"/piagam/{one.id}/unduh").body.startswith(b"%PDF")
    told = db.everything(select(Mail.template).where(Mail.person_id == cast.entrant.id, Mail.template.like("certificates/mail/%")))
    assert sorted(told)[1:] == ["certificates/mail/resumed.txt", "certificates/mail/suspended.txt"]


def test_a_replaced_certificate_leads_to_the_corrected_one_with_a_code_of_its_own(browse, cast, issued, work):
    one = issued[0]
    old_file, path = one.pdf_sha256, f"/piagam/{one.id}/ganti"
    staff = browse(cast.secretary)
    same = staff.get(path).submit("Ganti piagam", name=one.institution_name, reason="Salah.", status=422)
    assert same.errors["name"] == "Nama ini sama dengan yang tercetak. Tulis nama yang benar."
    staff.get(path).submit("Ganti piagam", name="Pemerintah  Kabupaten Peserta Baru", reason="Salah tulis.")
    session().expire_all()
    old = session().get(Certificate, one.id)
    new = old.replaced_by
    assert (old.state, new.state, new.institution_name) == ("replaced", "issued", "Pemerintah Kabupaten Peserta Baru")
    assert (new.code != old.code, new.serial != old.serial, new.number) == (True, True, "")
    assert (new.decision_id, new.entry_id, new.award_text, new.replaces.id) == (old.decision_id, old.entry_id, old.award_text, old.id)
    shown = browse().get(f"/v/{old.code}")
    assert shown.h1 == "Piagam ini sudah diganti"
    assert f"Lihat piagam penggantinya, kode portal {new.serial}" in shown.main
    work()
    assert browse().get(f"/v/{new.code}").h1 == "Piagam asli dan berlaku"
    browse(cast.entrant).get(f"/piagam/{old.id}/unduh", status=403)
    found = queries.files.of_hash(old_file, AFTER)
    assert (found.certificate_id, found.is_current) == (old.id, True)


def test_a_corrected_decision_ends_the_corrected_certificate_and_a_later_one_may_stand_again(cast, announced, issued):
    announced = session().get(Decision, announced.id)
    new = actions.replace(issued[0], "Nama Benar", "Salah tulis.", by=Staff(), at=AFTER)
    assert actions.issue_all(announced, by=None, at=AFTER) == []
    corrected = factories.decision(
        cast.edition,
        [cast.stranger_entry],
        purpose="winners",
        awards={cast.stranger_entry.id: "AKD"},
        announced_at=AFTER,
        replaces=announced,
    )
    assert [one.id for one in actions.follow(corrected, by=None, at=AFTER)] == [new.id]
    assert (new.state, issued[0].state) == ("revoked", "replaced")


def test_a_replaced_certificate_of_a_chain_cannot_be_replaced_again(cast, issued):
    actions.replace(issued[0], "Nama Kedua", "Salah tulis.", by=Staff(), at=AFTER)
    with pytest.raises(Refused):
        actions.replace(issued[0], "Nama Ketiga", "Salah tulis.", by=Staff(), at=AFTER)
    second = issued[0].replaced_by or db.first(select(Certificate).where(Certificate.institution_name == "Nama Kedua"))
    with pytest.raises(Invalid):
        actions.replace(second, "Nama  Kedua", "Salah tulis.", by=Staff(), at=AFTER)


def test_the_hash_of_a_file_tells_nothing_before_the_announcement(cast):
    secret = factories.decision(cast.edition, [cast.entry], purpose="winners", announced_at=factories.closing("penganugerahan"))
    file = factories.stored().sha256
    kept = factories.certificate(secret, cast.entry, pdf_sha256=file, kind="winner")
    session().add(CertificateFile(certificate_id=kept.id, sha256=file, role="printed", made_at=AFTER))
    session().flush()
    assert queries.files.of_hash(file, AFTER) is None
    assert queries.files.of_hash(file, factories.closing("penganugerahan")).certificate_id == kept.id


def test_one_revoked_while_it_is_downloaded_arrives_whole_or_not_at_all(browse, cast, issued):
    one = issued[0]
    entrant = browse(cast.entrant)
    whole = entrant.get(f"/piagam/{one.id}/unduh").body
    actions.revoke(one, "Salah nama.", by=Staff(), at=AFTER)
    db.commit()
    assert whole.rstrip().endswith(b"%%EOF")
    entrant.get(f"/piagam/{one.id}/unduh", status=403)
    assert browse(cast.secretary).get(f"/piagam/{one.id}/unduh").body == whole
