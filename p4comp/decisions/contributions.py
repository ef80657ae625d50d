"""What decisions add to every page: the place of the plenaries, lists that wait for the second confirmation."""

from collections.abc import Iterable
from datetime import datetime

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_staff
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import web
from p4comp.core.access import Actor
from p4comp.core.errors import state_word
from p4comp.decisions import policy, queries, rules
from p4comp.decisions.models import Decision, Plenary, Purpose
from p4comp.decisions.rules import PlenaryState

PURPOSES = {Purpose.FINALISTS: _l("daftar finalis"), Purpose.WINNERS: _l("daftar pemenang")}
TONES = {
    PlenaryState.PROPOSED: "waiting",
    PlenaryState.CONFIRMED_ONCE: "yours",
    PlenaryState.CONFIRMED: "done",
    PlenaryState.WITHDRAWN: "refused",
}


@web.contribute("nav")
def place(actor: Actor, at: datetime) -> Iterable[web.NavItem]:
    """Those inside the embargo have the plenaries."""
    if is_staff(actor):
        yield web.NavItem(_("Rapat pleno"), url_for("decisions.plenaries"), "gavel", 60)


@web.contribute("todo")
def to_confirm(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """The secretariat is told of lists that wait for a confirmation, whoever gave the first for the other's."""
    edition = competition.current() if actor.has("secretariat") else None
    if edition is None:
        return
    for matter in queries.plenaries(edition.id):
        if matter.plenary.state in policy.VERB_BY_STATE and matter.plenary.first_confirmed_by != actor.id:
            yield _waiting(matter.plenary, edition)


def _waiting(plenary: Plenary, edition: Edition) -> web.Todo:
    title = _("Sahkan %(list)s kategori %(name)s", list=purpose_word(plenary.purpose), name=category_name(edition, plenary.category))
    ready = rules.was_held(plenary.held_on, plenary.attendance)
    note = "" if ready else _("Tanggal rapat dan daftar hadir belum diisi.")
    return web.Todo(title, url_for("decisions.show", plenary_id=plenary.id), _("Periksa"), note=note)


def category_name(edition: Edition, code: str) -> str:
    """A category as people call it; the code where the edition does not know it."""
    category = competition.spec_of(edition).category(code)
    return category.name if category else code


def award_name(edition: Edition, category_code: str, code: str) -> str:
    """An award as people call it; the code where the category does not know it, a dash for none."""
    category = competition.spec_of(edition).category(category_code)
    awards = category.awards if category else ()
    return next((award.name for award in awards if award.code == code), code or "–")


def purpose_word(purpose: str) -> str:
    """What a list is of, as people call it."""
    return str(PURPOSES[Purpose(purpose)])


def plenary_status(plenary: Plenary) -> tuple[str, str]:
    """The state of a plenary's list as word and tone of a tag."""
    return state_word("plenary", plenary.state), TONES[plenary.state]


def decision_status(decision: Decision) -> tuple[str, str]:
    """A decision waits for the minister's decree until its number is typed in."""
    if decision.decree_number:
        return _("Ditetapkan Menteri"), "done"
    return _("Menunggu penetapan Menteri"), "waiting"


def init_app(app: Flask) -> None:
    """Let all templates speak of plenaries and decisions alike."""
    app.jinja_env.globals |= {
        "purpose_word": purpose_word,
        "plenary_status": plenary_status,
        "decision_status": decision_status,
        "category_name": category_name,
        "award_name": award_name,
        "tie_text": rules.tie_text,
    }
