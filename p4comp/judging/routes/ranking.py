"""The ranking of desk evaluation, and the way to the plenary."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, downloads
from p4comp.core.access import actor, allow
from p4comp.judging import actions, policy, queries
from p4comp.judging.policy import Office, Ranked
from p4comp.judging.queries import Computed
from p4comp.judging.routes.blueprint import bp
from p4comp.judging.rules.guards import WORDS


@bp.route("/peringkat")
@allow(policy.may_see_office, on=queries.office)
def rankings(office: Office) -> ResponseReturnValue:
    """The categories with how far they are."""
    progress = queries.progress(office.edition.id, office.spec.plan.readings)
    return render_template("judging/rankings.html", office=office, progress=progress)


@bp.route("/peringkat/<category>")
@allow(policy.may_compare, on=queries.office)
def ranking(office: Office) -> ResponseReturnValue:
    """A category's ranking: the last computed one, raw and fair side by side; before that the raw one as the sheets stand."""
    assert office.category is not None
    text = request.args.get("page", "1")
    page, known = int(text) if text.isdecimal() and len(text) < 6 else 1, queries.computed(office.edition.id, office.category.code)
    if known.run is not None:
        return _computed(office, known, page)
    shown = queries.ranking_page(office.edition, office.category.code, page)
    barred = queries.barred_entries(actor(), office.edition.id)
    return render_template("judging/ranking.html", office=office, category=office.category, ranking=shown, known=known, barred=barred)


def _computed(office: Office, known: Computed, page: int) -> ResponseReturnValue:
    assert known.run is not None
    shown = queries.ranked_page(known.run, page)
    place, barred = Ranked(office, known.run, queries.ranks_bound(actor(), known.run)), queries.barred_entries(actor(), office.edition.id)
    values = {"ranking": shown, "run": known.run, "facts": known.run.summary, "known": known, "place": place, "barred": barred}
    return render_template("judging/computed.html", office=office, category=office.category, words=WORDS, **values)


@bp.route("/peringkat/<category>/hitung", methods=["POST"])
@allow(policy.may_rank, on=queries.office)
def compute(office: Office) -> ResponseReturnValue:
    """Ask the queue for the ranking."""
    assert office.category is not None
    actions.ask_ranking(office, by=actor(), at=clock.arrived())
    flash(_("Peringkat sedang dihitung. Muat ulang halaman ini sebentar lagi."), "success")
    return redirect(url_for(".ranking", category=office.category.code), 303)


@bp.route("/peringkat/<category>/cuplikan")
@allow(policy.may_take_snapshot, on=queries.ranked)
def ranking_snapshot(place: Ranked) -> Response:
    """The snapshot the ranking was made from: `p4comp ranking --snapshot` makes the same digits of it."""
    assert place.run.file is not None
    return downloads.answer(place.run.file, f"peringkat-{place.office.edition.slug}-{place.run.category}.json")


@bp.route("/peringkat/<category>/usulkan", methods=["POST"])
@allow(policy.may_propose, on=queries.office)
def propose(office: Office) -> ResponseReturnValue:
    """Lay the shortlist before the plenary."""
    assert office.category is not None
    plenary = actions.propose_shortlist(office.edition, office.category.code, by=actor(), at=clock.arrived())
    flash(_("Daftar finalis sudah diusulkan kepada rapat pleno."), "success")
    return redirect(url_for("decisions.show", plenary_id=plenary.id), 303)
