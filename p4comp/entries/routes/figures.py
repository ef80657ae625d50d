"""Complaint figures: their page, their sources, and what they suggest taken as claim."""

from fractions import Fraction

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.queries import spec_of
from p4comp.competition.rules import Sources
from p4comp.core import downloads, sheets
from p4comp.core.access import Verdict, actor, allow
from p4comp.core.clock import arrived
from p4comp.core.errors import Refused
from p4comp.entries import actions, policy, queries
from p4comp.entries.queries import FigureCase
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.routes.dossier import shown_again
from p4comp.entries.routes.sheet import fill, sheet
from p4comp.entries.rules.figures import FIGURE_WORDS, SCOPE_WORDS, Figure, Scope, cut


@bp.app_template_global()
def figure_word(figure: Figure) -> str:
    """A figure as people call it."""
    return str(FIGURE_WORDS[figure])


@bp.app_template_global()
def scope_word(scope: Scope) -> str:
    """Whose complaints are counted."""
    return str(SCOPE_WORDS[scope])


@bp.app_template_global()
def figure_names() -> list[Figure]:
    """The figures in their order."""
    return list(Figure)


@bp.app_template_filter("bagian")
def share(rate: Fraction | None) -> str:
    """A share of 1 as `98,1 %`, cut so that it never reads as more than it is."""
    return "–" if rate is None else f"{cut(rate * 100)} %"


bp.add_app_template_filter(sheets.letter, "column_letter")


@bp.get("/kepesertaan/<entry_id>/angka")
@allow(policy.may_read, on=queries.figures)
def figures(found: FigureCase) -> ResponseReturnValue:
    """The figures with sums, rates, what is odd, the chart, their sources, and the limits they are read beside."""
    return page(found, policy.may_edit_part(actor(), found, arrived()), is_own=policy.is_own(actor(), found.entry))


def page(found: FigureCase, may_edit: Verdict, *, is_own: bool, visiting: bool = False) -> str:
    """The page of an entry's figures; `visiting` shows it as its entrant sees it."""
    sources = Sources(spec_of(found.entry.edition).provenance)
    return render_template(
        "entries/figures_as_entrant.html" if visiting else "entries/figures.html",
        case=found.case,
        found=found,
        files=found.files,
        limits=[(limit, sources.of(f"angka_pengaduan.batas[{limit.code}]")) for limit in found.terms.limits],
        may_edit=may_edit,
        is_own=is_own,
    )


@bp.get("/kepesertaan/<entry_id>/angka/sumber/<source_id>")
@allow(policy.may_read_source, on=queries.figure_source)
def figures_source(found: FigureCase) -> ResponseReturnValue:
    """A spreadsheet figures were read from, as it was sent."""
    assert found.source is not None
    return downloads.answer(found.source.file, found.source.name)


@bp.post("/kepesertaan/<entry_id>/indikator/<indicator>/saran")
@allow(policy.may_edit_part, on=queries.indicator)
def take_suggestion(found: queries.AspectCase) -> ResponseReturnValue:
    """Claim the level the figures suggest, and save what was typed on the indicator's sheet: the button sends the whole of it."""
    entry, one = found.case.entry, found.dossier.instrument.indicator(found.indicator)
    suggestion = found.dossier.figures.suggestion(one) if one else None
    if suggestion is None:
        raise Refused(_("Tidak ada angka yang menyarankan tingkat untuk indikator ini. Isi angka pengaduan dahulu."))
    lines = sheet(found.dossier, found.aspect)
    fill(entry, lines, request.form, by=actor(), at=arrived())
    actions.take_suggestion(entry, found.indicator, suggestion.level, by=actor(), at=arrived())
    if not all(line.is_kept for line in lines):
        return shown_again(found, lines)
    flash(_("%(code)s: tingkat %(level)s dari angka dipakai sebagai klaim.", code=found.indicator, level=suggestion.level), "success")
    return redirect(url_for(".aspect", entry_id=entry.id, aspect=found.aspect.code, _anchor=found.indicator), 303)
