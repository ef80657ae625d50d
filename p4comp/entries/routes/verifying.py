"""The verification desk of the secretariat."""

from typing import TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.models import Edition
from p4comp.competition.queries import current, spec_of
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid, state_word
from p4comp.core.forms import Form
from p4comp.entries import actions, policy, queries
from p4comp.entries.forms import RefuseForm, ReturnForm
from p4comp.entries.models import State
from p4comp.entries.policy import Case
from p4comp.entries.queries import Wanted
from p4comp.entries.routes.blueprint import bp

SomeForm = TypeVar("SomeForm", bound=Form)


@bp.get("/verifikasi")
@allow(policy.may_see_queue)
def queue() -> ResponseReturnValue:
    """The entries of the running edition, those that wait first."""
    asked = request.args
    wanted = Wanted(asked.get("kategori", "")[:20], asked.get("status", State.SUBMITTED.value), asked.get("cari", "")[:100])
    edition = current()
    return render_template(
        "entries/queue.html",
        edition=edition,
        wanted=wanted,
        found=queries.listed(actor(), edition.id, wanted) if edition else None,
        category_choices=[("", _("Semua kategori")), *_categories(edition)],
        status_choices=[("", _("Semua status")), *((one.value, state_word("entry", one)) for one in State)],
    )


def _categories(edition: Edition | None) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in spec_of(edition).categories] if edition else []


@bp.get("/verifikasi/<entry_id>")
@allow(policy.may_review, on=queries.case)
def review(case: Case) -> ResponseReturnValue:
    """One entry with all that is to be checked."""
    return _page(case)


def _page(case: Case, to_return: ReturnForm | None = None, to_refuse: RefuseForm | None = None) -> str:
    dossier = queries.dossier(case.entry)
    return render_template(
        "entries/review.html",
        case=case,
        dossier=dossier,
        lacking=queries.missing(dossier),
        judged=queries.verdicts(
            case.entry.edition, dossier.category, queries.applicant(case.entry.institution), queries.statement_of(case.entry)
        ),
        submission=queries.submission(case.entry),
        likenesses=queries.likenesses_of(case.entry) if policy.may_see_likenesses(actor(), case, arrived()) else [],
        verdict=policy.may_decide(actor(), case, arrived()),
        to_return=to_return or _blank(ReturnForm),
        to_refuse=to_refuse or _blank(RefuseForm),
    )


def _blank(form: type[SomeForm]) -> SomeForm:
    return form(formdata=None)


@bp.post("/verifikasi/<entry_id>/terima")
@allow(policy.may_decide, on=queries.case)
def verify(case: Case) -> ResponseReturnValue:
    """Accept the entry."""
    actions.verify(case.entry, by=actor(), at=arrived())
    return _done(_("Berkas %(name)s terverifikasi. Instansi sudah diberi tahu.", name=case.entry.institution_name))


@bp.post("/verifikasi/<entry_id>/kembalikan")
@allow(policy.may_decide, on=queries.case)
def return_for_correction(case: Case) -> ResponseReturnValue:
    """Give the entry back with a reason and a day."""
    form = ReturnForm()
    if form.sent_well() and form.until.data is not None:
        try:
            actions.return_for_correction(
                case.entry, reason=(form.reason.data or "").strip(), until=form.until.data, by=actor(), at=arrived()
            )
        except Invalid as error:
            form.blame(error)
        else:
            return _done(_("Berkas %(name)s dikembalikan. Instansi sudah diberi tahu.", name=case.entry.institution_name))
    return _page(case, to_return=form), 422


@bp.post("/verifikasi/<entry_id>/tolak")
@allow(policy.may_decide, on=queries.case)
def refuse(case: Case) -> ResponseReturnValue:
    """Refuse the entry with a reason."""
    form = RefuseForm()
    if form.sent_well():
        actions.refuse(case.entry, reason=(form.refusal.data or "").strip(), by=actor(), at=arrived())
        return _done(_("Berkas %(name)s tidak diterima. Instansi sudah diberi tahu.", name=case.entry.institution_name))
    return _page(case, to_refuse=form), 422


def _done(words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for(".queue"), 303)
