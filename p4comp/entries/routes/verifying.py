"""The verification desk of the secretariat: its queue."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.competition.queries import current, spec_of
from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid, state_word
from p4comp.entries import actions, policy, queries
from p4comp.entries.models import DeskPlace, Entry, State
from p4comp.entries.queries import OVERDUE, Wanted
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.rules.verification import is_held
from p4comp.institutions.rules.kinds import KIND_NAMES

DECIDED = (State.VERIFIED, State.REFUSED, State.RETURNED)


def wanted_now() -> Wanted:
    """What the list is narrowed to, by the address of the request."""
    asked = request.args
    return Wanted(
        category=asked.get("kategori", "")[:20],
        state=asked.get("status", State.SUBMITTED.value)[:20],
        text=asked.get("cari", "")[:100],
        province=asked.get("provinsi", "")[:2],
        kind=asked.get("jenis", "")[:20],
        mark=asked.get("tanda", "")[:1],
        person=asked.get("petugas", "")[:12],
        at=arrived(),
    )


@bp.app_template_global()
def holder(place: DeskPlace | None) -> str:
    """Who else has an entry of the queue open now."""
    is_open = place is not None and is_held(place.opened_by, place.opened_at, clock.real(), actor().id)
    return place.opener.name if place and place.opener and is_open else ""


@bp.get("/verifikasi")
@allow(policy.may_see_queue)
def queue() -> ResponseReturnValue:
    """The entries of the running edition, those that wait first."""
    edition = current()
    if edition is None:
        return render_template("entries/queue.html", edition=None)
    wanted = wanted_now()
    found, counts = queries.listed(actor(), edition.id, wanted), queries.states(edition.id)
    people = [(one.id, one.name) for one in queries.desk_people()]
    decided = sum(counts.get(one, 0) for one in DECIDED)
    return render_template(
        "entries/queue.html",
        edition=edition,
        wanted=wanted,
        found=found,
        places=queries.places_of(one.id for one in found.rows),
        people=people,
        decided=decided,
        handed_in=decided + counts.get(State.SUBMITTED, 0),
        choices=_choices(edition, people),
    )


def _choices(edition: Edition, people: list[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    categories = [(one.code, one.name) for one in spec_of(edition).categories]
    return {
        "kategori": [("", _("Semua kategori")), *categories],
        "status": [
            ("", _("Semua status")),
            *((one.value, state_word("entry", one)) for one in State),
            (OVERDUE, _("Lewat batas perbaikan")),
        ],
        "provinsi": [("", _("Semua provinsi")), *queries.provinces()],
        "jenis": [("", _("Semua jenis")), *((kind.value, str(name)) for kind, name in KIND_NAMES.items())],
        "tanda": [("", _("Semua")), ("1", _("Ditandai atau mirip"))],
        "petugas": [("", _("Semua petugas")), *people],
    }


@bp.post("/verifikasi/berikutnya")
@allow(policy.may_take)
def take_next() -> ResponseReturnValue:
    """Open the next entry of the list that nobody else has open (or the one before), and show the others that it is taken."""
    found = next_entry(request.args.get("sesudah", "")[:12], backwards="mundur" in request.args)
    if found is None:
        flash(_("Tidak ada lagi berkas dalam saringan ini yang belum dibuka petugas lain."), "info")
        return redirect(url_for(".queue", **wanted_now().kept), 303)
    return open_on_desk(found)


def next_entry(beside_id: str, *, backwards: bool = False) -> Entry | None:
    """The neighbour of an entry in the list that is wanted now."""
    edition = current()
    if edition is None:
        return None
    beside = queries.entry(actor(), beside_id) if beside_id else None
    return queries.neighbour(actor(), edition.id, wanted_now(), beside, clock.real(), backwards=backwards)


def open_on_desk(entry: Entry) -> ResponseReturnValue:
    """Take an entry and lead to its page, the list's filter kept."""
    actions.take(entry, by=actor())
    return redirect(url_for(".review", entry_id=entry.id, **wanted_now().kept), 303)


@bp.post("/verifikasi/bagikan")
@allow(policy.may_take)
def assign() -> ResponseReturnValue:
    """Give the entries that were ticked to somebody of the secretariat."""
    edition, ids = current(), request.form.getlist("entries")[:500]
    try:
        entries = queries.in_list(actor(), edition.id, ids) if edition else []
        if not entries:
            raise Invalid(_("Pilih sedikitnya satu berkas untuk dibagikan."))
        changed = actions.assign(entries, request.form.get("person", "")[:12], by=actor(), at=arrived())
        flash(_("%(n)d berkas dibagikan.", n=changed), "success")
    except Invalid as error:
        flash(error.message, "warning")
    return redirect(url_for(".queue", **wanted_now().kept), 303)
