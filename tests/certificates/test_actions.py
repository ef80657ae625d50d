from datetime import date

import pytest
from sqlalchemy import select

from p4comp.certificates import actions, queries
from p4comp.certificates.actions import Signing
from p4comp.certificates.models import Certificate, PrintItem
from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.core.db import session
from p4comp.core.errors import Refused, RuleBroken
from p4comp.core.jobs import Job
from p4comp.core.mail import Mail
from p4comp.decisions.models import Decision
from tests import factories
from tests.certificates.conftest import AFTER

SIGNING = Signing("B/640/PP.00.05/2022", date(2022, 6, 17), "Plt. Deputi Bidang Uji", "Dr. Nama Penandatangan")
ISSUED_MAIL = """Yth. Peserta,

Piagam penghargaan untuk Pemerintah Kabupaten Peserta sudah terbit:

sebagai penerima Piala Uji
Aspek pengelolaan terbaik
Kategori Instansi Pemerintah Umum
Kompetisi Uji Pengelolaan Pengaduan
Kode portal {serial}, nomor piagam: menunggu nomor

Unduh berkasnya di:
http://localhost/piagam

Siapa pun dapat memeriksa keasliannya, tanpa akun, di:
http://localhost/v/{code}

Yang perlu Anda lakukan: periksa penulisan nama instansi pada piagam. Bila ada yang keliru, balas lewat sekretariat kompetisi sebelum nomor resmi diisi.
"""


def issue(decision, cast):
    return actions.issue_all(decision, by=None, at=AFTER)


def prints():
    return [*db.everything(select(PrintItem)), *db.everything(select(Job).where(Job.task == "certificates.print"))]


def test_every_line_of_an_announced_decision_gets_its_certificate(cast, announced):
    made = issue(announced, cast)
    assert [(one.institution_name, one.phrases) for one in made] == [
        ("Pemerintah Kabupaten Peserta", ["sebagai penerima Piala Uji", "Aspek pengelolaan terbaik"]),
        ("Pemerintah Kabupaten Tetangga", ["sebagai penerima Piala Uji", "Aspek dampak terbaik"]),
    ]
    slug = cast.edition.slug.upper()
    assert [one.serial for one in made] == [f"{slug}/PIAGAM/0001", f"{slug}/PIAGAM/0002"]
    assert {one.number for one in made} == {""}
    assert {one.place for one in made} == {"Jakarta"}
    assert len({one.code for one in made}) == 2
    assert len(prints()) == 2
    db.commit()
    assert db.count(select(AuditRecord).where(AuditRecord.verb == "certificate.issued")) == 2


def test_issuing_twice_issues_nothing_more(cast, announced):
    assert len(issue(announced, cast)) == 2
    mails = db.count(select(Mail))
    assert issue(announced, cast) == []
    assert db.count(select(Certificate)) == 2
    assert db.count(select(Mail)) == mails
    assert len(prints()) == 2


def test_an_institution_holds_one_certificate_for_each_decision(cast, announced):
    finalists = db.first(select(Decision).where(Decision.purpose == "finalists"))
    issue(announced, cast)
    assert [one.phrases for one in issue(finalists, cast)] == [["atas capaian sebagai finalis Kompetisi Uji"]] * 2
    assert db.count(select(Certificate).where(Certificate.entry_id == cast.entry.id)) == 2


@pytest.mark.parametrize("announced_at", [None, factories.closing("penganugerahan")])
def test_nothing_is_issued_before_the_announcement(cast, announced_at):
    secret = factories.decision(cast.edition, [cast.entry], purpose="winners", announced_at=announced_at)
    with pytest.raises(Refused):
        actions.issue_all(secret, by=None, at=AFTER)
    assert db.count(select(Certificate)) == 0


def test_the_holders_are_told_in_these_words(cast, announced):
    certificate = issue(announced, cast)[0]
    mail = db.first(select(Mail).where(Mail.person_id == cast.entrant.id, Mail.template == "certificates/mail/issued.txt"))
    assert mail.subject == f"Piagam pemenang Pemerintah Kabupaten Peserta terbit ({certificate.serial})"
    assert mail.body == ISSUED_MAIL.format(serial=certificate.serial, code=certificate.code)


