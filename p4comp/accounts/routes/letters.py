"""Letters that institutions put on their own paper: request for an account, assignment of people; as PDF and for Word."""

from flask import Response
from werkzeug.exceptions import NotFound

from p4comp.accounts import policy, queries, rules
from p4comp.accounts.policy import Team
from p4comp.accounts.routes.blueprint import bp
from p4comp.core import clock, docx, downloads, pdf
from p4comp.core.access import allow, public
from p4comp.institutions import queries as registry


def _answer(template: str, form: str, file: str, **values: object) -> Response:
    """The letter in the form that was asked for."""
    values["simulated"] = False
    if form == "docx":
        return downloads.docx(docx.render(template, **values), f"{file}.docx")
    return downloads.pdf(pdf.render(template, **values), f"{file}.pdf")


@bp.get("/surat/permohonan-akun.<any(pdf,docx):form>")
@public
def blank_letter(form: str) -> Response:
    """The request for an account, blank."""
    return _answer("accounts/letter_account.html", form, "permohonan-akun", name="", parent="", region="")


@bp.get("/daftar/<code>/permohonan-akun.<any(pdf,docx):form>")
@public
def account_letter(code: str, form: str) -> Response:
    """The request for an account of one institution."""
    found = registry.by_code(code, on=clock.arrived())
    if found is None:
        raise NotFound
    parent, region = found.parent.name if found.parent else "–", found.region.name if found.region else "–"
    return _answer("accounts/letter_account.html", form, f"permohonan-akun-{found.code}", name=found.name, parent=parent, region=region)


@bp.get("/tim/<code>/surat-penugasan.pdf")
@allow(policy.may_lead_team, on=queries.led)
def assignment_letter(found: Team) -> Response:
    """The assignment of the people who are in the team now."""
    return _assignment(found, "pdf")


@bp.get("/tim/<code>/surat-penugasan.docx")
@allow(policy.may_lead_team, on=queries.led)
def assignment_draft(found: Team) -> Response:
    """The same for Word."""
    return _assignment(found, "docx")


def _assignment(found: Team, form: str) -> Response:
    people = [
        {"name": one.membership.person.name, "position": one.membership.person.position, "duties": rules.duty_words(one.membership.duties)}
        for one in found.colleagues
    ]
    return _answer(
        "accounts/letter_assignment.html", form, f"penugasan-{found.institution.code}", name=found.institution.name, people=people
    )
