"""Announcements: read by everybody, or by everybody with an account; written by the secretariat."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import access, clock, page_cache, paging
from p4comp.core.access import allow, public
from p4comp.core.errors import Invalid
from p4comp.messages import actions, policy, queries
from p4comp.messages.forms import NoticeForm
from p4comp.messages.models import Announcement
from p4comp.messages.routes.blueprint import bp
from p4comp.messages.routes.inbox import base_url
from p4comp.messages.rules import letters
from p4comp.messages.rules.announcements import KINDS, REACHES, Reach, is_shown


@bp.route("/pengumuman")
@public(seconds=10)
def announcements() -> ResponseReturnValue:
    """The public announcements that hold now."""
    at = clock.arrived()
    page_cache.fresh_until(queries.next_change(at))
    return render_template("messages/announcements.html", page=paging.page(queries.shown(at, Reach.PUBLIC)), kinds=KINDS)


@bp.route("/pengumuman/<announcement_id>")
@public(seconds=10, on=queries.public_announcement)
def announcement(found: Announcement) -> ResponseReturnValue:
    """One public announcement."""
    page_cache.fresh_until(found.expires_at)
    return render_template("messages/announcement.html", found=found, kinds=KINDS, pieces=letters.pieces(found.body, base_url()))


@bp.route("/pesan/pengumuman")
@allow(policy.may_read)
def notices() -> ResponseReturnValue:
    """All announcements for those with an account."""
    page = paging.page(queries.shown(clock.arrived(), *Reach))
    return render_template("messages/notices.html", page=page, kinds=KINDS)


@bp.route("/pesan/pengumuman/<announcement_id>")
@allow(policy.may_read, on=queries.notice)
def notice(found: Announcement) -> ResponseReturnValue:
    """One announcement, in the workspace."""
    return render_template("messages/notice.html", found=found, kinds=KINDS, pieces=letters.pieces(found.body, base_url()))


@bp.route("/kelola-pengumuman")
@allow(policy.may_see_outbox)
def announcing() -> ResponseReturnValue:
    """Every announcement, drafts too."""
    return render_template(
        "messages/announcing.html", page=paging.page(queries.all_announcements()), kinds=KINDS, at=clock.arrived(), is_shown=is_shown
    )


@bp.route("/kelola-pengumuman/baru", methods=["GET", "POST"])
@allow(policy.may_see_outbox)
def new_notice() -> ResponseReturnValue:
    """Draft an announcement."""
    form = NoticeForm()
    if form.sent_well():
        try:
            found = actions.draft_notice(form.notice, by=access.actor(), at=clock.arrived())
            return redirect(url_for(".draft_notice", announcement_id=found.id), 303)
        except Invalid as error:
            form.blame(error)
    return render_template("messages/edit_notice.html", form=form, found=None), form.status


@bp.route("/kelola-pengumuman/<announcement_id>")
@allow(policy.may_see_outbox, on=queries.kept_announcement)
def draft_notice(found: Announcement) -> ResponseReturnValue:
    """An announcement as it will be read, and what can be done with it."""
    pieces = letters.pieces(found.body, base_url())
    shown = is_shown(found.state, found.appears_at, found.expires_at, clock.arrived())
    return render_template("messages/draft_notice.html", found=found, pieces=pieces, kinds=KINDS, reaches=REACHES, is_shown=shown)


@bp.route("/kelola-pengumuman/<announcement_id>/ubah", methods=["GET", "POST"])
@allow(policy.may_edit_notice, on=queries.kept_announcement)
def edit_notice(found: Announcement) -> ResponseReturnValue:
    """Change an announcement that is not out."""
    form = NoticeForm(obj=found)
    if form.sent_well():
        try:
            actions.change_notice(found, form.notice, by=access.actor(), at=clock.arrived())
            return redirect(url_for(".draft_notice", announcement_id=found.id), 303)
        except Invalid as error:
            form.blame(error)
    return render_template("messages/edit_notice.html", form=form, found=found), form.status


@bp.route("/kelola-pengumuman/<announcement_id>/terbitkan", methods=["POST"])
@allow(policy.may_edit_notice, on=queries.kept_announcement)
def publish_notice(found: Announcement) -> ResponseReturnValue:
    """Publish it."""
    actions.publish_notice(found, by=access.actor(), at=clock.arrived())
    flash(_("Pengumuman diterbitkan."), "success")
    return redirect(url_for(".draft_notice", announcement_id=found.id), 303)


@bp.route("/kelola-pengumuman/<announcement_id>/tarik", methods=["POST"])
@allow(policy.may_withdraw_notice, on=queries.kept_announcement)
def withdraw_notice(found: Announcement) -> ResponseReturnValue:
    """Take it off every page."""
    actions.withdraw_notice(found, by=access.actor(), at=clock.arrived())
    flash(_("Pengumuman ditarik dari semua halaman."), "success")
    return redirect(url_for(".draft_notice", announcement_id=found.id), 303)
