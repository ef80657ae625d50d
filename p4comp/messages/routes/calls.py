"""Those who have not read what was sent to them, and who of the secretariat reached them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts.models import Person
from p4comp.core import access, clock, paging
from p4comp.core.access import allow
from p4comp.institutions.queries import provinces
from p4comp.messages import actions, policy, queries
from p4comp.messages.forms import CallForm
from p4comp.messages.routes.blueprint import bp
from p4comp.messages.rules.phones import OUTCOMES

DAYS = (1, 3, 7, 14)


def _days() -> int:
    days = request.args.get("hari", 3, int)
    return days if days in DAYS else 3


@bp.route("/belum-membaca")
@allow(policy.may_see_outbox)
def silent_people() -> ResponseReturnValue:
    """People with messages unread for some days, to work through by telephone."""
    at, days = clock.arrived(), _days()
    province, words = request.args.get("provinsi", "")[:8], request.args.get("cari", "").strip()[:100]
    page = paging.page(queries.silent_people(at, days, province, words), size=25)
    return render_template(
        "messages/silent_people.html",
        page=page,
        silent=queries.silent(page.rows, at, days),
        days=days,
        choices=[(str(one), _("%(n)s hari", n=one)) for one in DAYS],
        provinces=[("", _("Semua provinsi")), *((one.code, one.name) for one in provinces())],
        province=province,
        words=words,
        outcomes=OUTCOMES,
    )


@bp.route("/belum-membaca/<person_id>", methods=["GET", "POST"])
@allow(policy.may_see_outbox, on=queries.somebody)
def call(person: Person) -> ResponseReturnValue:
    """One person: number, text to copy, WhatsApp link, and the notes of earlier attempts."""
    form, at = CallForm(), clock.arrived()
    if form.sent_well():
        actions.note_call(person, form.outcome.data, str(form.note.data or ""), by=access.actor(), at=at)
        flash(_("Hubungan dengan %(name)s dicatat.", name=person.name), "success")
        return redirect(url_for(".silent_people"), 303)
    (silent,) = queries.silent([person], at, 0)
    callers = queries.people(one.called_by for one in silent.notes)
    return render_template("messages/call.html", silent=silent, callers=callers, form=form, outcomes=OUTCOMES), form.status
