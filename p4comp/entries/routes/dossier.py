"""The dossier: its overview, one page per aspect, and saving field by field."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import autosave, clock
from p4comp.core.access import actor, allow, save_anyway
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid
from p4comp.entries import actions, policy, queries
from p4comp.entries.models import State
from p4comp.entries.policy import Case
from p4comp.entries.queries import contesting
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.routes.sheet import Line, fill, sheet
from p4comp.entries.signals import Paper, showing


@bp.get("/kepesertaan/<entry_id>")
@allow(policy.may_read, on=queries.case)
def show(case: Case) -> ResponseReturnValue:
    """The entry: how far it is, what comes next, until when."""
    dossier = queries.dossier_as_seen(actor(), case.entry)
    return render_template(
        "entries/show.html",
        case=case,
        dossier=dossier,
        outcome=queries.outcomes([case.entry], arrived()).get(case.entry.id),
        contests=contesting.contests([case], arrived()) if policy.is_own(actor(), case.entry) else [],
        papers=papers(case),
        lacking=queries.missing(dossier),
        appeal=queries.appeal_in(case) if case.entry.state is State.REFUSED else None,
        shares=queries.shares_of(case.entry) if policy.is_own(actor(), case.entry) else {},
        may_edit=policy.may_edit(actor(), case, arrived()),
        is_own=policy.is_own(actor(), case.entry),
    )


@bp.get("/kepesertaan/<entry_id>/aspek/<aspect>")
@allow(policy.may_read, on=queries.aspect)
def aspect(found: queries.AspectCase) -> ResponseReturnValue:
    """One aspect: to be filled in by its entrant while that may be, otherwise to be read."""
    verdict = policy.may_edit(actor(), found.case, arrived())
    is_own = policy.is_own(actor(), found.case.entry)
    return page(found, sheet(found.dossier, found.aspect), is_open=bool(verdict), reason=str(verdict.reason) if is_own else "")


def papers(case: Case) -> list[Paper]:
    """What upper rooms hold for an own entry that was verified; nothing is asked about any other."""
    if case.entry.state is not State.VERIFIED or not policy.is_own(actor(), case.entry):
        return []
    return [paper for _receiver, found in showing.send(case, at=arrived()) for paper in found]


def page(
    found: queries.AspectCase,
    lines: list[Line],
    *,
    is_open: bool = True,
    reason: str = "",
    wrong_files: Mapping[str, str] | None = None,
    visiting: bool = False,
) -> str:
    """The aspect's page; `wrong_files` is what was wrong with an upload, by indicator; `visiting` shows it as its entrant sees it."""
    codes = [one.code for one in found.dossier.instrument.aspects]
    place = codes.index(found.aspect.code)
    works_here = policy.is_own(actor(), found.case.entry)
    is_own = works_here or visiting
    return render_template(
        "entries/aspect_as_entrant.html" if visiting else "entries/aspect.html",
        case=found.case,
        dossier=found.dossier,
        aspect=found.aspect,
        lines=lines,
        is_open=is_open,
        reason=reason,
        wrong_files=wrong_files or {},
        is_own=is_own,
        others=queries.present(found.case.entry, actor(), clock.real()) if works_here else [],
        given=queries.shares_of(found.case.entry).get(found.aspect.code) if is_own else None,
        before=found.dossier.instrument.aspects[place - 1] if place else None,
        after=found.dossier.instrument.aspects[place + 1] if place + 1 < len(codes) else None,
    )


@bp.post("/kepesertaan/<entry_id>/aspek/<aspect>")
@allow(policy.may_edit_part, on=queries.aspect)
def save_aspect(found: queries.AspectCase) -> ResponseReturnValue:
    """Save the whole page at once, for browsers without scripts; what clashes or is wrong is shown again with what was typed."""
    lines = sheet(found.dossier, found.aspect)
    if fill(found.case.entry, lines, request.form, by=actor(), at=arrived()):
        flash(_("Isian aspek %(name)s tersimpan.", name=found.aspect.name), "success")
        return redirect(_next(found), 303)
    return shown_again(found, lines)


def shown_again(found: queries.AspectCase, lines: list[Line], wrong_files: Mapping[str, str] | None = None) -> ResponseReturnValue:
    """The page with what could not be kept as it was typed, and its faults; all the rest stays saved."""
    fresh = sheet(queries.dossier(found.case.entry), found.aspect)
    for line, kept in zip(lines, fresh, strict=True):
        line.answer, line.evidence = kept.answer, kept.evidence
    clashed = any(line.clashes for line in lines)
    save_anyway()
    return page(found, lines, wrong_files=wrong_files), 409 if clashed else 422


def _next(found: queries.AspectCase) -> str:
    wanted = request.form.get("go", "")
    if found.dossier.aspect(wanted) is None:
        wanted = found.aspect.code
    return url_for(".aspect", entry_id=found.case.entry.id, aspect=wanted)


@bp.post("/kepesertaan/<entry_id>/simpan")
@allow(policy.may_edit, on=queries.case)
def save(case: Case) -> ResponseReturnValue:
    """Save one field, as `autosave.js` sends it: `field` (`A1.level`), `value`, `version`."""
    indicator, _dot, name = request.form.get("field", "").rpartition(".")
    version, value = request.form.get("version", ""), request.form.get("value")
    if value is None or not (version.isascii() and version.isdigit() and len(version) < 10):
        raise Invalid(_("Isian ini tidak lengkap. Muat ulang halaman, lalu isi sekali lagi."))
    outcome = actions.save(case.entry, indicator, name, value, seen=int(version), by=actor(), at=arrived())
    return autosave.answer(outcome, at=arrived())
