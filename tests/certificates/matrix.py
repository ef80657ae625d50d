from p4comp.certificates import rules
from p4comp.certificates.models import CertificateFile, FileRole
from tests import factories
from tests.certificates import matrix_printing, matrix_topics
from tests.factories.base import keep


def subjects(cast):
    announced = factories.decision(cast.edition, [cast.entry], category="UPP", announced_at=factories.closing("pleno_finalis"))
    secret = factories.decision(cast.edition, [cast.entry], purpose="winners", announced_at=factories.opening("penganugerahan"))
    file = factories.stored().sha256
    valid = factories.certificate(announced, cast.entry, code=rules.new_code(), pdf_sha256=file)
    keep(CertificateFile(certificate_id=valid.id, sha256=file, role=FileRole.PRINTED, made_at=factories.BEGINNING))
    hidden = factories.certificate(secret, cast.entry, code=rules.new_code(), pdf_sha256=file)
    other = factories.decision(
        cast.edition, [cast.entry], purpose="winners", category="UPP", announced_at=factories.closing("pleno_finalis")
    )
    gone = factories.certificate(
        other,
        cast.entry,
        code=rules.new_code(),
        pdf_sha256=file,
        state=rules.State.REVOKED,
        revoked_at=factories.during("wawancara"),
        revoked_reason="Salah nama.",
    )
    by_id = {"certificate_id": valid.id}
    return (
        matrix_topics.subjects(cast, valid, announced)
        | matrix_printing.subjects(cast)
        | {
            "certificates.verify": {"code": valid.code},
            "certificates.verify@forged": {"code": rules.new_code()},
            "certificates.verify@unannounced": {"code": hidden.code},
            "certificates.badge": {"code": valid.code},
            "certificates.badge@forged": {"code": rules.new_code()},
            "certificates.verify_file": {"sha256": file},
            "certificates.verify_file@unknown": {"sha256": "0" * 64},
            "certificates.yearly_list": {"year": 2022},
            "certificates.yearly_list@empty": {"year": 1999},
            "certificates.download": by_id,
            "certificates.download@revoked": {"certificate_id": gone.id},
            "certificates.download@unannounced": {"certificate_id": hidden.id},
            "certificates.manage": {"slug": cast.edition.slug},
            "certificates.issue": {"decision_id": announced.id},
            "certificates.issue@unannounced": {"decision_id": secret.id},
            "certificates.print_again": {"decision_id": announced.id},
            "certificates.number": by_id,
            "certificates.revoke": by_id,
            "certificates.revoke@revoked": {"certificate_id": gone.id},
        }
    )


def bodies(cast):
    return (
        matrix_topics.bodies(cast)
        | matrix_printing.bodies(cast)
        | {
            "certificates.number": {"number": "B/1/2022", "on": "2022-06-16", "title": "Pejabat", "name": "Nama"},
            "certificates.revoke": {"reason": "Salah nama."},
            "certificates.revoke@revoked": {"reason": "Salah nama."},
        }
    )


def moments(cast):
    return matrix_topics.moments(cast)
