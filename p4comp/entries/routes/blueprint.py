"""The blueprint, and what templates may ask about an entry."""

from collections.abc import Mapping
from datetime import datetime

from flask import Blueprint
from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.competition.rules.wording import until
from p4comp.core import media_types
from p4comp.core.access import actor
from p4comp.core.db import session
from p4comp.core.errors import state_word
from p4comp.core.storage import Signature, StoredFile
from p4comp.entries import queries
from p4comp.entries.models import Endorsement, Entry, Evidence, State
from p4comp.entries.policy import Case, UploadAlone, both_zones, is_own, sees_hidden
from p4comp.entries.queries.outcome import Outcome, Reached
from p4comp.entries.rules import MOST_BYTES, REMOVAL_WORDS, Removal
from p4comp.entries.rules.sign_off import WAYS, Way

bp = Blueprint("entries", __name__)

LONGEST_SHOWN = 90

TONES = {
    State.DRAFT: "draft",
    State.SUBMITTED: "waiting",
    State.RETURNED: "yours",
    State.VERIFIED: "done",
    State.REFUSED: "refused",
    State.WITHDRAWN: "draft",
}


@bp.app_template_global()
def entry_status(entry: Entry, outcome: Outcome | None = None) -> tuple[str, str]:
    """The word for an entry's state, and its tone; once it is announced what came of it, that instead."""
    if outcome is not None:
        return outcome.label, "draft" if outcome.reached is Reached.NONE else "done"
    return state_word("entry", entry.state), TONES[entry.state]


@bp.app_template_global()
def entry_moment(entry: Entry, at: datetime) -> str:
    """A moment in the edition's zone and, where it differs, in the institution's."""
    return both_zones(at, entry.edition.zone, entry.institution.zone)


@bp.app_template_global()
def entry_limit(entry: Entry, closes: datetime | None) -> str:
    """The end of an entry's time in the edition's zone and, where it differs, in the institution's."""
    return until(closes, entry.edition.zone, entry.institution.zone)


@bp.app_template_global()
def evidence_endings() -> str:
    """The endings of files that may prove something, for a browser's choice of files."""
    return media_types.endings(media_types.EVIDENCE)


@bp.app_template_global()
def evidence_types() -> str:
    """What may prove something, as people call it."""
    return media_types.named(media_types.EVIDENCE)


@bp.app_template_global()
def evidence_limit() -> int:
    """How many bytes the evidence of one entry may take."""
    return MOST_BYTES


@bp.app_template_global()
def sees_hidden_files(entry: Entry) -> bool:
    """Whether whoever asks still sees files that show personal data."""
    return sees_hidden(actor(), entry)


@bp.app_template_global()
def removal_word(evidence: Evidence) -> str:
    """Why a piece of evidence is out of the dossier."""
    return str(REMOVAL_WORDS[evidence.removed_why or Removal.REMOVED])


@bp.app_template_filter()
def short_name(name: str) -> str:
    """A file's name cut for display; its beginning and its ending stay."""
    return name if len(name) <= LONGEST_SHOWN else name[: LONGEST_SHOWN - 16] + "…" + name[-15:]


@bp.app_template_global()
def entry_support(entry: Entry) -> queries.Support:
    """What stands behind a unit's entry: its parent's word, or an uploaded letter."""
    return queries.support_of(entry)


@bp.app_template_global()
def parent_admins(entry: Entry) -> int:
    """How many people above a unit could answer its request."""
    return len(queries.admins_above(entry.institution_id))


@bp.app_template_global()
def letter_alone(case: Case, support: queries.Support) -> UploadAlone:
    """The uploaded letter of an entry as the secretariat may take it."""
    return queries.upload_alone(case, support)


@bp.app_template_global()
def endorsement_word(endorsement: Endorsement) -> str:
    """Where a request for a recommendation stands."""
    return state_word("endorsement", endorsement.state)


@bp.app_template_global()
def sign_off_way(signed: Mapping[str, str]) -> str:
    """How an approver's word came."""
    return str(WAYS[Way(signed["way"])])


@bp.app_template_global()
def stored_file(sha256: str) -> StoredFile | None:
    """A file of the store that a snapshot names by its hash."""
    return session().get(StoredFile, sha256)


@bp.app_template_global()
def signature_words(sha256: str) -> str:
    """What can be said of the electronic signatures in a stored file; never that they are valid."""
    file = session().get(StoredFile, sha256)
    if file is None or file.signatures is None:
        return str(_("belum diperiksa"))
    return "; ".join(_signature(one) for one in file.signed) or str(_("tidak ada; periksa tanda tangan pada gambarnya"))


def _signature(one: Signature) -> str:
    state = _("isi utuh sejak ditandatangani") if one.intact and one.whole else _("isi berubah sesudah ditandatangani")
    return f"{one.name or _('tanpa nama')}: {state}"


@bp.app_template_global()
def sees_entry(entry: Entry) -> bool:
    """Whether the entry's own page opens for whoever asks."""
    return is_own(actor(), entry) or is_staff(actor())
