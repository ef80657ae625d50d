"""Working on a dossier together: who fills in which aspect, and who has it open now."""

from contextlib import suppress

from flask import flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError, OperationalError

from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid
from p4comp.entries import actions, policy, queries
from p4comp.entries.forms import ShareForm
from p4comp.entries.policy import Case
from p4comp.entries.queries import AspectCase, Seen
from p4comp.entries.routes.blueprint import bp


@bp.app_template_global()
def seen_words(one: Seen) -> str:
    """`Siti (2 menit lalu) di aspek B`."""
    when = _("%(n)s menit lalu", n=one.minutes) if one.minutes else _("sekarang")
    return _("%(name)s (%(when)s) di aspek %(aspect)s", name=one.name, when=when, aspect=one.aspect)


@bp.post("/kepesertaan/<entry_id>/aspek/<aspect>/hadir")
@allow(policy.may_be_present, on=queries.aspect_place, writes=False)
def be_present(found: queries.AspectPlace) -> ResponseReturnValue:
    """Say that the aspect is open on a screen; the answer names the others. Holds up nobody who saves."""
    entry = found.case.entry
    others = queries.present(entry, actor(), clock.real())
    with suppress(OperationalError, IntegrityError):  # a beat that is missed comes again half a minute later
        actions.note_presence(entry.id, actor().id, found.aspect)
    return jsonify(here=[seen_words(one) for one in others])


@bp.get("/kepesertaan/<entry_id>/pembagian")
@allow(policy.may_read, on=queries.case)
def shares(case: Case) -> ResponseReturnValue:
    """Who was asked to fill in which aspect, and how far each is."""
    return _page(case, {})


def _page(case: Case, forms: dict[str, ShareForm]) -> str:
    shared, dossier = queries.shares_of(case.entry), queries.dossier(case.entry)
    may_share = policy.may_share_out(actor(), case, arrived())
    people = queries.writers(case.entry.institution_id) if may_share else []
    shown = {one.code: forms.get(one.code) or ShareForm.of(one.code, shared.get(one.code), people) for one in dossier.instrument.aspects}
    return render_template("entries/shares.html", case=case, dossier=dossier, shares=shared, forms=shown, may_share=may_share)


@bp.post("/kepesertaan/<entry_id>/aspek/<aspect>/pembagian")
@allow(policy.may_share_out, on=queries.aspect)
def share(found: AspectCase) -> ResponseReturnValue:
    """Ask a colleague for an aspect, or nobody any more."""
    form = ShareForm(prefix=found.aspect.code).offering(queries.writers(found.case.entry.institution_id))
    if form.sent_well():
        try:
            given = actions.share(found.case.entry, found.aspect, form.person.data or "", **form.terms, by=actor(), at=arrived())
        except Invalid as error:
            form.blame(error)
        else:
            done = _("Aspek %(code)s: pembagian disimpan.") if given else _("Aspek %(code)s: tidak lagi dibagikan.")
            flash(done % {"code": found.aspect.code}, "success")
            return redirect(url_for(".shares", entry_id=found.case.entry.id), 303)
    return _page(found.case, {found.aspect.code: form}), form.status
