"""The history of a field: who wrote what and when, and an earlier version taken up again."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.core.access import actor, allow
from p4comp.core.autosave import Clash, seen
from p4comp.core.clock import arrived
from p4comp.core.errors import Refused
from p4comp.entries import actions, policy, queries
from p4comp.entries.queries import History
from p4comp.entries.routes.blueprint import bp


@bp.get("/kepesertaan/<entry_id>/riwayat/<indicator>/<field>")
@allow(policy.may_see_history, on=queries.history)
def history(found: History) -> ResponseReturnValue:
    """All that a field held."""
    return render_template("entries/history.html", found=found, case=found.case, may_edit=policy.may_edit(actor(), found.case, arrived()))


@bp.post("/kepesertaan/<entry_id>/riwayat/<indicator>/<field>")
@allow(policy.may_edit_part, on=queries.history)
def restore(found: History) -> ResponseReturnValue:
    """Let an earlier version count again, as a new version; nothing is lost by it."""
    wanted = found.version(seen(request.form.get("version", "")))
    if wanted is None:
        raise NotFound
    entry, code = found.case.entry, found.indicator.code
    outcome = actions.save(entry, code, found.field, wanted.value, seen=seen(request.form.get("seen", "")), by=actor(), at=arrived())
    if isinstance(outcome, Clash):
        raise Refused(_("Isian ini baru saja diubah orang lain. Buka riwayatnya lagi, lalu pilih sekali lagi."))
    flash(_("%(code)s: isian yang dipilih dipakai lagi.", code=code), "success")
    return redirect(url_for(".aspect", entry_id=entry.id, aspect=found.aspect.code, _anchor=f"{code}.{found.field}"), 303)