@pytest.mark.parametrize("lines", [1, 3])
def test_issuing_asks_the_database_as_often_for_three_as_for_one(cast, queries, lines):
    entries = [factories.entry(cast.edition, state="verified") for _ in range(lines)]
    decision = factories.decision(cast.edition, entries, purpose="winners", announced_at=factories.opening("penganugerahan"))
    db.commit()
    with queries() as taken:
        issue(decision, cast)
    assert len(taken.selects) <= 11


def test_the_official_number_is_typed_in_and_the_certificate_printed_anew(cast, announced, work):
    certificate = issue(announced, cast)[0]
    certificate.pdf_sha256 = factories.stored().sha256
    announced.decree_number, announced.decree_on = "640 Tahun 2022", date(2022, 6, 15)
    actions.number(certificate, SIGNING, by=cast.secretary, at=AFTER)
    assert (certificate.number, certificate.dated_on) == ("B/640/PP.00.05/2022", date(2022, 6, 17))
    assert (certificate.signatory_title, certificate.signatory_name) == ("Plt. Deputi Bidang Uji", "Dr. Nama Penandatangan")
    assert certificate.basis == "berdasarkan penetapan nomor 640 Tahun 2022 tanggal 15 Juni 2022"
    assert certificate.pdf_sha256 is None
    assert len(prints()) == 3
    told = db.first(select(Mail).where(Mail.template == "certificates/mail/numbered.txt"))
    assert told.person_id == cast.entrant.id
    assert "bernomor B/640/PP.00.05/2022, tanggal 17 Juni 2022" in told.body


def test_a_revoked_certificate_is_told_and_cannot_be_numbered_or_revoked_again(cast, announced):
    certificate = issue(announced, cast)[0]
    actions.revoke(certificate, " Salah nama. ", by=cast.secretary, at=AFTER)
    assert (certificate.state, certificate.revoked_at, certificate.revoked_reason) == ("revoked", AFTER, "Salah nama.")
    told = db.first(select(Mail).where(Mail.template == "certificates/mail/revoked.txt"))
    assert told.person_id == cast.entrant.id
    assert "Alasan: Salah nama." in told.body
    with pytest.raises(RuleBroken):
        actions.revoke(certificate, "Lagi.", by=cast.secretary, at=AFTER)
    with pytest.raises(RuleBroken):
        actions.number(certificate, SIGNING, by=cast.secretary, at=AFTER)


def test_a_change_of_the_name_later_leaves_the_certificate_as_it_was(cast, announced):
    certificate = issue(announced, cast)[0]
    cast.entry.institution_name = "Pemerintah Kabupaten Nama Baru"
    session().flush()
    assert certificate.institution_name == "Pemerintah Kabupaten Peserta"


def test_unnumbered_certificates_are_counted_by_edition(cast, announced):
    issue(announced, cast)
    assert queries.unnumbered() == [(cast.edition.slug, cast.edition.name, 2)]
    for certificate in db.everything(select(Certificate)):
        actions.number(certificate, SIGNING, by=cast.secretary, at=AFTER)
    assert queries.unnumbered() == []


def test_lines_without_certificate_are_counted_until_each_has_one_also_after_a_correction(cast, announced):
    def waiting():
        return [count for _slug, _name, count in queries.unissued(AFTER)]

    finalists = 2
    assert waiting() == [finalists + 2]
    issue(announced, cast)
    assert waiting() == [finalists]
    corrected = factories.decision(
        cast.edition,
        [cast.entry, cast.stranger_entry],
        purpose="winners",
        awards={cast.entry.id: "AKD", cast.stranger_entry.id: "AKD"},
        announced_at=AFTER,
        replaces=announced,
        reason="Salah sebut.",
    )
    assert waiting() == [finalists + 1]
    actions.follow(corrected, by=cast.secretary, at=AFTER)
    issue(corrected, cast)
    assert waiting() == [finalists]


def test_a_certificate_revoked_by_hand_is_not_asked_for_again(cast, announced):
    certificates = issue(announced, cast)
    before = queries.unissued(AFTER)
    actions.revoke(certificates[0], "Salah nama.", by=cast.secretary, at=AFTER)
    assert queries.unissued(AFTER) == before
    assert queries.unissued(AFTER.replace(year=2021)) == []
