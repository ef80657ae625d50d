"""How sure the final places are, for the secretariat and auditors."""

from flask import render_template
from flask_babel import lazy_gettext as _l

from p4comp.competition.interview_terms import Pooling
from p4comp.core.access import allow
from p4comp.results import policy, queries
from p4comp.results.queries import Study
from p4comp.results.routes.blueprint import bp

NAMES = {
    Pooling.MEAN.value: _l("Rata-rata nilai juri"),
    Pooling.MEDIAN.value: _l("Median nilai juri"),
    Pooling.TRIMMED.value: _l("Rata-rata terpangkas nilai juri"),
    "wawancara": _l("Wawancara saja"),
    "gabungan": _l("Gabungan: evaluasi dokumen 50, wawancara 50"),
}


@bp.get("/hasil-akhir/<slug>/<category>/kepastian")
@allow(policy.may_see_study, on=queries.study)
def certainty(study: Study) -> str:
    """The chance of every finalist to be among the winners, and what other rules would give."""
    return render_template("results/certainty.html", study=study, names=NAMES)
