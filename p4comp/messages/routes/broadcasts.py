"""Mass mail: one drafts, another approves."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.queries import current_calendar
from p4comp.core import access, clock, paging
from p4comp.core.access import allow
from p4comp.core.errors import Invalid
from p4comp.institutions.queries import provinces
from p4comp.messages import actions, policy, queries
from p4comp.messages.forms import ApprovalForm, BroadcastForm, ReasonForm
from p4comp.messages.models import Broadcast
from p4comp.messages.queries import audiences
from p4comp.messages.routes.blueprint import bp
from p4comp.messages.rules.broadcasts import PLACES, BroadcastState, opening


@bp.route("/surat-massal")
@allow(policy.may_see_outbox)
def broadcasts() -> ResponseReturnValue:
    """All mass mails."""
    page = paging.page(queries.broadcasts())
    people = queries.people(one.written_by for one in page.rows)
    return render_template("messages/broadcasts.html", page=page, sizes=queries.sizes(page.rows), people=people, label=audiences.label)


@bp.route("/surat-massal/baru", methods=["GET", "POST"])
@allow(policy.may_see_outbox)
def new_broadcast() -> ResponseReturnValue:
    """Draft a mass mail; one that repeats an announcement begins with its words."""
    form = _offered(BroadcastForm(data=_announced(request.args.get("pengumuman", ""))))
    if form.sent_well():
        try:
            found = actions.draft(form.text, by=access.actor(), at=clock.arrived())
            return redirect(url_for(".broadcast", broadcast_id=found.id), 303)
        except Invalid as error:
            form.blame(error)
    return render_template("messages/edit_broadcast.html", form=form, found=None, places=PLACES), form.status


def _announced(announcement_id: str) -> dict[str, str]:
    found = queries.kept_announcement(access.actor(), announcement_id[:12]) if announcement_id else None
    return {"subject": found.title, "body": opening(found.body)} if found else {}


def _offered(form: BroadcastForm) -> BroadcastForm:
    running = current_calendar()
    categories = [(one.code, one.name) for one in running[1].spec.categories] if running else []
    form.offer(audiences.choices(), categories, [(one.code, one.name) for one in provinces()])
    return form


@bp.route("/surat-massal/<broadcast_id>/ubah", methods=["GET", "POST"])
@allow(policy.may_edit_broadcast, on=queries.broadcast)
def edit_broadcast(found: Broadcast) -> ResponseReturnValue:
    """Change a draft."""
    form = _offered(BroadcastForm(obj=found))
    if form.sent_well():
        try:
            actions.change(found, form.text, by=access.actor(), at=clock.arrived())
            return redirect(url_for(".broadcast", broadcast_id=found.id), 303)
        except Invalid as error:
            form.blame(error)
    return render_template("messages/edit_broadcast.html", form=form, found=found, places=PLACES), form.status


@bp.route("/surat-massal/<broadcast_id>")
@allow(policy.may_see_outbox, on=queries.broadcast)
def broadcast(found: Broadcast) -> ResponseReturnValue:
    """A mass mail with its recipients: as they are now for a draft, as they were frozen afterwards."""
    return _page(found, ReasonForm())


def _page(found: Broadcast, form: ReasonForm) -> str:
    facts = _draft(found) if found.state in {BroadcastState.DRAFT, BroadcastState.CANCELLED} else _frozen(found)
    people = queries.people([found.written_by, found.changed_by, found.asked_by, found.decided_by])
    counts = queries.state_counts(found.id) if found.state in {BroadcastState.SENDING, BroadcastState.SENT} else {}
    return render_template("messages/broadcast.html", found=found, form=form, people=people, counts=counts, label=audiences.label, **facts)


def _draft(found: Broadcast) -> dict[str, object]:
    fault = ""
    try:
        rows, doubles = actions.found_for(found, clock.arrived())
    except Invalid as error:
        rows, doubles, fault = [], 0, error.message
    sample = actions.preview(found, rows[0]) if rows else None
    page = paging.part(rows)
    return {"page": page, "doubles": doubles, "sample": sample, "sample_name": rows[0].name if rows else "", "fault": fault}


def _frozen(found: Broadcast) -> dict[str, object]:
    page = paging.page(queries.snapshot(found))
    first = page.rows[0] if page.rows else None
    sample = actions.preview_of(found, first) if first else None
    return {"page": page, "doubles": found.doubles, "sample": sample, "sample_name": first.name if first else "", "fault": ""}


@bp.route("/surat-massal/<broadcast_id>/minta-persetujuan", methods=["POST"])
@allow(policy.may_edit_broadcast, on=queries.broadcast)
def ask_approval(found: Broadcast) -> ResponseReturnValue:
    """Freeze it and ask a second person."""
    actions.ask(found, by=access.actor(), at=clock.arrived())
    flash(_("Isi dan penerima dibekukan. Petugas sekretariat lain sekarang dapat menyetujuinya."), "success")
    return redirect(url_for(".broadcast", broadcast_id=found.id), 303)


@bp.route("/surat-massal/<broadcast_id>/tarik", methods=["POST"])
@allow(policy.may_take_back, on=queries.broadcast)
def take_back(found: Broadcast) -> ResponseReturnValue:
    """Make it a draft again."""
    actions.take_back(found, by=access.actor(), at=clock.arrived())
    flash(_("Surat kembali menjadi konsep."), "success")
    return redirect(url_for(".broadcast", broadcast_id=found.id), 303)


@bp.route("/surat-massal/<broadcast_id>/setujui", methods=["POST"])
@allow(policy.may_decide_broadcast, on=queries.broadcast)
def approve(found: Broadcast) -> ResponseReturnValue:
    """Approve exactly what was shown."""
    actions.approve(found, str(ApprovalForm().sha256.data), by=access.actor(), at=clock.arrived())
    flash(_("Disetujui. Surat ditulis satu per satu dan dikirim menurut laju yang diatur pengelola."), "success")
    return redirect(url_for(".broadcast", broadcast_id=found.id), 303)


@bp.route("/surat-massal/<broadcast_id>/kembalikan", methods=["POST"])
@allow(policy.may_decide_broadcast, on=queries.broadcast)
def give_back(found: Broadcast) -> ResponseReturnValue:
    """Give it back with a reason."""
    form = ReasonForm()
    if not form.sent_well():
        return _page(found, form), 422
    actions.give_back(found, str(form.reason.data), by=access.actor(), at=clock.arrived())
    flash(_("Surat dikembalikan kepada penyusunnya."), "success")
    return redirect(url_for(".broadcasts"), 303)


@bp.route("/surat-massal/<broadcast_id>/batalkan", methods=["POST"])
@allow(policy.may_edit_broadcast, on=queries.broadcast)
def cancel(found: Broadcast) -> ResponseReturnValue:
    """Give a draft up."""
    actions.cancel(found, by=access.actor(), at=clock.arrived())
    flash(_("Konsep dibatalkan."), "success")
    return redirect(url_for(".broadcasts"), 303)
