"""Agreements: the list, one of them, writing, signatories, what is shown to whom."""

import io
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.commitments import actions, policy, queries
from p4comp.commitments.actions import Terms
from p4comp.commitments.forms import AccordForm, EndForm, ImportForm, OpennessForm, SignatoryForm
from p4comp.commitments.models import Accord
from p4comp.commitments.policy import Pact
from p4comp.commitments.queries import Asked
from p4comp.commitments.routes.blueprint import bp
from p4comp.commitments.rules.tables import COLUMNS
from p4comp.core import clock, paging, tables, uploads, workbooks
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid, Refused
from p4comp.core.resending import done
from p4comp.core.tables import Fault, Outcome
from p4comp.institutions import queries as registry
from p4comp.institutions.models import Institution

SIZE = 100  # the commitments of a whole province stand on one page, folded


@bp.get("/komitmen")
@allow(policy.may_list)
def index() -> ResponseReturnValue:
    """The agreements somebody finds; of an institution the only one at once, with what was asked for."""
    page = paging.page(queries.agreements(actor()))
    if len(page.rows) == 1 and not is_staff(actor()):
        asked: dict[str, Any] = {name: request.args[name] for name in Asked.__dataclass_fields__ if name in request.args}
        return redirect(url_for(".show", agreement_id=page.rows[0].id, **asked), 303)
    eyes = {one.id: queries.eyes_of(actor(), one) for one in page.rows}
    return render_template("commitments/index.html", page=page, eyes=eyes, progress=queries.progress([one.id for one in page.rows]))


@bp.get("/komitmen/<agreement_id>")
@allow(policy.may_read, on=queries.agreement)
def show(pact: Pact) -> ResponseReturnValue:
    """An agreement: its facts, what is shown to whom, its signatories, the commitments these eyes see."""
    return _page(pact, EndForm(formdata=None))


def _page(pact: Pact, form: EndForm, status: int = 200) -> ResponseReturnValue:
    asked = _asked(pact)
    today = registry.day(clock.arrived())
    return render_template(
        "commitments/show.html",
        pact=pact,
        agreement=pact.agreement,
        asked=vars(asked),
        page=paging.page(queries.commitments(pact, asked, today), size=SIZE),
        queue=queries.queue(actor(), pact),
        progress=queries.progress([pact.agreement.id]),
        reviews=queries.reviews(pact.agreement.id) if pact.sees("review") else [],
        year=today.year,
        form=form,
    ), status


def _asked(pact: Pact) -> Asked:
    """What was asked for; where nothing was, a signatory begins with what is its own."""
    asked = {name: request.args[name].strip()[:40] for name in Asked.__dataclass_fields__ if name in request.args}
    homes = pact.eyes.homes
    return Asked(**asked) if asked or len(homes) != 1 else Asked(instansi=next(iter(homes)))


@bp.route("/komitmen/baru", methods=["GET", "POST"])
@allow(policy.may_host)
def draw_up() -> ResponseReturnValue:
    """Begin to write an agreement."""
    form = AccordForm()
    if request.method == "GET":
        form.scopes.data = queries.usual_scopes()
    kept = done(
        form,
        lambda: actions.draw_up(_terms(form), by=actor(), at=clock.arrived(), key=form.key),
        told=_("Perjanjian tersimpan sebagai rancangan. Isi penanda tangannya."),
        back=lambda made: url_for(".signatories", agreement_id=made.id),
    )
    return kept or (render_template("commitments/terms.html", pact=None, form=form), form.status)


def _terms(form: AccordForm) -> Terms:
    def text(name: str) -> str:
        return " ".join((form[name].data or "").split())

    return Terms(
        text("title"),
        text("number"),
        form.signed_on.data,
        form.ends_on.data,
        text("partner_name"),
        _institution(text("partner"), "partner") if text("partner") else None,
        tuple((form.scopes.data or "").splitlines()),
        (form.summary.data or "").strip(),
        text("source"),
    )


def _institution(text: str, field: str) -> Institution:
    found = registry.called(text)
    if len(found) == 1:
        return found[0]
    near = ", ".join(hit.name for hit in registry.search(text, most=3))
    words = _("Tidak ada dalam registri. Yang mirip: %(names)s.", names=near) if near else _("Tidak ada dalam registri. Periksa ejaannya.")
    raise Invalid(_("Nama ini cocok dengan beberapa instansi. Isi kodenya.") if found else words, field)


@bp.route("/komitmen/<agreement_id>/naskah", methods=["GET", "POST"])
@allow(policy.may_write, on=queries.agreement)
def rewrite(pact: Pact) -> ResponseReturnValue:
    """Write an agreement anew until it is in force."""
    said = _said(pact.agreement)
    form = AccordForm(data=said)
    form.watch(said)
    write = partial(_rewrite, pact, form)
    shown = done(form, write, told=_("Naskah tersimpan."), back=_address(pact))
    return shown or (render_template("commitments/terms.html", pact=pact, form=form), form.status)


def _rewrite(pact: Pact, form: AccordForm) -> None:
    actions.rewrite(pact, _terms(form), by=actor(), at=clock.arrived())


def _said(agreement: Accord) -> dict[str, object]:
    said: dict[str, object] = {
        name: getattr(agreement, name) for name in ("title", "number", "signed_on", "ends_on", "partner_name", "summary", "source")
    }
    return said | {
        "partner": agreement.partner.code if agreement.partner else "",
        "scopes": "\n".join(one.title for one in agreement.scopes),
    }


