"""The people of the portal, for the secretariat: who there is, new links, new colleagues."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts import actions, policy, queries, rules
from p4comp.accounts.forms import PersonForm
from p4comp.accounts.models import Person
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import access, clock, mail, paging
from p4comp.core.access import allow


@bp.get("/orang")
@allow(policy.may_run_secretariat)
def people() -> str:
    """Everybody with an account, found by name or address."""
    text = request.args.get("cari", "").strip()[:100]
    page = paging.page(queries.directory(text))
    wrong = mail.wrong_addresses(one.email for one in page.rows)
    memberships = queries.memberships(page.rows)
    values = {"memberships": memberships, "roles": rules.ROLE_NAMES, "wrong": wrong, "to_help": queries.to_help(page.rows)}
    return render_template("accounts/people.html", page=page, text=text, **values)


@bp.post("/orang/<person_id>/undang")
@allow(policy.may_run_secretariat, on=queries.somebody)
def invite_again(person: Person) -> ResponseReturnValue:
    """Send a person a new link: the old one expired, or the password is forgotten."""
    actions.invite(person, role="", by=access.actor(), at=clock.arrived())
    flash(_("Tautan baru dikirim ke %(email)s.", email=person.email), "success")
    return redirect(url_for("accounts.people"), 303)


@bp.route("/orang/undang", methods=["GET", "POST"])
@allow(policy.may_take_in)
def invite() -> ResponseReturnValue:
    """Invite somebody into the secretariat, or as auditor."""
    form = PersonForm()
    if not form.sent_well():
        return render_template("accounts/invite.html", form=form), form.status
    who, at = access.actor(), clock.arrived()
    person = actions.person_for(str(form.email.data), str(form.name.data), at=at)
    actions.join(person, form.role.data, by=who, at=at)
    actions.invite(person, role=form.role.data, by=who, at=at)
    flash(_("Undangan dikirim ke %(email)s.", email=person.email), "success")
    if queries.vouchings_of(person.id):
        flash(_("Petugas lain perlu menegaskan peran ini di Persetujuan, supaya ia dihitung sebagai orang kedua."), "info")
    return redirect(url_for("accounts.people"), 303)
