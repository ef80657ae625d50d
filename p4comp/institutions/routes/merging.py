"""Merging duplicates, in two steps: find the other one, see what hangs on it; then confirm."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import access, clock
from p4comp.core.access import allow
from p4comp.core.errors import Invalid, Refused
from p4comp.institutions import actions, policy, queries
from p4comp.institutions.forms import MergeForm
from p4comp.institutions.policy import Place
from p4comp.institutions.queries import Pair
from p4comp.institutions.routes.blueprint import bp
from p4comp.institutions.rules.kinds import KIND_NAMES


@bp.get("/instansi/<code>/gabung")
@allow(policy.may_keep_registry, on=queries.governed)
def choose_duplicate(place: Place) -> str:
    """Find the duplicate of an institution."""
    text = " ".join(request.args.get("cari", place.institution.name).split())[:100]
    hits = [one for one in queries.search(text, most=20) if one.id != place.institution.id]
    return render_template("institutions/choose_duplicate.html", place=place, text=text, hits=hits, kinds=KIND_NAMES)


@bp.route("/instansi/<code>/gabung/<other>", methods=["GET", "POST"])
@allow(policy.may_keep_registry, on=queries.pair)
def merge(pair: Pair) -> ResponseReturnValue:
    """What hangs on the duplicate `other`, what stands against merging, and the act itself."""
    form = MergeForm()
    try:
        if form.sent_well():
            if str(form.phrase.data).strip() != pair.gone.code:
                raise Invalid(_("Ketik kode %(code)s persis seperti tertulis.", code=pair.gone.code), "phrase")
            name = pair.gone.name
            actions.merge(pair.kept, pair.gone, reason=str(form.reason.data), by=access.actor(), at=clock.arrived())
            flash(_("%(name)s sudah digabung. Kode dan nama lamanya menuju ke instansi ini.", name=name), "success")
            return redirect(url_for("institutions.show", code=pair.kept.code), 303)
    except Invalid as error:
        form.blame(error)
    except Refused:
        return render_template("institutions/merge.html", **_values(pair, form)), 409
    return render_template("institutions/merge.html", **_values(pair, form)), form.status


def _values(pair: Pair, form: MergeForm) -> dict[str, object]:
    hanging, against = actions.hanging_on(pair.gone), actions.obstacles(pair.kept, pair.gone)
    return {"pair": pair, "form": form, "hanging": hanging, "obstacles": against, "kinds": KIND_NAMES}