@bp.get("/komitmen/<agreement_id>/penanda-tangan")
@allow(policy.may_write, on=queries.agreement)
def signatories(pact: Pact) -> ResponseReturnValue:
    """Who signed: typed in one by one, or from a table."""
    return _signatories(pact)


def _signatories(
    pact: Pact,
    form: SignatoryForm | None = None,
    upload: ImportForm | None = None,
    faults: list[Fault] | None = None,
    outcomes: list[Outcome] | None = None,
) -> ResponseReturnValue:
    sent = form or (upload if outcomes is None else None)
    return render_template(
        "commitments/signatories.html",
        pact=pact,
        form=form or SignatoryForm(formdata=None),
        upload=upload or ImportForm(formdata=None),
        faults=faults or [],
        outcomes=outcomes or [],
    ), 422 if sent else 200


@bp.post("/komitmen/<agreement_id>/penanda-tangan")
@allow(policy.may_write, on=queries.agreement)
def sign(pact: Pact) -> ResponseReturnValue:
    """Write down who signed."""
    form, back = SignatoryForm(), url_for(".signatories", agreement_id=pact.agreement.id)
    kept = done(form, lambda: _sign(pact, form), told=lambda name: _("%(name)s dicatat.", name=name), back=back)
    return kept or _signatories(pact, form)


def _sign(pact: Pact, form: SignatoryForm) -> str:
    found = _institution(str(form.institution.data), "institution")
    texts = {name: " ".join((form[name].data or "").split()) for name in ("signed_by", "position")}
    actions.sign(pact, found, **texts, by=actor(), at=clock.arrived())
    return found.name


@bp.post("/komitmen/<agreement_id>/penanda-tangan/impor")
@allow(policy.may_write, on=queries.agreement, upload=True, body=tables.look_in)
def import_signatories(pact: Pact) -> ResponseReturnValue:
    """Write down who signed from a table; the report names every row, or every fault."""
    upload = ImportForm()
    try:
        received = uploads.received(request.files.get("file"))
        outcomes = actions.import_signatories(pact, received.path, by=actor(), at=clock.arrived())
    except Invalid as error:
        upload.blame(error)
        return _signatories(pact, upload=upload, faults=getattr(error, "faults", []))
    return _signatories(pact, upload=upload, outcomes=outcomes)


@bp.get("/komitmen/<agreement_id>/penanda-tangan.xlsx")
@allow(policy.may_write, on=queries.agreement)
def signatories_xlsx(pact: Pact) -> ResponseReturnValue:
    """The signatories as a table, which is also the form to fill in."""
    out = io.BytesIO()
    with workbooks.begin(out) as book:
        sheet, bold = book.add_worksheet(_("Penanda tangan")), workbooks.head(book)
        for column, head in enumerate(COLUMNS):
            sheet.write_string(0, column, head, bold)
            sheet.set_column(column, column, 44)
        for number, one in enumerate(pact.agreement.signatories, 1):
            for column, cell in enumerate((one.institution_name, one.signed_by, one.position)):
                sheet.write_string(number, column, cell)
    return workbooks.answer(out, "penanda-tangan.xlsx")


@bp.post("/komitmen/<agreement_id>/penanda-tangan/<signatory_id>/hapus")
@allow(policy.may_write, on=lambda actor, agreement_id, **_more: queries.agreement(actor, agreement_id))
def remove_signatory(pact: Pact) -> ResponseReturnValue:
    """Take out who did not sign after all."""
    assert request.view_args is not None
    try:
        name = actions.remove_signatory(pact, request.view_args["signatory_id"], by=actor(), at=clock.arrived())
        flash(_("%(name)s dihapus dari daftar.", name=name), "success")
    except Refused as refusal:
        flash(str(refusal.message), "error")
    return redirect(url_for(".signatories", agreement_id=pact.agreement.id), 303)


@bp.route("/komitmen/<agreement_id>/keterbukaan", methods=["GET", "POST"])
@allow(policy.may_open, on=queries.agreement)
def open_to(pact: Pact) -> ResponseReturnValue:
    """Say what is shown to whom."""
    form = OpennessForm(data=pact.agreement.openness)
    form.watch(dict(pact.agreement.openness))
    shown = done(
        form,
        lambda: actions.open_to(pact, form.table, reason=form.reason.data or "", by=actor(), at=clock.arrived()),
        told=_("Keterbukaan tersimpan dan berlaku sekarang."),
        back=_address(pact),
    )
    return shown or (render_template("commitments/open_to.html", pact=pact, form=form), form.status)


@bp.post("/komitmen/<agreement_id>/berlakukan")
@allow(policy.may_enforce, on=queries.agreement)
def enforce(pact: Pact) -> ResponseReturnValue:
    """Bring an agreement into force."""
    actions.enforce(pact, by=actor(), at=clock.arrived())
    flash(_("Perjanjian berlaku. Para pihak diberi tahu."), "success")
    return _back(pact)


@bp.post("/komitmen/<agreement_id>/akhiri")
@allow(policy.may_end, on=queries.agreement)
def end(pact: Pact) -> ResponseReturnValue:
    """End an agreement."""
    form = EndForm()
    finish = partial(actions.end, pact, str(form.why.data), by=actor(), at=clock.arrived())
    return done(form, finish, told=_("Perjanjian tercatat berakhir."), back=_address(pact)) or _page(pact, form, 422)


def _address(pact: Pact) -> str:
    return url_for(".show", agreement_id=pact.agreement.id)


def _back(pact: Pact) -> ResponseReturnValue:
    return redirect(_address(pact), 303)
