"""Where editions are reached: rules and scoring plan for everybody, the edition from inside for staff."""

from datetime import datetime
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition import actions, participants, policy, queries, rules
from p4comp.competition.forms import ExtensionForm, extension_form
from p4comp.competition.policy import Overview
from p4comp.competition.routes.blueprint import bp
from p4comp.competition.rules import Traits, days, traits_of, wording
from p4comp.competition.spec import EditionSpec
from p4comp.core import access, canonical, clock, page_cache
from p4comp.core.access import allow, public
from p4comp.core.errors import Invalid


@bp.context_processor
def words() -> dict[str, Any]:
    """The pages of editions put rules into words."""
    return {"wording": wording, "deadline_concerns": days.concerns}


@bp.app_template_global("traits_of")
def traits(spec: EditionSpec) -> Traits:
    """What an edition has and has not, for pages that speak of it."""
    return traits_of(spec)


@bp.app_template_global("traits_now")
def running_traits() -> Traits:
    """The same of the edition that is run."""
    return queries.traits()


@bp.app_template_filter("batas")
def limit(closes: datetime | None, zone: str = "", reader: str = "") -> str:
    """The end of a window on every page alike: a close at midnight is 24.00 of the day before; a reader elsewhere sees their own clock too."""
    return wording.until(closes, zone or clock.home_zone(), reader)


@bp.app_template_filter("sejak")
def begin(opens: datetime | None, zone: str = "") -> str:
    """The begin of a window, written as its end is."""
    return wording.since(opens, zone)


@bp.route("/ketentuan")
@public(seconds=10)
def terms() -> ResponseReturnValue:
    """The rules of the edition that is run."""
    view = queries.published(access.actor())
    if view is None:
        return render_template("competition/no_edition.html")
    return edition_terms(view)


@bp.route("/ketentuan/<slug>")
@public(seconds=10, on=queries.published)
def edition_terms(view: Overview) -> ResponseReturnValue:
    """The rules of an edition."""
    page_cache.fresh_until(view.calendar.next_change(view.at))
    return render_template(
        "competition/terms.html",
        view=view,
        spec=view.spec,
        sources=view.sources,
        ledger=queries.general_ledger(view.edition),
        rulings=queries.rulings(view.spec),
    )


@bp.route("/ketentuan/<slug>/instrumen/<code>")
@public(seconds=10, on=queries.instrument)
def instrument(found: queries.PublishedInstrument) -> ResponseReturnValue:
    """An instrument: aspects, indicators, evidence, rubrics."""
    return render_template("competition/instrument.html", view=found.view, spec=found.view.spec, instrument=found.instrument)


@bp.route("/ketentuan/<slug>/rencana-penilaian")
@public(seconds=10, on=queries.published)
def plan(view: Overview) -> ResponseReturnValue:
    """The scoring plan in words, with its SHA-256."""
    page_cache.fresh_until(view.calendar.next_change(view.at))
    return render_template("competition/plan.html", view=view, spec=view.spec, sources=view.sources, sha256=view.edition.plan_sha256)


@bp.route("/ketentuan/<slug>/rencana-penilaian.json")
@public(seconds=10, on=queries.published)
def plan_file(view: Overview) -> ResponseReturnValue:
    """The scoring plan as the very bytes its SHA-256 is over."""
    response = Response(canonical.text(queries.plan_of(view.edition)), mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="rencana-penilaian-{view.spec.slug}.json"'
    return response


@bp.route("/edisi")
@allow(policy.may_see)
def index() -> ResponseReturnValue:
    """All editions."""
    at = clock.arrived()
    rows = [(edition, queries.spec_of(edition)) for edition in queries.editions()]
    editions = [(edition, spec, rules.stage_at(spec, at), queries.is_frozen(edition, at)) for edition, spec in rows]
    return render_template("competition/index.html", editions=editions)


@bp.route("/edisi/<slug>")
@allow(policy.may_see, on=queries.for_staff)
def show(view: Overview) -> ResponseReturnValue:
    """An edition from inside: timetable, categories, plan, counts."""
    return render_template(
        "competition/show.html",
        view=view,
        spec=view.spec,
        numbers=queries.numbers(view.edition, view.at),
        rulings=queries.rulings(view.spec),
    )


@bp.route("/edisi/<slug>/bekukan", methods=["POST"])
@allow(policy.may_freeze, on=queries.for_staff)
def freeze(view: Overview) -> ResponseReturnValue:
    """Freeze the scoring plan."""
    actions.freeze_plan(view.edition, by=access.actor(), at=clock.arrived())
    flash(_("Rencana penilaian dibekukan dan tidak dapat diubah lagi."), "success")
    return redirect(url_for(".show", slug=view.spec.slug), 303)


@bp.route("/edisi/<slug>/jalankan", methods=["POST"])
@allow(policy.may_start, on=queries.for_staff)
def start(view: Overview) -> ResponseReturnValue:
    """Let the portal run this edition."""
    actions.start(view.edition, by=access.actor(), at=clock.arrived())
    flash(_("%(edition)s dijalankan.", edition=view.spec.short_name), "success")
    return redirect(url_for(".show", slug=view.spec.slug), 303)


@bp.route("/edisi/<slug>/tenggat")
@allow(policy.may_see, on=queries.for_staff)
def deadlines(view: Overview) -> ResponseReturnValue:
    """The deadline ledger."""
    form = extension_form(view.spec, entry_id=request.args.get("kepesertaan", ""), stage="pendaftaran")
    return _deadlines(view, form)


@bp.route("/edisi/<slug>/tenggat", methods=["POST"])
@allow(policy.may_extend, on=queries.for_staff)
def extend(view: Overview) -> ResponseReturnValue:
    """Move a deadline."""
    form = extension_form(view.spec)
    if form.sent_well() and _extended(view, form):
        flash(_("Tenggat diundurkan. Perubahan ini berlaku sekarang dan tercatat di buku tenggat."), "success")
        for concern in days.concerns(form.until.data, view.spec.zone) if form.until.data else ():
            flash(_("Periksa tenggat baru ini: %(concern)s Tenggat tetap berlaku.", concern=concern), "warning")
        return redirect(url_for(".deadlines", slug=view.spec.slug), 303)
    return _deadlines(view, form), 422


def _extended(view: Overview, form: ExtensionForm) -> bool:
    assert form.until.data is not None
    try:
        actions.extend(
            view.edition,
            form.stage.data,
            form.until.data,
            reason=form.reason.data or "",
            letter_number=form.letter_number.data or "",
            category=form.category.data,
            entry_id=(form.entry_id.data or "").strip(),
            by=access.actor(),
            at=clock.arrived(),
        )
    except Invalid as error:
        form.blame(error)
        return False
    return True


def _deadlines(view: Overview, form: ExtensionForm) -> str:
    rows, chosen = queries.signed_ledger(view.edition), (form.entry_id.data or "").strip()
    text = " ".join(request.args.get("cari", "").split())[:100]
    names = participants.named(view.edition.id, {one.row.entry_id for one in rows if one.row.entry_id} | ({chosen} - {""}))
    return render_template(
        "competition/deadlines.html",
        view=view,
        spec=view.spec,
        form=form,
        rows=rows,
        names=names,
        chosen=names.get(chosen),
        text=text,
        found=participants.called(view.edition.id, text),
    )
