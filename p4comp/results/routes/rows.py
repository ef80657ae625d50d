"""How anybody checks a row, an institution its own."""

from pathlib import Path

from flask import Response, json, render_template
from werkzeug.exceptions import NotFound

from p4comp.core import clock, page_cache
from p4comp.core.access import allow, public
from p4comp.results import queries
from p4comp.results.policy.rows import OwnRows, may_prove
from p4comp.results.queries import Published
from p4comp.results.queries import rows as found_rows
from p4comp.results.routes.blueprint import SECONDS, bp
from p4comp.results.rules import publication

PROGRAM = Path(__file__).parent.parent / "data" / "periksa_baris.py"


@bp.get("/kepesertaan/<entry_id>/bukti-baris")
@allow(may_prove, on=found_rows.own_rows)
def own_rows(own: OwnRows) -> str:
    """An entry's rows in the announced decisions, and how each is proven."""
    return render_template("results/own_rows.html", own=own, entry=own.entry)


@bp.get("/kepesertaan/<entry_id>/bukti-baris/<code>.json")
@allow(may_prove, on=lambda actor, entry_id, code: _one(found_rows.own_rows(actor, entry_id), code))
def own_row(proven: tuple[OwnRows, str]) -> Response:
    """The proof of one row as a file."""
    own, code = proven
    proof = next(one.proof for one in own.rows if one.decision.code == code)
    response = Response(json.dumps(proof, ensure_ascii=False, indent=1) + "\n", content_type="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=f"bukti-baris-{code}.json")
    return response


def _one(own: OwnRows | None, code: str) -> tuple[OwnRows, str] | None:
    return (own, code) if own is not None and any(one.decision.code == code for one in own.rows) else None


@bp.get("/hasil/<slug>/bukti")
@public(seconds=SECONDS, on=queries.published)
def check_row(result: Published) -> str:
    """What the roots of the announced decisions are, and how a row is checked against them."""
    page_cache.fresh_until(publication.next_mark(clock.arrived()))
    if not result.known:
        raise NotFound
    return render_template("results/check_row.html", result=result, roots=found_rows.roots(result.known))


@bp.get("/hasil/periksa_baris.py")
@public(seconds=SECONDS)
def check_program() -> Response:
    """The program that checks a row without the portal."""
    response = Response(PROGRAM.read_text("utf-8"), content_type="text/x-python; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=PROGRAM.name)
    return response
