"""The public check."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.certificates import queries, rules
from p4comp.certificates.routes.blueprint import bp
from p4comp.core import clock
from p4comp.core.access import public

LONGEST_SHOWN = 40


@bp.get("/periksa")
@public
def check() -> ResponseReturnValue:
    """The public check: type the code printed under the QR."""
    typed = request.args.get("kode", "").strip()
    code = rules.normalise(typed)
    if rules.is_well_formed(code):
        return redirect(url_for(".verify", code=code), 303)
    problem = _("Kode ini belum lengkap atau salah ketik. Cocokkan lagi dengan 16 huruf dan angka di samping QR.") if typed else ""
    return render_template("certificates/check.html", typed=typed[:LONGEST_SHOWN], problem=problem), 422 if typed else 200


@bp.get("/v/<code>")
@public
def verify(code: str) -> ResponseReturnValue:
    """What the portal knows of a code: a true certificate, a revoked one, or nothing."""
    kept = rules.normalise(code)
    is_whole = rules.is_well_formed(kept)
    found = queries.by_code(kept, clock.arrived()) if is_whole else None
    shown = rules.grouped(kept) if is_whole else code[:LONGEST_SHOWN]
    ended = queries.ended_by(found, clock.arrived()) if found else None
    file = queries.files.current(found) if found else None
    page = render_template(
        "certificates/verify.html", certificate=found, ended=ended, file=file, code=shown, is_whole=is_whole, at=clock.arrived()
    )
    return page, 200 if found else 404
