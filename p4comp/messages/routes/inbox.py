"""The person's own messages. Opening one changes nothing; marking it is a POST."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import access, clock, paging
from p4comp.core.access import allow
from p4comp.core.mail import Mail
from p4comp.messages import actions, policy, queries
from p4comp.messages.routes.blueprint import bp
from p4comp.messages.rules import letters


def base_url() -> str:
    """The portal's own address: only links that lead there are live."""
    return str(current_app.extensions["settings"].base_url)


@bp.route("/pesan")
@allow(policy.may_read)
def inbox() -> ResponseReturnValue:
    """What was sent to the person, and the announcements of the moment."""
    unread_only = request.args.get("saring") == "belum"
    page = paging.page(queries.visible_to(access.actor(), unread_only=unread_only))
    notices = queries.for_workspace(clock.arrived())
    return render_template("messages/inbox.html", page=page, unread_only=unread_only, notices=notices)


@bp.route("/pesan/<mail_id>")
@allow(policy.may_read, on=queries.mail)
def show(mail: Mail) -> ResponseReturnValue:
    """One message."""
    return render_template("messages/show.html", mail=mail, pieces=letters.pieces(mail.body, base_url()))


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
