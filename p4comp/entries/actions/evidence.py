"""Evidence: added, used again, replaced, taken out, hidden for the personal data it shows, masked."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.queries import secretariat
from p4comp.core import audit, mail, storage
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.storage import StoredFile
from p4comp.core.uploads import Accepted
from p4comp.core.words import size
from p4comp.entries import queries
from p4comp.entries.actions.filling import indicator_of, must_be_editable
from p4comp.entries.actions.handing_in import tell
from p4comp.entries.actions.holding import hold
from p4comp.entries.models import Entry, Evidence
from p4comp.entries.queries.evidence import hidden_twin, of_content
from p4comp.entries.rules import MOST_BYTES, MOST_FILES, Removal

LONGEST_REASON = 1000


def attach(
    entry: Entry, indicator: str, file: StoredFile, name: str, *, by: Actor, at: datetime, after: Evidence | None = None
) -> Evidence:
    """Let an already stored file prove an indicator, `after` an earlier version; the bulk form, without a record in the log."""
    must_be_editable(entry)
    indicator_of(entry, indicator)
    return put(entry, indicator, file, name, by, at, after)


def put(entry: Entry, indicator: str, file: StoredFile, name: str, by: Actor, at: datetime, after: Evidence | None = None) -> Evidence:
    """A new piece of evidence, `after` an earlier version."""
    evidence = Evidence(entry_id=entry.id, indicator=indicator, sha256=file.sha256, name=name, added_at=at, added_by=by.id)
    evidence.origin_id = after.root if after else None
    evidence.file = file
    session().add(evidence)
    return evidence


def stay_hidden(entry: Entry, evidence: Evidence) -> None:
    """Content that was hidden in this dossier comes back hidden, whichever way it is put in again."""
    hidden = hidden_twin(entry, evidence.sha256)
    if hidden is not None:
        evidence.hidden_at, evidence.hidden_by, evidence.hidden_reason = hidden.hidden_at, hidden.hidden_by, hidden.hidden_reason


def add_evidence(entry: Entry, indicator: str, accepted: Accepted, *, by: Actor, at: datetime) -> Evidence:
    """Keep an accepted upload and let it prove an indicator."""
    _must_fit(entry, indicator, accepted)
    file = storage.keep(accepted.received, accepted.media_type)
    evidence = attach(entry, indicator, file, accepted.name, by=by, at=at)
    stay_hidden(entry, evidence)
    audit.record("evidence.added", evidence, by=by, at=at, entry=entry.id, indicator=indicator, sha256=file.sha256)
    return evidence


def _must_fit(entry: Entry, indicator: str, accepted: Accepted) -> None:
    try:
        demand_place(entry, indicator, accepted.received.sha256)
        demand_bytes(entry, accepted.received.size, accepted.received.sha256)
    except Invalid:
        storage.store().drop(accepted.received)
        raise


def demand_place(entry: Entry, indicator: str, sha256: str = "") -> None:
    """Go on while an indicator has room for a file and does not hold this content."""
    there = queries.evidence_of(entry, indicator)
    if len(there) >= MOST_FILES:
        raise Invalid(
            _("Satu indikator memuat paling banyak %(n)d berkas. Hapus yang tidak perlu, atau gabungkan beberapa berkas.", n=MOST_FILES),
            "file",
        )
    same = next((one for one in there if sha256 and one.sha256 == sha256), None)
    if same is not None:
        raise Invalid(_("Berkas dengan isi yang sama sudah ada pada indikator ini: “%(name)s”.", name=same.name[:120]), "file")


def demand_bytes(entry: Entry, coming: int, sha256: str = "") -> None:
    """Go on while the entry's files stay within their sum; the same content counts once."""
    used = queries.bytes_used(entry, but=sha256)
    if used + coming > MOST_BYTES:
        raise Invalid(
            _(
                "Bukti satu kepesertaan paling besar %(most)s; sudah terpakai %(used)s. Hapus atau kecilkan berkas lain dahulu.",
                most=size(MOST_BYTES),
                used=size(used),
            ),
            "file",
        )


def reuse(entry: Entry, indicator: str, files: list[Evidence], *, by: Actor, at: datetime) -> list[Evidence]:
    """Let files that the entry has already prove another indicator as well; no bytes are sent again."""
    made = []
    for one in files:
        demand_place(entry, indicator, one.sha256)
        evidence = attach(entry, indicator, one.file, one.name, by=by, at=at)
        session().flush()
        stay_hidden(entry, evidence)
        audit.record("evidence.added", evidence, by=by, at=at, entry=entry.id, indicator=indicator, sha256=one.sha256, reused=one.id)
        made.append(evidence)
    return made


def replace_evidence(entry: Entry, evidence: Evidence, accepted: Accepted, *, by: Actor, at: datetime) -> Evidence:
    """Put a new version in the place of a piece; the earlier one stays readable to the entry's people and the secretariat."""
    must_be_editable(entry)
    demand_bytes(entry, accepted.received.size, accepted.received.sha256)
    newer = _swap(entry, evidence, accepted, Removal.REPLACED, by, at)
    audit.record("evidence.replaced", newer, by=by, at=at, entry=entry.id, before=evidence.sha256, after=newer.sha256)
    return newer


