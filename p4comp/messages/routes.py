"""Where messages are reached."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import access, clock, paging
from p4comp.core.access import allow
from p4comp.core.mail import Mail
from p4comp.messages import actions, policy, queries, rules

bp = Blueprint("messages", __name__)


@bp.route("/pesan")
@allow(policy.may_read)
def inbox() -> ResponseReturnValue:
    """What was sent to the person."""
    return render_template("messages/inbox.html", page=paging.page(queries.visible_to(access.actor())))


@bp.route("/pesan/<mail_id>")
@allow(policy.may_read, on=queries.mail)
def show(mail: Mail) -> ResponseReturnValue:
    """One message."""
    return render_template("messages/show.html", mail=mail, pieces=rules.pieces(mail.body))


@bp.route("/pesan/<mail_id>/dibaca", methods=["POST"])
@allow(policy.may_read, on=queries.mail)
def mark_read(mail: Mail) -> ResponseReturnValue:
    """Mark a message as read."""
    actions.mark_read(mail, at=clock.arrived())
    return redirect(url_for(".inbox"), 303)


@bp.route("/pesan/dibaca", methods=["POST"])
@allow(policy.may_read)
def mark_all_read() -> ResponseReturnValue:
    """Mark all messages as read."""
    actions.mark_all_read(by=access.actor(), at=clock.arrived())
    flash(_("Semua pesan ditandai sudah dibaca."), "success")
    return redirect(url_for(".inbox"), 303)


@bp.route("/surat-keluar")
@allow(policy.may_see_outbox)
def outbox() -> ResponseReturnValue:
    """What the portal sent, and what waits to be sent."""
    state, words = request.args.get("status", ""), request.args.get("cari", "")
    page = paging.page(queries.outbox(state, words))
    return render_template(
        "messages/outbox.html", page=page, people=queries.people(page.rows), counts=queries.state_counts(), state=state, words=words
    )


@bp.route("/surat-keluar/<mail_id>")
@allow(policy.may_see_outbox, on=queries.sent)
def sent(found: queries.Sent) -> ResponseReturnValue:
    """One mail the portal sent."""
    return render_template(
        "messages/sent.html", mail=found.mail, person=found.person, is_secret=found.is_secret, pieces=rules.pieces(found.mail.body)
    )
