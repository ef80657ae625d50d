"""Who has not entered yet: page, list to work off, and one page for the Minister."""

from flask import Response, render_template, request
from flask_babel import gettext as _

from p4comp.core import docx, downloads, paging, pdf
from p4comp.core.access import allow
from p4comp.core.clock import is_demo
from p4comp.entries import policy, queries
from p4comp.entries.queries.not_yet import Candidate, NotYet
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.rules.standing import STANDINGS, Standing
from p4comp.institutions.rules.kinds import KIND_NAMES, Kind

CENTRAL = "pusat"


@bp.get("/belum-mendaftar")
@allow(policy.may_see_queue, on=queries.not_yet)
def not_yet(state: NotYet) -> str:
    """Counts by province, and those who are missing."""
    asked, rows = _chosen(state)
    return render_template(
        "entries/not_yet.html",
        state=state,
        asked=asked,
        page=paging.part(rows),
        kinds=KIND_NAMES,
        standings=STANDINGS,
        table=[(state.provinces.get(code, _("Pusat")), code or CENTRAL, counts) for code, counts in state.table("province")],
    )


def _chosen(state: NotYet) -> tuple[dict[str, str], list[Candidate]]:
    asked = {name: request.args.get(name, "")[:20] for name in ("provinsi", "jenis", "keadaan")}
    rows = [
        one
        for one in state.missing
        if asked["provinsi"] in ("", one.province or CENTRAL)
        and asked["jenis"] in ("", one.kind)
        and asked["keadaan"] in ("", one.standing)
    ]
    return asked, rows


@bp.get("/belum-mendaftar.csv")
@allow(policy.may_see_queue, on=queries.not_yet)
def not_yet_csv(state: NotYet) -> Response:
    """The list as it is filtered, for a spreadsheet; no cell is a formula."""
    heads = (_("Kode"), _("Instansi"), _("Jenis"), _("Provinsi"), _("Keadaan"), _("Kontak"), _("Telepon"))
    return downloads.csv(heads, (_cells(one, state) for one in _chosen(state)[1]), "belum-mendaftar.csv")


def _cells(one: Candidate, state: NotYet) -> tuple[str, ...]:
    place = state.provinces.get(one.province, _("Pusat"))
    return one.code, one.name, str(KIND_NAMES[one.kind]), place, str(STANDINGS[one.standing]), one.contact, one.phone


@bp.get("/belum-mendaftar/ringkasan.pdf")
@allow(policy.may_see_queue, on=queries.not_yet)
def registration_brief(state: NotYet) -> Response:
    """The state of registration on one page, for the Minister."""
    return downloads.pdf(pdf.render("entries/registration_brief.html", **_brief(state)), "ringkasan-pendaftaran.pdf")


@bp.get("/belum-mendaftar/ringkasan.docx")
@allow(policy.may_see_queue, on=queries.not_yet)
def registration_brief_draft(state: NotYet) -> Response:
    """The same for Word."""
    return downloads.docx(docx.render("entries/registration_brief.html", **_brief(state)), "ringkasan-pendaftaran.docx")


def _brief(state: NotYet) -> dict[str, object]:
    by_kind = [(KIND_NAMES[Kind(one)], counts[Standing.ENTERED], sum(counts.values())) for one, counts in state.table("kind")]
    shares = [
        (state.provinces.get(code, _("Pusat")), counts[Standing.ENTERED], sum(counts.values())) for code, counts in state.table("province")
    ]
    return {
        "state": state,
        "by_kind": by_kind,
        "provinces": sorted(shares, key=lambda row: (-(row[2] - row[1]), row[0])),
        "edition_name": state.edition.name,
        "simulated": is_demo(),
    }
