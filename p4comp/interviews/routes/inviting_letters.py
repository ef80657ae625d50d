"""Letters around an interview: the numbered invitation, and the assignment letter that institutions put on their own paper."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.core import clock, downloads
from p4comp.core.access import actor, allow
from p4comp.core.letterheads import HeadForm
from p4comp.interviews import queries as rooms
from p4comp.interviews.actions import inviting_letters as actions
from p4comp.interviews.policy import invitations as policy
from p4comp.interviews.policy.invitations import Invited
from p4comp.interviews.queries import invitations as queries
from p4comp.interviews.routes.blueprint import bp


@bp.route("/jadwal-wawancara/surat-undangan", methods=["GET", "POST"])
@allow(policy.may_head_letters, on=rooms.running)
def invitation_letters(edition: Edition) -> ResponseReturnValue:
    """Number, day and signatory of the letters."""
    head = queries.letter_head(edition.id)
    form = HeadForm(obj=head)
    if not form.sent_well() or not form.is_signed_by(clock.local(clock.arrived(), edition.zone).date()):
        return render_template("interviews/invitation_letters.html", head=head, form=form), form.status
    head = actions.type_head(edition, form.typed(), by=actor(), at=clock.arrived())
    told = _("Surat berlaku. Finalis sudah diberi tahu dan dapat mengunduhnya.")
    flash(told if head.is_final else _("Tersimpan. Surat masih draf sampai nomor, tanggal, dan penanda tangan terisi."), "success")
    return redirect(url_for(".invitation_letters"), 303)


@bp.get("/jadwal-wawancara/<interview_id>/surat-undangan.pdf")
@allow(policy.may_head_letters, on=queries.in_office)
def invitation_letter(found: Invited) -> Response:
    """One finalist's letter as it stands, for the secretariat."""
    return downloads.pdf(actions.letter(found, queries.letter_head(found.interview.edition_id)), "surat-undangan.pdf")


@bp.get("/jadwal-wawancara/<interview_id>/surat-undangan.docx")
@allow(policy.may_head_letters, on=queries.in_office)
def invitation_letter_draft(found: Invited) -> Response:
    """The same as a Word draft."""
    return downloads.docx(actions.letter_draft(found, queries.letter_head(found.interview.edition_id)), "draf-surat-undangan.docx")


@bp.get("/jadwal-wawancara/saya/<interview_id>/surat-undangan.pdf")
@allow(policy.may_read_letter, on=queries.signed_letter)
def own_invitation_letter(found: Invited) -> Response:
    """The own letter, once it has number, day and signatory."""
    return downloads.pdf(actions.letter(found, queries.letter_head(found.interview.edition_id)), "surat-undangan.pdf")


@bp.get("/jadwal-wawancara/saya/<interview_id>/naskah-surat-tugas.pdf")
@allow(policy.may_see_invitation, on=queries.invited)
def assignment_letter(found: Invited) -> Response:
    """The assignment letter, filled in as far as the portal knows."""
    return downloads.pdf(actions.assignment(found), "surat-tugas.pdf")


@bp.get("/jadwal-wawancara/saya/<interview_id>/naskah-surat-tugas.docx")
@allow(policy.may_see_invitation, on=queries.invited)
def assignment_draft(found: Invited) -> Response:
    """The same for Word."""
    return downloads.docx(actions.assignment_draft(found), "surat-tugas.docx")
