"""What auditors can make happen: a bundle of all there is to check, and witnesses outside the organiser."""

from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from p4comp.accounts import queries as accounts
from p4comp.core import audit, clock, db, jobs, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.home import policy, queries, rules
from p4comp.home.models import AuditBundle, DayHead, HeadLetter, Witness


def ask_bundle(*, by: Actor, at: datetime) -> AuditBundle:
    """Let the queue make a bundle for one person; one at a time."""
    demand(policy.may_bundle(by, queries.log_reader(by), at))
    if any(one.state == "coming" for one in queries.bundles(by)):
        raise Refused(_("Bundel Anda masih dibuat. Tunggu sampai selesai, lalu unduh."))
    bundle = AuditBundle(person_id=by.id, asked_at=clock.real())
    bundle.job_id = jobs.later("home.bundle", bundle.id).id
    session().add(bundle)
    audit.record("bundle.asked", bundle, by=by, at=at)
    return bundle


def note_download(bundle: AuditBundle, *, by: Actor, at: datetime) -> None:
    """Whoever takes names and scores out of the portal leaves a record."""
    demand(policy.may_bundle(by, queries.log_reader(by), at))
    audit.record("bundle.downloaded", bundle, by=by, at=at, sha256=bundle.sha256)


def forget_bundles() -> None:
    """Bundles are thrown away after a day: they hold names. Their files, which nothing names then, go the way of all leftovers."""
    session().execute(delete(AuditBundle).where(AuditBundle.asked_at <= clock.real() - rules.BUNDLE_KEPT))


def add_witness(name: str, institution: str, email: str, *, by: Actor, at: datetime) -> Witness:
    """From the next day's head on, somebody outside the organiser is mailed it."""
    demand(policy.may_keep_witnesses(by, None, at))
    email = email.strip().lower()
    if any(person.email == email for person in accounts.secretariat()):
        raise Invalid(_("Alamat ini milik petugas sekretariat. Saksi harus orang di luar penyelenggara."), "email")
    if any(one.email == email for one in queries.witnesses()):
        raise Invalid(_("Alamat ini sudah terdaftar sebagai saksi."), "email")
    found = Witness(name=name.strip(), institution=institution.strip(), email=email, added_at=at)
    session().add(found)
    audit.record("witness.added", found, by=by, at=at, institution=found.institution)
    return found


def remove_witness(witness: Witness, *, by: Actor, at: datetime) -> None:
    """No head is mailed any more, and the person is forgotten; the institution stays beside the heads it got."""
    demand(policy.may_keep_witnesses(by, witness, at))
    witness.removed_at, witness.email, witness.name = at, "", ""
    audit.record("witness.removed", witness, by=by, at=at, institution=witness.institution)


def send_heads(day: date, *, at: datetime) -> int:
    """Mail the day's head to every witness that has not got it; how many letters that were. Without witnesses nothing happens."""
    present, end = queries.witnesses(), audit.head()
    if not present or end is None:
        return 0
    head = _head_of(DayHead(day=day, count=end.count, hash=end.hash, taken_at=at))
    told = set(db.everything(select(HeadLetter.witness_id).where(HeadLetter.day == day)))
    return sum(_send(head, one, at) for one in present if one.id not in told)


def _head_of(fresh: DayHead) -> DayHead:
    day = fresh.day
    known = session().get(DayHead, day)
    if known is None and not _is_first(fresh):
        known = session().get_one(DayHead, day)
    return known or fresh


def _send(head: DayHead, witness: Witness, at: datetime) -> bool:
    if not _is_first(HeadLetter(day=head.day, witness_id=witness.id, sent_at=at)):
        return False
    mail.queue("home/mail/head.txt", to=witness.email, at=at, witness=witness, head=head)
    return True


def _is_first(row: DayHead | HeadLetter) -> bool:
    """Whether the row could be written; a worker that was quicker has written it already."""
    try:
        with session().begin_nested():
            session().add(row)
    except IntegrityError:
        return False
    return True