def _swap(entry: Entry, evidence: Evidence, accepted: Accepted, why: Removal, by: Actor, at: datetime) -> Evidence:
    if evidence.removed_at is not None:
        raise Refused(_("Berkas ini sudah diganti atau dihapus. Muat ulang halaman untuk melihat yang terbaru."))
    if accepted.received.sha256 == evidence.sha256:
        raise Invalid(_("Isi berkas ini sama dengan yang akan diganti. Pilih berkas yang sudah diperbarui."), "file")
    file = storage.keep(accepted.received, accepted.media_type)
    newer = put(entry, evidence.indicator, file, accepted.name, by, at, evidence)
    stay_hidden(entry, newer)
    _take_out(evidence, why, by, at)
    return newer


def _take_out(evidence: Evidence, why: Removal, by: Actor | None, at: datetime) -> None:
    evidence.removed_at, evidence.removed_why, evidence.removed_by = at, why, by.id if by else ""


def remove_evidence(entry: Entry, evidence: Evidence, *, by: Actor, at: datetime) -> None:
    """Take a piece of evidence out of the dossier; its row and its file are kept."""
    must_be_editable(entry)
    if evidence.removed_at is None:
        _take_out(evidence, Removal.REMOVED, by, at)
        audit.record("evidence.removed", evidence, by=by, at=at, entry=entry.id, indicator=evidence.indicator, sha256=evidence.sha256)


def hide_evidence(entry: Entry, evidence: Evidence, *, reason: str, by: Actor, at: datetime) -> None:
    """Hide a file that shows personal data, at once, from all but the entry's people and the secretariat; both are told."""
    reason = reason.replace("\0", "").strip()
    if not reason:
        raise Invalid(_("Tulis data pribadi apa yang terlihat dan di halaman berapa."), "reason")
    if len(reason) > LONGEST_REASON:
        raise Invalid(_("Alasan paling panjang %(n)s huruf.", n=LONGEST_REASON), "reason")
    if evidence.hidden_at is not None:
        return
    for one in _ever_alike(entry, evidence):
        one.hidden_at, one.hidden_by, one.hidden_reason = at, by.id, reason
    audit.record("evidence.hidden", evidence, by=by, at=at, entry=entry.id, sha256=evidence.sha256, reason=reason)
    tell(entry, "evidence_hidden", at, evidence=evidence)
    _tell_secretariat("evidence_hidden_office", entry, evidence, at)


def _alike(entry: Entry, evidence: Evidence) -> list[Evidence]:
    """The same file wherever the dossier uses it, this piece first."""
    return [evidence, *(one for one in queries.evidence_of(entry) if one.sha256 == evidence.sha256 and one is not evidence)]


def _ever_alike(entry: Entry, evidence: Evidence) -> list[Evidence]:
    """The same, with the earlier versions and what was taken out: who may not see a file sees none of them."""
    return [evidence, *(one for one in of_content(entry, evidence.sha256) if one is not evidence)]


def show_evidence(entry: Entry, evidence: Evidence, *, by: Actor, at: datetime) -> None:
    """Show a file again that was hidden by mistake."""
    if evidence.hidden_at is not None:
        for one in _ever_alike(entry, evidence):
            one.hidden_at, one.hidden_by, one.hidden_reason = None, "", ""
        audit.record("evidence.shown", evidence, by=by, at=at, entry=entry.id, sha256=evidence.sha256)


def mask_evidence(entry: Entry, evidence: Evidence, accepted: Accepted, *, by: Actor, at: datetime) -> Evidence:
    """Put a masked copy in the place of a hidden file, also after the deadline; what was handed in stays on record, both hashes in the log."""
    hold(entry)
    if evidence.hidden_at is None:
        raise Refused(_("Berkas ini tidak sedang disembunyikan."))
    others = [one for one in _alike(entry, evidence) if one is not evidence]
    newer = _swap(entry, evidence, accepted, Removal.MASKED, by, at)
    newer.is_masked = True
    audit.record("evidence.masked", newer, by=by, at=at, entry=entry.id, before=evidence.sha256, after=newer.sha256)
    for one in others:
        put(entry, one.indicator, newer.file, newer.name, by, at, one).is_masked = True
        _take_out(one, Removal.MASKED, by, at)
    _tell_secretariat("evidence_masked_office", entry, newer, at)
    return newer


def _tell_secretariat(what: str, entry: Entry, evidence: Evidence, at: datetime) -> None:
    for person in secretariat():
        mail.to_person(f"entries/mail/{what}.txt", person, at=at, entry=entry, evidence=evidence)


def expel(entry: Entry, evidence: Evidence, *, virus: str, at: datetime) -> None:
    """Take a file with a virus out of a dossier, and tell its institution."""
    _take_out(evidence, Removal.INFECTED, None, at)
    audit.record("evidence.infected", evidence, by=None, at=at, entry=entry.id, sha256=evidence.sha256, virus=virus)
    tell(entry, "evidence_infected", at, evidence=evidence, virus=virus)
