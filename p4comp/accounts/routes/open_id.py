"""Signing in with an institution's own account, and the secretariat's list of account services."""

import hmac

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts import actions, identity, policy, queries
from p4comp.accounts.forms import ProviderForm
from p4comp.accounts.models import OpenIdProvider
from p4comp.accounts.routes import entering, sign_in
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import access, clock, paging
from p4comp.core.access import allow, public
from p4comp.core.errors import Invalid, Refused
from p4comp.core.web import p4_url
from p4comp.institutions import queries as registry

STATE = "open_id"


def _carried() -> dict[str, str]:
    return {name: request.form.get(name, "") for name in ("next", "replay")}


@bp.route("/masuk/instansi", methods=["GET", "POST"])
@public(writes=False)
def choose_provider() -> str:
    """Choose the institution whose account one has."""
    text = " ".join(request.values.get("cari", "").split())[:100]
    return render_template("accounts/choose_provider.html", found=queries.providers(text), text=text, carried=_carried())


@bp.post("/masuk/instansi/<provider_id>/mulai")
@public
def go_to_provider(provider_id: str) -> ResponseReturnValue:
    """Lead the browser to the institution's account service."""
    sent = _carried()
    try:
        url, state = actions.set_off(
            provider_id, sent["next"], sent["replay"], back_to=p4_url("accounts.come_back"), device=entering.device()
        )
    except Refused as error:
        return sign_in.refused(error, sent["next"], sent["replay"])
    session[STATE] = state
    return render_template("accounts/to_provider.html", url=url), {"Refresh": f"0; url={url}"}


@bp.get("/masuk/instansi/kembali")
@public
def come_back() -> ResponseReturnValue:
    """The browser is back from the account service: what it brings is sent on, as nothing is changed by looking."""
    if request.args.get("error"):
        return sign_in.refused(Invalid(_("Masuk dengan akun instansi dibatalkan atau ditolak oleh layanan akun itu.")), "", "")
    return render_template("accounts/from_provider.html", state=request.args.get("state", ""), grant=request.args.get("code", ""))


@bp.post("/masuk/instansi/kembali")
@public
def arrive_from_provider() -> ResponseReturnValue:
    """Let in whom the account service names; only the browser that set off may arrive."""
    state, expected = request.form.get("state", ""), str(session.pop(STATE, ""))
    try:
        if not expected or not hmac.compare_digest(state.encode(), expected.encode()):
            raise Invalid(_("Permintaan masuk ini tidak dimulai dari peramban ini. Mulai lagi dari halaman masuk."))
        grant, token = request.form.get("grant", "")[:4000], identity.cookie_token()
        device, at = entering.device(), clock.arrived()
        entered, attempt = actions.come_back(state, grant, back_to=p4_url("accounts.come_back"), device=device, instead_of=token, at=at)
    except Refused as error:
        return sign_in.refused(error, "", "")
    return entering.go_on(entered, attempt.following, attempt.packet)


@bp.get("/orang/akun-instansi")
@allow(policy.may_run_secretariat)
def providers() -> str:
    """The account services of institutions."""
    return render_template("accounts/providers.html", page=paging.page(queries.all_providers()))


@bp.route("/orang/akun-instansi/baru", methods=["GET", "POST"])
@allow(policy.may_run_secretariat)
def add_provider() -> ResponseReturnValue:
    """Set an account service up."""
    return _save(None, ProviderForm())


@bp.route("/orang/akun-instansi/<provider_id>", methods=["GET", "POST"])
@allow(policy.may_run_secretariat, on=queries.provider)
def edit_provider(known: OpenIdProvider) -> ResponseReturnValue:
    """Change an account service."""
    form = ProviderForm(obj=known)
    if request.method == "GET":
        form.institution.data = known.institution.code
    return _save(known, form)


def _save(known: OpenIdProvider | None, form: ProviderForm) -> ResponseReturnValue:
    back_to = p4_url("accounts.come_back")
    institution = registry.find(str(form.institution.data)) if form.sent_well() else None
    if institution is not None:
        values = {name: form[name].data for name in ("label", "issuer", "client_id", "trusts_second_factor", "is_active")}
        try:
            actions.save_provider(known, institution, values, str(form.client_secret.data or ""), by=access.actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Akun instansi disimpan."), "success")
            return redirect(url_for("accounts.providers"), 303)
    elif request.method == "POST" and not form.errors:
        form.blame(Invalid(_("Instansi ini tidak ada di registri. Isi kode atau nama lengkapnya."), "institution"))
    return render_template("accounts/provider.html", form=form, known=known, back_to=back_to), form.status


@bp.post("/orang/akun-instansi/<provider_id>/sahkan")
@allow(policy.may_confirm_provider, on=queries.provider)
def confirm_provider(known: OpenIdProvider) -> ResponseReturnValue:
    """Confirm an account service as it is set now."""
    actions.confirm_provider(known, by=access.actor(), at=clock.arrived())
    flash(_("Layanan akun disahkan. Anggotanya yang bertugas di sekretariat atau penilaian dapat masuk lewat layanan ini."), "success")
    return redirect(url_for("accounts.edit_provider", provider_id=known.id), 303)


@bp.post("/orang/akun-instansi/<provider_id>/hapus")
@allow(policy.may_run_secretariat, on=queries.provider)
def remove_provider(known: OpenIdProvider) -> ResponseReturnValue:
    """Take an account service away."""
    actions.remove_provider(known, by=access.actor(), at=clock.arrived())
    flash(_("Akun instansi dihapus."), "success")
    return redirect(url_for("accounts.providers"), 303)
