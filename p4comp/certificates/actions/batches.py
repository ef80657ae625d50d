"""Certificates go out to be signed in officials' own systems, come back, and are released by two people."""

import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_babel import gettext as _

from p4comp.certificates import policy
from p4comp.certificates.actions.files import keep_file
from p4comp.certificates.actions.telling import tell
from p4comp.certificates.models import Certificate, FileRole, SignedCopy, SigningBatch, SigningItem
from p4comp.certificates.queries import batches as queries
from p4comp.certificates.queries.batches import Parcel
from p4comp.certificates.rules import STANDING
from p4comp.certificates.rules.batches import BATCH_MOVES, Outcome
from p4comp.core import audit, jobs, storage, uploads
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.storage import Received, store
from p4comp.decisions.models import Decision

MOST_MEMBERS = 2000
LONGEST_LIST = 2 * 1024**2
BIGGEST_MEMBER = 20 * 1024**2
MOST_UNPACKED = 1024**3
FIELD = "files"


class _Sparing(io.FileIO):
    """A ZIP that gives no more than so many bytes at once: its list of members is read in one go, and made into objects many times as large."""

    def read(self, size: int | None = -1, /) -> bytes:
        """So many bytes; Invalid when that is more than the list of members may have."""
        wanted = os.fstat(self.fileno()).st_size - self.tell() if size is None or size < 0 else size
        if wanted > LONGEST_LIST:
            raise _too_many()
        return super().read(wanted) or b""


def _too_many() -> Invalid:
    return Invalid(_("ZIP ini berisi lebih dari %(most)s PDF. Bagi menjadi beberapa ZIP.", most=MOST_MEMBERS), FIELD)


@dataclass(frozen=True)
class Sent:
    """A file that was sent, with its name."""

    received: Received
    name: str


def export_batch(decision: Decision, *, by: Actor | None, at: datetime) -> SigningBatch:
    """Fix which files go out to be signed; the batch remembers each by its hash. The operator (nobody) is asked for no right."""
    if by is not None:
        demand(policy.may_print(by, decision, at))
    wanted = queries.to_sign(decision)
    if not wanted:
        raise Refused(
            _("Tidak ada piagam yang menunggu tanda tangan. Cetak dahulu dengan cara “ditandatangani pejabat di sistemnya sendiri”.")
        )
    batch = SigningBatch(decision=decision, exported_at=at, exported_by=by.id if by else "")
    session().add(batch)
    session().flush()
    session().add_all([SigningItem(batch_id=batch.id, certificate_id=one.id, sha256=one.pdf_sha256) for one in wanted])
    audit.record("signing_batch.exported", batch, by=by, at=at, decision=decision.code, count=len(wanted))
    return batch


def take_in(parcel: Parcel, sent: list[Sent], *, by: Actor | None, at: datetime) -> int:
    """Keep files that came back, those of a ZIP one by one, and have them looked into; how many they are. Nothing else is accepted."""
    if by is not None:
        demand(policy.may_take_in_signed(by, parcel, at))
    count = 0
    for one in sent:
        for member in _members(one):
            count += 1
            _keep(parcel.batch, member, by=by, at=at)
    if not count:
        raise Invalid(_("Tidak ada berkas PDF di dalam kiriman ini. Pilih PDF yang sudah ditandatangani, atau satu ZIP berisi PDF."), FIELD)
    audit.record("signing_batch.received", parcel.batch, by=by, at=at, count=count)
    jobs.later("certificates.check_signed", parcel.batch.id)
    return count


def _keep(batch: SigningBatch, sent: Sent, *, by: Actor | None, at: datetime) -> None:
    kept = storage.keep(sent.received, uploads.PDF)
    name = uploads.clean_name(sent.name)
    session().add(SignedCopy(batch_id=batch.id, sha256=kept.sha256, name=name, received_at=at, received_by=by.id if by else ""))


