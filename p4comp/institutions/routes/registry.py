"""The registry: found by everybody who looks for an institution, kept by the secretariat."""

from flask import Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from p4comp.core import access, clock, db, paging, tables, uploads
from p4comp.core.access import allow, public
from p4comp.core.errors import Invalid
from p4comp.institutions import actions, policy, queries
from p4comp.institutions.forms import ImportForm
from p4comp.institutions.queries import Record
from p4comp.institutions.routes.blueprint import bp
from p4comp.institutions.rules.archive import CATEGORY_NAMES, STAGE_NAMES
from p4comp.institutions.rules.kinds import KIND_NAMES, REGIONAL

MOST_FOUND, MOST_SUGGESTED = 200, 8


@bp.get("/instansi/cari")
@public
def suggest() -> Response:
    """Institutions that fit what was typed so far, for a list below the field; names only, as anybody may find them."""
    hits = queries.search(request.args.get("cari", ""), on=clock.arrived(), most=MOST_SUGGESTED)
    return jsonify([{"code": one.code, "name": one.name, "note": one.note} for one in hits])


@bp.get("/instansi")
@allow(policy.may_keep_registry)
def registry() -> str:
    """The registry with its filters."""
    asked = {name: request.args.get(name, "").strip()[:100] for name in ("cari", "jenis", "provinsi")}
    hits = {hit.id: hit for hit in queries.search(asked["cari"], most=MOST_FOUND)}
    ranks = {one: rank for rank, one in enumerate(hits)}
    query = queries.registry(ranks if asked["cari"] else None, asked["jenis"], asked["provinsi"])
    page = paging.part(sorted(db.everything(query), key=lambda one: ranks[one.id])) if asked["cari"] else paging.page(query)
    return render_template(
        "institutions/registry.html",
        page=page,
        hits=hits,
        asked=asked,
        kinds=KIND_NAMES,
        provinces=[(one.code, one.name) for one in queries.provinces()],
    )


@bp.get("/instansi/<code>")
@allow(policy.may_keep_registry, on=queries.record)
def show(record: Record) -> ResponseReturnValue:
    """All that the registry holds of an institution; the code of a merged duplicate leads to the one that stayed."""
    if request.view_args and request.view_args["code"] != record.institution.code:
        return redirect(url_for("institutions.show", code=record.institution.code), 301)
    zone = clock.zone_name(record.institution.zone)
    return render_template(
        "institutions/show.html",
        record=record,
        zone=zone,
        kinds=KIND_NAMES,
        regional=REGIONAL,
        categories=CATEGORY_NAMES,
        stages=STAGE_NAMES,
    )


@bp.route("/instansi/impor", methods=["GET", "POST"])
@allow(policy.may_keep_registry, upload=True, body=tables.look_in)
def import_file() -> ResponseReturnValue:
    """Add and update institutions from a file; the report names every row, or every fault."""
    form = ImportForm()
    if request.method == "GET":
        return render_template("institutions/import_file.html", form=form, faults=[], outcomes=[])
    try:
        received = uploads.received(request.files.get("file"))
        outcomes = actions.import_institutions(received.path, by=access.actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return render_template("institutions/import_file.html", form=form, faults=getattr(error, "faults", []), outcomes=[]), 422
    return render_template("institutions/import_file.html", form=form, faults=[], outcomes=outcomes)
