"""What the portal sent: for the secretariat, with what became of each mail."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts import queries as accounts
from p4comp.core import access, clock, paging
from p4comp.core.access import allow
from p4comp.messages import actions, policy, queries
from p4comp.messages.forms import BounceForm
from p4comp.messages.queries import Sent
from p4comp.messages.routes.blueprint import bp
from p4comp.messages.routes.inbox import base_url
from p4comp.messages.rules import letters


@bp.route("/surat-keluar")
@allow(policy.may_see_outbox)
def outbox() -> ResponseReturnValue:
    """What the portal sent, what waits to be sent, and what could not be delivered."""
    state, words, batch = (request.args.get(name, "")[:100] for name in ("status", "cari", "massal"))
    page = paging.page(queries.outbox(state, words, batch))
    people = queries.people(one.person_id for one in page.rows)
    counts = queries.state_counts()
    return render_template("messages/outbox.html", page=page, people=people, counts=counts, state=state, words=words, batch=batch)


@bp.route("/surat-keluar/<mail_id>")
@allow(policy.may_see_outbox, on=queries.sent)
def sent(found: Sent) -> ResponseReturnValue:
    """One mail the portal sent, with every try."""
    return _page(found, BounceForm())


def _page(found: Sent, form: BounceForm) -> str:
    pieces = letters.pieces(found.mail.body, base_url())
    return render_template("messages/sent.html", found=found, mail=found.mail, tries=found.tries, pieces=pieces, form=form)


@bp.route("/surat-keluar/<mail_id>/kirim-ulang", methods=["POST"])
@allow(policy.may_resend, on=queries.sent)
def resend(found: Sent) -> ResponseReturnValue:
    """Send a mail again."""
    actions.resend(found, by=access.actor(), at=clock.arrived())
    flash(_("Surat dikirim ulang ke %(to)s.", to=found.mail.to), "success")
    return redirect(url_for(".sent", mail_id=found.mail.id), 303)


@bp.route("/surat-keluar/<mail_id>/kembali", methods=["POST"])
@allow(policy.may_bounce, on=queries.sent)
def bounce(found: Sent) -> ResponseReturnValue:
    """Note that a mail came back."""
    form = BounceForm()
    if not form.sent_well():
        return _page(found, form), 422
    actions.bounce(found, str(form.words.data), by=access.actor(), at=clock.arrived())
    flash(_("Dicatat: surat ini dikembalikan server penerima."), "success")
    return redirect(url_for(".sent", mail_id=found.mail.id), 303)


@bp.route("/surat-keluar/<mail_id>/selesai", methods=["POST"])
@allow(policy.may_settle, on=queries.sent)
def settle(found: Sent) -> ResponseReturnValue:
    """Close a mail whose recipient was reached another way."""
    actions.settle(found, by=access.actor(), at=clock.arrived())
    flash(_("Surat ini tidak lagi menunggu tindakan."), "success")
    return redirect(url_for(".sent", mail_id=found.mail.id), 303)


@bp.route("/surat-keluar/uji", methods=["POST"])
@allow(policy.may_see_outbox)
def send_test() -> ResponseReturnValue:
    """Send a test mail to oneself."""
    person = accounts.person(access.actor())
    assert person is not None
    letter = actions.send_test(person.email, by=access.actor(), at=clock.arrived())
    flash(_("Surat uji ditulis untuk %(to)s. Muat ulang halaman ini untuk melihat hasilnya.", to=person.email), "success")
    return redirect(url_for(".sent", mail_id=letter.id), 303)