def _members(sent: Sent) -> Iterator[Sent]:
    """The PDFs of a file: itself, or what is in a ZIP."""
    if zipfile.is_zipfile(sent.received.path):
        try:
            yield from _unpacked(sent)
        finally:
            store().drop(sent.received)
    elif uploads.detect(sent.received.path) == uploads.PDF and sent.received.size <= BIGGEST_MEMBER:
        yield sent
    else:
        raise Invalid(_("%(name)s bukan PDF. Pilih PDF yang sudah ditandatangani, atau satu ZIP berisi PDF.", name=sent.name), FIELD)


def _unpacked(sent: Sent) -> Iterator[Sent]:
    """What is in a ZIP; each member is read no further than a certificate can be large, whatever the ZIP says of its size."""
    try:
        with _Sparing(sent.received.path) as file, zipfile.ZipFile(file) as whole:
            members = [one for one in whole.infolist() if one.filename.lower().endswith(".pdf") and not one.is_dir()]
            if len(members) > MOST_MEMBERS:
                raise _too_many()
            if sum(one.file_size for one in members) > MOST_UNPACKED:  # no member is read further than this says
                raise Invalid(_("Isi ZIP ini lebih dari 1 GB. Bagi menjadi beberapa ZIP."), FIELD)
            for one in members:
                with whole.open(one) as stream:
                    received = store().receive(stream, most=BIGGEST_MEMBER)
                if received.size and uploads.detect(received.path) == uploads.PDF:
                    yield Sent(received, one.filename)
                else:
                    store().drop(received)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:  # a ZIP under a password is a RuntimeError
        raise Invalid(_("ZIP ini rusak atau terkunci. Buat ulang ZIP tanpa kata sandi, lalu unggah lagi."), FIELD) from error


def largest() -> int:
    """How many bytes a file that is sent may have."""
    most: int = current_app.config["MAX_UPLOAD"] * 3
    return most


def propose_release(parcel: Parcel, *, by: Actor, at: datetime) -> None:
    """Ask a second person to release what was accepted."""
    demand(policy.may_propose_release(by, parcel, at))
    batch = parcel.batch
    batch.state = BATCH_MOVES.after(batch.state, "propose")
    batch.proposed_at, batch.proposed_by = at, by.id
    audit.record("signing_batch.proposed", batch, by=by, at=at, count=len(parcel.accepted))


def take_back_release(parcel: Parcel, *, by: Actor, at: datetime) -> None:
    """Take the proposal back; files can come in again."""
    demand(policy.may_take_back_release(by, parcel, at))
    _reopen(parcel.batch, "take_back")
    audit.record("signing_batch.taken_back", parcel.batch, by=by, at=at)


def release(parcel: Parcel, *, by: Actor, at: datetime) -> list[Certificate]:
    """Hand the signed files out from now on and write to the holders. One whose certificate was printed anew meanwhile is not released."""
    demand(policy.may_release(by, parcel, at))
    released = [one.item.certificate for one in parcel.accepted if _release(one, by=by, at=at) and one.item]
    _reopen(parcel.batch, "release")
    audit.record("signing_batch.released", parcel.batch, by=by, at=at, count=len(released))
    tell("certificates/mail/signed.txt", released, at)
    return released


def _reopen(batch: SigningBatch, verb: str) -> None:
    batch.state = BATCH_MOVES.after(batch.state, verb)
    batch.proposed_at, batch.proposed_by = None, ""


def _release(copy: SignedCopy, *, by: Actor, at: datetime) -> bool:
    assert copy.item is not None  # an accepted file belongs to a certificate
    certificate = copy.item.certificate
    if certificate.pdf_sha256 != copy.item.sha256 or certificate.state not in STANDING:
        copy.outcome = Outcome.OUTDATED
        return False
    kept = keep_file(certificate, copy.sha256, FileRole.SIGNED, at=at)
    kept.signers, kept.is_certified = copy.signers, copy.is_certified
    copy.outcome = Outcome.RELEASED
    names = ", ".join(one["name"] for one in copy.signers)
    audit.record("certificate.signed", certificate, by=by, at=at, sha256=copy.sha256, signers=names)
    return True
