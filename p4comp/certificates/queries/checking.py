"""What the public check asks for. What is not announced is answered as what does not exist, by as many queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from p4comp.certificates.models import Certificate, CertificateFile
from p4comp.certificates.queries import files
from p4comp.certificates.rules.kinds import KINDS, CertificateKind
from p4comp.certificates.rules.verifying import Answer, answer, as_number
from p4comp.competition import queries as competition
from p4comp.competition.rules.serials import serial
from p4comp.core import clock, db
from p4comp.decisions.models import Decision
from p4comp.decisions.queries import in_force

MOST_HITS = 60


@dataclass(frozen=True)
class Finding:
    """What the check found: `file` is the one handed out now, `given` the one that was shown, `ended` the correction that ends it."""

    answer: Answer
    certificate: Certificate | None = None
    ended: Decision | None = None
    file: CertificateFile | None = None
    given: CertificateFile | None = None

    @property
    def is_listed(self) -> bool:
        """Whether its holder stands on a published list."""
        return self.certificate is not None and self.certificate.is_listed


def by_code(code: str, at: datetime) -> Certificate | None:
    """The certificate a code belongs to, once its decision is announced."""
    return db.first(select(Certificate).join(Certificate.decision).where(Certificate.code == code, Decision.announced_at <= at))


def of_code(code: str, at: datetime) -> Finding:
    """What is to be said of a well-formed code."""
    found = by_code(code, at)
    if found is None:
        return Finding(Answer.UNKNOWN)
    ended = ended_by(found, at)
    return Finding(answer(found.state, is_ended=ended is not None), found, ended, files.current(found))


def of_file(sha256: str, at: datetime) -> Finding:
    """What is to be said of a file with this hash."""
    given = files.of_hash(sha256, at)
    if given is None:
        return Finding(Answer.UNKNOWN_FILE)
    found = given.certificate
    ended = ended_by(found, at)
    said = answer(found.state, is_ended=ended is not None, is_current=given.is_current)
    return Finding(said, found, ended, files.current(found), given)


def of_number(typed: str, at: datetime) -> list[Finding]:
    """The certificates that bear a portal number or an official number; one official number may stand on many."""
    wanted = as_number(typed)
    bears = [func.lower(func.replace(column, " ", "")) == wanted for column in (Certificate.serial, Certificate.number)]
    query = select(Certificate).join(Certificate.decision).where(or_(*bears), Decision.announced_at <= at)
    hits = db.everything(query.order_by(Certificate.institution_name, Certificate.serial).limit(MOST_HITS)) if wanted else []
    ended = ended_all(hits, at)
    return [Finding(answer(one.state, is_ended=one.id in ended), one, ended.get(one.id)) for one in hits]


def example(at: datetime) -> str:
    """What the portal's own number looks like in the edition that runs, by its pattern; no certificate has this one."""
    edition = competition.current()
    if edition is None:
        return ""
    spec, year = competition.spec_of(edition), clock.local(at, edition.zone).year
    category = spec.categories[0].code if spec.categories else ""
    return serial(
        spec.certificate.serial, edisi=spec.slug, urut=0, jenis=KINDS[CertificateKind.WINNER].in_serial, tahun=year, kategori=category
    )


def ended_by(certificate: Certificate, at: datetime) -> Decision | None:
    """The announced correction that leaves a certificate without its line or with another award, even before it is revoked for it."""
    return ended_all([certificate], at).get(certificate.id)


def ended_all(certificates: Sequence[Certificate], at: datetime) -> dict[str, Decision]:
    """The same of many, by their ids; two queries and those for the decisions they stand on."""
    listed = [one for one in certificates if one.is_listed]
    if not listed:
        return {}
    ids = {one.decision_id for one in listed}
    old = {one.id: one for one in db.everything(select(Decision).where(Decision.id.in_(ids)).options(selectinload(Decision.lines)))}
    query = select(Decision).where(Decision.edition_id.in_({one.edition_id for one in old.values()}), in_force(at))
    current = {_list(one): one for one in db.everything(query.options(selectinload(Decision.lines), joinedload(Decision.edition)))}
    found = ((one, old[one.decision_id], current.get(_list(old[one.decision_id]))) for one in listed)
    return {one.id: new for one, before, new in found if new is not None and not _stays(one, before, new)}


def _list(decision: Decision) -> tuple[str, str, str]:
    return decision.edition_id, decision.purpose, decision.category


def _stays(certificate: Certificate, old: Decision, new: Decision) -> bool:
    if old.id == new.id:
        return True
    awards = {line.subject_id: line.award for line in new.lines}
    award = next((line.award for line in old.lines if line.subject_id == certificate.entry_id), "")
    return awards.get(certificate.entry_id or "") == award
