"""Filling in a whole sheet without `autosave.js`: every field kept, faults and clashes beside their fields."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from p4comp.core import access, autosave, clock
from p4comp.core.autosave import Clash
from p4comp.core.errors import Invalid
from p4comp.interviews import actions
from p4comp.interviews.forms import read, score_text
from p4comp.interviews.policy import Desk


def save_fields(desk: Desk, form: Any) -> int:
    """Keep every field that was sent; the worst status of them, each fault beside its field."""
    fields = [f"{line.code}.{name}" for line in desk.form.criteria for name in ("score", "note")]
    return max(_save(desk, form, field) for field in fields)


def _save(desk: Desk, form: Any, field: str) -> int:
    if field not in request.form:
        return 200
    try:
        value = read(field, request.form[field])
        outcome = actions.save(
            desk.sheet, field, value, seen=autosave.seen(request.form.get(f"{field}.version", "")), by=access.actor(), at=clock.arrived()
        )
    except Invalid as error:
        form.blame(error)
        return 422
    if isinstance(outcome, Clash):
        form[f"{field}.version"].data = str(outcome.version)
        form[f"{field}.version"].raw_data = None
        form.blame(
            Invalid(
                _("Di tab lain isian ini sudah menjadi “%(theirs)s”. Simpan lagi untuk memakai isian Anda.", theirs=shown(outcome.theirs)),
                field,
            )
        )
        return 409
    return 200


def shown(value: Any) -> str:
    """A score or note as people type it."""
    return value if isinstance(value, str) else score_text(value)
