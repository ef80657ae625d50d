"""Looking at an entrant's pages as the entrant sees them: read only, logged, told."""

import re

from flask import has_request_context, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from p4comp.core.access import actor, allow, no
from p4comp.core.clock import arrived
from p4comp.entries import actions, policy, queries
from p4comp.entries.forms import VisitForm
from p4comp.entries.policy import Case, Visiting
from p4comp.entries.routes import correcting, dossier, evidence, figures
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.routes.sheet import sheet

READ_ONLY = _l("Tampilan ini hanya untuk dibaca.")
MIRRORED = re.compile(r"(?P<entry>/kepesertaan/[^/]+)(?P<page>/verifikasi|/angka|/aspek/[^/]+|/bukti/[^/]+/lihat)?(?P<place>#.*)?")


@bp.app_template_filter()
def same_eyes(url: str) -> str:
    """An address of an entrant's page; while somebody looks through the entrant's eyes, that of the same page seen so."""
    if not has_request_context() or "as_entrant" not in (request.endpoint or ""):
        return url
    if url == url_for("entries.index"):
        return url_for("entries.queue")
    found = MIRRORED.fullmatch(url)
    return f"{found['entry']}/sebagai-peserta{found['page'] or ''}{found['place'] or ''}" if found else url


@bp.route("/kepesertaan/<entry_id>/kunjungan", methods=["GET", "POST"])
@allow(policy.may_visit, on=queries.case)
def visit(case: Case) -> ResponseReturnValue:
    """Begin a look at the entrant's pages, with the reason."""
    form = VisitForm()
    if not form.sent_well():
        return render_template("entries/visit.html", case=case, form=form), form.status
    actions.visit(case.entry, reason=(form.reason.data or "").strip(), by=actor(), at=arrived())
    return redirect(url_for(".as_entrant", entry_id=case.entry.id), 303)


@bp.get("/kepesertaan/<entry_id>/sebagai-peserta")
@allow(policy.may_look_as_entrant, on=queries.visiting)
def as_entrant(found: Visiting) -> ResponseReturnValue:
    """The entrant's page of its entry; nothing can be changed here."""
    whole = queries.dossier(found.case.entry)
    return render_template(
        "entries/as_entrant.html",
        case=found.case,
        dossier=whole,
        outcome=queries.outcomes([found.case.entry], arrived()).get(found.case.entry.id),
        contests=[],  # objecting and the letters are the entrant's alone: their links would be refused
        papers=[],
        lacking=queries.missing(whole),
        shares=queries.shares_of(found.case.entry),
        may_edit=no(READ_ONLY),
        is_own=True,
        visiting=True,
    )


@bp.get("/kepesertaan/<entry_id>/sebagai-peserta/verifikasi")
@allow(policy.may_look_as_entrant, on=queries.visiting)
def verification_as_entrant(found: Visiting) -> ResponseReturnValue:
    """The entrant's page of its verification; nothing can be changed here."""
    return correcting.page(found.case, visiting=True)


@bp.get("/kepesertaan/<entry_id>/sebagai-peserta/aspek/<aspect>")
@allow(policy.may_look_as_entrant, on=queries.visited_aspect)
def aspect_as_entrant(found: Visiting) -> ResponseReturnValue:
    """One aspect as the entrant sees it, to be read only."""
    part = found.part
    return dossier.page(part, sheet(part.dossier, part.aspect), is_open=False, visiting=True)


@bp.get("/kepesertaan/<entry_id>/sebagai-peserta/angka")
@allow(policy.may_look_as_entrant, on=queries.visited_figures)
def figures_as_entrant(found: Visiting) -> ResponseReturnValue:
    """The complaint figures as the entrant sees them, to be read only."""
    return figures.page(found.part, no(READ_ONLY), is_own=True, visiting=True)


@bp.get("/kepesertaan/<entry_id>/sebagai-peserta/bukti/<evidence_id>/lihat")
@allow(policy.may_look_as_entrant, on=queries.visited_evidence)
def evidence_as_entrant(found: Visiting) -> ResponseReturnValue:
    """A piece of evidence as the entrant sees it, to be read only."""
    return evidence.page_as_entrant(found.part)
