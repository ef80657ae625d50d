"""Consents of persons who take part in their own name."""

from functools import partial

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, resending
from p4comp.core.access import actor, allow
from p4comp.results.actions import nominees as actions
from p4comp.results.forms.nominees import ConsentForm, WithdrawalForm
from p4comp.results.policy import score_tables as policy
from p4comp.results.policy.score_tables import Naming
from p4comp.results.queries import nominees as queries
from p4comp.results.routes.blueprint import bp
from p4comp.results.rules.nominees import Keeping


@bp.route("/nomine/<nominee_id>/persetujuan", methods=["GET", "POST"])
@allow(policy.may_name, on=queries.nominee)
def consent(found: Naming) -> ResponseReturnValue:
    """Write down that a person agreed to be named."""
    form = ConsentForm()
    told = _("Persetujuan dicatat. Nama ditampilkan setelah hasilnya diumumkan.")
    act = partial(actions.agree, found, str(form.basis.data), by=actor(), at=clock.arrived())
    page = resending.done(form, act, told=told, back=_back(found))
    return page or (render_template("results/consent.html", found=found, form=form), form.status)


@bp.route("/nomine/<nominee_id>/tarik-persetujuan", methods=["GET", "POST"])
@allow(policy.may_unname, on=queries.nominee)
def withdraw_consent(found: Naming) -> ResponseReturnValue:
    """Write down that a person took the consent back."""
    form = WithdrawalForm()

    def act() -> None:
        actions.withdraw(found, Keeping(form.keeping.data), by=actor(), at=clock.arrived())

    told = _(
        "Persetujuan ditarik. Halaman, daftar, dan data yang disusun portal tidak memuat nama ini lagi. "
        "Siaran pers, dan foto yang keterangannya mungkin menyebutnya, dikeluarkan dari bahan pers sampai Anda membacanya kembali."
    )
    page = resending.done(form, act, told=told, back=_back(found))
    return page or (render_template("results/consent_withdrawal.html", found=found, form=form), form.status)


def _back(found: Naming) -> str:
    return url_for(".score_table", slug=found.nominee.edition.slug, category=found.nominee.category)
