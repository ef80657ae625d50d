"""Whether an institution may enter, before anything is typed: answers travel in the address, nothing is kept."""

from collections.abc import Callable
from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.spec import Category
from p4comp.core import clock, docx, downloads, page_cache, pdf
from p4comp.core.access import actor, allow, public
from p4comp.core.clock import arrived, local
from p4comp.entries import policy, queries
from p4comp.entries.forms import QuestionForm
from p4comp.entries.policy import Start
from p4comp.entries.queries import PublicCheck
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.routes.letters import RECOMMENDATION
from p4comp.entries.rules import Asked, CategoryCheck, Way, WayOn, asked
from p4comp.institutions.models import Institution
from p4comp.institutions.queries import search

Links = Callable[[WayOn, CategoryCheck], list[tuple[str, str]]]
FRESH_SECONDS = 10


def questions(about: tuple[Asked, ...], zone: str) -> QuestionForm:
    """The questions with the answers that the address carries."""
    return QuestionForm.of(about, request.args, today=local(arrived(), zone).date())


def open_to(found: tuple[CategoryCheck, ...]) -> tuple[Asked, ...]:
    """The questions of the categories that are for this type of institution."""
    return asked(one.category for one in found if one.is_for_its_kind)


def own_links(institution: Institution, *, here: str = "") -> Links:
    """Where the ways on lead for the institution's own people; `here` is the page of all categories, unless it is the one shown."""

    def links(way: WayOn, check: CategoryCheck) -> list[tuple[str, str]]:
        rule = _("Kelayakan %(name)s, kategori %(category)s", name=institution.name, category=check.category.name)
        ask = url_for("messages.new_ticket", perihal=rule[:150], instansi=institution.id)
        letter: dict[str, Any] = {"institution_id": institution.id, "category": check.category.code}
        found = {
            Way.CLAIM: [(_("Kami pemenang yang belum tercatat"), url_for("entries.claim", institution_id=institution.id))],
            Way.RULING: [(_("Minta putusan sekretariat"), ask)],
            Way.LETTER: [
                (_("Naskah surat (PDF)"), url_for("entries.early_letter", **letter)),
                (_("Naskah surat (Word)"), url_for("entries.early_letter_draft", **letter)),
            ],
            Way.ASK: [(_("Tulis kepada sekretariat"), ask)],
        }
        return found.get(way.way, []) + _anchors(way, here)

    return links


def _anchors(way: WayOn, here: str) -> list[tuple[str, str]]:
    return [(_see(one), f"{here}#kategori-{one.code}") for one in way.categories]


def _see(category: Category) -> str:
    return _("Lihat syarat %(code)s", code=category.code)


def public_links(institution: Institution) -> Links:
    """Where they lead for everybody: what needs an account says so in words only."""
    report = url_for("institutions.report_error", tentang=institution.name)

    def links(way: WayOn, check: CategoryCheck) -> list[tuple[str, str]]:
        if way.way in {Way.ASK, Way.CLAIM, Way.RULING}:
            return [(_("Laporkan kekeliruan"), report)]
        return [(_see(one), url_for("entries.check_eligibility", code=institution.code, category=one.code)) for one in way.categories]

    return links


@bp.get("/kelayakan")
@public(seconds=FRESH_SECONDS)
def choose_checked() -> ResponseReturnValue:
    """Everybody looks for an institution whose eligibility is to be checked."""
    text = " ".join(request.args.get("cari", "").split())[:100]
    hits = search(text, on=arrived(), most=20) if text else []
    return render_template("entries/choose_checked.html", text=text, hits=hits)


@bp.get("/kelayakan/<code>")
@bp.get("/kelayakan/<code>/<category>")
@public(seconds=FRESH_SECONDS, on=queries.public_check)
def check_eligibility(found: PublicCheck) -> ResponseReturnValue:
    """An institution's eligibility as far as the public archive and the answers tell."""
    page_cache.fresh_until(found.view.calendar.next_change(found.view.at))
    edition, who = found.view.edition, queries.applicant(found.institution, for_everybody=True)
    wanted = [one for one in queries.checks(edition, who, {}) if found.category in (None, one.category)]
    form = questions(open_to(tuple(wanted)), edition.zone)
    checks = [one for one in queries.checks(edition, who, form.answers) if found.category in (None, one.category)]
    return (
        render_template("entries/check_eligibility.html", found=found, checks=checks, form=form, links=public_links(found.institution)),
        422 if form.faults else 200,
    )


@bp.get("/kepesertaan/mulai/<institution_id>")
@allow(policy.may_look_at_start, on=queries.start)
def start(found: Start) -> ResponseReturnValue:
    """The categories side by side, each rule with its ground, then the short questions, then the way in."""
    checks: tuple[CategoryCheck, ...] = ()
    form = questions((), found.edition.zone if found.edition else clock.home_zone())
    if found.edition is not None:
        who = queries.applicant(found.institution)
        form = questions(open_to(queries.checks(found.edition, who, {})), found.edition.zone)
        checks = queries.checks(found.edition, who, form.answers)
    values = {
        "claims": queries.claims_made_by([found.institution.id]),
        "verdict": policy.may_begin(actor(), found, arrived()),
        "links": own_links(found.institution),
    }
    return render_template("entries/start.html", start=found, checks=checks, form=form, **values), 422 if form.faults else 200


@bp.get("/kepesertaan/mulai/<institution_id>/<category>/surat-rekomendasi.pdf")
@allow(policy.may_look_at_start, on=queries.start)
def early_letter(found: Start) -> Response:
    """The recommendation to be signed, before there is an entry."""
    return downloads.pdf(pdf.render(RECOMMENDATION, **_letter(found)), "surat-rekomendasi.pdf")


@bp.get("/kepesertaan/mulai/<institution_id>/<category>/surat-rekomendasi.docx")
@allow(policy.may_look_at_start, on=queries.start)
def early_letter_draft(found: Start) -> Response:
    """The same for Word."""
    return downloads.docx(docx.render(RECOMMENDATION, **_letter(found)), "surat-rekomendasi.docx")


def _letter(found: Start) -> dict[str, object]:
    parent = found.institution.parent
    return {
        "edition": found.edition.name if found.edition else "",
        "name": found.institution.name,
        "parent": parent.name if parent else "",
        "category": found.category.name if found.category else "",
        "system": "",
        "simulated": False,
    }
