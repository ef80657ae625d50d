"""Writing a practice: begun, saved field by field, helped along by the dossier's own words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.models import Person
from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.autosave import Clash, Outcome, swap
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.core.words import moment
from p4comp.practices import policy, queries, rules
from p4comp.practices.models import Practice, PracticeText, PracticeTextVersion
from p4comp.practices.policy import Invited
from p4comp.practices.queries import Narrative


def begin(invited: Invited, *, by: Actor, at: datetime) -> Practice:
    """Begin an empty practice of an entry's institution: nothing of the dossier is taken over unseen."""
    demand(policy.may_begin(by, invited, at))
    entry = invited.entry
    practice = Practice(
        edition_id=entry.edition_id,
        entry_id=entry.id,
        institution_id=entry.institution_id,
        institution_name=entry.institution_name,
        category=entry.category,
        begun_at=at,
        begun_by=by.id,
    )
    session().add(practice)
    session().flush()
    audit.record("practice.begun", practice, by=by, at=at, entry=entry.id)
    return practice


def save(practice: Practice, field: str, text: str, *, seen: int, by: Actor, at: datetime) -> Outcome:
    """Save one field, unless somebody saved another value since version `seen`; what stood there before is kept."""
    demand(policy.may_write(by, practice, at))
    text = rules.tidy(field, text)
    if field.startswith("theme") and text and text not in queries.open_themes():
        raise Invalid(_("Pilih tema dari daftar."), field)
    return put(practice, field, text, seen=seen, by=by, at=at)


def put(practice: Practice, field: str, text: str, *, seen: int | None = None, by: Actor, at: datetime) -> Outcome:
    """Put a tidy text into a field; without `seen` over whatever stands there."""
    row = next((one for one in practice.written if one.field == field), None)
    if row is None:
        row = PracticeText(field=field, value="", value_version=0, saved_at=at, saved_by=by.id)
        practice.written.append(row)
    before = PracticeTextVersion(
        practice_id=practice.id, field=field, version=row.value_version, value=row.value, saved_at=row.saved_at, saved_by=row.saved_by
    )
    outcome = swap(row, "value", text, seen=row.value_version if seen is None else seen)
    if isinstance(outcome, Clash):
        return _told(outcome, row, by, practice.edition.zone)
    if outcome.version != before.version:
        if before.version:
            session().add(before)
        row.saved_at, row.saved_by = at, by.id
    return outcome


def _told(clash: Clash, row: PracticeText, by: Actor, zone: str) -> Clash:
    writer = None if row.saved_by == by.id else session().get(Person, row.saved_by)
    own = _("Anda sendiri, di tab atau perangkat lain")
    return replace(clash, who=writer.name if writer else own, when=moment(row.saved_at, zone))


def copy_narratives(practice: Practice, chosen: Sequence[tuple[Narrative, str]], *, by: Actor, at: datetime) -> None:
    """Add the narratives that the institution chose to the parts it chose, below what stands there; private numbers in them are refused."""
    demand(policy.may_write(by, practice, at))
    if not chosen:
        raise Invalid(_("Pilih bagian tujuan pada sedikitnya satu uraian."))
    for narrative, field in chosen:
        if field not in rules.PARTS:
            raise Invalid(_("Pilih bagian tujuan dari daftar."), narrative.code)
        now = practice.texts.get(field, "")
        try:
            whole = rules.tidy(field, f"{now}\n\n{narrative.text}" if now else narrative.text)
        except Invalid as fault:
            raise Invalid(_("%(code)s tidak dapat disalin. %(why)s", code=narrative.code, why=fault.message), narrative.code) from None
        put(practice, field, whole, by=by, at=at)
    audit.record("practice.copied", practice, by=by, at=at, indicators=[one.code for one, _field in chosen])
